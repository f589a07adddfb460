"""Where sentences begin and end in French and English official prose."""

import re

# What ends with a full stop without ending a sentence. Single capital letters ("L. 311-5",
# "R. Badinter") are told by rule.
_ABBREVIATIONS = frozenset(
    "art al ch chap cf ex fig p pp vol éd coll op cit loc ibid mm mme mmes mlle mr mrs ms dr "
    "pr prof st ste sté av bd réf tél env max min no nos n° sect par § e.g i.e vs jr sr inc "
    "ltd co dept gov approx jan févr feb avr apr juil aug sept oct nov déc dec lég cass civ "
    "crim soc req c.-à-d c.à.d p.ex".split()
)
# Abbreviations that may also end a sentence: they do where a capital letter follows.
_MAY_END = frozenset("etc al co inc ltd av env max min".split())

# Possessive, and tried only where a run begins: a line of dots must not cost its square.
_END = re.compile(r"(?<![.!?…])[.!?…]++[)\]»”\"'’]*+(?:\s[»”])?(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[«“\"'’]+$")
_OPENING = re.compile(r"[«“\"'’(\[–—-]*\s*")
_LINE = re.compile(r"[^\n]+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), in order, without the white space around them.

    A line break always ends a sentence, since the canonical text breaks lines only between blocks
    and items. Every character that is not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for match in _END.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, start, match, line.end()):
                _append(spans, text, start, match.end())
                start = match.end()
        _append(spans, text, start, line.end())
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    raw = text[start:end]
    stripped = raw.strip()
    if stripped:
        start += len(raw) - len(raw.lstrip())
        spans.append((start, start + len(stripped)))


def _ends_sentence(text: str, start: int, match: re.Match[str], line_end: int) -> bool:
    following = text[match.end() : line_end].lstrip()
    opening = _OPENING.match(following)
    first = following[opening.end() : opening.end() + 1] if opening else following[:1]
    if not first or first.islower():
        return not first
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, start, match.start())
    word = before.group() if before else ""
    # "1. Le dossier": the number of an item, not a sentence.
    if before and not text[start : before.start()].strip() and word.isalnum() and len(word) <= 3:
        return False
    if len(word) == 1 and word.isupper():
        # "L. 311-5" and "R. Badinter", but not "... au titre du I. Le ministre ..."
        return word in "IVX" and not first.isdigit()
    folded = word.casefold().rstrip(".")
    if folded in _MAY_END:
        return first.isupper()
    return folded not in _ABBREVIATIONS
