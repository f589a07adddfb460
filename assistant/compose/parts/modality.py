"""Modality: what a question asks and what a sentence says that one may, must or may not do."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.text import with_plain_marks
from index.text.terms import analyse


class Mood(StrEnum):
    """What is said of an act; `NEED_NOT` is no duty, and `MAY_NOT` is forbidden."""

    MAY = "may"
    MUST = "must"
    MAY_NOT = "may_not"
    NEED_NOT = "need_not"


@dataclass(frozen=True, slots=True)
class Modal:
    """That an act is allowed, due, forbidden or not due: of a question, or of a sentence.

    `acts` are the stems of the verbs that it governs. `subject` is what stands before it; "" where
    that is whoever asks, or anyone. In the passive, the subject is what the act is done to. `about`
    is what follows.
    """

    mood: Mood
    acts: frozenset[str]
    subject: str = ""
    passive: bool = False
    about: str = ""


# A question for how, when or by whom is none for a yes or a no, and one that is itself negated, or
# offers two things, has no answer in one word that a reader understands for sure.
_ASKS_ELSE = re.compile(
    r"\b(?:qui|que(?! je| l[ae']| tou| n| un| vo| mon| ma| mes)|quoi|quel(?:le)?s?|lequel|laquelle"
    r"|comment|combien|quand|où|pourquoi|ou|et si"
    r"|who|whom|what|which|how|when|where|why|or)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:n'|ne |pas\b|plus\b|jamais\b|aucune?\b|sans\b|non\b|not\b|never\b|without\b|no\b|n't\b)",
    re.IGNORECASE,
)
_ANYONE = re.compile(r"(?:je|on|nous|j'|i|we|you|one|anyone)", re.IGNORECASE)
_FRENCH_ASKED = (
    # "L'administration peut-elle retirer ...", "Dois-je ..."
    re.compile(
        r"^(?P<subject>[^?.!;:,]{0,90}?)\b(?P<modal>peu(?:t|vent)|puis|pouvons|doi[ts]|doivent|devons)"
        r"-(?:je|on|nous|ils?|elles?)\s(?P<rest>[^?.!;:]{4,200})\?$",
        re.IGNORECASE,
    ),
    # "Est-ce que l'administration peut ...", "Est-ce que j'ai le droit de ..."
    re.compile(
        r"^est-ce qu(?:e |')(?P<subject>[^?.!;:,]{1,90}?)\s?\b"
        r"(?P<modal>peu(?:t|x|vent)|pouvons|doi[ts]|doivent|devons"
        r"|(?:ai|a|ont|avons) le droit d(?:e |')"
        r"|(?:suis|est|sont) (?:obligée?s?|tenue?s?) d(?:e |'))"
        r"\s?(?P<rest>[^?.!;:]{4,200})\?$",
        re.IGNORECASE,
    ),
    # "A-t-on le droit de ...", "Est-il obligatoire de ...", "La mairie est-elle tenue de ..."
    re.compile(
        r"^(?P<subject>[^?.!;:,]{0,90}?)\b"
        r"(?P<modal>(?:ai|a|ont|avons)-(?:t-)?(?:je|on|ils?|elles?|nous) le droit d(?:e |')"
        r"|(?:est|sont|suis)-(?:ce|je|on|ils?|elles?) "
        r"(?:possible|permis|autorisé|interdit|obligatoire|obligée?s?|tenue?s?) d(?:e |')"
        r"|faut-il )(?P<rest>[^?.!;:]{4,200})\?$",
        re.IGNORECASE,
    ),
)
_ENGLISH_ASKED = (
    re.compile(
        r"^(?P<modal>can|may|must|should) (?P<subject>i|we|you|one|(?:an?|the|any) [\w -]{2,60}?) "
        r"(?P<rest>(?:be )?[a-z]{3,}\b[^?.!;:]{2,200})\?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<modal>am|are|is|do|does) (?P<subject>i|we|you|one|(?:an?|the|any) [\w -]{2,60}?) "
        r"(?P<how>allowed|required|obliged|have) to (?P<rest>[^?.!;:]{4,200})\?$",
        re.IGNORECASE,
    ),
)
_DUTY = re.compile(r"doi|dev|oblig|tenu|faut|must|should|requir|\bdo\b|does|shall", re.IGNORECASE)
_BAN = re.compile(r"interdit|forbidden", re.IGNORECASE)

_FRENCH_SAID = re.compile(
    r"\b(?P<negated>n(?:e |'))?(?:l(?:es |[ae] |')|y |en |s'|se )?"
    r"(?P<modal>peu(?:t|vent)|doi(?:t|vent)|(?:a|ont) le droit d(?:e |')"
    r"|(?:est|sont) (?P<no>pas )?(?:tenue?s?|obligée?s?) d(?:e |'))"
    r"(?P<after>[^;:]*)",
    re.IGNORECASE,
)
_ENGLISH_SAID = re.compile(
    r"\b(?P<modal>may|can|must|shall|(?:is|are) (?P<no>not )?(?:required|obliged) to)\b"
    r"(?P<negated>not| not)?(?P<after>[^;:]*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# "Ne ... que", "ne ... sans", "ne ... qu'après": not forbidden, but allowed in one way.
_IN_ONE_WAY = re.compile(r"\b(?:que?\b|qu'|sans\b|plus\b|avant\b|after\b|until\b|only\b)")
_NOT_DUE = re.compile(r"\A\W*(?:pas )?être (?:tenue?s?|obligée?s?|contrainte?s?) d(?:e |')")
_INSERTED = re.compile(r"\A\s*,[^,]{1,120},")
_FARTHEST = 12  # words after a modal in which the verbs that it governs stand
_LIKE_A_VERB = re.compile(r"(?:er|ir|re|oir|[ée]e?s?|is?e?s?|ue?s?)$")
_RELATIVE = re.compile(
    r"\b(?:qui|que|qu'|dont|où|lorsqu|si|s'il|quand|lesquel\w+|that|which|who|if|where|when)\b"
)
_SKIPPED = frozenset(
    "pas point toutefois cependant néanmoins également aussi seulement encore toujours en "
    "tout moment se y les le la lui leur also however only".split()
)


def asked_modal(question: str, *, language: str) -> Modal | None:
    """What a question for a yes or a no asks of an act; None for every other question."""
    text = with_plain_marks(question).strip()
    if _NEGATED.search(text):
        return None
    for pattern in _ENGLISH_ASKED if language == "en" else _FRENCH_ASKED:
        found = pattern.match(text)
        if found and not _ASKS_ELSE.search(f"{found['subject']} {found['rest']}"):
            return _asked(found, language)
    return None


def _asked(found: re.Match[str], language: str) -> Modal | None:
    modal = found["modal"] + found.groupdict().get("how", "")
    mood = Mood.MUST if _DUTY.search(modal) else Mood.MAY
    if _BAN.search(modal):
        mood = Mood.MAY_NOT
    acts, passive = _acts(found["rest"], language)
    subject = found["subject"].strip()
    own = _ANYONE.fullmatch(subject) is not None
    return Modal(mood, acts, "" if own else subject, passive, found["rest"]) if acts else None


def said_modal(sentence: str, act: frozenset[str], *, language: str) -> Modal | None:
    """What a sentence says of an act, in its main clause; None where that is not certain."""
    text = with_plain_marks(sentence)
    pattern = _ENGLISH_SAID if language == "en" else _FRENCH_SAID
    for found in pattern.finditer(text):
        acts, passive = _acts(found["after"], language)
        mood = _mood(found)
        subject = text[: found.start()]
        if mood is None or not same_act(act, acts) or _RELATIVE.search(subject.lower()):
            return None
        return Modal(mood, acts, subject, passive, found["after"])
    return None


def _mood(found: re.Match[str]) -> Mood | None:
    duty = _DUTY.search(found["modal"]) is not None
    if not found["negated"] and not found.groupdict().get("no"):
        return Mood.MUST if duty else Mood.MAY
    if _NOT_DUE.match(found["after"]):
        return Mood.NEED_NOT
    if _IN_ONE_WAY.search(found["after"].lower()):
        return None
    if not duty:
        return Mood.MAY_NOT
    return Mood.NEED_NOT if found.groupdict().get("no") else None


def same_act(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of some verbs is one of the others, whatever its form ("exiger", "exigée")."""
    return any(
        (one.startswith(other) or other.startswith(one)) and abs(len(one) - len(other)) <= 2
        for one in some
        for other in others
    )


def _acts(words: str, language: str) -> tuple[frozenset[str], bool]:
    """The stems of the verbs that a modal governs ("abroger ou retirer"), and if they suffer it."""
    # Inserted clauses ("peut, sur demande, ...") say under which condition.
    words = _NOT_DUE.sub("", _INSERTED.sub(" ", words))
    found: list[str] = []
    passive, expected = False, True
    for word in map(str.lower, _WORD.findall(words)[:_FARTHEST]):
        stems = analyse(word, language=language)
        if word in ("être", "be"):
            passive = True
        elif word in ("ou", "et", "or", "and"):
            expected = True
        elif expected and stems and word not in _SKIPPED and not word.endswith("ment"):
            if not found or _LIKE_A_VERB.search(word):
                found.extend(stems)
            expected = False
    return frozenset(found), passive
