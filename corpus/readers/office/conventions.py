"""What office documents have in common, whichever program wrote them."""

import re
from collections.abc import Iterable

from corpus.builder import DocumentBuilder
from corpus.readers.titles import is_part_name, title_for

# A bold paragraph of a few words that ends without a stop is a heading in all but name.
_HEADLINE = re.compile(r"(?=.*[^\W\d_]{2})\S+(?: \S+){0,14}(?<![.,;:!…])")
# What programs and templates leave in place of a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft word|word document|untitled|sans (?:titre|nom)|document\s?\d*|titre|title"
    r"|mod[èe]le|template|\W*)$|^microsoft word\b|\.(?:docx?|odt|pdf|rtf)$",
    re.IGNORECASE,
)


def is_headline(text: str) -> bool:
    """Whether a bold paragraph is a heading in all but name."""
    return _HEADLINE.fullmatch(" ".join(text.split())) is not None


def office_title(
    builder: DocumentBuilder, path: str, *, styled: str | None, property: str | None
) -> str:
    """The title by the paragraph styled as one, else by the properties, else by the text."""
    for title in (styled, property):
        words = " ".join((title or "").split())
        if words and not _NO_TITLE.search(words) and not is_part_name(words):
            return words
    return title_for(builder, path)


def write_rows(builder: DocumentBuilder, rows: Iterable[list[str]]) -> None:
    """Appends the rows of a table that have words."""
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            builder.table_row(" | ".join(cells))
