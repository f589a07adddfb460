"""Passage: a stretch of a document that can answer a question, and where it stands."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage stands in its document, in the terms a reader would use to find it.

    `heading_path` runs from the outermost heading to the nearest. `article` and `commitment` carry
    the number as the source writes it. `page` counts from 1 and is the page of the first character.
    """

    heading_path: tuple[str, ...] = ()
    article: str | None = None
    commitment: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable stretch of a document: `document.text[start:end] == text`, always.

    `context` is what the words need to be understood out of place (title, heading path). It may be
    embedded and matched with the text, and is never quoted. `valid_to` is the first day on which
    the passage no longer holds.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str = field(repr=False)
    locator: Locator = Locator()
    context: str = field(default="", repr=False)
    permalink: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"passage {self.id} runs from {self.start} to {self.end}, "
                f"but its text has {len(self.text)} characters"
            )
        if not self.text.strip():
            raise ValueError(f"passage {self.id} of {self.document_id} has no words")


def passage_id(document_id: str, locator: Locator, text: str, *, occurrence: int = 0) -> str:
    """The id of a passage: the same words in the same place of a document keep theirs.

    `occurrence` counts, from 0, the passages of the document that share place and words.
    """
    place = "\x1f".join((locator.article or "", locator.commitment or "", *locator.heading_path))
    key = "\x1e".join((document_id, place, text, str(occurrence)))
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def cut(
    document: Document,
    start: int,
    end: int,
    *,
    locator: Locator,
    context: str = "",
    permalink: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Passage:
    """The passage of `document` from `start` to `end`, less the white space around it.

    Raises ValueError where there is nothing but white space.
    """
    raw = document.text[start:end]
    start += len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Passage(
        id=passage_id(document.id, locator, text),
        document_id=document.id,
        start=start,
        end=start + len(text),
        text=text,
        locator=locator,
        context=context,
        permalink=permalink,
        valid_from=valid_from,
        valid_to=valid_to,
    )
