"""Answer type: what a question asks for: a figure of some kind, or a place.

Read in folded words: no accents, no punctuation, lower case.
"""

import re
from dataclasses import dataclass, replace

from assistant.answer import FigureKind
from corpus.stop_words import STOP_WORDS
from corpus.text import fold

DELAY, AMOUNT, DATE = FigureKind.DELAY, FigureKind.AMOUNT, FigureKind.DATE
NUMBER, AGE = FigureKind.NUMBER, FigureKind.AGE


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """The figure that a question asks for.

    `accepted` are the kinds of figures that answer it. `things` are stems of what it counts.
    `required` tells that nothing else can answer it: its words ask for a figure, and for nothing
    before that. `fee` tells that it asks whether something is to be paid at all, and `share` that
    it asks for a majority or a part. `duration` is for how long, rather than by when; `deadline`
    for what is to come, which no date of the past answers.
    """

    kind: FigureKind
    accepted: frozenset[FigureKind]
    things: frozenset[str] = frozenset()
    required: bool = True
    fee: bool = False
    share: bool = False
    duration: bool = False
    deadline: bool = False


_TIME = (
    r"(?:heures?|jours?|semaines?|mois|ans?|annees?|trimestres?|minutes?"
    r"|(?:(?:working|calendar|clear|business) )?(?:hours?|days?|weeks?|months?|years?|minutes?))"
)
# In this order: the first that reads the question tells what it asks for.
_AGE = re.compile(
    r"\bquels? (?:est l |est le )?ages?\b|\bl age (?:minimal|minimum|maximal|maximum|limite"
    r"|legal)\b|\blimites? d age\b"
    r"|\bage (?:minimal|minimum|maximal|maximum|limite|legal)\b|\b(?:what|which) age\b"
    r"|\b(?:minimum|maximum) age\b|\bage limit\b"
)
_OLD = re.compile(r"\bhow old\b")
_YOUNG = re.compile(
    r"\b(?:too|trop) (?:old|young|vieux|vieille|jeune|age)\b|\b(?:young|old) enough\b"
)
_DURATION = re.compile(
    r"\b(?:pendant|pour|durant|depuis) combien (?:de temps|d annees|de jours|de mois|d heures)\b"
    r"|\bcombien de temps (?:ca |cela |\w{1,20} ){0,6}(?:dure|durer|durent|valable|garde\w*"
    r"|conserve\w*)"
    r"\b|\b(?:dure|durer|durent|valable|garder|conserver)\b.{0,60}\bcombien (?:de temps|d ans"
    r"|d annees|de mois|de jours)\b|\bquelle (?:est )?(?:la )?duree\b|^duree\b"
    r"|\bduree (?:de )?(?:conservation|validite|minim\w{0,4}|maxim\w{0,4}|legale|totale)\b"
    r"|\b(?:for|last) how long\b|\bhow long .{0,80}\b(?:last|lasts|appointed|kept|keep|valid)\b"
    r"|\bwhat (?:is|s) the (?:duration|length|term)\b"
)
_DELAY = re.compile(
    rf"\bcombien de temps\b|\bcombien (?:de |d ){_TIME}\b|\bhow many {_TIME}\b"
    r"|\b(?:sous|avec|dans|en|passe|quel est|quels sont|apres|a)? ?quels? (?:est |sont )?(?:le"
    r" |les )?"
    r"(?:nouveaux? )?(?:delais?|preavis|periodicite|frequence)\b"
    r"|^(?:et )?(?:le |les )?delais?\b(?! .{0,60}\b(?:quand|suspen\w{2,6}|court|part)\b)"
    r"|\b(?:au bout|a l issue) de combien\b|\bsous combien\b(?! de condition)"
    r"|\btous les combien\b|\ba quelle frequence\b"
    r"|\bhow (?:long|soon|often|quickly|frequently)\b(?! ago\b)"
    r"|\bwithin (?:how|(?:what|which) (?:time|period|delay))\b"
    r"|\b(?:what|which) (?:is |s )?(?:the )?(?:deadline|time limit|notice period|frequency)\b"
    r"|^(?:deadline|time limit) (?:for|to)\b"
)
_UNTIL = re.compile(
    r"\b(?:d ici|avant|pour) quand\b|\bjusqu a quelle date\b|\b(?:quelle (?:est )?(?:la )?|^"
    r"|^la )dates? limites?\b|\bby when\b"
    r"|\bby (?:what|which) (?:date|day|time)\b|\blatest date\b"
)
# These may ask for a moment that an event tells: the end of an inquiry, the day of a notification.
_EVENT = re.compile(
    r"\bjusqu a quand\b|\b(?:until|till) when\b|\b(?:sur |a |de )?quelle (?:est (?:la )?)?date\b"
    r"|\b(?:what|which) (?:date|day)\b|\b(?:a partir|a compter) de quand\b"
    r"|\b(?:combien de fois|how many times)\b"
)
_MONEY = (
    r"(?:cout\w{0,5}|coute\w{0,4}|vaut|valent|pa(?:ye|ie)\w{0,4}|payer|payant\w{0,2}|factur\w{1,6}"
    r"|rembours\w{1,6}|gagn\w{1,4}|touch\w{1,4}|depens\w{1,5}|vers(?:e|er|ent|era)|percoi\w{1,4}"
    r"|reclam\w{1,5}|prelev\w{1,5}|encourt|encourir|risqu\w{1,4}|economis\w{1,4}|euros?)"
)
_AMOUNT = re.compile(
    rf"\bcombien\b(?! (?:de|d)\b)(?: \w{{1,20}}){{0,10}} {_MONEY}\b"
    rf"|\b{_MONEY}(?: \w{{1,20}}){{0,3}} combien\b(?! (?:de|d)\b)"
    r"|\bcombien (?:d |de )(?:euros|argent|centimes|sous)\b|\bhow much\b(?! (?:time|notice)\b)"
    r"|\bquel(?:le)?s? (?:est |sont |serait )?(?:le |la |les |l )?(?:montants?|tarifs?|prix|couts?"
    r"|taux|sommes?|loyer|budget|salaire|indemnites?)\b"
    r"|\bquelles? (?:amendes?|sanctions? financieres?) (?:maxim|minim|encour)\w{1,6}\b"
    r"|\b(?:what|which) (?:is |s |was |are )?(?:the )?(?:\w{1,12} )?(?:price|cost|fees?|fine|amount"
    r"|rate|budget|salary)\b|\bwhat (?:does|do|did) .{1,80} costs?\b"
)
_FEE = re.compile(
    r"(?:^est ce que .{0,80}?)?\b(?:c est|cest|est ce(?: que c est)?|est(?: il| elle)?|sont(?:"
    r" ils| elles)?|serait|soit)"
    r" (?:bien |vraiment |toujours |encore |forcement |ca )?(?:payante?s?|gratuite?s?)\b"
    r"|\best (?:ce )?payant\b|^(?:gratuit|payant)\b|\bgratuite? ou (?:pas|non|payante?)\b"
    r"|\bis (?:it|this|that|\w{1,20}) free of charge\b|^(?:is|are) .{1,60}\bfree of charge\b"
    r"|^(?:do i|must i|should i|does one) (?:have to |need to )?pay\b"
)
_EXACT_DATE = re.compile(
    r"\b(?:depuis quand|en quelle annee"
    r"|quelle annee|de quelle annee|quel jour (?:a|est|etait|aura|se tient)"
    r"|quand (?:et ou |est ce que )?(?:a|ont|fut|etait) (?:eu )?(?:lieu|ete|debut\w{1,3})"
    r"|de quand (?:date|datent)|quand .{0,40}\ba(?:ura)? (?:t il |t elle )?(?:eu )?lieu"
    r"|since when|(?:what|which) year|in (?:what|which) year"
    r"|when (?:was|were|did))\b"
)
_TO_COME = re.compile(
    r"\b(?:(?:by|from) (?:what|which) year|when will|from when|quand (?:aura|auront|sera|seront))\b"
)
_SHARE = re.compile(
    r"\bquelles? (?:est |sont )?(?:la |les )?(?:majorites?|part|proportion)\b|\bquel (?:est"
    r" )?(?:le )?"
    r"(?:quorum|pourcentage)\b|\b(?:what|which) (?:is |s )?(?:the )?(?:majority|quorum|share"
    r"|percentage|proportion|fraction)\b|^quorum\b"
)
_NUMBER = re.compile(
    r"(?<!\bo )\bcombien (?:de |d |y a t il de |y a t il d )(?P<french>\w{1,30}(?: \w{1,30}){0,2})"
    r"|\bhow many (?P<english>\w{1,30}(?: \w{1,30}){0,3})"
    r"|\bquel (?:est )?(?:le )?nombre (?:minimum |maximum |minimal |maximal )?(?:de |d )"
    r"(?P<named>\w{1,30}(?: \w{1,30}){0,1})"
)
_PLACE = re.compile(r"^(?:et )?ou\b|\bsur quels? (?:site|support)s?\b|^where\b")
_PLACES = re.compile(
    r"\b(?:sites?|internet|en ligne|mairies?|prefecture|siege|plateforme|journal officiel"
    r"|bulletins?|[a-z]+ gou?v fr|website|online)\b"
)
_ANY_AMOUNT = AskedFigure(AMOUNT, frozenset({AMOUNT}))
_QUESTIONS = (
    (_AGE, AskedFigure(AGE, frozenset({AGE}))),
    (_OLD, AskedFigure(AGE, frozenset({AGE, DATE, DELAY}))),
    (_YOUNG, AskedFigure(AGE, frozenset({AGE}), required=False)),
    (_UNTIL, AskedFigure(DELAY, frozenset({DELAY, DATE}), deadline=True)),
    (_TO_COME, AskedFigure(DATE, frozenset({DATE}), deadline=True)),
    (_EVENT, AskedFigure(DATE, frozenset({DATE, DELAY}), required=False)),
    (_DURATION, AskedFigure(DELAY, frozenset({DELAY}), duration=True)),
    (_DELAY, AskedFigure(DELAY, frozenset({DELAY}))),
    (_AMOUNT, _ANY_AMOUNT),
    (_FEE, AskedFigure(AMOUNT, frozenset({AMOUNT}), fee=True)),
    (_SHARE, AskedFigure(NUMBER, frozenset({NUMBER}), share=True)),
    (_NUMBER, AskedFigure(NUMBER, frozenset({NUMBER}))),
    (_EXACT_DATE, AskedFigure(DATE, frozenset({DATE}))),
)
# How a question begins that is only a few words, or that may ask under which condition.
_IN_BRIEF = (
    (re.compile(r"^(?:prix|tarifs?|couts?|montants?|price|cost)\b"), _ANY_AMOUNT),
    (
        re.compile(r"^(?:quand|quel jour|when)\b"),
        AskedFigure(DATE, frozenset({DATE}), required=False),
    ),
)
# What asks for something else, before the figure.
_ASKS_OTHERWISE = re.compile(
    r"\b(?:comment|pourquoi|est ce qu|est ce que|qu est ce|a qui|peut on|puis je|dois je|doit on"
    r"|quels?|quelles?|lequel|how|why|whether)\b|^(?:qui|que|ou|what|who|which|where|can|may|do"
    r"|does|is|are)\b|\bet qui\b"
)
# How a question goes on after what is counted.
_ENDS_A_THING = frozenset(
    fold(word) for words in STOP_WORDS.values() for word in words if len(word) > 1
) | frozenset("au minimum maximum siegent compte comptent existe faut sont vont".split())
# What a thing that is counted is called otherwise: both stand for people who work somewhere, or
# who live somewhere.
_ALIKE = tuple(
    frozenset(names.split())
    for names in (
        "employ salari agents agent person travai effect staff worker people",
        "habita reside person inhabi people",
        "engage promes commit pledge",
        "journa newspa",
        "membre member person people",
    )
)
# Enough letters to know a word in the singular and the plural.
_STEM = 6


