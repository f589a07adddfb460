"""Numbering: which lines begin the provisions of a law, told from all of its lines together.

"Article 5" begins an article, or a sentence that cites one. It is told by where the line stands, by
how the other lines of the text are written, and by the numbers before and after.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from corpus.law.designations import (
    SENTENCE_END,
    Designation,
    Form,
    Line,
    Place,
    annex_of,
    designation,
    gives_source,
    speaks_of_itself,
)

_SUBSECTION = re.compile(r"\(1\)\s*\S")
_FEWEST_COUNTED = 3
_TITLE_WORDS = 6  # a longer line that ends without a mark may be a sentence that goes on
_MOST_STARTS = 8
_ENOUGH_WORDS = 600  # characters, beyond which a provision's words make its number no surer
_WIDEST_GAP = 12  # provisions repealed one after another, of which nothing is left
_OF_EXTRACTS = 300  # provisions that an extract of an act leaves out
_BEYOND = 10**9


def told(lines: Sequence[Line], *, language: str, law: bool) -> dict[int, Designation]:
    """The designations of a law's provisions, by the index of the line that each begins.

    `law` says that the text is known to be a law; numbers alone ("4. …") are taken for provisions
    more freely then.
    """
    found = {form: _of_form(lines, form) for form in Form if form is not Form.COUNTED}
    articles, sections = found[Form.ARTICLE], found[Form.SECTION]
    if language == "en" and len(sections) > len(articles):
        counted = {} if _stand_together(sections) else _counted(lines, law=law, freely=law)
        return counted or sections
    if articles and (law or _stand_together(articles)):
        return articles
    return found[Form.SIGN] or _counted(lines, law=law, freely=law and language == "en")


def _stand_together(found: dict[int, Designation]) -> bool:
    """Whether there is more than one, or the first: "Article 19" alone is the name of an NGO."""
    return len(found) > 1 or any(one.rank[1] in ((), (1,)) for one in found.values())


def _of_form(lines: Sequence[Line], form: Form) -> dict[int, Designation]:
    """Those lines of one form that stand where a provision may begin.

    A line that the one before may run on into is a provision only where its number comes right
    after the one before and is written in the same way.
    """
    candidates = {
        index: one for index, line in enumerate(lines) if (one := designation(line.text, form))
    }
    capital = any(one.word[:1].isupper() for one in candidates.values())
    kept: dict[int, Designation] = {}
    last: Designation | None = None
    order = list(candidates)
    for place, (index, one) in enumerate(candidates.items()):
        if capital and one.word[:1].islower():
            continue
        after = candidates[order[place + 1]] if place + 1 < len(order) else None
        if not _begins(lines, index, one, last, after):
            continue
        kept[index] = last = one
    return _without_contents(lines, kept)


def _begins(
    lines: Sequence[Line],
    index: int,
    one: Designation,
    last: Designation | None,
    after: Designation | None,
) -> bool:
    """Whether a line begins a provision, by where it stands and by the numbers around its own."""
    place = lines[index].place
    in_turn = last is not None and follows(last, one)
    if place is Place.RUNS_ON:
        return last is not None and last.word == one.word and in_turn
    if place is Place.ENDED and not in_turn and last is not None and after is not None:
        before = lines[index - 1].text if index else ""
        goes_on = len(before.split()) > _TITLE_WORDS and not SENTENCE_END.search(before[-8:])
        return not (goes_on and follows(last, after))
    return True


def _without_contents(
    lines: Sequence[Line], found: dict[int, Designation]
) -> dict[int, Designation]:
    """Without the runs of neighbouring lines whose numbers all come again: a table of contents."""
    where: dict[str, list[int]] = {}
    for index, one in found.items():
        where.setdefault(one.number.casefold(), []).append(index)
    indices = list(found)
    annexes = [index for index, line in enumerate(lines) if annex_of(line.text)]
    dropped: set[int] = set()
    start = 0
    for place in range(1, len(indices) + 1):
        if place < len(indices) and indices[place] == indices[place - 1] + 1:
            continue
        run = indices[start:place]
        at = bisect_right(annexes, run[-1])
        limit = annexes[at] if at < len(annexes) else len(lines)
        again = all(
            _comes_again(where[found[index].number.casefold()], run[-1], limit) for index in run
        )
        titles = not any(lines[index].text.endswith((".", ";", ":")) for index in run)
        if len(run) >= 2 and again and titles:
            dropped.update(run)
        start = place
    return {index: one for index, one in found.items() if index not in dropped}


def _comes_again(places: Sequence[int], after: int, before: int) -> bool:
    """Whether one of `places`, which count up, lies between two others."""
    at = bisect_right(places, after)
    return at < len(places) and places[at] < before


def _counted(lines: Sequence[Line], *, law: bool, freely: bool) -> dict[int, Designation]:
    """The lines that count an act's sections, where the act is one by what it says of itself."""
    regions: list[list[tuple[int, Designation]]] = [[]]
    ends: list[int] = []
    for index, line in enumerate(lines):
        if line.place is Place.RUNS_ON:
            continue
        if regions[0] and annex_of(line.text):
            regions.append([])
            ends.append(index)
        elif one := designation(line.text, Form.COUNTED):
            regions[-1].append((index, one))
    body = _best_series(lines, regions[0], (*ends, len(lines))[0])
    itself = sum(speaks_of_itself(line.text) for line in lines)
    enough = len(body) >= _FEWEST_COUNTED and (freely or itself >= (1 if law else 2))
    if not freely and _are_titles(lines, body):
        return {}
    parted = law and len(body) >= 2 and any(_opens_subsections(lines, index) for index in body)
    if not enough and not parted:
        return {}
    for region, end in zip(regions[1:], (*ends[1:], len(lines)), strict=False):
        body.update(_best_series(lines, region, end))
    return body


