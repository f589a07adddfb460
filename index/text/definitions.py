"""Definitions: the sentences that say what a thing is, and the questions that ask it."""

import re

from index.parameters import FEATURES

_THING = r"(?P<thing>[^.;:,]{3,90}?)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "Sont considérés comme documents administratifs, au sens de ..."
        r"^(?:sont|est) (?:considérée?s?|regardée?s?|réputée?s?|qualifiée?s?) comme (?:étant )?"
        rf"(?:des |une? |de |les |la |le |l['’])?{_THING}"
        r"(?:,| au sens| les | la | le | l['’]| tout| toute|:|$)",
        # "Au sens du présent titre, on entend par information publique toute ..."
        r"^(?:(?:au sens|pour l['’]application) d[^,]{3,120}, )?on entend par (?:[«\"“] ?)?"
        rf"{_THING}(?: ?[»\"”]|,|:| tout| l[ae]s? |$)",
        # "Constituent des commissions administratives au sens de ..."
        rf"^constituent? (?:des |une? |les ){_THING}(?: au sens|,| les | tout|$)",
        # "La réutilisation s'entend de ..."
        rf"^(?:les? |la |l['’]|une? |des ){_THING} (?:au sens [^,]{{3,60}} )?"
        r"(?:s['’]entend(?:ent)?|se définit|se définissent|est définie?|sont définie?s)\b",
        # "Le gouvernement ouvert est une culture de gouvernance ..."
        rf"^(?:le |la |l['’]|un |une ){_THING}(?: \([^)]{{1,60}}\))?(?:, en anglais[^,]{{1,60}},)?"
        r" (?:est|désigne) (?:un |une |le |la |l['’]|défini)",
        # "Open government means ..."
        rf"^(?:the |an? )?{_THING}(?: \([^)]{{1,60}}\))?"
        r" (?:means|is an? |is the |is defined|refers to)",
    )
)
_LIST_OF_DEFINITIONS = re.compile(
    r"(?:on entend par|s['’]entend(?:ent)? (?:de|par)|means?) ?:$", re.IGNORECASE
)
_LISTED = re.compile(r"^(?:\d+°|[a-z]\)|[-–•]) ?(?P<thing>[^:;]{3,60}?) ?: ")
# "Qu'est-ce que la CADA ?", but not "qu'est-ce que je peux faire ?"; and what a rule covers:
# "Quels documents sont concernés par ...".
_ASKS = re.compile(
    r"qu['’]est[- ]ce qu(?!e (?:je|tu|on|nous|vous|ils?|elles?|ça)\b|['’](?:on|ils?|elles?)\b|i\b)"
    r"|on (?:entend par|appelle)|c['’]est quoi|définition|défini"
    r"|que (?:signifie|désigne|recouvre|veut dire)|qu['’]entend|qu['’]appelle|considéré|\bconcern"
    r"|\bvisée?s?\b|champ d['’]application|s['’]appliqu|relève"
    r"|what (?:is|are) (?:an? |the )?[\w-]++(?: [\w-]++){0,2} ?\?|meaning of|definition"
    r"|define|covered by|appl(?:y|ies) to|counts? as"
    r"|what do(?:es)? .{1,200} mean\b",
    re.IGNORECASE,
)
# What only asks for the definition, and says nothing of the thing.
_ASKING = re.compile(
    r"\b(?:que (?:(?:signifie|désigne|recouvre)(?:nt)?|veu(?:t|lent) dire)"
    r"|(?:ça |cela )?(?:signifie|désigne|veut dire)(?= ?\?)"
    r"|définir|définitions?(?: d(?:es?|u)?\b)?"
    r"|(?:le|les|du|des) (?:mot|terme|sens|notion)s?|la notion|l['’]expression"
    r"|what does|mean(?= ?\?)|(?:the )?meaning of|define|definition of"
    r"|the (?:word|term)s?)\b",
    re.IGNORECASE,
)


def defined_thing(sentence: str) -> str | None:
    """What the sentence defines, in its own words; None where it defines nothing."""
    for pattern in _PATTERNS:
        found = pattern.search(sentence)
        if found and len(found.group("thing").split()) <= FEATURES.longest_defined:
            return found.group("thing")
    return None


def opens_definitions(sentence: str) -> bool:
    """Whether the sentence introduces a list of definitions ("on entend par :")."""
    return _LIST_OF_DEFINITIONS.search(sentence) is not None


def listed_thing(item: str) -> str | None:
    """What an item of a list of definitions defines ("1° Administration : ...")."""
    found = _LISTED.match(item)
    return found.group("thing") if found else None


def asks_definition(question: str) -> bool:
    """Whether the question asks what a thing is, or what a rule covers."""
    return _ASKS.search(question.strip()) is not None


def without_asking(question: str) -> str:
    """The question without the words that only ask for a definition."""
    return _ASKING.sub(" ", question)
