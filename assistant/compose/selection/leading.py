"""Leading: which unit answers first, and what stands beside it as its foundation.

The best unit leads. A page that is behind on the point gives way, and a note of Parvis gives way to
whatever is official. An official page that explains an article leads before it, where it answers
about as well; and the article that a leading page explains follows it.
"""

from collections.abc import Sequence

from assistant.compose.ranking import Ranking
from assistant.compose.selection.candidates import Candidate


def leading(candidates: Sequence[Candidate], ranking: Ranking) -> tuple[Candidate, ...]:
    """The unit that leads, alone or a page with the article that founds it; none, at worst."""
    first = _standing(candidates, ranking)
    if first is None:
        return ()
    tuning = ranking.tuning
    if first.is_law:
        page = next((one for one in candidates if one.explains and one.cites(first)), None)
        if page is not None and _as_plain(page, first, ranking):
            return page, first
        return (first,)
    law = next((one for one in candidates if one.is_law and first.cites(one)), None)
    if law is not None and first.merit - law.merit <= tuning.founds:
        return (law,) if first.is_own else (first, law)
    return (first,)


def _as_plain(page: Candidate, law: Candidate, ranking: Ranking) -> bool:
    """Whether a page answers about as well as the article that it explains.

    How near their best sentences are to the question tells more than how near the units are.
    """
    nearer = ranking.tuning.nearer * (page.best.score - law.best.score)
    return law.merit - page.merit <= ranking.tuning.plain + nearer


def _standing(candidates: Sequence[Candidate], ranking: Ranking) -> Candidate | None:
    """The best candidate that may lead."""
    first, *others = _law_before_little_better(candidates, ranking)
    official = [one for one in others if not one.is_own and not one.unit.is_behind]
    if first.is_own:
        best = official[0] if official else None
        near = best is not None and first.merit - best.merit <= ranking.tuning.gives_way
        return best if near else first
    if not first.unit.is_behind:
        return first
    changed = _changed(first, ranking)
    of_section = first.unit.currency is not None and first.unit.currency.of_section
    if of_section or (changed is not None and _as_near(changed, first, ranking)):
        return next(
            (one for one in official if first.merit - one.merit <= ranking.tuning.gives_way),
            changed,
        )
    return first


def _law_before_little_better(candidates: Sequence[Candidate], ranking: Ranking) -> list[Candidate]:
    """The candidates, the best law first where what is better is only a little better."""
    law = next((one for one in candidates if one.is_law), None)
    if law is None or candidates[0].merit - law.merit > ranking.tuning.law_first:
        return list(candidates)
    return [law, *(one for one in candidates if one is not law)]


def _changed(behind: Candidate, ranking: Ranking) -> Candidate | None:
    """The best of the articles on which a unit is behind."""
    units = [(unit, spans) for unit in behind.unit.changed if (spans := ranking.of(unit))]
    best = max(units, key=lambda one: one[1][0].score, default=None)
    return best and Candidate(*best, merit=behind.merit)


def _as_near(changed: Candidate, behind: Candidate, ranking: Ranking) -> bool:
    """Whether an article is about as near to the question as the page that is behind on it."""
    return behind.best.score - changed.best.score <= ranking.tuning.behind
