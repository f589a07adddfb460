"""Acts: what a question asks the figure of, and whether a clause speaks of that.

"Combien de temps la mairie a-t-elle pour répondre à ma lettre ?" asks of "répondre", whose object
is "ma lettre". A figure of another act, which the same words surround, is not the one asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.strings import FRENCH
from corpus.text import fold
from index.text.terms import analyse, terms_said

# Not acts: they only say that something has to be done, is, or lasts.
_NO_ACT = (
    r"(?:a|ai|as|avez|avons|ont|aura|auront|est|sont|etre|etes|fait|faut|doit|doivent|dois|peut"
    r"|peuvent|puis|peux|y|dit|avoir|faire|pouvoir|devoir|quel|quelle|cette)"
)
_PRONOUN = r"(?:il|elle|ils|elles|on|je|nous|vous)"
_INFINITIVE = r"[a-z]{2,20}(?:er|ir|re)"
_ACTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bpour (?:(?:m|me|te|se|s|l|le|la|les|lui|leur|y|en|nous|vous) )?"
        rf"(?P<act>{_INFINITIVE})\b",
        r"\b(?:doit|doivent|peut|peuvent|dois|puis|peux|devons|pouvons|faut|pourra|devra)"
        rf"(?: t)?(?: {_PRONOUN})? (?:(?:m|me|se|s|l|le|la|les|lui|leur|y|en|bien) )?"
        rf"(?:(?:etre|rester) )?(?P<act>(?!(?:etre|rester)\b)(?:{_INFINITIVE}"
        r"|[a-z]{3,20}(?:ee?s?|ie?s?|ue?s?|ite?s?)))\b",
        rf"\b(?P<act>(?!{_NO_ACT}\b)[a-z]{{3,20}}?)(?: t)? (?:il|elle|ils|elles|on|je)\b",
        rf"\b(?:est|sont|soit)(?: {_PRONOUN})?"
        r" (?P<act>[a-z]{3,20}(?:ees?|es?|ies?|ues?|ites?))\b",
    )
)
_NONE = re.compile(_NO_ACT)
# What the object of an act ends before.
_ENDS = re.compile(r"\b(?:avant|apres|quand|si|lorsque|parce|car|qui|que|qu|dont|et|ou|combien)\b")
# They measure, and are what is measured of nothing.
_MEASURES = re.compile(
    r"\b(?:combien|temps|bout|delais?|durees?|dates?|ages?|montants?|nombres?|taux|heures?|jours?"
    r"|semaines?|mois|ans?|annees?|maxim\w{1,3}|minim\w{1,3}|max|quand|depuis|quels?|quelles?"
    r"|time|limit|long|many|much|hours?|days?|weeks?|months?|years?|date|amount|number|within)\b"
)
_ENDINGS = re.compile(r"(?:oir|er|ir|re|ees?|ites?|ies?|ues?|es?|s|it|t|i|u)\Z")
_WORD = re.compile(r"[a-z]{3,}")
# A verb and its noun have as many first letters alike: "suspendu", "suspension".
_ALIKE, _SHORT, _ENDING = 6, 4, 3
# "vous devez", where the question asks what another one has to do.
_OF_THE_READER = re.compile(
    r"\b(?:vous (?:avez|devez|pouvez|disposez|aurez|devrez|pourrez)|you (?:have|must|can|may))\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?!faut\b|y a\b)(?:[a-z]{1,20}) (?:t )?(?:elle|elles|ils)\b|\b(?!faut\b)[a-z]{1,20} t il\b"
    r"|\b(?:doit|peut|rend|met) il\b"
)
_IMPERSONAL = re.compile(r"\b(?:faut|y a)(?: t)? il\b")
_OF_ONESELF = re.compile(r"\b(?:je|j|nous|on|i|we|vous|moi)\b")
# From what on something runs, that is not what is done: "du jour où la décision est définitive".
_FROM_WHEN = re.compile(
    r"\b(?:(?:jour|date|moment) (?:où|à laquelle)|(?:day|date) (?:on which|when))\b[^,;.]*",
    re.IGNORECASE,
)
_SINCE_ASKED = re.compile(r"\b(?:a partir|a compter) de (?:quel|quelle|combien)\b|\bfrom what\b")
_UNTIL_ASKED = re.compile(r"\bjusqu a quel(?:le)?\b|\b(?:until|up to) what\b")
_UNTIL = re.compile(r"\b(?:jusqu['’](?:à|au|aux)|avant|until|before)(?: l['’]âge de)?\s\W?\Z", re.I)
_SINCE = re.compile(r"\b(?:à partir|à compter|dès|from)(?: de| d['’])?(?: l['’]âge de)?\s?\Z", re.I)
_MOST_READ = 2000


@dataclass(frozen=True, slots=True)
class Act:
    """What a question asks the figure of.

    `verb` is how the words of its act begin, "" where it has none; `terms` weigh its object, or all
    that it speaks of. `of_another` tells that it is not for the one who asks to do it, and
    `opposed` is what stands before a figure that says the contrary: until when, not since when.
    """

    verb: str
    terms: Mapping[str, float]
    of_another: bool
    language: str
    opposed: re.Pattern[str] | None = None

    def is_in(self, clause: str, *, language: str) -> bool:
        """Whether a clause in a language speaks of it: by its verb, or by half of its object."""
        done = _FROM_WHEN.sub(" ", clause)
        return self.is_done_in(done) or self._covered(done, language)

    def is_done_in(self, clause: str) -> bool:
        """Whether a clause holds its verb, or the noun of that."""
        return bool(self.verb) and any(
            word.startswith(self.verb)
            and (len(self.verb) >= _SHORT or len(word) <= len(self.verb) + _ENDING)
            for word in _WORD.findall(_folded(clause))
        )

    def _covered(self, clause: str, language: str) -> bool:
        said = terms_said(_folded(clause), language=language, asked_in=self.language)
        held = sum(
            weight
            for term, weight in self.terms.items()
            if term in said or (len(term) >= _SHORT and any(one.startswith(term) for one in said))
        )
        return held > 0 and (not self.verb or held >= sum(self.terms.values()) / 2)

    def is_opposed_by(self, before: str) -> bool:
        """Whether the words before a figure say the contrary of what is asked of it."""
        return self.opposed is not None and self.opposed.search(before) is not None

    def is_of_the_reader(self, clause: str) -> bool:
        """Whether a clause says what the reader may do, and it asks what another one does."""
        return self.of_another and _OF_THE_READER.search(clause) is not None


def act_of(text: str, weights: Mapping[str, float], *, language: str) -> Act:
    """What the figure is asked of by the text of a question, whose terms have these weights."""
    asked = _folded(text[:_MOST_READ])
    patterns = _ACTS if language == FRENCH else ()
    found = next((one for pattern in patterns if (one := _last(pattern, asked)) is not None), None)
    personal = _IMPERSONAL.sub(" ", asked)
    of_another = _OF_ANOTHER.search(personal) is not None and not _OF_ONESELF.search(personal)
    opposed = _UNTIL if _SINCE_ASKED.search(asked) else None
    opposed = _SINCE if _UNTIL_ASKED.search(asked) else opposed
    if found is None:
        everything = analyse(_MEASURES.sub(" ", asked), language=language) or list(weights)
        return Act("", _weighed(everything, weights), of_another, language, opposed)
    rest = asked[found.end("act") :]
    end = _ENDS.search(rest)
    words = _MEASURES.sub(" ", rest[: end.start()] if end is not None else rest)
    terms = analyse(words, language=language)
    verb = _ENDINGS.sub("", found["act"])[:_ALIKE]
    return Act(verb, _weighed(terms, weights), of_another, language, opposed)


def _folded(text: str) -> str:
    """Folded words, where what is "valable" has a "validité"."""
    return fold(text).replace("valable", "valide")


def _last(pattern: re.Pattern[str], asked: str) -> re.Match[str] | None:
    found = [
        one
        for one in pattern.finditer(asked)
        if not _MEASURES.fullmatch(one["act"]) and not _NONE.fullmatch(one["act"])
    ]
    return found[-1] if found else None


def _weighed(terms: list[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Terms by their weights; one that was not weighed is worth as much as the mean."""
    mean = sum(weights.values()) / len(weights) if weights else 1.0
    return {term: weights.get(term, mean) for term in terms}
