"""Follow-ups: the questions that cannot be understood without what was said before them.

They are told by their shape, with no language model: by the words that open them, by words of the
closed classes (pronouns, demonstratives) that nothing of their own stands for, or for want of a
subject. Only the first sentence is read: what follows it may lean on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.stop_words import FOLDED_STOP_WORDS
from corpus.text import fold

# All patterns but these two read folded words: no accents, no punctuation, lower case.
_END = re.compile(r"[.?!](?=\s|$)|\n")
_NAME = re.compile(r"\b(?:[A-Z]{2,}|(?<=[\w,;:] )[A-ZÀ-Ý][^\W\d_]+)")

# Opens a question that leans on the one before.
_OPENING = re.compile(
    r"^(?:et|mais|donc|alors|sinon|dans ce cas|en ce cas|pareil|idem|meme"
    r"|(?:a |de |dans |pour |par |sur )?(?:lequel|laquelle|lesquels|lesquelles)"
    r"|and|but|or|so|then|what about|how about|in that case|same)\b"
)
# Asks what a thing is, and so names it: not "what are the exceptions?".
_ASKS_DEFINITION = re.compile(
    r"\b(?:qu est ce qu|c est quoi|que? (?:signifie|designe|veut dire)|veut dire quoi|definition"
    r"|definir|what (?:is|are|does) (?!the\b)|mean|meaning)"
)
_COMPARES_WITH = re.compile(
    r"^(?:\w+ ){0,6}?differences? (?:\w+ ){0,3}?(?:avec|with|from|par rapport)\b"
)
_PRONOUNS = frozenset("il elle ils elles lui eux they them he she him it".split())
# "Ca" leans on any word before it: "OGP, à quoi ça sert ?".
_NEUTRAL = frozenset("ca cela ceci".split())
_DEMONSTRATIVES = frozenset("ce cet cette ces celui celle ceux celles this these those".split())
_POSSESSIVES = frozenset("son sa ses leur leurs its their his her".split())
_ANAPHORS = _PRONOUNS | _NEUTRAL | _DEMONSTRATIVES | _POSSESSIVES
# After "ce": "ce qui", "ce sont"; after a demonstrative, a time that is now: "cette année".
_NOT_DETERMINED = frozenset(
    "qui que qu dont n a ne sont est soit serait sera de d des du matin soir midi jour mois annee "
    "semaine fois moment morning evening week month year time".split()
)
# Before "ce": "est-ce que".
_INVERTED = frozenset("est n etait sera serait soit peut".split())
# "il" and "it" stand for nothing in these, nor "ça" in "ça fait six semaines que".
_IMPERSONAL = re.compile(
    r"\b(?:faut il|existe t il|y a t il|s agit il|est il (?:possible|permis|obligatoire|necessaire"
    r"|interdit|vrai|prevu|utile|normal)|qu il (?:y|faut|soit)|se passe t il|arrive t il|fait il"
    r"|il (?:faut|fallait|faudra|faudrait|y|existe|existait|s agit|suffit|convient|reste|fait"
    r"|est (?:possible|permis|obligatoire|necessaire|interdit|vrai|prevu|utile|normal))"
    r"|il (?:\w+ )?manqu\w+|ca (?:fait|veut dire)|it (?:\w+ ){1,8}?(?:to|that|if))\b"
)
# What is said of "c'" or of "it", and is no subject: "par mail, c'est gratuit ?".
_PREDICATE = re.compile(r"\b(?:c est|c etait|est ce|is it|is that|it s|it is) (?:\w+ )?\w+$")
# "Un papier qui le prouve": no article.
_CLITIC = re.compile(r"\bqui (?:ne )?(?:le|la|les) \w+$")
_INTERROGATIVE = frozenset("de d quel quelle quels quelles which what many much".split())
# Words that are no subject: they ask how much or when. "Que fait la CADA ?" has one with its verb.
_EMPTY = (FOLDED_STOP_WORDS - {"dit", "faire", "fait", "font"}) | frozenset(
    "bout cas compter delai delais exemple jours lors mois ans long non oui partir sinon t temps "
    "fois moment days many months much time years".split()
)
# A question of fewer words of its own has no subject.
_FEWEST_WORDS = 2
# What a demonstrative stands for is said in its own sentence after so many words.
_STORY = 4
# No more is read of a message: what comes later leans on that.
_SENTENCES_READ = 4
_WORDS_READ = 100
# Letters by which a word is known again in its other forms.
_STEM = 5


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The folded words of a sentence, and those of its names."""

    words: Sequence[str]
    names: frozenset[str]
    thesis: bool = False

    def subjects(self, end: int) -> list[str]:
        """The words before a place that say something."""
        return [word for word in self.words[:end] if len(word) > 1 and word not in _EMPTY]

    def names_before(self, end: int) -> bool:
        """Whether what a pronoun at a place may stand for was named before it.

        That is no verb just before it ("préside-t-elle"), and nothing that is counted or asked for
        ("combien de membres").
        """
        if end and self.words[end - 1] == "t":
            end -= 1
        verb = end - 1
        return any(
            word in self.names
            or (
                len(word) > 1
                and word not in _EMPTY
                and place != verb
                and (place == 0 or self.words[place - 1] not in _INTERROGATIVE)
            )
            for place, word in enumerate(self.words[:end])
        )


