"""Pointers: a question that names its article or its commitment ("l311-6 crpa", "engagement 7")."""

import re
from dataclasses import dataclass

from corpus.law.article_numbers import normalise_article_number
from corpus.stop_words import ALL_STOP_WORDS

_SUFFIX = r"(?:\s(?:bis|ter|quater|quinquies|sexies))?"
_CODED = rf"(?:L\.?\s?O|[LRDA])\.?\s?\*?\s?\d+(?:[-‑–]\d+)*{_SUFFIX}"
_WORD = r"(?:articles?|art\.?|sections?)"
_CODED_BARE = r"[LRDA]\.?\s?\*?\s?\d{1,4}(?:[-‑–]\d+)+|[LRDA]\.?\s?\*?\s?\d{3,4}\b"
_ARTICLE = re.compile(
    rf"\b{_WORD}\s+(?:n[°o]\s*)?(?P<named>{_CODED}|\d+(?:er)?(?:[-‑–]\d+)*{_SUFFIX}"
    rf"|premier)(?![\w-])|\b(?P<bare>{_CODED_BARE})(?![\w-])",
    re.IGNORECASE,
)
_COMMITMENT = re.compile(
    r"\b(?:engagements?|commitments?)\s+(?:n[°o]\s*|no\.?\s*|number\s+|num[ée]ro\s+)?(\d{1,3})\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:l['’]article|l['’]engagement|the|le|celui)\s*(?:d['’])?(?:article\s+|commitment\s+|section\s+)?"
    r"(?:suivant|d['’]apr[èe]s|next)\b|\b(?:next|following)\s+(?:article|commitment|section)\b"
    r"|\barticle\s+d['’]apr[èe]s\b|\bl[ea]\s+suivante?[\s?]*+$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"\b(?:l['’]article|l['’]engagement|celui)\s*(?:d['’])?(?:pr[ée]c[ée]dent|avant)\b"
    r"|\b(?:previous|preceding)\s+(?:article|commitment|section)\b|\barticle\s+d['’]avant\b"
    r"|\bl[ea]\s+pr[ée]c[ée]dente?[\s?]*+$",
    re.IGNORECASE,
)
_ANY_WORD = re.compile(r"[^\W_]+")
# What surrounds the name of an article or a commitment, and asks no more than its text.
_FILLER = ALL_STOP_WORDS | frozenset(
    "dire disent parle parlent prevoit prévoit prévoient contient contenu texte donne donnez "
    "montre montrez affiche lire voir cite citez explique expliquez article articles art section "
    "engagement engagements commitment commitments numéro n say says show read give text tell plan "
    "code loi law act plait plaît please merci bonjour porte concerne".split()
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a message names directly. `rest` is the message without the names themselves.

    `step` is 1 for "l'article suivant", -1 for "l'article précédent", 0 otherwise.
    """

    articles: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    step: int = 0
    rest: str = ""

    def __bool__(self) -> bool:
        return bool(self.articles or self.commitments or self.step)

    def asks_more(self, *, names: frozenset[str] = frozenset()) -> bool:
        """Whether the message says more than what it names; `names` are words of a title."""
        words = _ANY_WORD.findall(self.rest.casefold())
        return any(word not in _FILLER and word not in names for word in words)


def find_pointer(text: str) -> Pointer:
    """The articles and commitments that the message names, in its order, each once."""
    articles = tuple(
        dict.fromkeys(
            normalise_article_number(match.group("named") or match.group("bare"))
            for match in _ARTICLE.finditer(text)
        )
    )
    commitments = tuple(dict.fromkeys(match.group(1) for match in _COMMITMENT.finditer(text)))
    step = 1 if _NEXT.search(text) else -1 if _PREVIOUS.search(text) else 0
    rest = text
    for pattern in (_ARTICLE, _COMMITMENT, _NEXT, _PREVIOUS):
        rest = pattern.sub(" ", rest)
    return Pointer(articles=articles, commitments=commitments, step=step, rest=rest)


def with_article(text: str, number: str, *, meant: str) -> str:
    """The message with what it calls article `number` called by the number that is `meant`."""

    def renamed(match: re.Match[str]) -> str:
        group = "named" if match.group("named") else "bare"
        if normalise_article_number(match.group(group)) != number:
            return match.group()
        start, end = match.span(group)
        return text[match.start() : start] + meant + text[end : match.end()]

    return _ARTICLE.sub(renamed, text)
