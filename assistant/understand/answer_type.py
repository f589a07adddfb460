"""Answer type: what a question word asks for (a delay, a number, a date, a place)."""

import re

# All patterns read folded words: no accents, no punctuation, lower case.
_NUMERAL = (
    r"(?:\d{1,9}(?: \d{3}){0,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quinze|vingt|trente|quarante|cinquante|soixante|cent|mille|two|three|four|five|seven"
    r"|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
)
_TIME = (
    r"(?:heures?|jours?|semaines?|mois|ans?|annees?|hours?|(?:working )?days?|weeks?|months?"
    r"|years?)"
)
_QUESTIONS_AND_ANSWERS = tuple(
    (re.compile(question), re.compile(answer))
    for question, answer in (
        (
            r"\bquels? (?:est |sont )?(?:le |les )?delais?\b|\bcombien de (?:temps|jours|mois)\b"
            r"|\bhow (?:long|many (?:days|weeks|months))\b|\bdeadline\b",
            rf"\b(?:{_NUMERAL}|un|une|one) {_TIME}\b|\bdans le mois\b|\bsans delai\b",
        ),
        (
            r"\b(?:depuis quand|a quelle date|en quelle annee|since when|what date|which year"
            r"|when (?:was|did|will))\b",
            r"\b(?:1[89]|20)\d\d\b|\bau moment ou\b|\bdes (?:le|la|l|leur|sa|son)\b",
        ),
        (
            r"^(?:et )?ou\b|\bsur quels? (?:site|support)s?\b|^where\b",
            r"\b(?:sites?|internet|en ligne|mairies?|prefecture|siege|plateforme"
            r"|journal officiel|bulletins?|[a-z]+ gou?v fr|website|online)\b",
        ),
    )
)
_COUNTED = re.compile(r"\b(?:combien (?:de |d )|how many )(?P<thing>[a-z]{4,})")
# Enough letters to know a word in the singular and the plural.
_STEM = 6


def expected_answer(folded: str) -> re.Pattern[str] | None:
    """What the folded words of an answer should hold; None where it may be anything."""
    for question, answer in _QUESTIONS_AND_ANSWERS:
        if question.search(folded):
            return answer
    counted = _COUNTED.search(folded)
    if counted is None:
        return None
    thing = re.escape(counted.group("thing").rstrip("sx")[:_STEM])
    return re.compile(rf"\b(?:{_NUMERAL}) (?:[a-z]+ )?{thing}")
