"""Bytes to characters, whatever encoding they were written in."""

import codecs
import re

from corpus.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_HEAD = 4096
_ENCODING = re.compile(
    rb"""<(?:meta[^<>]{0,200}charset|\?xml[^<>]{0,80}encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What French and English texts are written with beyond ASCII, the commonest letters and marks
# first: an encoding is as likely as the characters that it gives are common.
_COMMON = frozenset("éèêëàâçîïôùûœ’‘“”«»–—…€°•\u00a0\u202f")
_SEEN = frozenset("äöüÿæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆñáíóúßÁÍÓÚÑ‹›„£º§·©®™¿¡\u00ad")
_MOST = 0.95
# What the bytes of an accented letter, or of a curved apostrophe, look like one by one.
_AS_BYTE = "\u0080-\u00bfŒœŠšŸŽžƒ\u02c6\u02dc\u2013-\u203a€™"
_DOUBLED = re.compile(f"[ÃÂÅ][{_AS_BYTE}]|â[€‚„\u0080\u0082\u0084]|√[©®†ß]")
_GARBLED = re.compile(
    rf"[A-Za-z]{{1,30}}(?:Ã[{_AS_BYTE}]|â[€\u0080][{_AS_BYTE}])[^\W\d_]{{0,30}}|\d{{0,4}}â\u0080[{_AS_BYTE}]"
)
# "D&eacute;lais" in what a page shows, and "l&rsquo;usager".
_ESCAPED_TWICE = re.compile(
    r"[^\W\d_]{0,30}&(?:[a-zA-Z](?:acute|grave|circ|cedil|uml)|oelig|[lr]squo|nbsp|#\d{2,4});"
    r"[^\W\d_]{1,30}"
)
_ACCENTED = "éèêëàçîïôùûÉÈÊÀÇ’äöüßñáíóú"
_PUNCTUATION = "‘“”–—…€"
_TWICE = (
    (_ACCENTED, "accents"),
    (_PUNCTUATION, "dashes and quotation marks"),
    (_ACCENTED + _PUNCTUATION, "accents, dashes or quotation marks"),
)
_C1 = re.compile("[\u0080-\u009f]")
_FEWEST_MENDED = 3
_MENDED_BESIDE_RIGHT = 2  # a page about encodings shows the right letter beside each wrong one


def decode(raw: bytes, *, path: str = "the file", markup: bool = False) -> tuple[str, str | None]:
    """The text of `raw`, and a warning where some of it, or its encoding, had to be guessed.

    Line ends become "\\n"; UTF-8 that was encoded twice is mended. Markup says its encoding itself,
    and whether words of it look garbled is told when they are known (`garbled`). Raises
    UnreadableFile where the bytes are no text.
    """
    text, warning = _decode(raw, path, declared=_declared(raw) if markup else "")
    text, mended = mend_double_encoding(text.replace("\r\n", "\n").replace("\r", "\n"))
    looks = None if mended or markup else garbled(text)
    records = text.lstrip()[:1] in ("{", "[")  # a file of many documents has no place to tell
    lost = None if warning or records else _lost(text)
    return text, "; ".join(filter(None, (warning, mended, looks, lost))) or None


def _lost(text: str) -> str | None:
    """A warning where characters were lost before the file was saved."""
    lost = text.count("\ufffd")
    return (
        f"{lost} characters were lost before it was saved, and are \ufffd in it" if lost else None
    )


def mend_double_encoding(text: str) -> tuple[str, str | None]:
    """`text` with "Ã©" as "é" where it was encoded twice, and a warning that says so.

    A text that only shows such signs here and there is about them, or quotes them: it stays.
    """
    if not _DOUBLED.search(text):
        return text, None
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(explain=False)
    mended = "\n".join(
        fix_encoding(line, config) if _DOUBLED.search(line) else line for line in text.split("\n")
    )
    for signs, what in _TWICE:
        right = sum(map(text.count, signs))
        gained = sum(map(mended.count, signs)) - right
        if gained >= _FEWEST_MENDED and gained >= _MENDED_BESIDE_RIGHT * right:
            return mended, f"its {what} were encoded twice, and were mended"
    return text, None


def garbled(text: str) -> str | None:
    """A warning where a word of `text` was encoded or escaped twice; None where none was."""
    signs = ("Ã", "â€", "â\u0080")
    word = _GARBLED.search(text) if any(sign in text for sign in signs) else None
    word = word or (_ESCAPED_TWICE.search(text) if "&" in text else None)
    if word is None:
        return None
    shown = _C1.sub("\ufffd", word[0])
    return f"words of it look garbled, such as “{shown}”; save it again as UTF-8"


def _declared(raw: bytes) -> str:
    """The one-byte encoding that markup says it is in, as browsers take it; empty where none."""
    found = _ENCODING.search(raw[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    if name.startswith("utf"):
        return ""  # it is not, or it would have been read
    return "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name


def _decode(raw: bytes, path: str, *, declared: str = "") -> tuple[str, str | None]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _or_replace(raw, encoding)
    wide = _wide_encoding(raw)
    if wide:
        text, warning = _or_replace(raw, wide)
        return text, warning or f"read as {wide} though nothing in it says so"
    if _is_binary(raw):
        raise UnreadableFile(
            path, "its bytes are not text", "give the document as PDF, DOCX, ODT, HTML or text"
        )
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    if good >= bad:
        return (
            text,
            f"{bad} bytes that are not UTF-8 are shown as \ufffd; save it again as UTF-8",
        )
    try:
        if declared:
            return raw.decode(declared), None
    except (LookupError, UnicodeDecodeError):
        pass  # what it says of its encoding is wrong; the bytes tell better
    encoding = _narrow_encoding(raw)
    return (
        raw.decode(encoding, errors="replace"),
        f"not UTF-8, read as {encoding}; save it as UTF-8 if accents look wrong",
    )


def _or_replace(raw: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError:
        text = raw.decode(encoding, errors="replace")
        bad = text.count("\ufffd")
        return text, f"{bad} characters that are not {encoding} are shown as \ufffd"


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = raw[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_binary(raw: bytes) -> bool:
    middle = len(raw) // 2
    sample = raw[:_SAMPLE] + raw[middle : middle + _SAMPLE]
    return len(_CONTROL.findall(sample)) > 0.005 * len(sample)


def _narrow_encoding(raw: bytes) -> str:
    """The one-byte encoding that gives the usual characters, else a library's guess."""
    high = bytes(byte for byte in raw[:1_000_000] if byte > 0x7F)
    likeliest, best = "", 0
    for encoding in ("cp1252", "iso-8859-15", "mac_roman", "cp850"):
        text = high.decode(encoding, errors="replace")
        common, seen = sum(c in _COMMON for c in text), sum(c in _SEEN for c in text)
        if common + seen >= _MOST * len(text) and 3 * common + seen > best:
            likeliest, best = encoding, 3 * common + seen
    if likeliest:
        return likeliest
    from charset_normalizer import from_bytes

    guess = from_bytes(raw[:1_000_000]).best()
    return guess.encoding if guess else "cp1252"
