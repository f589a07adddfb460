"""Courtesies: taken off around a question before it is judged; and messages that are nothing else.

A courtesy is a phrase of the tables below. One that is also an ordinary word ("ça va", "super")
counts only where a mark, or another courtesy, parts it from the question.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.text import fold


class SmallTalk(Enum):
    """A message that is only a courtesy, or asks about the service itself."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    DATA_DATES = "data_dates"


class _Strength(Enum):
    """Whether a phrase is a courtesy wherever it stands, or only where it stands apart."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class _Courtesy:
    """What a phrase is. `opens` a question, and so ends none."""

    talk: SmallTalk | None
    strength: _Strength
    opens: bool = False


_TABLES: Sequence[tuple[SmallTalk | None, _Strength, bool, str]] = (
    (
        SmallTalk.GREETING,
        _Strength.STRONG,
        True,
        "bonjour|bonsoir|rebonjour|re bonjour|bjr|bsr|slt|salut|coucou|hello|hi|hey"
        "|good morning|good evening|good afternoon",
    ),
    (
        SmallTalk.GREETING,
        _Strength.WEAK,
        True,
        "re|ca va|comment ca va|comment allez vous|comment vas tu|how are you|parvis|monsieur"
        "|madame|madame monsieur|mesdames messieurs|dear parvis|dear sir or madam",
    ),
    (
        SmallTalk.THANKS,
        _Strength.STRONG,
        False,
        "merci|je vous remercie|je te remercie|mille mercis|un grand merci"
        "|thanks|many thanks|thank you|thx",
    ),
    (
        SmallTalk.THANKS,
        _Strength.WEAK,
        False,
        "cheers|super|parfait|top|great|nice|ok|d accord|entendu|tres bien|c est note"
        "|c est parfait|c est super|c est clair",
    ),
    (
        SmallTalk.FAREWELL,
        _Strength.WEAK,
        False,
        "au revoir|a bientot|adieu|bonne journee|bonne soiree|bonne nuit|goodbye|good bye|bye"
        "|see you|ciao|have a nice day",
    ),
    (
        SmallTalk.FAREWELL,
        _Strength.STRONG,
        False,
        "cordialement|bien cordialement|bien a vous|kind regards|best regards",
    ),
    (None, _Strength.STRONG, False, "s il vous plait|s il te plait|svp|stp|please"),
    (
        None,
        _Strength.STRONG,
        True,
        "je voudrais savoir|j aimerais savoir|je souhaite savoir|je souhaiterais savoir"
        "|je cherche a savoir|je veux savoir|je voulais savoir|pouvez vous me dire"
        "|pourriez vous me dire|peux tu me dire|pourrais tu me dire|pouvez vous m indiquer"
        "|pourriez vous m indiquer|est ce que vous pouvez me dire|est ce que tu peux me dire"
        "|dites moi|dis moi|merci de me dire|merci de m indiquer|merci de me preciser"
        "|je voudrais vous demander|i would like to know|i d like to know|i want to know"
        "|could you tell me|can you tell me|could you please tell me|can you please tell me"
        "|please tell me",
    ),
    (
        None,
        _Strength.WEAK,
        True,
        "j ai une question|j aurais une question|j ai une autre question|une question"
        "|petite question|autre question|une autre question|encore une question"
        "|une derniere question|derniere question|autre chose|voici ma question"
        "|ma question est la suivante|excusez moi|excuse moi|pardon|desole|i have a question"
        "|i have another question|another question|one more question|one more thing|excuse me"
        "|sorry|tell me",
    ),
)
# What may follow a courtesy and belongs to it.
_QUALIFIERS = frozenset(
    "beaucoup|bcp|bien|infiniment|encore|a vous|a toi|a tous|a toutes et a tous|et vous|et toi"
    "|tout le monde|monsieur|madame|parvis|there|everyone|very much|so much|a lot|again|d avance"
    "|par avance|in advance|pour votre aide|pour ton aide|pour l aide|pour votre reponse"
    "|pour ta reponse|pour la reponse|pour cette reponse|pour vos reponses|pour cette information"
    "|pour ces informations|pour l information|pour les informations|pour l info"
    "|pour votre retour|de votre aide|de votre reponse|de votre retour|pour tout"
    "|de m avoir repondu|for your help|for the help|for your answer|for the answer".split("|")
)
# What joins two courtesies.
_JOINTS = frozenset(("et", "and", "oh", "ah", "eh", "euh", "tres", "c est", "mais"))
# "Merci de publier ...", "Thanks to the law ...": no thanks. "Bien que ...": no part of one.
_NOT_BEFORE = {
    "merci": ("de", "d"),
    "remercie": ("de", "d"),
    "thanks": ("to",),
    "bien": ("que", "qu", "sur"),
    "ok": ("pour",),
}
# "Je voudrais savoir si ...": the question stands without it.
_CONJUNCTIONS = frozenset(("si", "if", "whether", "that"))
_LONGEST_PHRASE = 6
# Longer endings are not looked at: "merci d'avance, bonne journée et à bientôt" has nine words.
_LONGEST_ENDING = 16

_WORD = re.compile(r"\w+")
_MARKS = " \t\r\n,.;:!?…-–—"
_PAUSES = frozenset(",.;:!?…–—-\n\r()")


def _phrases(listed: str) -> Iterable[tuple[str, ...]]:
    return (tuple(phrase.split()) for phrase in listed.split("|"))


_COURTESIES: Mapping[tuple[str, ...], _Courtesy] = {
    phrase: _Courtesy(talk, strength, opens)
    for talk, strength, opens, listed in _TABLES
    for phrase in _phrases(listed)
}
_FOLLOWING = frozenset(tuple(phrase.split()) for phrase in _QUALIFIERS)
_JOINING = frozenset(tuple(phrase.split()) for phrase in _JOINTS)

_IDENTITY = re.compile(
    r"^(?:mais )?(?:"
    r"(?:qui|que|quoi) (?:es tu|etes vous|est tu)|tu es qui|vous etes qui|t es qui"
    r"|c est qui parvis"
    r"|(?:qu est ce que|c est quoi|qui est|what is|who is) (?:ce )?parvis"
    r"|(?:es tu|etes vous|tu es|vous etes|are you) (?:un |une |a |an )?"
    r"(?:robot|humain|ia|intelligence artificielle|machine|bot|chatbot|human|ai|personne)"
    r"(?: ou .*| or .*)?"
    r"|(?:a quoi|comment) (?:sers tu|servez vous|tu sers|ca marche|marches tu|fonctionnes tu"
    r"|fonctionne parvis|fonctionnez vous)"
    r"|(?:que|qu est ce que|quoi) (?:sais tu|savez vous|peux tu|pouvez vous|tu sais|tu peux)"
    r"(?: faire)?(?: pour moi)?"
    r"|comment (?:t appelles tu|vous appelez vous|tu t appelles)|quel est (?:ton|votre) nom"
    r"|who are you|what are you|what(?: is| s) your name|what can you do(?: for me)?"
    r"|what do you do"
    r"|how do you work|aide|help|aidez moi|aide moi|help me)$"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the message, folded, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bared:
    """A message without the courtesies around it; `talk` says what it is where nothing is left."""

    text: str
    talk: SmallTalk | None = None


def take_off_courtesies(message: str) -> Bared:
    """The message without the courtesies that open and end it, or what kind of courtesy it is."""
    words = [_Word(fold(one.group()), *one.span()) for one in _WORD.finditer(message)]
    first, talks = _opening(words, message)
    if words and first == len(words):
        kinds = [talk for talk in talks if talk is not None]
        for talk in (SmallTalk.THANKS, SmallTalk.FAREWELL, SmallTalk.GREETING):
            if talk in kinds or talk is SmallTalk.GREETING:
                return Bared("", talk)
    last = _ending(words, message, first)
    begin = words[first - 1].end if first else 0
    finish = words[last].start if last < len(words) else len(message)
    text = message[begin:finish]
    if first:
        text = text.lstrip(_MARKS)
    if last < len(words):
        asks = "?" in message[finish:] and "?" not in text[-3:]
        text = text.rstrip(" \t\r\n,;:-–—") + (" ?" if asks else "")
    if _IDENTITY.match(fold(text)):
        return Bared(text, SmallTalk.IDENTITY)
    return Bared(text)


def _opening(words: Sequence[_Word], message: str) -> tuple[int, list[SmallTalk | None]]:
    """How many words the courtesies at the beginning have, and what they are."""
    place, whole = 0, 0
    talks: list[SmallTalk | None] = []
    kept: list[SmallTalk | None] = []
    while (found := _courtesy_at(words, place)) is not None:
        courtesy, place = found
        talks.append(courtesy.talk)
        if courtesy.strength is _Strength.STRONG or _apart(words, place, message):
            whole, kept = place, list(talks)
            if courtesy.opens and courtesy.talk is None and place < len(words):
                whole = place + (words[place].folded in _CONJUNCTIONS)
                place = whole
    return whole, kept


def _ending(words: Sequence[_Word], message: str, first: int) -> int:
    """Where the courtesies at the end begin; after the last word where there are none."""
    for start in range(max(first + 1, len(words) - _LONGEST_ENDING), len(words)):
        place = start
        strong = _apart(words, start, message)
        while (found := _courtesy_at(words, place)) is not None and not found[0].opens:
            strong = strong or (place == start and found[0].strength is _Strength.STRONG)
            place = found[1]
        if place == len(words) and strong:
            return start
    return len(words)


def _courtesy_at(words: Sequence[_Word], place: int) -> tuple[_Courtesy, int] | None:
    """The courtesy that begins at a word, and the word after it and all that belongs to it."""
    joint = _longest(words, place, _JOINING)
    for start in (place, place + joint) if joint else (place,):
        size = _longest(words, start, _COURTESIES)
        if not size:
            continue
        courtesy = _COURTESIES[tuple(word.folded for word in words[start : start + size])]
        end = start + size
        while more := _longest(words, end, _FOLLOWING):
            end += more
        return courtesy, end
    return None


def _longest(
    words: Sequence[_Word],
    place: int,
    phrases: Mapping[tuple[str, ...], object] | frozenset[tuple[str, ...]],
) -> int:
    """How many words the longest of the phrases has that stands at that word; 0 for none."""
    for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
        phrase = tuple(word.folded for word in words[place : place + size])
        if phrase in phrases:
            end = place + size
            after = words[end].folded if end < len(words) else ""
            if after not in _NOT_BEFORE.get(phrase[-1], ()) or _longest(words, end, _FOLLOWING):
                return size
    return 0


def _apart(words: Sequence[_Word], place: int, message: str) -> bool:
    """Whether a mark stands before that word, or the message begins or ends there."""
    if place in (0, len(words)):
        return True
    between = message[words[place - 1].end : words[place].start]
    return between != "-" and not _PAUSES.isdisjoint(between)
