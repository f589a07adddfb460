"""The references to articles that a text makes: where, to which, of which law, and to what end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.law.article_numbers import (
    CODED,
    GAP,
    MAYBE_GAP,
    NAMED,
    PLAIN,
    normalise_article_number,
)
from corpus.law.law_names import LawName, LawNames, Referent, acronym_after, law_after


class Relation(StrEnum):
    """What a reference does to the provision that makes it, or to the one it names."""

    CITES = "cites"
    DEROGATES = "derogates"
    """The provision departs from the one it names: "par dérogation à l'article …"."""
    SUBJECT_TO = "subject_to"
    """The provision holds within the limits of the one it names: "sous réserve de", "sauf"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference in a text: to an article, to a range of them, or to a division of the law.

    `start` and `end` count characters of the text and span the number, or the words that stand for
    it. `number` is in its normal form; `last` ends a range. `step` is -1 for "l'article précédent"
    and 1 for "l'article suivant", where `number` is empty, as it is for a `division` ("titre").
    `following` says that the articles after it are meant as well ("et suivants").
    `part` is what is cited of the article ("2°", "(2)"). `law` is the name of another law; it may
    run on past its end ("code pénal applicable en …") and is None for the text's own law.
    """

    start: int
    end: int
    number: str = ""
    last: str | None = None
    law: str | None = None
    part: str | None = None
    relation: Relation = Relation.CITES
    step: int = 0
    division: str | None = None
    following: bool = False


_NUMBER = rf"(?:{CODED}|{PLAIN}|{NAMED})"
# A number that needs no word before it to be an article's: the part of a code, and a dash.
_BARE = r"(?:L\.?\s?[OP]|[LRD])\.?\s?\*?\s?\d+(?:[-‑–]\d+)+"
_SUB = r"(?:\s?\((?:\d{1,3}|[a-z]{1,3})\))*"
_FIRST = re.compile(
    rf"""(?<![\w'’-])(?P<the>l['’]\s?)?
    (?:(?P<word>articles?|art\.?|sections?|sec\.|ss?\.)\s+(?:n[°º]\s?)?(?P<number>{_NUMBER})
      |(?P<bare>{_BARE}))(?P<sub>{_SUB})""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT = re.compile(
    rf"""(?P<link>{MAYBE_GAP},{MAYBE_GAP}(?:(?:et|ou|and|or){GAP})?|{GAP}(?:et|ou|and|or|à|to){GAP})
    (?P<number>{_NUMBER})(?P<sub>{_SUB})""",
    re.IGNORECASE | re.VERBOSE,
)
_IS_CODED = re.compile(CODED, re.IGNORECASE)
_NEIGHBOUR = re.compile(
    r"\bl['’]article (?:(?P<before>précédent)|(?P<after>suivant))\b"
    r"|\bthe (?:(?P<preceding>preceding)|(?P<following>following)) (?:section|article)\b",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"\b(?:les\s+|aux\s+)?(?:dispositions|règles)\s+(?:du\s+présent\s+(?P<division>livre|titre|chapitre)"
    r"|de\s+la\s+présente\s+(?P<section>sous-section|section))\b",
    re.IGNORECASE,
)
_PART = re.compile(r"(\d{1,2}°(?:\s(?:bis|ter|quater))?)(?=[^.;:°]{0,12}$)")
_ITS_OWN = re.compile(r"\b(?:ses|son|leurs?)\s+(?:l['’])?$", re.IGNORECASE)
_THE_SAME = re.compile(r"\bmêmes?\s+$", re.IGNORECASE)
_AND_AFTER = re.compile(rf"{GAP}et{GAP}suivants?\b", re.IGNORECASE)

# How far before an article, and after it, the words may stand that say what it is cited for.
_BEFORE = 130
_AFTER = 185
_DOT_OF_A_NUMBER = re.compile(r"\b([LRDA])\.(?=\s?\*?\s?\d)")
_DEROGATES = re.compile(
    r"(?:dérog\w+|nonobstant|contrairement|notwithstanding)\b[^.;:(\n]*$", re.IGNORECASE
)
_UPHOLDS = re.compile(
    rf"(?:sans\s+(?:pouvoir\s+)?|ne\s+(?:peu|saurai)\w[^.;:]{{0,{_BEFORE}}})dérog", re.IGNORECASE
)
_SUBJECT_TO = re.compile(
    r"(?:sous\s+(?:la\s+(?:seule\s+)?|les\s+(?:seules\s+)?)?réserves?|sauf|hormis|excepté"
    r"|à\s+l['’](?:exception|exclusion)|subject\s+to|except|save\s+as|unless)\b[^.;:,(\n]*$",
    re.IGNORECASE,
)
# "Les dispositions de l'article … ne sont pas applicables": what is set aside begins its clause.
_CLAUSE_BEGINS = re.compile(
    rf"(?:^|[.;:,\n]){MAYBE_GAP}(?:\d+°{MAYBE_GAP}|[IVX]+\.?\s?[-–]\s?)?"
    r"(?:les\s+(?:dispositions|règles)\s+(?:des?\s+|du\s+)?|l['’]application\s+des?\s+|les\s+|the\s+)?"
    r"(?:l['’]|la\s+)?$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.;:\n]")
