"""What to call a document, and which of its paragraphs are headings in all but name."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind
from corpus.kinds import is_letterhead, law_title
from corpus.law.designations import Form, designation
from corpus.law.law_names import own_short_title
from corpus.text import tidy

# Headings that any document may begin with: they name a part, not the document.
_PARTS = re.compile(
    r"""^\W*(?:[\dIVX]+[.)\s–-]+)?(?:
        contexte | introduction | objectifs? | objectives? | sommaire | pr[ée]ambule | pr[ée]face
      | table\s+des\s+mati[èe]res | (?:table\s+of\s+)?contents | context | background | r[ée]sum[ée]
      | (?:executive\s+)?summary | foreword | avant-propos | [ée]ditorial | pr[ée]sentation
      | overview | abstract | toc | [àa]\s+propos | about | art(?:icle|\.)\s+\S+ | readme
      | arrangement\s+of\s+\w+ | objet
      | dispositions\s+(?:g[ée]n[ée]rales|communes|diverses|finales)
      | notes?\s+(?:conceptuelles?|de\s+(?:cadrage|concept)) | concept\s+(?:note|paper)
      | termes\s+de\s+r[ée]f[ée]rence | terms\s+of\s+reference
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
# A heading that numbers what it opens: one of several parts, which has a name of its own or none.
_NUMBERED = re.compile(
    r"""^\W*(?:
        (?P<word>livre|book|titre|title|partie|part|chapitre|chapter|(?:sous-)?section|axe|volet
          |th[èe]me|pilier|pillar|engagement|commitment|annexe?|appendix|schedule)
        \s+(?:n\s?[°º]\s*)?
        (?:premi\w+|first|\d{1,3}(?:er|[èe]?re)?|(?-i:[IVXLC]{1,6}|[A-H])(?:er|re)?)(?![\w'’])
      | (?P<roman>(?-i:[IVXL]{1,6}))\s?[.)/–—-]+\s
      | (?P<letter>(?-i:[A-H]))\s?[.)/]\s
      | (?P<figure>\d{1,2})\s?(?:[.)°/–—-]+\s|(?:\.\d{1,2}){1,3}\W)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A bold paragraph of a few words that ends without a stop is a heading in all but name.
_HEADLINE = re.compile(r"(?=.*[^\W\d_]{2})\S+(?: \S+){0,14}(?<![.,;:!…])")
# What programs and templates leave in place of a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft word|word document|powerpoint presentation|présentation powerpoint"
    r"|(?:slide|diapositive)\s?\d*|untitled|sans (?:titre|nom)|document\s?\d*|titre|title"
    r"|mod[èe]le|template|\W*)$|^microsoft word\b|\.(?:docx?|odt|pdf|rtf)$",
    re.IGNORECASE,
)
_FILE_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMELESS_FILE = re.compile(
    r"^(?:readme|index|source|untitled|document|page|text|file|export)$", re.I
)
_LONGEST = 75
_MOST_OPENING = 12  # blocks
_LONGEST_OPENING = 250


def title_for(
    builder: DocumentBuilder, path: str, *, file_names: bool = True, opening: str = ""
) -> str:
    """A title from the first heading, the file's name or the first words, in this order.

    A law's own title goes before the letterhead above it. A heading that names only a part
    ("Contexte", "TITRE I", "1. Objet" where "2." follows) is no title: the lines with which the
    document opens, if `opening` gives some, are one then. `file_names` says whether files of this
    sort are named after what they hold.
    """
    text, blocks = builder.text, builder.blocks
    law = law_title(text, blocks)
    if law is not None:
        return " ".join(text[law.start : law.end].split()).rstrip(" .")
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING and not b.box), None)
    named = text[heading.start : heading.end] if heading is not None else ""
    numbered = bool(named) and numbers_a_part(named, builder)
    article = named and designation(named, Form.ARTICLE)
    if named and not (numbered or article or is_part_name(named)):
        return named
    cited = own_short_title(text)
    if cited:
        return cited
    if opening:
        return opening
    part = "" if numbered or article else named
    by_file = _file_title(PurePosixPath(path), part) if file_names or numbered else ""
    if by_file:
        return by_file
    aside = (BlockKind.HEADING, BlockKind.TABLE_ROW)
    said = next((b for b in blocks if b.kind not in aside), heading)
    return first_words(text[said.start : said.end]) if said else PurePosixPath(path).stem


def office_title(
    builder: DocumentBuilder,
    path: str,
    *,
    styled: str | None,
    property: str | None,
    centred: Collection[str] = (),
) -> str:
    """The title by the paragraph styled as one, else by the properties, else by the text.

    `centred` are the paragraphs whose lines stand in the middle.
    """
    for title in (styled, property):
        words = " ".join((title or "").split())
        if words and not _NO_TITLE.search(words) and not is_part_name(words):
            return words
    return title_for(builder, path, opening=_centred_opening(builder, centred))


def _centred_opening(builder: DocumentBuilder, centred: Collection[str]) -> str:
    """The first centred lines before the first heading, but for the letterhead."""
    known = {tidy(one) for one in centred}
    lines: list[str] = []
    for block in builder.blocks[:_MOST_OPENING]:
        line = builder.text[block.start : block.end]
        ends = block.kind is BlockKind.HEADING or _NUMBERED.match(line)
        if ends or (lines and line not in known):
            break
        if line in known and not is_letterhead(line):
            lines.append(line)
    title = " ".join(" ".join(lines).split())
    return title if len(title) <= _LONGEST_OPENING else ""


def table_title(
    builder: DocumentBuilder, path: str, *, property: str | None = None, sheets: int = 1
) -> str:
    """The title of a table by its properties, else by the line over it, else by the file's name.

    A heading over the first of several `sheets` does not name them all.
    """
    words = " ".join((property or "").split())
    if words and not _NO_TITLE.search(words):
        return words
    first = builder.blocks[0] if builder.blocks else None
    by_file = _file_title(PurePosixPath(path), "")
    named = first is not None and first.kind is BlockKind.HEADING and first.level == 1
    if first is not None and named and (sheets == 1 or not by_file):
        return builder.text[first.start : first.end]
    return by_file or PurePosixPath(path).stem


def is_headline(text: str) -> bool:
    """Whether the words of a bold paragraph are a heading in all but name."""
    return _HEADLINE.fullmatch(text) is not None


def _file_title(path: PurePosixPath, part: str) -> str:
    """The name of a file as a title; a README is "Introduction – folder" or goes by its folder."""
    if not _NAMELESS_FILE.match(path.stem):
        return _as_title(path.stem)
    folder = _as_title(path.parent.name)
    return " – ".join(filter(None, (part, folder))) if part else folder


def _as_title(name: str) -> str:
    """The words of a name; nothing where it is made of numbers and codes."""
    words = re.split(r"[\s_-]+", name)
    spoken = [word for word in words if _FILE_WORD.fullmatch(word)]
    if len(spoken) * 2 <= len(words):
        return ""
    return " ".join(words).capitalize() if name.islower() else " ".join(words)


def is_part_name(heading: str) -> bool:
    """Whether a heading names a part that any document may have ("Contexte", "1. Introduction")."""
    return bool(_PARTS.match(heading))


def numbers_a_part(heading: str, builder: DocumentBuilder) -> bool:
    """Whether a heading, the first one, numbers a part of the document and has not its name.

    It has where it has words of its own, and no other heading is of its sort.
    """
    found = _NUMBERED.match(heading)
    if found is None:
        return False
    if not any(map(str.isalpha, heading[found.end() :])):
        return True
    sort = (found.lastgroup, (found["word"] or "").casefold())
    text = builder.text
    headings = (text[b.start : b.end] for b in builder.blocks if b.kind is BlockKind.HEADING)
    alike = (one for one in map(_NUMBERED.match, headings) if one is not None)
    same = sum((one.lastgroup, (one["word"] or "").casefold()) == sort for one in alike)
    return same > 1


def first_words(text: str) -> str:
    """The beginning of a text, cut at a word, as a text without title is cited."""
    line = text.split("\n", 1)[0]
    if len(line) <= _LONGEST:
        return line.rstrip(" .;:,")
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" .;:,'’(«") + "…"