def is_follow_up(text: str) -> bool:
    """Whether a question cannot be understood without what was said before it."""
    sentence = _first_sentence(text)
    folded = " ".join(sentence.words)
    if _OPENING.match(folded):
        return True
    said = sentence.subjects(len(sentence.words))
    if len(said) <= _STORY and (_COMPARES_WITH.match(folded) or _CLITIC.search(folded)):
        return True
    predicate = _PREDICATE.search(folded)
    asked = predicate.start() if predicate else len(folded)
    subject = sentence.subjects(len(folded[:asked].split()))
    fewest = 1 if sentence.names or _ASKS_DEFINITION.search(folded) else _FEWEST_WORDS
    if len(subject) < fewest:
        return True
    return _points_back(sentence, _IMPERSONAL.sub("", folded))


def may_lean(text: str) -> bool:
    """Whether a question is so short that it may lean on another, though its shape does not tell.

    "Qui choisit le président ?": where nothing is found for it alone, it is worth a try.
    """
    sentence = _read(text)
    few = len(sentence.subjects(len(sentence.words))) < _STORY
    return few and not sentence.names and not _ASKS_DEFINITION.search(" ".join(sentence.words))


def _first_sentence(text: str) -> _Sentence:
    """The first sentence that has a subject, or else all of the text."""
    for end in islice(_END.finditer(text), _SENTENCES_READ):
        sentence = _read(text[: end.start()])
        if len(sentence.subjects(len(sentence.words))) >= _FEWEST_WORDS:
            return sentence
    return _read(text)


def _read(text: str) -> _Sentence:
    names = frozenset(fold(" ".join(_NAME.findall(text))).split())
    return _Sentence(fold(text).split()[:_WORDS_READ], names, thesis="these" not in text.casefold())


def _points_back(sentence: _Sentence, personal: str) -> bool:
    """Whether a word of the sentence stands for what it does not name."""
    left = frozenset(personal.split())
    return any(
        _leans(sentence, place)
        for place, word in enumerate(sentence.words)
        if word in _ANAPHORS and word in left and not (word == "these" and sentence.thesis)
    )


def _leans(sentence: _Sentence, place: int) -> bool:
    """Whether the anaphor at a place stands for what nothing before it names."""
    words = sentence.words
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    said = sentence.subjects(place)
    if word in _NEUTRAL or word in _POSSESSIVES:
        return not said
    if word not in _DEMONSTRATIVES:
        return not sentence.names_before(place)
    if after in _NOT_DETERMINED or (word == "ce" and place and words[place - 1] in _INVERTED):
        return False
    again = any(one[:_STEM] == after[:_STEM] for one in said)
    return not again and len(said) < _STORY
