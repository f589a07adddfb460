"""What to call a document that does not name itself."""

import re
from pathlib import PurePosixPath

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind

# Headings that any document may begin with: they name a part, not the document.
_PARTS = re.compile(
    r"""^\W*(?:[\dIVX]+[.)\s–-]+)?(?:
        contexte | introduction | objectifs? | objectives? | sommaire | pr[ée]ambule | pr[ée]face
      | table\s+des\s+mati[èe]res | (?:table\s+of\s+)?contents | context | background | r[ée]sum[ée]
      | (?:executive\s+)?summary | foreword | avant-propos | [ée]ditorial | pr[ée]sentation
      | overview | abstract | toc | [àa]\s+propos | about | article\s+\S+ | readme
      | notes?\s+(?:conceptuelles?|de\s+(?:cadrage|concept)) | concept\s+(?:note|paper)
      | termes\s+de\s+r[ée]f[ée]rence | terms\s+of\s+reference
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_FILE_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMELESS_FILE = re.compile(
    r"^(?:readme|index|source|untitled|document|page|text|file|export)$", re.I
)
_LONGEST = 75


def title_for(builder: DocumentBuilder, path: str, *, file_names: bool = True) -> str:
    """A title from the first heading, the file's name or the first words, in this order.

    A heading that names only a part ("Contexte") is no title. `file_names` says whether files of
    this sort are named after what they hold.
    """
    text, blocks = builder.text, builder.blocks
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING and not b.box), None)
    if heading is not None and not is_part_name(text[heading.start : heading.end]):
        return text[heading.start : heading.end]
    stem = PurePosixPath(path).stem
    words = re.split(r"[\s_-]+", stem)
    named = [word for word in words if _FILE_WORD.fullmatch(word)]
    if file_names and named and len(named) * 2 > len(words) and not _NAMELESS_FILE.match(stem):
        return " ".join(words).capitalize() if stem.islower() else " ".join(words)
    said = next((b for b in blocks if b.kind is not BlockKind.HEADING), heading)
    return first_words(text[said.start : said.end]) if said else stem


def is_part_name(heading: str) -> bool:
    """Whether a heading names a part that any document may have ("Contexte", "1. Introduction")."""
    return bool(_PARTS.match(heading))


def first_words(text: str) -> str:
    """The beginning of a text, cut at a word, as a text without title is cited."""
    line = text.split("\n", 1)[0]
    if len(line) <= _LONGEST:
        return line.rstrip(" .;:,")
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" .;:,'’(«") + "…"
