"""Anaphora: sentences that mean nothing without an antecedent, and where that is."""

import re
from enum import StrEnum

from corpus.text import fold


class Anaphora(StrEnum):
    """Where the antecedent is: in the sentence before, or in the opening of the article."""

    BEFORE = "before"
    OPENING = "opening"


# What is a note to the text before it points back as any other sentence does.
_NOTE = re.compile(
    r"(?:à (?:savoir|noter)|attention|rappel|remarque|important|please note|note) ?: ",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\A(?:il en (?:est|va) de même|(?:ces|cette|cet|ce|celui-ci|celle-ci|ceux-ci|celles-ci"
    r"|ledit|ladite|lesdits|lesdites|il|elle|ils|elles|toutefois|cependant|néanmoins|en outre"
    r"|dans ce cas|en ce cas|dans tous les cas|dans les mêmes conditions|à défaut|à ce titre"
    r"|à cet effet|à cette fin|de même|par ailleurs|enfin|ainsi(?! qu[e'’])|dès lors|en conséquence"
    r"|lorsque tel|tel est|faute de quoi|le cas échéant|passé ce délai|leurs?|lui|y|en|concrètement"
    r"|accessoirement|d['’](?:une|autre) part|de plus|or|donc|mais|car"
    r"|dans (?:le (?:premier|second|deuxième) cas|cette hypothèse)"
    r"|this|these|those|that|it|they|however|therefore|in (?:this|that|such) case|otherwise"
    r"|such|nevertheless|moreover|furthermore|its|their|he|she)\b(?!['’-])"
    r"|(?:lorsque|si|quand|dès que) (?:celui|celle|ceux|celles)-ci\b"
    r"|(?:lorsqu['’]|dès qu['’]|s['’]|si )(?:il|elle|ils|elles)\b"
    r"|(?:les|des|aux|ces) (?:dispositions|documents|données|informations|personnes) "
    r"(?:précédente?s|ci-dessus|ainsi \w+)\b"
    r"|(?:l['’]|la |le |les )[^\W\d_]+ en (?:informe|avise|accuse|rend compte|saisit)\b"
    r"|pour (?:répondre à |cela\b|ce faire|(?:ce|cette) )"
    r"|.*\b(?:alinéas? précédents?|précédents? alinéas?|phrase précédente|preceding paragraph)\b)",
    re.IGNORECASE,
)
# "Il" and "it" stand for nothing in these, and "ces" points within its own sentence.
_IMPERSONAL = re.compile(
    r"(?:il (?:n['’]|ne )?(?:est|y a|existe)\b|il (?:ne |vous |leur )?(?:appartient|revient"
    r"|convient|faut|suffit|importe|incombe)\b|il s['’]agit\b"
    r"|il (?:ne )?(?:peut|doit) (?:être|y avoir)\b"
    r"|it (?:is|will be|was) (?:\w+ )?(?:to|that|possible|necessary)\b"
    r"|ce (?:qui|que|dont)\b|ceux qui|celui qui|celle qui|that (?:the|a)\b|en (?!outre|ce)\w+"
    r"|leurs? (?:sont|est)|le cas échéant, (?:le|la|les|l['’]))",
    re.IGNORECASE,
)
# "Le présent article", "le premier alinéa": the article says further up what it is about. An
# alinéa of an article that is named ("au premier alinéa de l'article L. 300-2") is another matter.
_OPENING = re.compile(
    r"(?:(?:par (?:dérogation|exception) au|les dispositions du|au|le|pour l['’]application du) "
    r"présent article\b|.{0,200}\b(?:relevant|relèvent|relève|soumis(?:es?)?|mentionnée?s?|visée?s?"
    r"|prévue?s?|régie?s?) (?:du|au|par le|dans le|à le) présent article\b"
    r"|.{0,200}\b(?:premier|deuxième|troisième|quatrième) alinéas?\b"
    r"(?! d['’u]?(?:e l['’])?\s?article)(?! de l['’]article))",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"(?:ce|cet|cette|ces|this|that|these|those) ([^\W\d_]{4,})", re.IGNORECASE
)
# What a document says of itself, or where it sends its reader, answers nothing.
_ABOUT_ITS_DOCUMENT = re.compile(
    r"(?:.{0,40}\b(?:ce (?:guide|document|site|chapitre|tableau)|cette (?:page|fiche|section|partie"
    r"|rubrique)|this (?:guide|document|page|section|chapter))\b|voici\b|vous trouverez\b"
    r"|(?:pour .{0,150}, )?nous vous (?:invitons|proposons|indiquons|expliquons|présentons"
    r"|recommandons de (?:lire|consulter))\b"
    r"|nous avons (?:recensé|listé|rassemblé|regroupé)\b"
    r"|here (?:is|are)\b|(?:for|to) (?:more|further|learn more)\b|pour en savoir plus\b)",
    re.IGNORECASE,
)
# Under a heading that asks, what the sentence answers.
_THE_QUESTION = re.compile(r".{0,30}\b(?:cette|this) question\b", re.IGNORECASE)


def is_about_its_document(sentence: str) -> bool:
    """Whether the sentence speaks of its own document, or only sends its reader elsewhere."""
    return _ABOUT_ITS_DOCUMENT.match(sentence) is not None


def anaphora_of(sentence: str) -> Anaphora | None:
    """Where the sentence's antecedent is; None where it can be understood alone."""
    note = _NOTE.match(sentence)
    said = sentence[note.end() :] if note is not None else sentence
    if _BEFORE.match(said) is not None and _IMPERSONAL.match(said) is None:
        return Anaphora.BEFORE
    return Anaphora.OPENING if _OPENING.match(sentence) is not None else None


def is_named_above(sentence: str, above: str) -> bool:
    """Whether the headings hold what the sentence opens with: "Ce visa", or "cette question"."""
    if "?" in above and _THE_QUESTION.match(sentence) is not None:
        return True
    shown = _DEMONSTRATIVE.match(sentence)
    return shown is not None and _singular(shown[1]) in map(_singular, fold(above).split())


def _singular(word: str) -> str:
    return fold(word).rstrip("sx")
