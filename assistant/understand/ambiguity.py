"""Precision: what a question leaves open that its answer depends on."""

import re
from collections.abc import Sequence

from assistant.evidence.evidence_set import Place
from assistant.understand.document_names import distinct_names, named_in
from corpus.document import DocumentKind
from index.text.territories import EVERYWHERE, territories_named

# How near two places' scores lie, in the search's own units, for a question to mean either.
_UNDECIDED = 0.5
_PLAN = re.compile(
    r"\b(?:le|ce|du|au|votre|the|this) (?:\w+ )?plan\b|\bplan d['’]action\b|\baction plan\b",
    re.IGNORECASE,
)


def find_choices(text: str, places: Sequence[Place]) -> tuple[str, ...]:
    """The plans, or the territories, among which the question has to choose; none where it has."""
    near = [place for place in places if places[0].score - place.score <= _UNDECIDED]
    return _plans(text, near) or _territories(text, near)


def _plans(text: str, near: Sequence[Place]) -> tuple[str, ...]:
    if not near or near[0].document.kind is not DocumentKind.ACTION_PLAN or not _PLAN.search(text):
        return ()
    plans = {
        place.document.id: place.document
        for place in near
        if place.document.kind is DocumentKind.ACTION_PLAN
    }
    names = distinct_names(named_in(text, list(plans.values())))
    return names if len(names) > 1 else ()


def _territories(text: str, near: Sequence[Place]) -> tuple[str, ...]:
    if territories_named(text) != {EVERYWHERE}:
        return ()
    headings = [
        next(
            (one for one in place.passages[0].locator.heading_path if _names_one(one)),
            None,
        )
        for place in near
        if place.passages[0].locator.article
    ]
    titles = tuple(dict.fromkeys(heading for heading in headings if heading))
    return titles if len(titles) > 1 else ()


def _names_one(heading: str) -> bool:
    return bool(territories_named(heading) - {EVERYWHERE})
