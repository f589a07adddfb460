"""Bounds: the words around a figure that change what it says: at most, at least, before, after."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """What a figure bounds, where it is not simply so much."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE = "more"
    LESS = "less"


_AT_MOST = (
    r"(?:ne (?:peut|peuvent|pourra|pourront|saurait|sauraient|doit|doivent|devra)(?: pas| en"
    r" aucun cas)?"
    r" (?:excéder|dépasser|être (?:d['’]une (?:durée|période) )?supérieure?s? à)|sans"
    r" (?:pouvoir )?(?:excéder|dépasser)"
    r"|n['’]excédant pas|ne dépassant pas|(?:inférieure?s? ou égale?s?|au plus égale?s?) à"
    r"|(?:maximum|maximale?s?)(?: est)?(?: fixée?s?)?(?: de| à)?|dans la limite de|limitée?s? à"
    r"|plafonnée?s? à|jusqu['’]à|au (?:plus(?! tard)|maximum)(?: de)?"
    r"|at most|no (?:more|later) than|not (?:exceeding|more than)|(?:may|shall|must|does|do)"
    r" not exceed|cannot exceed|up to|a maximum (?:of|period of))"
)
_AT_LEAST = (
    r"(?:ne (?:peut|peuvent|pourra|saurait|doit|doivent)(?: pas)? être (?:d['’]une (?:durée"
    r"|période) )?"
    r"inférieure?s? à"
    r"|(?:supérieure?s? ou égale?s?|au moins égale?s?) à|(?:minimum|minimale?s?)(?: de| à)?"
    r"|au (?:moins|minimum)(?: de)?|at least|no (?:less|fewer) than|not less than|a minimum of"
    r"|(?:may|shall|must) not be less than)"
)
_MORE = (
    r"(?:plus (?:de|d['’])|supérieure?s? à|dépass(?:e|ent|ant)|excèd(?:e|ent)|excédant|more than"
    r"|over|exceeding|above)"
)
_LESS = r"(?:moins (?:de|d['’])|inférieure?s? à|less than|fewer than|below|under)"
# Between the bound and the number.
_GAP = (
    r"(?:\s?(?:tous les |every |une? |la |le |les |des |d['’]une? |d['’]|de |du |an? |the )?){0,2}"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<less>{_LESS}))"
    rf"\s?{_GAP}\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?,?\s?(?:(?P<at_most>(?:tout )?au (?:plus|maximum)\b(?! tard)|(?:au )?maximum\b"
    r"|maximale?s?\b|max\b"
    r"|ou moins\b|at (?:the )?most\b|or (?:less|fewer)\b|maximum\b)"
    r"|(?P<at_least>au (?:moins|minimum)\b|minimum\b|minimale?s?\b|ou plus\b|et plus\b|at"
    r" (?:the )?least\b"
    r"|or (?:more|over)\b))",
    re.IGNORECASE,
)
# Words that may bound a figure, or deny it, wherever they stand in its sentence.
_MAY_BOUND = re.compile(
    r"\b(?:ne|n['’]\w{1,12}|sans|excéd\w{1,5}|dépass\w{1,5}|supérieure?s?|inférieure?s?"
    r"|maxim\w{1,4}|minim\w{1,4}|au (?:plus(?! tard)|moins)|plus (?:de|d['’]\w{1,3})"
    r"|moins (?:de|d['’]\w{1,3})|jusqu['’]\w{1,3}|limite|plafon\w{1,5}|prorog\w{1,5}"
    r"|port\w{1,3} (?:à|de)|ramen\w{1,3} à|rédui\w{1,5}|not|never|exceed\w{0,3}|most|least"
    r"|more|less"
    r"|fewer|over|under|up to|extend\w{0,3}|reduc\w{1,3}|between|entre|comprise?s?|près|environ"
    r"|nearly|almost|about|around|approximately)(?!\w)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:,\n]")
_LONGEST, _NEAR = 60, 35


@dataclass(frozen=True, slots=True)
class Bounded:
    """The bound of a figure, and where it and its bounding words stand in their text."""

    bound: Bound | None
    start: int
    end: int
    certain: bool = True


def bounded(text: str, start: int, end: int) -> Bounded:
    """The figure from `start` to `end` of a text with what bounds it.

    It is not `certain` where words stand about it that may bound or deny it in another way.
    """
    after = _AFTER.match(text, end)
    if after is not None:
        end = after.end()
    head = max(0, start - _LONGEST)
    before = _BEFORE.search(text[head:start])
    if before is not None:
        start = head + before.start()
    names = [found.lastgroup for found in (before, after) if found is not None]
    bounds = {Bound(name) for name in names if name is not None}
    around = (
        _BREAK.split(text[max(0, start - _NEAR) : start])[-1],
        _BREAK.split(text[end : end + _NEAR])[0],
    )
    certain = len(bounds) <= 1 and not any(_MAY_BOUND.search(words) for words in around)
    return Bounded(bounds.pop() if bounds else None, start, end, certain)
