"""Next steps: what can be done after an answer, each founded on an article of the index."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Content, NextStep, Role
from assistant.citation import Citation
from assistant.compose.citations import cite
from assistant.compose.spans.layout import Span
from corpus.document import DocumentKind
from corpus.law.article_numbers import article_key
from corpus.law.validity import holds_on
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from corpus.steps.next_steps import Step
from corpus.text import fold
from index.snapshot.index import Index
from index.text.definitions import asks_definition
from index.text.terms import analyse

_MOST_STEPS = 2
# Who asks for an office of theirs has no steps to take against it.
_FOR_AN_OFFICE = re.compile(
    r"\b(?:notre|nos|our) (?:services?|communes?|mairie|prefecture|ministere|etablissement"
    r"|collectivite|administration|departement|region|direction|syndicat|conseil|office"
    r"|department|council|ministry)\b|\b(?:devons|pouvons|avons) nous\b"
    r"|\b(?:ma|mes|notre|nos|my|our) decisions?\b"
    r"|\b(?:je suis|en tant qu|i am|as) (?:une? |an? )?(?:agente?|officer|official)\b"
)
# "Agent d'accueil : ...", who asks being told first.
_AS_OFFICER = re.compile(
    r"\A\W{0,3}(?:agente?|élue?|officer|official)\b[^:?.]{0,40}:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundedStep:
    """A step and the words that found it, for each version of its article."""

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


def _saying(words: Sequence[str], passage: Passage) -> Iterator[Span]:
    """The sentences from the one that holds the first words to the one that holds the last."""
    spans = list(sentence_spans(passage.text))
    found = [
        next(((start, end) for start, end in spans if one in passage.text[start:end]), None)
        for one in words
    ]
    held = [one for one in found if one is not None]
    if len(held) == len(words) and held == sorted(held):
        yield passage.start + held[0][0], passage.start + held[-1][1]


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

    No step stands on a sentence that the answer quotes, or that does not hold on the day.
    """
    after = _articles_to_go_on_from(content)
    if not after or asks_definition(question) or _is_for_an_office(question):
        return content
    quoted = [(one.document_id, one.start, one.end) for one in content.citations]
    told: set[str | tuple[str, str]] = set()
    number = max(one.number for one in (*content.citations, *content.beside))
    found: list[NextStep] = []
    for one in steps:
        law, key = one.step.document, article_key(one.step.article)
        text = one.step.texts.get(language, one.step.texts["fr"])
        if not told.isdisjoint({(law, key), text}) or len(found) == _MOST_STEPS:
            continue
        if not any((law, article) in after for article in one.step.after):
            continue
        held = next((held for held in one.sentences if holds_on(held[0], as_of)), None)
        if held is not None and not _is_quoted(law, held[1], quoted):
            told |= {(law, key), text}
            at = number + len(found) + 1
            citation = cite(index.documents[law], *held, number=at, score=0.0)
            found.append(NextStep(text, citation))
    return replace(content, next_steps=tuple(found))


def _is_for_an_office(question: str) -> bool:
    asked = _FOR_AN_OFFICE.search(fold(question)) or _AS_OFFICER.match(question)
    return asked is not None


def _articles_to_go_on_from(content: Content) -> set[tuple[str, str]]:
    """The law and number of the article quoted first, which a page on the same matter may explain
    before, and of those that are quoted as exceptions to it."""
    roles = {number: one.role for one in content.sentences for number in one.citations}
    articles = [
        (one, article_key(one.article))
        for one in content.citations
        if one.kind is DocumentKind.LAW and one.article is not None
    ]
    if not articles or not _are_of_the_matter(
        [one for one, key in articles if key == articles[0][1]], content.citations[0]
    ):
        return set()
    return {
        (one.document_id, key)
        for place, (one, key) in enumerate(articles)
        if not place or roles.get(one.number) is Role.EXCEPTION
    }


def _are_of_the_matter(article: Sequence[Citation], leading: Citation) -> bool:
    """Whether quotes of an article lead an answer, or say most words of the title of what does."""
    if leading in article:
        return True
    title = set(analyse(leading.title, language=leading.language))
    said: set[str] = set()
    for one in article:
        words = " ".join((*one.heading_path, one.quote))
        said.update(analyse(words, language=one.language))
    return 2 * len(title & said) >= len(title)


def _is_quoted(law: str, span: Span, quoted: Sequence[tuple[str, int, int]]) -> bool:
    return any(
        document == law and start < span[1] and span[0] < end for document, start, end in quoted
    )