def stem(word: str) -> str:
    """Enough of a folded word to know it in the singular and in the plural."""
    return word.rstrip("sx")[:_STEM]


def figure_asked(folded: str) -> AskedFigure | None:
    """The figure that a question asks for; None where it asks for none. Of several, the first."""
    found = [
        (match.start(), place, match, asked)
        for place, (pattern, asked) in enumerate(_QUESTIONS)
        if (match := pattern.search(folded)) is not None
    ]
    if not found:
        return next((asked for pattern, asked in _IN_BRIEF if pattern.search(folded)), None)
    start, _, match, asked = min(found, key=lambda one: one[:2])
    if match.re is _NUMBER:
        asked = replace(asked, things=_things(match))
    otherwise = _ASKS_OTHERWISE.search(folded, 0, start) is not None
    return replace(asked, required=asked.required and not otherwise)


def place_asked(folded: str) -> re.Pattern[str] | None:
    """What the folded words of an answer should hold where a question asks for a place."""
    return _PLACES if _PLACE.search(folded) else None


def _things(found: re.Match[str]) -> frozenset[str]:
    """Stems of what is counted, and of what else it is called."""
    words = (found["french"] or found["english"] or found["named"]).split()
    end = next((at for at, word in enumerate(words) if at and word in _ENDS_A_THING), len(words))
    stems = {stem(word) for word in words[:end] if len(word) > 2}
    return frozenset(stems.union(*(names for names in _ALIKE if names & stems)))
