"""French or English: told from the commonest words of a text."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+")
_COMMONEST_FRENCH = frozenset(
    "le la les des du de un une et est sont dans pour par que qui ne pas sur avec au aux ce cette "
    "ces il elle on vous nous je mon ma mes quel quelle quels quelles comment combien où sans leur "
    "leurs peut doit être été à ou plus quand pourquoi qu d l s n c j y".split()
)
_COMMONEST_ENGLISH = frozenset(
    "the of and to in is are was were for that this it with as on by be from at or an which have "
    "has not what how when where who why can could should must does do did will would my your "
    "their i you we they there any much many".split()
)


def detect_language(text: str, *, default: str = "fr") -> str:
    """ "fr" or "en", whichever has more of its commonest words in the first 5,000 words."""
    french = english = 0
    for count, match in enumerate(_WORD.finditer(text)):
        if count == 5000:
            break
        word = match.group().lower()
        french += word in _COMMONEST_FRENCH
        english += word in _COMMONEST_ENGLISH
    if french == english:
        return default
    return "fr" if french > english else "en"


def share_of_commonest(words: Sequence[str]) -> float:
    """Which share of `words` are among the commonest of French, or of English if that is more.

    Running text of either has four in ten.
    """
    small = [word.lower() for word in words]
    french = sum(word in _COMMONEST_FRENCH for word in small)
    english = sum(word in _COMMONEST_ENGLISH for word in small)
    return max(french, english) / len(small) if small else 0.0