def _are_titles(lines: Sequence[Line], series: dict[int, Designation]) -> bool:
    """Whether most numbers stand before titles, as those of a circular's parts do."""
    titles = [
        index
        for index in series
        if len(lines[index].text.split()) <= _TITLE_WORDS + 2
        and not SENTENCE_END.search(lines[index].text[-8:])
        and (index + 1 == len(lines) or lines[index + 1].place is not Place.RUNS_ON)
    ]
    return len(titles) * 2 > len(series)


def _best_series(
    lines: Sequence[Line], candidates: Sequence[tuple[int, Designation]], end: int
) -> dict[int, Designation]:
    """The series that counts up from 1, or from an extract's first, with the most words in it.

    A table of contents counts as the text does, and has next to no words.
    """
    starts = [place for place, (_, one) in enumerate(candidates) if one.rank[1] == (1,)]
    if not starts and candidates:  # an extract of an act
        index, first = candidates[0]
        stopped = lines[index].text[first.end : first.end + 1] == "."
        sourced = stopped and any(gives_source(line.text) for line in lines[index:end])
        starts = [0] if sourced or _opens_subsections(lines, index) else []
    # The lowest number of the candidates from each place on.
    lowest: list[tuple[int, ...]] = [(_BEYOND,)] * (len(candidates) + 1)
    for place in range(len(candidates) - 1, -1, -1):
        lowest[place] = min(lowest[place + 1], candidates[place][1].rank[1][:1] or (0,))
    best: dict[int, Designation] = {}
    heaviest = 0
    for start in starts[:_MOST_STARTS]:
        series: dict[int, Designation] = {}
        last: Designation | None = None
        for place, (index, one) in enumerate(candidates[start:], start):
            stopped = lines[index].text[one.end : one.end + 1] == "."
            last_of_all = one.rank[1][:1] <= lowest[place + 1]
            sure = last_of_all and (stopped or _opens_subsections(lines, index))
            widest = _OF_EXTRACTS if sure else _WIDEST_GAP
            if last is None or comes_after(last, one, widest=widest):
                series[index] = last = one
        bounds = [*series, min(end, max(series) + 1)]
        weight = sum(
            min(_ENOUGH_WORDS, sum(len(line.text) for line in lines[first : min(after, first + 9)]))
            for first, after in pairwise(bounds)
        )
        if weight > heaviest:
            best, heaviest = series, weight
    return best


def _opens_subsections(lines: Sequence[Line], index: int) -> bool:
    """Whether a section's first subsection, "(1) …", comes right after its number or its title."""
    one = designation(lines[index].text, Form.COUNTED)
    own = lines[index].text[one.words :] if one else ""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(_SUBSECTION.match(own) or _SUBSECTION.match(below))


def follows(before: Designation, after: Designation) -> bool:
    """Whether `after` is the number right after `before`: 2 or 1bis or 1-1 after 1."""
    (part, low, suffix), (other, high, new_suffix) = before.rank, after.rank
    if part != other or not low or not high:
        return False
    if low == high:
        return bool(new_suffix) and new_suffix != suffix
    depth = len(high) - 1
    if high[:-1] == low[: len(high) - 1] and len(high) <= len(low):
        return high[-1] == low[depth] + 1
    return len(high) == len(low) + 1 and high[:-1] == low and high[-1] == 1


def comes_after(before: Designation, after: Designation, *, widest: int = _WIDEST_GAP) -> bool:
    """Whether `after` may be the next number that is left of a series that `before` is of.

    `widest` is how many numbers may be missing between them.
    """
    low, high = before.rank[1], after.rank[1]
    if not low or not high or after.rank[0] != before.rank[0]:
        return False
    if high == low:
        return bool(after.rank[2]) and after.rank[2] > before.rank[2]
    return high > low and high[0] - low[0] <= widest
