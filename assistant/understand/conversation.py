"""Conversation: what a question means after what was said before it, with no language model.

A follow-up is told by its shape ("Et dans quel délai ?", "ce délai", "l'article suivant", a few
words with no subject of their own). It is then searched with the words of the questions that it
follows, and what the last answer cited gains a little; any other question stands alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.question import Question, Role, Turn
from assistant.understand.guards import fold
from assistant.understand.pointers import find_pointer
from corpus.stop_words import FOLDED_STOP_WORDS

# All patterns read the folded message: no accents, no punctuation, lower case.
# Opens a question that leans on the one before.
_OPENING = re.compile(
    r"^(?:et|mais|donc|alors|sinon|dans ce cas|en ce cas|pareil|idem|meme (?:chose|question)"
    r"|and|but|or|so|then|what about|how about|in that case|same)\b"
)
# Stands for something said before.
_ANAPHORA = re.compile(
    r"\b(?:(?:celui|celle|ceux|celles) (?:ci|la)|cela|ca|lesquels|lesquelles|laquelle|lequel"
    r"|ce (?:delai|droit|refus|recours|document|plan|texte|cas|dernier|principe|silence|rejet"
    r"|reglement|traitement)"
    r"|cet (?:article|avis|engagement|acte|organisme|accord)"
    r"|cette (?:demande|decision|regle|commission|reponse|obligation|derniere|licence|personne"
    r"|exception|liste|loi|information|redevance|procedure)"
    r"|ces (?:documents|donnees|informations|delais|avis|regles|articles|engagements|decisions)"
    r"|(?:le|la|les) memes?|l un d eux"
    r"|\w+ (?:t )?(?:il|elle|ils|elles)"
    r"|(?:that|this) (?:deadline|right|refusal|document|plan|case|one)"
    r"|these|those|it|its|they|them|their)\b"
)
# "il" stands for nothing in these.
_IMPERSONAL = re.compile(
    r"\b(?:faut il|existe t il|y a t il|s agit il|est il (?:possible|permis|obligatoire|necessaire"
    r"|interdit|vrai|prevu|utile|normal)|qu il (?:y|faut|soit)|se passe t il|arrive t il"
    r"|is it (?:possible|mandatory|true|necessary|allowed))\b"
)
# "La commission peut-elle ...": the pronoun stands for the subject that its own question names.
_NAMED_SUBJECT = re.compile(
    r"\b(?:l|le|la|les|un|une|des|mon|ma|mes) (?:\w+ ){1,14}?(?:t )?(?:il|elle|ils|elles)\b"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Words that are no subject. "Que fait la CADA ?" has one with its verb.
_EMPTY = (FOLDED_STOP_WORDS - {"dit", "faire", "fait", "font"}) | frozenset(
    "cas delai delais exemple jours long non oui sinon temps".split()
)
# A question of fewer words of its own has no subject.
_FEWEST_WORDS = 2
_TURNS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation brings to its last question; nothing where the question stands alone.

    `questions` are the earlier questions that the last one leans on, oldest first; `before` is the
    one just before it, with what had been said by then.
    """

    questions: tuple[str, ...] = ()
    before: Question | None = None


def leans_back(text: str) -> bool:
    """Whether the question cannot be understood without what was said before it."""
    folded = fold(text)
    if _OPENING.match(folded):
        return True
    subject = [word for word in _WORDS.findall(folded) if word not in _EMPTY]
    if len(subject) < _FEWEST_WORDS:
        return True
    points_back = _ANAPHORA.search(folded) and not _IMPERSONAL.search(folded)
    return bool(points_back) and not _NAMED_SUBJECT.search(folded)


def recall(question: Question) -> Context:
    """What the history brings to the question; nothing where the subject has changed."""
    pointer = find_pointer(question.text)
    names_itself = bool(pointer.articles or pointer.commitments)
    if names_itself or not (pointer.step or leans_back(question.text)):
        return Context()
    last = next(
        (
            place
            for place in range(len(question.history) - 1, -1, -1)
            if question.history[place].role is Role.USER and question.history[place].content.strip()
        ),
        None,
    )
    if last is None:
        return Context()
    before = replace(question, text=question.history[last].content, history=question.history[:last])
    return Context(questions=_questions_before(question.history), before=before)


def _questions_before(history: Sequence[Turn]) -> tuple[str, ...]:
    """The questions of the current subject: back to the last one that stands alone, included."""
    kept: list[str] = []
    for turn in reversed(history):
        if turn.role is not Role.USER or not turn.content.strip():
            continue
        kept.append(turn.content.strip())
        if len(kept) == _TURNS_KEPT or not leans_back(turn.content):
            break
    return tuple(reversed(kept))
