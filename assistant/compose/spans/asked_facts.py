"""Asked facts: whether a fact tells what a question asks for: when, where, how much, who, how."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.compose.spans.facts import Fact
from assistant.understand.parsed_question import ParsedQuestion
from corpus.text import fold
from index.text.terms import terms_said

# Of the weight of the question's terms, the share that a fact of no asked kind must hold.
_LEAST_COVERED = 0.3

_TIME = (
    r"(?i)\b\d{1,2} ?(?:h\b|h ?\d{2}|heures?|[ap] ?\.?m\b|:\d{2})|\b(?:midi|minuit|noon|midnight)\b"
)
_MONTH = (
    r"(?:janv|f[ée]vr|mars|avril|mai|juin|juil|ao[uû]t|sept|octo|nov|d[ée]c|jan|feb|mar|apr|may|jun"
    r"|jul|aug|oct|dec)[^\W\d_]*"
)
_DAY = (
    rf"(?i)\b(?:\d{{1,2}}(?:er|st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:19|20)\d\d)\b"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)days?)\b"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of fact: how it is asked for, what it is called, what it looks like.

    `question` and `label` read folded words, `value` what the document says; None where it may look
    like anything.
    """

    question: re.Pattern[str]
    label: re.Pattern[str]
    value: re.Pattern[str] | None


def _kind(question: str, label: str, value: str = "") -> _Kind:
    looks = re.compile(value) if value else None
    return _Kind(re.compile(question), re.compile(rf"\b(?:{label})\b"), looks)


_KINDS = (
    _kind(
        r"\b(?:a quelle heure|horaires?|quelles heures|what time|opening (?:hours|times))\b"
        r"|\b(?:quand|when) (?:\w+ ){0,6}(?:ouvr\w+|open\w*|ferm\w+|clos\w+)\b"
        r"|\b(?:est|sont)(?: elles?| ils?)? (?:ouvert|ferme)e?s?\b"
        r"|\b(?:is|are) (?:\w+ ){0,5}(?:open|closed)(?=$| (?:on|at|in|until|during|today|tomorrow"
        r"|every|all|after|before|\w+days?)\b)",
        r"horaires?|heures?|hours|times?|ouvertures?|opening|permanences?",
        _TIME,
    ),
    _kind(
        r"\b(?:quand|quels? jours?|quelles? dates?|when|(?:what|which) (?:day|date)s?)\b",
        r"dates?|jours?|quand|when|days?|calendrier|periodes?|debut|start|event start date|limite"
        r"|echeance|deadline|closing|permanences?",
        _DAY,
    ),
    _kind(
        r"^(?:et )?ou\b|\bou (?:se|est|sont|a|aura|auront|ont|puis|peut|faut)\b|\bwhere\b"
        r"|\b(?:lieu|endroit|quelle adresse|address|located)\b",
        r"lieux?|adresses?|salles?|ou|endroit|siege|place|location|venue|address|where|rooms?",
    ),
    _kind(
        r"\b(?:combien (?:coute\w*|paie\w*|paye\w*|faut il payer|ca coute)|prix|tarifs?|couts?"
        r"|montants?|payante?s?|gratuite?s?|how much|costs?|prices?|fees?|free|charges?)\b",
        r"tarifs?|prix|couts?|montants?|cotisations?|droits?|entree|prices?|costs?|fees?|amounts?"
        r"|admission|charges?|budget|subventions?",
        r"(?i)\d ?(?:€|euros?\b|eur\b|£|\$|pounds?\b|pence\b)|[€£$] ?\d|\bgratuit|\bfree\b",
    ),
    _kind(
        r"\b(?:telephone|telephoner|appeler|joindre|phone|call)\b",
        r"telephones?|tel|phone|telephone|contact|accueil",
        r"\d(?:[ .-]?\d){7,}",
    ),
    _kind(
        r"\b(?:courriels?|e ?mails?|mails?|mel|ecrire|contacter|joindre|write|contact)\b",
        r"courriels?|e ?mails?|mails?|mel|contacts?|ecrire|adresses?",
        r"\w@\w",
    ),
    _kind(
        r"\b(?:inscri\w+|reserv\w+|participer|regist\w+|sign up|book(?:ing)?|enrol\w*)\b",
        r"inscriptions?|modalites|reservations?|billetterie|registration|register|booking|bookings",
    ),
    _kind(r"\b(?:quelles|what|which) questions\b", r"questions?", r"\?"),
    _kind(
        r"^(?:et )?(?:qui|par qui|who|who s)\b|\bqui (?:est|sont|organise|anime|preside|etait)\b",
        r"organis\w+|organiz\w+|intervenante?s?|speakers?|animat\w+|presidente?s?|presidence"
        r"|responsables?|auteure?s?|authors?|contacts?|membres?|members|presente?s|absente?s",
        r"(?:\A|[\s'’-])[A-ZÀ-Ý][a-zà-ÿ]",
    ),
)


class AskedFacts:
    """What a question asks for, of the facts that documents tell.

    `terms` are the weights of its analysed words.
    """

    def __init__(self, question: ParsedQuestion, terms: Mapping[str, float]) -> None:
        self._asked_in = question.language
        self._terms = terms
        self._kinds = [kind for kind in _KINDS if kind.question.search(question.folded)]

    def of(self, facts: Iterator[Fact], *, language: str) -> Iterator[tuple[Fact, float, bool]]:
        """The facts that tell what is asked, or hold the words of the question.

        With each the share of the question's terms that it holds, and whether it is of a kind that
        is asked for. A whole table answers what none of its rows tells better.
        """
        found = []
        for fact in facts:
            covered = self._covered(f"{fact.label}\n{fact.value}", language)
            is_asked = self._is_asked(fact)
            if is_asked or covered >= _LEAST_COVERED:
                found.append((fact, covered, is_asked))
        for fact, covered, is_asked in found:
            own = self._covered(fact.label, language)
            if not fact.is_table or covered <= own:
                yield fact, covered, is_asked

    def _covered(self, text: str, language: str) -> float:
        said = terms_said(text, language=language, asked_in=self._asked_in)
        return sum(weight for term, weight in self._terms.items() if term in said)

    def _is_asked(self, fact: Fact) -> bool:
        label = fold(fact.label)
        return any(
            kind.label.search(label) is not None
            and (kind.value is None or kind.value.search(fact.value) is not None)
            for kind in self._kinds
        )
