"""Held laws: which law and which article of an index a mention in a foreign text means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from corpus.document import Document, DocumentKind
from corpus.law.article_numbers import article_order
from corpus.law.citation_grammar import Mention
from corpus.law.laws_of_pages import LawsOfPage
from corpus.law.provisions import Law, Laws, Provision
from corpus.law.validity import holds_on
from corpus.passage import Passage
from index.snapshot.index import Index

# Of a code: laws, organic laws, decrees.
_PARTS = ("L", "LO", "R", "D")


@dataclass(frozen=True, slots=True)
class Meant:
    """The law that a mention means, and its article in the versions held; None where untold.

    `only` says that the mention names no law, and only one law held has an article of its number.
    """

    law: Document | None = None
    versions: tuple[Provision, ...] = ()
    only: bool = False

    def on(self, day: date) -> Provision | None:
        """The version that holds on a day; None where none does."""
        return next((one for one in self.versions if holds_on(one.passages[0], day)), None)


class HeldLaws:
    """The laws of one index. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._held = [
            Law(document, partial(self._passages, document.id))
            for entry in index.catalog
            if entry.kind is DocumentKind.LAW
            for document in (index.documents[entry.id],)
        ]
        self._laws = Laws(self._held)

    def meant(
        self, text: str, mentions: Sequence[Mention], *, language: str
    ) -> dict[Mention, Meant]:
        """What each mention of a text means."""
        document = Document("text", DocumentKind.PAGE, title="", text=text, language=language)
        laws_of_text = LawsOfPage(mentions, document, self._laws)
        return {mention: self._meant(mention, laws_of_text.of(mention)) for mention in mentions}

    def _meant(self, mention: Mention, law: Law | None) -> Meant:
        if law is not None:
            return Meant(law.document, _versions(law, mention))
        if mention.law is not None:
            return Meant()
        having = [(law, found) for law in self._held if (found := _versions(law, mention))]
        if len(having) != 1:
            return Meant()
        law, found = having[0]
        return Meant(law.document, found, only=True)

    def _passages(self, document_id: str) -> Sequence[Passage]:
        rows = self.index.rows[document_id]
        return self.index.passages[rows.start : rows.stop]


def _versions(law: Law, mention: Mention) -> tuple[Provision, ...]:
    """The article in each of its versions; both ends of a range must be there, in their order.

    One that is named without its letter ("article 311-1") is the only one of that number.
    """
    if mention.last is not None:
        backwards = article_order(mention.last)[1:] < article_order(mention.number)[1:]
        if backwards or not law.named(mention.last):
            return ()
    found = law.named(mention.number)
    if not found and mention.number[:1].isdigit():
        lettered = {
            one.number: one for part in _PARTS for one in law.named(f"{part}{mention.number}")
        }
        found = list(lettered.values()) if len(lettered) == 1 else []
    return tuple(found)
