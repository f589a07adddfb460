"""Tuning: every constant that decides what is quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of composing. tests/benchmarks/composition.py compares their values.

    `fact` is what a line or row that tells a fact of the kind asked for gains.

    `term`, `opening` and `answer_type` weigh, beside the cosine of a span: the share of the
    question's terms that it says; that it opens its unit; that it holds the place that the question
    word asks for; `figure` that it holds the figure, and `figure_first` how much more that weighs
    among the spans of one unit. `span` weighs the best span of a unit beside the
    search's score of the unit.

    On the scale of the search's scores, the second unit is quoted if it is no further below the
    best than `near`, the best law and the best plan than `beside`, and any other than `tied`. A law
    comes first if no page is further above it than `law_first`. Where no law is that near, the best
    one comes last, if it is no further below than `far`. A second span of the only unit is quoted
    if its score is no further below the first's than `as_good`; a limit of its own than
    `own_limit`, an article that limits it by its number than `graph_limit`, and one that derogates
    from its whole chapter than `chapter_limit`. An article that has changed since a page is about
    as near to the question as the page if it is no further below than `behind`.
    """

    term: float = 0.13
    opening: float = 0.005
    answer_type: float = 0.08
    fact: float = 0.12
    figure: float = 0.06
    figure_first: float = 0.04
    span: float = 10.0
    near: float = 1.8
    beside: float = 1.0
    far: float = 2.6
    law_first: float = 0.8
    tied: float = 0.5
    as_good: float = 0.02
    own_limit: float = 0.1
    graph_limit: float = 0.15
    chapter_limit: float = 0.08
    behind: float = 0.05


TUNING = Tuning()
