"""Comparisons: the things between which a question asks for the difference."""

import re
from collections.abc import Sequence

# "Quelle différence entre X et Y", "X ou Y : quelle différence", "distinguer X de Y"; none of
# "une différence de traitement".
_COMPARES = re.compile(
    r"\b(?:diff[ée]rences?\b(?! d(?:e|u|es)\b| d['’])"
    r"(?:[^?.;:,]{0,30}? (?:entre|between|(?P<beside>avec|with))\b)?"
    r"|distinctions? (?:entre|between)\b"
    r"|(?P<verb>distinguer|diff[ée]rencier|distinguish(?: between)?)\b)",
    re.IGNORECASE,
)
# "En quoi X diffère de Y", "X vs Y".
_BETWEEN = re.compile(
    r"\b(?:(?:se )?(?:diff[èe]re|distingue)(?:nt)?(?:-t-elle|-t-il|-elles|-ils)?"
    r" (?:de\b|du\b|des\b|d['’])|differs? from\b|vs\b\.?|versus\b)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:et|ou|and|or)\b|[,;:/]", re.IGNORECASE)
_FROM = re.compile(r"\b(?:de|du|des|from)\b|\bd['’]", re.IGNORECASE)
_BARE = re.compile(r"diff[ée]rences?", re.IGNORECASE)
_END = re.compile(r"[.?!](?:\s|$)")
_WORD = re.compile(r"\w{3}|[A-Z]{2}")


def compared_things(question: str) -> tuple[str, ...]:
    """What a question asks to tell apart, in its words; nothing where it asks that of nothing.

    What has no conjunction ("différence retrait abrogation") comes as one, to be read word by word.
    """
    found = _BETWEEN.search(question)
    asked = found or _COMPARES.search(question)
    if asked is None:
        return ()
    before = _parts(_END.split(question[: asked.start()])[-1])
    after = _parts(_END.split(question[asked.end() :])[0])
    if found or asked["beside"]:
        return before + after
    if asked["verb"]:
        apart = (one.strip() for thing in after for one in _FROM.split(thing))
        things = after if len(after) > 1 else tuple(one for one in apart if _WORD.search(one))
        return things if len(things) > 1 else ()
    return after or before


def without_comparing(question: str) -> str:
    """The question without the words that only ask to tell things apart.

    "Quelles différences ?" stays, since titles that are questions have it too.
    """

    def kept(found: re.Match[str]) -> str:
        return found[0] if _BARE.fullmatch(found[0]) else " "

    return _BETWEEN.sub(" ", _COMPARES.sub(kept, question))


def nearest_definitions(
    thing: frozenset[str], defined: Sequence[frozenset[str]], *, said: frozenset[str]
) -> list[int]:
    """Which of the things that are `defined` is the one asked of, all as sets of terms.

    A definition may be of one term more or less; terms that the question has elsewhere (`said`)
    count for no more: "recours gracieux ou hiérarchique".
    """
    near = {
        place: (len(thing - terms) + len(terms - thing - said), len(thing ^ terms))
        for place, terms in enumerate(defined)
        if thing & terms and (terms <= thing or thing <= terms)
    }
    least = min(near.values(), default=(2, 0))
    return [place for place, distance in near.items() if distance == least] if least[0] < 2 else []


def _parts(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _CONJUNCTION.split(text) if _WORD.search(one))
