"""Follow-ups: the questions that cannot be understood without what was said before them.

They are told by their shape ("Et dans quel délai ?", "ce délai", a few words with no subject of
their own), with no language model.
"""

import re

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


def is_follow_up(folded: str) -> bool:
    """Whether the folded question cannot be understood without what was said before it."""
    if _OPENING.match(folded):
        return True
    subject = [word for word in _WORDS.findall(folded) if word not in _EMPTY]
    if len(subject) < _FEWEST_WORDS:
        return True
    points_back = _ANAPHORA.search(folded) and not _IMPERSONAL.search(folded)
    return bool(points_back) and not _NAMED_SUBJECT.search(folded)