_SET_ASIDE = re.compile(
    r"\b(?:ne\s+s['’]appliqu\w+\s+pas|ne\s+sont\s+pas\s+applicables"
    r"|n['’]est\s+pas\s+applicable|peu(?:ven)?t\s+être\s+écartée?s?|(?:shall|does|do)\s+not\s+apply)",
    re.IGNORECASE,
)


def find_mentions(text: str, *, language: str = "fr") -> list[Mention]:
    """The references to articles in `text`, in its order.

    Numbers without the word "article" are taken where only an article can be meant ("L. 311-6",
    "l311-6"). A law named after a list of articles holds for the whole list. Sections are
    provisions in English, and divisions of the law in French.
    """
    named = LawNames(text)
    last = dict[str, str | None]()  # the law of the last mention of each number
    mentions: list[Mention] = []
    end = 0
    while found := _FIRST.search(text, end):
        if language != "en" and (found["word"] or "").lower().startswith("s"):
            end = found.end()
            continue
        group, end = _group(text, found, named)
        if _THE_SAME.search(text[max(0, found.start() - 10) : found.start()]):
            group = [
                replace(mention, law=mention.law or last.get(mention.number)) for mention in group
            ]
        last.update((mention.number, mention.law) for mention in group)
        mentions.extend(group)
    mentions.extend(_neighbours(text))
    mentions.extend(_divisions(text))
    return sorted(mentions, key=lambda mention: mention.start)


def _group(text: str, found: re.Match[str], named: LawNames) -> tuple[list[Mention], int]:
    """The articles that follow one another in a list, and where the list ends."""
    which = "number" if found["number"] else "bare"
    group = [_mention(found, which)]
    several = (found["word"] or "").lower().endswith("s") or which == "bare"
    end = found.end()
    settled = 0
    while True:
        if after := _AND_AFTER.match(text, end):
            end = after.end()
            group[-1] = replace(group[-1], following=True)
        law = law_after(text, end) or acronym_after(text, end)
        if law:
            name = _name(law, named)
            group[settled:] = [replace(mention, law=name) for mention in group[settled:]]
            settled, end = len(group), law.end
        following = _NEXT.match(text, end)
        if following is None or not _goes_on(following, group[-1], several and not law):
            break
        end = following.end()
        if following["link"].strip().lower() in ("à", "to"):
            last = normalise_article_number(following["number"])
            group[-1] = replace(group[-1], last=last, end=following.end("number"))
        else:
            group.append(_mention(following, "number"))
    if settled < len(group):
        own = _ITS_OWN.search(text[max(0, found.start() - 10) : found.start()])
        start, marked = found.start(), bool(found["the"])
        before = named.last(before=start) if own else named.introducing(start, marked=marked)
        group[settled:] = [replace(mention, law=before) for mention in group[settled:]]
    relation, part = _relation(text, found.start(), end), _part(text, found.start())
    group[0] = replace(group[0], part=group[0].part or part)
    return [replace(mention, relation=relation) for mention in group], end


def _mention(found: re.Match[str], which: str) -> Mention:
    return Mention(
        start=found.start(which),
        end=found.end("sub") if found["sub"] else found.end(which),
        number=normalise_article_number(found[which]),
        part=found["sub"].strip() or None,
    )


def _goes_on(following: re.Match[str], before: Mention, several: bool) -> bool:
    """Whether a number goes on the list: it does in "articles 3 et 4", not in "3, 5 jours"."""
    coded = bool(_IS_CODED.match(before.number))
    return bool(_IS_CODED.match(following["number"])) if coded else several


def _name(law: LawName, named: LawNames) -> str | None:
    """The name of the law that is meant, where it is not the text's own."""
    if law.which is Referent.NAMED:
        return law.name
    if law.which is Referent.HERE:
        return None
    nature = law.name or ""
    return named.last(before=law.start, nature=nature) or nature


def _relation(text: str, start: int, end: int) -> Relation:
    """What the words around a list of articles say that it is cited for."""
    sentence = _DOT_OF_A_NUMBER.sub(r"\1", text[max(0, start - _BEFORE) : start])
    if _DEROGATES.search(sentence) and not _UPHOLDS.search(sentence):
        return Relation.DEROGATES
    if _SUBJECT_TO.search(sentence):
        return Relation.SUBJECT_TO
    if _CLAUSE_BEGINS.search(sentence) and (
        (set_aside := _SET_ASIDE.search(text, end, end + _AFTER))
        and not _CLAUSE_ENDS.search(text, end, set_aside.start())
    ):
        return Relation.DEROGATES
    return Relation.CITES


def _part(text: str, start: int) -> str | None:
    found = _PART.search(text[max(0, start - 30) : start])
    return found.group(1) if found else None


def _neighbours(text: str) -> Iterator[Mention]:
    for found in _NEIGHBOUR.finditer(text):
        back = found["before"] or found["preceding"]
        relation = _relation(text, found.start(), found.end())
        yield Mention(found.start(), found.end(), step=-1 if back else 1, relation=relation)


def _divisions(text: str) -> Iterator[Mention]:
    """The divisions of the law from which a provision departs as a whole; no others."""
    for found in _DIVISION.finditer(text):
        relation = _relation(text, found.start(), found.end())
        if relation is Relation.DEROGATES:
            division = (found["division"] or found["section"]).lower()
            yield Mention(found.start(), found.end(), division=division, relation=relation)
