"""Leading: which unit answers first, and what stands beside it as its foundation.

The best unit leads. A page that is behind on the point asked gives way: its own section cites what
has changed, or the article that has changed says what is asked. A note of Parvis gives way to
whatever is official. An official page that explains an article leads before it, where it answers
about as well; and the article that a leading page explains follows it.
"""

from collections.abc import Sequence

from assistant.compose.ranking import Ranking
from assistant.compose.selection.candidates import Candidate
from assistant.evidence.evidence_set import Unit


def leading(candidates: Sequence[Candidate], ranking: Ranking) -> tuple[Candidate, ...]:
    """The unit that leads, alone or a page with the article that founds it; none, at worst."""
    first = _standing(candidates, ranking)
    if first is None:
        return ()
    tuning = ranking.tuning
    if first.is_law:
        page = next(
            (
                one
                for one in candidates
                if one.explains and one.cites(first) and not _is_behind(one, ranking)
            ),
            None,
        )
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
    return law.merit - page.merit <= min(ranking.tuning.plain + nearer, ranking.tuning.far)


def _standing(candidates: Sequence[Candidate], ranking: Ranking) -> Candidate | None:
    """The best candidate that may lead."""
    first, *others = _law_before_little_better(candidates, ranking)
    official = (one for one in others if not one.is_own and not _is_behind(one, ranking))
    near = (one for one in official if first.merit - one.merit <= ranking.tuning.gives_way)
    if first.is_own:
        return next(near, first)
    if not _is_behind(first, ranking):
        return first
    changed = _changed(first, ranking)
    return next(near, changed) if _of_section(first.unit) else changed


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


def _is_behind(one: Candidate, ranking: Ranking) -> bool:
    """Whether a page is behind on what is asked."""
    if not one.unit.is_behind or _of_section(one.unit):
        return one.unit.is_behind
    changed = _changed(one, ranking)
    return changed is not None and _as_near(changed, one, ranking)


def _of_section(unit: Unit) -> bool:
    return unit.currency is not None and unit.currency.of_section


def _as_near(changed: Candidate, page: Candidate, ranking: Ranking) -> bool:
    """Whether an article is about as near to the question as the page that is behind on it.

    Nearer than the page, if this names it only as one of a range.
    """
    cited = page.unit.currency.articles if page.unit.currency else ()
    alone = any(
        changed.unit.key == (one.document_id, one.number) and one.among == 1 for one in cited
    )
    margin = ranking.tuning.behind if alone else 0.0
    return page.best.score - changed.best.score <= margin
