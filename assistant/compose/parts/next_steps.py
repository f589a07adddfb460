"""Next steps: what can be done after an answer, each founded on an article of the index."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Content, NextStep, Role
from assistant.compose.citations import cite
from assistant.compose.spans.layout import Span
from corpus.document import DocumentKind
from corpus.law.article_numbers import article_key
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from corpus.steps.next_steps import Step
from corpus.text import fold
from index.snapshot.index import Index
from index.text.definitions import asks_definition

_MOST_STEPS = 2
# Who asks for an office of theirs has no steps to take against it.
_FOR_AN_OFFICE = re.compile(
    r"\b(?:notre|nos|our) (?:services?|communes?|mairie|prefecture|ministere|etablissement"
    r"|collectivite|administration|departement|region|direction|syndicat|conseil|office"
    r"|department|council|ministry)\b|\b(?:devons|pouvons|avons) nous\b"
)


@dataclass(frozen=True, slots=True)
class FoundedStep:
    """A step and the sentences that found it, one for each version of its article."""

    step: Step
    sentences: tuple[tuple[Passage, Span], ...]


def found_steps(steps: Iterable[Step], index: Index) -> tuple[FoundedStep, ...]:
    """The steps on laws of the index whose article still says what they stand on."""
    founded: list[FoundedStep] = []
    for step in steps:
        rows = index.rows.get(step.document, range(0))
        key = article_key(step.article)
        sentences = tuple(
            (passage, span)
            for passage in index.passages[rows.start : rows.stop]
            if passage.locator.article is not None and article_key(passage.locator.article) == key
            for span in _saying(step.words, passage)
        )
        if sentences:
            founded.append(FoundedStep(step, sentences))
    return tuple(founded)


def _saying(words: str, passage: Passage) -> Iterator[Span]:
    for start, end in sentence_spans(passage.text):
        if words in passage.text[start:end]:
            yield passage.start + start, passage.start + end


def with_next_steps(
    content: Content,
    steps: Sequence[FoundedStep],
    index: Index,
    *,
    question: str,
    language: str,
    as_of: date,
) -> Content:
    """The content with what can be done after the article that leads it applies, or an exception.

    No step stands on an article that the answer quotes, or that does not hold on the day.
    """
    after = _articles_to_go_on_from(content)
    if not after or asks_definition(question) or _FOR_AN_OFFICE.search(fold(question)):
        return content
    said = {(one.document_id, article_key(one.article or "")) for one in content.citations}
    number = max(one.number for one in (*content.citations, *content.beside))
    found: list[NextStep] = []
    for one in steps:
        law, key = one.step.document, article_key(one.step.article)
        if (law, key) in said or not any((law, number) in after for number in one.step.after):
            continue
        held = next((held for held in one.sentences if _holds(held[0], as_of)), None)
        if held is not None and len(found) < _MOST_STEPS:
            said.add((law, key))
            at = number + len(found) + 1
            citation = cite(index.documents[law], *held, number=at, score=0.0)
            texts = one.step.texts
            found.append(NextStep(texts.get(language, texts["fr"]), citation))
    return replace(content, next_steps=tuple(found))


def _articles_to_go_on_from(content: Content) -> set[tuple[str, str]]:
    """The law and number of the article quoted first, which a page may explain before, and of
    those that are quoted as exceptions to it."""
    roles = {number: one.role for one in content.sentences for number in one.citations}
    articles = [
        (one.document_id, article_key(one.article), roles.get(one.number))
        for one in content.citations
        if one.kind is DocumentKind.LAW and one.article is not None
    ]
    return {
        (law, key)
        for place, (law, key, role) in enumerate(articles)
        if not place or role is Role.EXCEPTION
    }


def _holds(passage: Passage, as_of: date) -> bool:
    begun = passage.valid_from is None or passage.valid_from <= as_of
    return begun and (passage.valid_to is None or as_of < passage.valid_to)
