"""Announcements of commitments ("Commitment 7:"), and the series of them that a plan is made of."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, BlockKind, Document
from corpus.readers.titles import is_part_name

_ANNOUNCED = re.compile(
    r"""
    [^\w\n]*(?:\d+(?:\.\d+)*[.)]?\s+)?
    (?P<label>(?P<word>engagement|commitment|compromiso|objecti(?:f|ve)|action|mesure|measure
        |initiative|fiche(?:[\s-]action)?|chantier)
      \s*(?:(?:n\s?[°ºo]|no|number|num[ée]ro)\.?\s*|\#\s*)?
      (?P<number>\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?(?![\w°º%/])|[IVXL]{1,6}\b
        |(?-i:[A-Z]{2}\d{3,4})(?!\w)))
    (?P<mark>\s*[:|)\]–—]\s*|\s*\.(?!\d)\s*|\s*-+(?=\s)\s*|\s*\n\s*|\s+|\s*$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Some plans number the headings of their commitments, and say no more.
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\s?[.)]\s*(?=[^\W\d])")
_NUMBER_ALONE = "number"
_CODE_ALONE = "code"
# The Open Government Partnership numbers commitments by country: "FR0061 – Open data".
_CODE = re.compile(r"(?P<number>[A-Z]{2}\d{3,4})\s*(?:[:|–—-]\s*|$)")
_OWN_WORDS = frozenset(("engagement", "commitment", "compromiso"))
# After a number without a mark, these show that a sentence or a list of numbers goes on.
_GOES_ON = re.compile(r"(?:[a-zà-öø-ÿœ(]|(?:and|et|to|à|of|de)\b|[,;&/])")
_PART = re.compile(
    r"(?:introduction|conclusion|background|contexte?|m[ée]thod|annexe?|appendix|process|suivi"
    r"|monitoring|evaluation|[ée]valuation|commitments|engagements|next\s+steps|bilan)\b",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_CONTENTS = re.compile(
    r"^\W*(?:sommaire|table\s+des\s+mati[èe]res|(?:table\s+of\s+)?contents)\W*$", re.IGNORECASE
)
# Text beyond this many characters makes an announcement no surer.
_ENOUGH_TEXT = 3000
_HEADING_BONUS = 400
_FEWEST_OF_A_SERIES = 3
_FEWEST_NUMBERED = 4
_MOST_REPEATED = 1.3
_FULL_SHARE = 0.7
_WIDEST_GAP = 6


@dataclass(frozen=True, slots=True)
class Announcement:
    """A block, by its index, that may begin a commitment.

    `label` is word and number as written; `title` is what follows them. `weight` grows with the
    text up to the next announcement.
    """

    index: int
    word: str
    number: str
    label: str
    title: str
    heading: bool
    marked: bool
    weight: float = 0.0

    @property
    def bare(self) -> bool:
        """Whether the block says the number and nothing else."""
        return not self.title

    @property
    def rank(self) -> tuple[int, ...]:
        """The number as what it counts."""
        digits = re.findall(r"\d+", self.number)
        if not digits:
            return (_roman(self.number),)
        letter = self.number[-1].casefold() if self.number[-1].isalpha() else ""
        return (*map(int, digits), *((ord(letter),) if letter else ()))


def announcements(document: Document, blocks: Sequence[Block]) -> list[Announcement]:
    """The blocks that may begin a commitment, each with its weight."""
    by_word = defaultdict[str, list[Announcement]](list)
    contents = False
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            contents = _CONTENTS.match(text) is not None
        elif contents:
            continue
        one = _announced(index, block, text) or _numbered(document, index, block, text)
        if one is not None:
            by_word[_family(one.word)].append(one)
    return [
        one for ones in by_word.values() for one in _weighed(_first_of_runs(ones), document, blocks)
    ]


def announced_rank(text: str) -> tuple[int, ...] | None:
    """The number of the commitment that a heading announces; None where it announces none."""
    found = _ANNOUNCED.match(text)
    if found is None or not found["number"][0].isdigit():
        return None
    return tuple(map(int, re.findall(r"\d+", found["number"])))


def _numbered(document: Document, index: int, block: Block, text: str) -> Announcement | None:
    """A heading that begins with a number, as the commitment of that number."""
    coded = _CODE.match(text)
    found = (coded or _NUMBERED.match(text)) if block.kind is BlockKind.HEADING else None
    if found is None or _LEADERS.search(text):
        return None
    word = "Engagement" if document.language == "fr" else "Commitment"
    number, title = found["number"], text[found.end() :]
    family = _CODE_ALONE if coded else _NUMBER_ALONE
    return Announcement(index, family, number, f"{word} {number}", title, True, True)


def _announced(index: int, block: Block, text: str) -> Announcement | None:
    found = _ANNOUNCED.match(text)
    if found is None or _LEADERS.search(text[:300]):
        return None
    number, mark, title = found["number"], found["mark"], text[found.end() :].strip()
    if not number[0].isdigit() and not number.isupper():
        return None
    heading = block.kind is BlockKind.HEADING
    marked = bool(mark.strip()) or "\n" in mark or not title
    if not marked and _GOES_ON.match(title):
        return None
    if marked and mark.strip() == "." and title and not heading and title[0].islower():
        return None
    label = " ".join(found["label"].split())
    if label.isupper():
        label = label.capitalize()
    return Announcement(index, found["word"].casefold(), number, label, title, heading, marked)


def _family(word: str) -> str:
    return "own" if word in _OWN_WORDS else word[:6]


def _first_of_runs(ones: Sequence[Announcement]) -> list[Announcement]:
    """Without what says the number of the one before it again, as running heads do."""
    kept: list[Announcement] = []
    for one in ones:
        if kept and kept[-1].rank == one.rank:
            if one.heading and not kept[-1].heading:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _weighed(
    ones: Sequence[Announcement], document: Document, blocks: Sequence[Block]
) -> Iterator[Announcement]:
    for place, one in enumerate(ones):
        end = len(document.text)
        if place + 1 < len(ones):
            end = blocks[ones[place + 1].index].start
        weight = float(min(_ENOUGH_TEXT, end - blocks[one.index].start))
        weight += _HEADING_BONUS if one.heading else 0
        yield replace(one, weight=weight if one.marked or one.heading else weight / 2)


def in_series(ones: Iterable[Announcement]) -> list[Announcement]:
    """Those of `ones` that count up through the text with most of it after them, in its order.

    Words such as "action" make commitments only where they count from 1 without many gaps.
    """
    families = defaultdict[str, list[Announcement]](list)
    for one in ones:
        families[_family(one.word)].append(one)
    series = {family: _heaviest_series(found) for family, found in families.items()}
    own = series.pop("own", [])
    numbered = series.pop(_NUMBER_ALONE, [])
    coded = series.pop(_CODE_ALONE, [])
    if len(coded) >= _FEWEST_OF_A_SERIES > len(own):
        return coded
    others = [found for found in series.values() if _is_full(found)]
    best = max(others, key=len, default=[])
    if not own and not best:
        return numbered if _are_commitments(numbered, families[_NUMBER_ALONE]) else []
    if len(own) >= 2 or (own and not best):
        return own if len(own) > 1 or own[0].marked or own[0].heading else []
    return best


def _is_full(series: Sequence[Announcement]) -> bool:
    first, last = (series[0].rank, series[-1].rank) if series else ((0,), (0,))
    if len(series) < _FEWEST_OF_A_SERIES or first[0] != 1:
        return False
    return len(first) > 1 or len(series) >= _FULL_SHARE * last[0]


def _are_commitments(numbered: Sequence[Announcement], found: Sequence[Announcement]) -> bool:
    """Whether numbered headings are those of commitments, not of the parts of a report.

    Where most numbers come again with other titles, they count within themes and name nothing.
    """
    return (
        len(numbered) >= _FEWEST_NUMBERED
        and _is_full(numbered)
        and len({(one.rank, one.title) for one in found}) <= _MOST_REPEATED * len(numbered)
        and not any(is_part_name(one.title) or _PART.match(one.title) for one in numbered)
    )


def _heaviest_series(ones: Sequence[Announcement]) -> list[Announcement]:
    """The strictly rising series of the greatest weight."""
    ranks = sorted({one.rank for one in ones})
    # best[i] is the heaviest series that ends with at most the i-th rank: a Fenwick tree of maxima.
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for number, one in enumerate(ones):
        place = bisect_left(ranks, one.rank)
        weight, previous = 0.0, -1
        at = place
        while at > 0:
            weight, previous = max((weight, previous), best[at])
            at -= at & -at
        before.append(previous)
        at = place + 1
        while at <= len(ranks):
            best[at] = max(best[at], (weight + one.weight, number))
            at += at & -at
    at = len(ranks)
    heaviest = (0.0, -1)
    while at > 0:
        heaviest = max(heaviest, best[at])
        at -= at & -at
    number = heaviest[1]
    series: list[Announcement] = []
    while number >= 0:
        series.append(ones[number])
        number = before[number]
    series.reverse()
    return _without_strays(series)


def _without_strays(series: list[Announcement]) -> list[Announcement]:
    """The series up to a gap that no plan has, where more of it comes before than after."""
    for place in range(1, len(series)):
        gap = series[place].rank[0] - series[place - 1].rank[0]
        if gap > _WIDEST_GAP and place > len(series) - place:
            return series[:place]
    return series


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in number.upper()]
    following = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, following, strict=True))
