"""The laws that a text names: "du code pénal", "de la loi n° 78-17 du 6 janvier 1978"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from corpus.law.abbreviations import CODE_ACRONYMS
from corpus.law.article_numbers import GAP, MAYBE_GAP

_DATE = r"(?:\d{1,2}(?:er)?\s+\w+\s+\d{4})"
_TEXT = re.compile(
    r"(?:loi|ordonnance|décret(?:-loi)?|arrêté|règlement|directive|décision|délibération)"
    r"(?:\s(?:organique|constitutionnelle|du pays|général|délégué|ministériel)){0,2}"
    r"(?P<number>\s(?:\(\w{2,4}\)\s)?(?:n[°º]\s?)?\d[\w/-]*)?"
    rf"(?P<day>\s(?:du|de)\s{_DATE})?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"livre des procédures fiscales|Constitution\b(?! d)|Déclaration des droits[^,;.]*"
    r"|(?:convention|traité|charte|accord)\s[^,;.:()]{3,80}",
)
_CODE = re.compile(r"code\b", re.IGNORECASE)
_CODE_BEGINS = re.compile(
    r"\s(?:de|du|des|d['’]|général|civil|pénal|électoral|rural|monétaire|forestier|minier|disciplinaire)",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{GAP}([\w'’-]+)")
_ENGLISH = re.compile(
    r"principal Act\b"
    r"|[A-Z][\w()'’,& -]{1,120}?\b(?:Act|Constitution|Regulations|Rules|Ordinance|Order)\b"
    r"(?:,?\s(?:of\s)?\d{4})?"
)
_ACRONYM = re.compile(r"(?-i:[A-Z]{3,6})\b")
_OF_A_CODE = rf"(?:{'|'.join(sorted(CODE_ACRONYMS))})\b"
_CODE_ACRONYM = re.compile(_OF_A_CODE)
_JURIST = re.compile(rf"\s({_OF_A_CODE})")
# What may stand between a law and the articles of it that follow: "CRPA, art. L. 311-1"; a colon
# may come after its whole title ("loi n° 78-17 du 6 janvier 1978 relative à … : article 2").
_BESIDE = re.compile(r"[ ,(–—-]{0,4}")
_TITLE_GOES_ON = re.compile(r"[^.;\n]{0,200}: {0,2}")
_NAME_ENDS = re.compile(
    r"(?:\b(?:Act|Constitution|Regulations|Rules|Ordinance|Order)(?:,?\s(?:of\s)?\d{4})?"
    rf"|\b{_OF_A_CODE})[ ,:(–—-]{{0,4}}$"
)
_TAIL = re.compile(
    rf"{MAYBE_GAP}(?:,{MAYBE_GAP})?"
    rf"(?:(?:du|de\sla|de\sl['’]|des|de|d['’]){MAYBE_GAP}|of\s(?:the\s)?|(?=dudit|de\sladite))"
    r"(?P<same>mêmes?\s|dite?\s|dudit\s|de\sladite\s|ledit\s|ladite\s|cett?e?\s|same\s|said\s)?"
    r"(?P<this>présente?\s|this\s)?",
    re.IGNORECASE,
)
_NATURE = re.compile(
    r"(?:code|loi|ordonnance|décret|arrêté|règlement|directive|convention|Act|Constitution)\b",
    re.IGNORECASE,
)
# What cannot go on the name of a code: verbs, and the words that begin the next part of a sentence.
_STOP = frozenset(
    "est sont ne n s se peut peuvent qui que qu dont où ou dans par pour à au aux en sur sous avec "
    "lorsque lorsqu relatif relative relatifs relatives ainsi si sans comme il elle ils elles "
    "a ont doit doivent applicable applicables faisant précité".split()
)
# "et" goes on the names of these: code de l'action sociale et des familles, code rural et de la
# pêche maritime, code des postes et des communications électroniques, and so on.
_AND_GOES_ON = re.compile(
    rf"{GAP}(?:financier|des familles|de la pêche|des communications|du séjour|du droit d['’]asile"
    r"|l['’]administration|de l['’]habitation|militaires|de l['’]image|des victimes)",
    re.IGNORECASE,
)
_LONGEST_NAME = 16
_LONGEST_ENGLISH = 160  # characters of a name before its articles
_FAR = 2000  # characters between "le même code" and the code that it means


# How common-law acts give their own short title, in their first or last section.
_CITED_AS = re.compile(
    r"(?:may be cited as|short title of this Act is)\s{1,4}(?:the\s)?[\"“‘']?(?:the\s)?"
    r"([^.;\"“”]{3,160}?"
    r"(?:Act|Ordinance|Regulations|Rules|Order|Bill),?\s{1,4}(?:of\s)?\d{4})"
)


def own_short_title(text: str) -> str | None:
    """The short title by which an act says that it may be cited; None where it says none."""
    found = _CITED_AS.search(text)
    return " ".join(found.group(1).split()) if found else None


class Referent(Enum):
    """Which law a reference means."""

    HERE = auto()
    """The one that it stands in."""
    SAME = auto()
    """The one that was named last."""
    NAMED = auto()


@dataclass(frozen=True, slots=True)
class LawName:
    """A law that a text names from `start` to `end`; `name` is None where it only points to one."""

    start: int
    end: int
    which: Referent
    name: str | None = None


def law_after(text: str, position: int) -> LawName | None:
    """The law that the words right after `position` name ("du code pénal"), if they do."""
    tail = _TAIL.match(text, position)
    if tail is None:
        return None
    at = tail.end()
    if tail["this"] or tail["same"]:
        nature = _NATURE.match(text, at)
        if nature is None:
            return None
        which = Referent.HERE if tail["this"] else Referent.SAME
        return LawName(at, nature.end(), which, nature.group())
    end = _name_end(text, at) or _end(_ENGLISH, text, at) or _end(_ACRONYM, text, at)
    if end:
        return LawName(at, end, Referent.NAMED, text[at:end])
    bare = _NATURE.match(text, at)
    if bare is None:
        return None
    # "l'article 4 du code" is this code's; "l'article 4 de la loi" is that of a law named before.
    own = bare.group().casefold() == "code"
    return LawName(at, bare.end(), Referent.HERE if own else Referent.SAME, bare.group())


def acronym_after(text: str, position: int) -> LawName | None:
    """The code whose acronym follows a number at once ("article L. 311-1 CRPA")."""
    found = _JURIST.match(text, position)
    return LawName(*found.span(1), Referent.NAMED, found.group(1)) if found else None


def laws_in(text: str) -> Iterator[LawName]:
    """The laws that `text` names in full, in its order."""
    for found in _NATURE.finditer(text):
        end = _name_end(text, found.start())
        if end:
            yield LawName(found.start(), end, Referent.NAMED, text[found.start() : end])


class LawNames:
    """The laws that a text names in full, to be looked up from a place in it."""

    def __init__(self, text: str) -> None:
        self._laws = list(laws_in(text))
        self._text = text

    def last(self, *, before: int, nature: str = "") -> str | None:
        """The law named last before a place, not far from it; one of a nature ("loi") if given."""
        nature = nature.casefold()
        for place in range(bisect_left(self._laws, before, key=lambda law: law.start) - 1, -1, -1):
            law = self._laws[place]
            if before - law.start > 2 * _FAR:
                break
            near = 0 <= before - law.end <= _FAR
            if near and (law.name or "").casefold().startswith(nature):
                return law.name
        return None

    def introducing(self, position: int, *, marked: bool) -> str | None:
        """The law of which the articles from `position` on are: "code civil : articles 3 et 4".

        `marked` says that an article comes before the word ("l'article 3"), which only a colon
        binds to a law before it.
        """
        place = bisect_left(self._laws, position, key=lambda law: law.start) - 1
        if place >= 0 and position - self._laws[place].start <= _FAR:
            law = self._laws[place]
            between = self._text[law.end : position]
            name = self._text[law.start : position]
            if law.end > position:  # the name ran on
                return None if marked or "\n" in name else name.strip()
            if (not marked and _BESIDE.fullmatch(between)) or _TITLE_GOES_ON.fullmatch(between):
                return law.name
        before = self._text[max(0, position - _LONGEST_ENGLISH) : position]
        if marked or not _NAME_ENDS.search(before[-40:]):
            return None
        names = [*_CODE_ACRONYM.finditer(before), *_ENGLISH.finditer(before)]
        last = max(names, key=lambda name: name.end(), default=None)
        return last.group() if last and _BESIDE.fullmatch(before.rstrip(": "), last.end()) else None

    def before(self, position: int) -> Iterator[LawName]:
        """The laws that are named before a place, the last one first."""
        last = bisect_left(self._laws, position, key=lambda law: law.end)
        yield from (self._laws[place] for place in range(last - 1, -1, -1))

    def within(self, start: int, end: int) -> Iterator[LawName]:
        """The laws that are named between two places, in their order."""
        first = bisect_left(self._laws, start, key=lambda law: law.start)
        for place in range(first, len(self._laws)):
            if self._laws[place].end > end:
                break
            yield self._laws[place]


def _end(form: re.Pattern[str], text: str, at: int) -> int | None:
    found = form.match(text, at)
    return found.end() if found else None


def _name_end(text: str, at: int) -> int | None:
    """Where the name ends of a French law that begins at `at`; None where none does."""
    found = _TEXT.match(text, at)
    if found and (found["number"] or found["day"]):
        return found.end()
    other = _OTHER.match(text, at)
    if other:
        return other.end()
    code = _CODE.match(text, at)
    if code is None or not _CODE_BEGINS.match(text, code.end()):
        return None
    return _code_end(text, code.end())


def _code_end(text: str, end: int) -> int:
    for _ in range(_LONGEST_NAME):
        word = _WORD.match(text, end)
        if word is None:
            return end
        first = word.group(1).replace("’", "'").partition("'")[0].lower()
        if first in _STOP or (first == "et" and not _AND_GOES_ON.match(text, word.end())):
            return end
        end = word.end()
        if first == "et":
            continued = _AND_GOES_ON.match(text, end)
            end = continued.end() if continued else end
    return end
