"""Choosing: which figure of the quotes is the one asked for, where that is certain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import AskedFor, FigureKind
from assistant.citation import Citation
from assistant.compose.figures.acts import Act, act_of
from assistant.compose.figures.asked import asked_in, told_apart
from assistant.compose.figures.bounds import bounded
from assistant.compose.figures.checks import is_borne_out
from assistant.compose.figures.lines import line_of
from assistant.compose.spans.layout import Span
from assistant.compose.spans.limits import names_article
from assistant.evidence.evidence_set import Evidence
from assistant.understand.figures.asked_figures import asked_figures
from assistant.understand.figures.figures import Figure
from corpus.segmenter import sentence_spans
from corpus.stop_words import STOP_WORDS
from index.text.terms import analyse

# What replaces the words of another text says two figures, of which one holds no more.
_AMENDS = re.compile(
    r"\b(?:est|sont|is|are) (?:remplacée?s?|replaced|substituted)\b", re.IGNORECASE
)
# A figure is off the point where another sentence of its quote is nearer to the question by more.
_OFF_THE_POINT = 0.1
# Of figures in several sentences the nearest is meant where it is nearer than the others by more.
_NEARER = 0.05
# What the question's terms weigh beside the cosine of a sentence.
_TERMS = 0.13
# Where a clause ends; not after the letter of an article: "L. 311-6".
_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\bart)\.(?=\s|\Z)|[;:](?=\s|\Z)|\n")
_LONGEST_WORD = 20
_FUNCTION_WORDS = frozenset(word for words in STOP_WORDS.values() for word in words)
# A clause that says how much, of what was spoken of before it: "La durée ne peut excéder".
_MEASURES = re.compile(
    r"\b(?:délais?|durées?|montants?|seuils?|périodes?|taux|plafonds?|sommes?|time limits?|periods?"
    r"|amounts?|thresholds?|rates?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure of a citation, its clause there, and how near its sentence is to the question."""

    citation: Citation
    figure: Figure
    clause: Span
    nearness: float

    @property
    def words(self) -> str:
        """The clause that it stands in."""
        return self.citation.quote[slice(*self.clause)]

    @property
    def said(self) -> tuple[object, ...]:
        """What it says: the same in two places is one."""
        quote, figure = self.citation.quote, self.figure
        return (
            figure.kind,
            figure.value,
            figure.unit,
            bounded(quote, figure.start, figure.end).bound,
        )


def asked_for(citations: Sequence[Citation], evidence: Evidence) -> AskedFor | None:
    """The figure asked for and a line on it, made from the citations that answer alone.

    None where the question asks for none, where they hold none, or where it is not certain which
    one is meant or what it says.
    """
    found = [one for citation in citations for one in _figures(citation, evidence)]
    question = evidence.question
    act = act_of(question.text, evidence.terms, language=question.language)
    chosen = _chosen(found, act)
    if chosen is not None and not _is_of(chosen, act, citations):
        return None
    asked = asked_in(evidence.question, chosen.citation.language) if chosen is not None else None
    if chosen is None or asked is None:
        return None
    citation, figure = chosen.citation, chosen.figure
    languages = {"language": citation.language, "answered_in": evidence.question.language}
    line = line_of(figure, citation.quote, asked, **languages)
    if line is None or not is_borne_out(line, figure, citation.quote, **languages):
        return None
    return AskedFor(
        kind=figure.kind,
        text=line.text,
        citation=citation.number,
        start=citation.start + line.start,
        end=citation.start + line.end,
    )


def _figures(citation: Citation, evidence: Evidence) -> Iterator[_Found]:
    """The figures of a citation that are on the point."""
    asked = asked_in(evidence.question, citation.language)
    quote = citation.quote
    told = told_apart(citation.language, evidence.question) and not _AMENDS.search(quote)
    if asked is None or not told:
        return
    sentences = sentence_spans(quote)
    near = {span: _nearness(span, citation, evidence) for span in sentences}
    for figure in asked_figures(quote, asked, language=citation.language):
        span = next((one for one in sentences if one[0] <= figure.start < one[1]), None)
        if span is not None and max(near.values()) - near[span] <= _OFF_THE_POINT:
            yield _Found(citation, figure, _clause(quote, figure), near[span])


def _clause(quote: str, figure: Figure) -> Span:
    """Where the clause of a figure stands in its quote."""
    ends = [one.span() for one in _ENDS.finditer(quote) if not _goes_on(quote, *one.span())]
    start = max((end for _, end in ends if end <= figure.start), default=0)
    return start, min((begin for begin, _ in ends if begin >= figure.end), default=len(quote))


def _goes_on(quote: str, start: int, end: int) -> bool:
    """Whether a line ends in the middle of a clause: after "by"."""
    last = quote[max(0, start - _LONGEST_WORD) : start].split()[-1:]
    return quote[start:end] == "\n" and (not last or last[0].lower() in _FUNCTION_WORDS)


def _is_of(found: _Found, act: Act, citations: Sequence[Citation]) -> bool:
    """Whether the figure is of what the question asks it of.

    Its clause speaks of that, or measures what was spoken of: before it in its quote, or in an
    article that it names or that refers to its own. A number is of the things that it counts.
    """
    language, clause = found.citation.language, found.words
    before = found.citation.quote[found.clause[0] : found.figure.start]
    if act.is_of_the_reader(clause) or act.is_opposed_by(before):
        return False
    if found.figure.kind is FigureKind.NUMBER or act.is_in(clause, language=language):
        return True
    if _MEASURES.search(clause) is None:
        return False
    linked = (
        one.quote
        for one in citations
        if names_article(clause, one.article or "")
        or names_article(one.quote, found.citation.article or "")
    )
    spoken_of = (found.citation.quote[: found.clause[0]], *linked)
    return any(act.is_in(words, language=language) for words in spoken_of)


def _nearness(span: Span, citation: Citation, evidence: Evidence) -> float:
    start, end = citation.start + span[0], citation.start + span[1]
    close = evidence.closeness.get((citation.document_id, start, end), 0.0)
    words = citation.quote[span[0] : span[1]]
    return close + _TERMS * _coverage(words, citation.language, evidence)


def _coverage(words: str, language: str, evidence: Evidence) -> float:
    said = set(analyse(words, language=language))
    return sum(weight for term, weight in evidence.terms.items() if term in said)


def _chosen(found: Sequence[_Found], act: Act) -> _Found | None:
    """The one that is meant: the only one, or one that is surely nearer than all others."""
    if len({one.said for one in found}) == 1:
        return found[0]
    by_sentence = sorted(found, key=lambda one: -one.nearness)
    if not by_sentence:
        return None
    best = by_sentence[0]
    near = {one.said for one in found if best.nearness - one.nearness <= _NEARER}
    is_meant = not act.verb or act.is_done_in(best.words)
    return best if len(near) == 1 and is_meant else None
