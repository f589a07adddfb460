"""Tuning: every constant that decides what is quoted."""

from dataclasses import dataclass

from assistant.compose.spans.stretch import BOUNDS, Bounds


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of composing. tests/benchmarks/composition.py compares their values.

    `term`, `opening`, `answer_type` and `promise` weigh, beside the cosine of a span: the share of
    the question's terms that it says; that it opens its unit; that it holds the place that the
    question word asks for; that it opens a commitment, whose context says less. `figure` weighs
    that it holds the figure asked for, and `figure_first` how much more among the spans of one
    unit; `fact` that it is a line or row that tells a fact of the kind asked for.
    `span` weighs the best span of a unit beside the search's score of the unit, and `heading` the
    share of the question's terms in the headings of a section, among the sections of one page.

    On the scale of the search's scores, a law leads if nothing is further above it than
    `law_first`. An official page stands before the article that it explains if it is no further
    below than `plain` and `nearer` times what its best sentence is nearer, or than `far`; and that
    article after a page that leads if no further than `founds`. A note of Parvis, and a page that
    is behind, gives way to what is official and no further below than `gives_way`. A law that cites
    the one that leads, or is cited by it, is part of the answer if no further below than `tied`;
    what is no further below than `far` is related. A second span of the same unit is quoted if its
    score is no further below the first's than `as_good`, and an article that derogates from it than
    `derogation`. An article that has changed since a page is about as near to the question as the
    page if it is no further below than `behind`, or than 0 where the page names it in a range.
    `bounds` say how much is quoted around a span.
    """

    term: float = 0.13
    opening: float = 0.005
    answer_type: float = 0.08
    fact: float = 0.24
    figure: float = 0.06
    figure_first: float = 0.04
    span: float = 5.0
    heading: float = 2.5
    promise: float = 0.03
    law_first: float = 0.3
    plain: float = 1.0
    nearer: float = 100.0
    founds: float = 0.7
    gives_way: float = 2.6
    tied: float = 0.5
    far: float = 2.6
    as_good: float = 0.02
    derogation: float = 0.12
    behind: float = 0.05
    bounds: Bounds = BOUNDS


TUNING = Tuning()
