"""Sections: which of the sections of one page answers first, by what their headings say.

Where a page stands among the other documents stays as it is.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.compose.ranking import Ranking
from assistant.compose.selection.candidates import Candidate
from assistant.evidence.evidence_set import Unit
from corpus.document import BlockKind, DocumentKind
from index.text.definitions import asks_definition
from index.text.terms import analyse, terms_said

# What a title calls its thing: "Taxe sur les activités polluantes (TGAP)" gives two names.
_NAMES = re.compile(r"[^()]+")


def in_order_of_headings(candidates: Sequence[Candidate], ranking: Ranking) -> list[Candidate]:
    """The candidates, the sections of each page in the order in which their headings answer.

    Asked what a thing is, a page or a section that has its name answers by its opening.
    """
    pages = defaultdict[str, list[int]](list)
    for place, one in enumerate(candidates):
        if one.unit.document.kind is DocumentKind.PAGE:
            pages[one.unit.document.id].append(place)
    ordered = list(candidates)
    for places in pages.values():
        sections = [candidates[place] for place in places]
        sections.sort(key=lambda one: -one.merit - _headed(one, ranking))
        if asks_definition(ranking.evidence.question.text):
            defining = [(_introduction(one, ranking), one) for one in sections]
            sections = [found for found, _ in defining if found is not None]
            sections += [one for found, one in defining if found is None]
        for place, one in zip(places, sections, strict=True):
            ordered[place] = _in_place_of(candidates[place], one)
    return ordered


def _in_place_of(other: Candidate, one: Candidate) -> Candidate:
    """A section as near to the question as the other section of its page in whose place it is."""
    nearer = other.best.score - one.best.score
    spans = tuple(replace(span, score=span.score + nearer) for span in one.spans)
    return replace(one, spans=spans, merit=other.merit)


def _headed(one: Candidate, ranking: Ranking) -> float:
    """What the headings of a section say of the question beside the title of its page."""
    document, path = one.unit.document, one.unit.passages[0].locator.heading_path
    asked_in = ranking.evidence.question.language
    said, titled = (
        terms_said(text, language=document.language, asked_in=asked_in)
        for text in (" ".join(path), document.title)
    )
    weights = ranking.evidence.terms
    return ranking.tuning.heading * sum(weights.get(term, 0.0) for term in said - titled)


def _introduction(one: Candidate, ranking: Ranking) -> Candidate | None:
    """The section by its opening, where it opens what has the name of the thing asked for."""
    unit, terms = one.unit, set(ranking.evidence.terms)
    path = unit.passages[0].locator.heading_path
    named = path[-1:] + ((unit.document.title,) if _opens_page(unit) else ())
    names = (name for title in named for name in _NAMES.findall(title))
    if not terms or not any(_begins_with(name, terms, unit) for name in names):
        return None
    in_order = sorted(one.spans, key=lambda span: span.span.core)
    on_it = (span for span in in_order if _begins_with(span.core, terms, unit))
    opening = next(on_it, in_order[0])
    return replace(one, spans=(replace(opening, score=one.best.score),))


def _begins_with(text: str, terms: set[str], unit: Unit) -> bool:
    return set(analyse(text, language=unit.document.language)[: len(terms)]) == terms


def _opens_page(unit: Unit) -> bool:
    """Whether nothing but headings stands before it in its page."""
    before = takewhile(lambda block: block.start < unit.floor, unit.document.blocks)
    return all(block.kind is BlockKind.HEADING for block in before)
