"""Asked questions: taught ones with the passages of an index that answer each."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.document import Document
from corpus.law.article_numbers import article_key
from corpus.law.citation_graph import Reference
from corpus.law.citing_words import citing_words
from corpus.passage import Passage
from corpus.questions.taught import Provenance, TaughtQuestion, shipped_questions
from corpus.reading import ReadingWarning

# To be raised when the same documents and questions give other ones than before.
QUESTIONS_VERSION = 4

_COMMITMENT = re.compile(r"^(?:engagement|commitment)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"\?\s*$|^(?:comment|pourquoi|quand|combien|où|qui|que|quoi|quel(?:le)?s?|qu['’]est-ce"
    r"|est-ce|peut-on|puis-je|faut-il|dois-je|doit-on|how|why|when|where|who|what|which|can|do"
    r"|does|should|must)\b.{8,}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HEADING = 300
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, and the ids of the passages of a document that answer it.

    `answers` are the numbers of their articles or commitments, where it was taught by these, and
    `source` is the id of the document whose words it is, if it is a document's.
    """

    text: str
    document: str
    passages: tuple[str, ...]
    answers: tuple[str, ...]
    provenance: Provenance
    source: str = ""

    def concerns(self, documents: Collection[str]) -> bool:
        """Whether one of these documents answers it, or has its words."""
        return self.document in documents or self.source in documents


@cache
def unit_key(name: str) -> str:
    """What all writings of one number share: "Article L. 311-1" and "l311-1" are the same."""
    return article_key(_COMMITMENT.sub("", name.strip()))


def ask(
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    taught: Iterable[TaughtQuestion],
    *,
    sources: Mapping[str, str],
) -> tuple[tuple[AskedQuestion, ...], tuple[ReadingWarning, ...]]:
    """The questions that documents answer, by document: shipped, taught, and the documents' own.

    `sources` has the id of a document by the id that its source gives it, where that differs. The
    same question with the same answers counts once. A number that a document has not is told, and
    so is a document that the index has not.
    """
    by_document = {document.id: list(shipped_questions(document.id)) for document, _ in documents}
    strangers = Counter[str]()
    for question in taught:
        id = sources.get(question.document, question.document)
        if id in by_document:
            by_document[id].append(question)
        elif question.provenance is not Provenance.MODEL:
            strangers[question.document] += 1
    warnings = list(_waiting(strangers))
    asked: list[AskedQuestion] = []
    for document, passages in documents:
        units = Units(document, passages)
        found: dict[tuple[str, tuple[str, ...]], AskedQuestion] = {}
        for one in (
            *map(units.resolve, by_document[document.id]),
            *own_questions(document, passages),
        ):
            if one.passages:
                found.setdefault((one.text, one.passages), one)
        asked.extend(found.values())
        warnings.extend(units.warnings())
    return tuple(asked), tuple(warnings)


def own_questions(document: Document, passages: Sequence[Passage]) -> Iterator[AskedQuestion]:
    """What the document asks itself: its title and its headings, where they are questions."""
    if _is_question(document.title):
        ids = tuple(one.id for one in passages)
        yield AskedQuestion(
            document.title, document.id, ids, (), Provenance.DOCUMENT, source=document.id
        )
    under: dict[tuple[str, ...], list[str]] = {}
    for passage in passages:
        path = passage.locator.heading_path
        for depth, heading in enumerate(path, 1):
            if heading != document.title and _is_question(heading):
                under.setdefault(path[:depth], []).append(passage.id)
    for path, found in under.items():
        yield AskedQuestion(
            path[-1], document.id, tuple(found), (), Provenance.DOCUMENT, source=document.id
        )


def citing_questions(
    references: Iterable[Reference], documents: Sequence[tuple[Document, Sequence[Passage]]]
) -> Iterator[AskedQuestion]:
    """What pages say when they cite an article, as questions that it answers."""
    passages = {one.id: one for _, found in documents for one in found}
    by_id = {document.id: document for document, _ in documents}
    for one in citing_words(references, documents=by_id, passages=passages):
        target = passages[one.targets[0]]
        yield AskedQuestion(
            one.words,
            target.document_id,
            one.targets,
            (target.locator.article or "",),
            Provenance.CITATION,
            source=passages[one.source].document_id,
        )


def _waiting(strangers: Mapping[str, int]) -> Iterator[ReadingWarning]:
    """What is taught of documents that the index has not, by their ids."""
    for id, count in list(strangers.items())[:_SHOWN]:
        waiting = (
            f"the index has no document {id}: {count} taught question waits for it"
            if count == 1
            else f"the index has no document {id}: {count} taught questions wait for it"
        )
        yield ReadingWarning("", waiting)
    if len(strangers) > _SHOWN:
        yield ReadingWarning(
            "",
            f"taught questions wait for {len(strangers) - _SHOWN} more documents that the index "
            "has not",
        )


def _is_question(heading: str) -> bool:
    return len(heading) <= _LONGEST_HEADING and _ASKS.search(heading) is not None


class Units:
    """The passages of a document by the numbers of its articles and commitments."""

    def __init__(self, document: Document, passages: Sequence[Passage]) -> None:
        self._document = document
        self._all = tuple(one.id for one in passages)
        self._ids = frozenset(self._all)
        self._by_key: dict[str, list[str]] = {}
        self._unknown: dict[str, None] = {}
        for one in passages:
            number = one.locator.article or one.locator.commitment
            if number is not None:
                self._by_key.setdefault(unit_key(number), []).append(one.id)

    def resolve(self, question: TaughtQuestion) -> AskedQuestion:
        """The question with its passages; none where the document has none of its numbers."""
        ids: dict[str, None] = {}
        # A model wrote for one passage, which may be gone: that is nobody's mistake.
        by_passage = question.provenance is Provenance.MODEL
        for number in question.answers:
            of_passage = (number,) if number in self._ids else None
            found = of_passage if by_passage else self._by_key.get(unit_key(number))
            if found is None and number != question.document and not by_passage:
                self._unknown[number] = None
            ids.update(dict.fromkeys(self._all if number == question.document else found or ()))
        passages = tuple(ids) if question.answers else self._all
        return AskedQuestion(
            question.text, self._document.id, passages, question.answers, question.provenance
        )

    def warnings(self) -> Iterator[ReadingWarning]:
        """What taught questions name, and the document has not."""
        for number in list(self._unknown)[:_SHOWN]:
            yield ReadingWarning(
                self._document.id,
                f"a taught question names {number}, which the document has not",
            )
        if len(self._unknown) > _SHOWN:
            yield ReadingWarning(
                self._document.id,
                f"taught questions name {len(self._unknown) - _SHOWN} more numbers that the "
                "document has not",
            )
