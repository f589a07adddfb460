"""Free: whether a quote says of something that it is free, or only speaks of what is free."""

import re

_PREDICATE = re.compile(
    r"(?:\A|[.:;\n|]\s?|\b(?:est|sont|reste|restent|demeure|demeurent|être|is|are|be)\s"
    r"(?:\w{1,15}ment\s|toujours\s|aussi\s|fully\s)?)\Z",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"gratuitement|sans frais|free of charge|at no\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:peut|peuvent|pourr\w{1,4}|may|might|could|can)\b[^.;:,\n]{0,30}\Z", re.I)
_NEAR = 60


def is_said_free(quote: str, start: int) -> bool:
    """Whether the word from `start` says that something is free: "est gratuit", not "un carnet"."""
    before = quote[max(0, start - _NEAR) : start]
    said = _ADVERB.match(quote, start) or _PREDICATE.search(before)
    return said is not None and _MAY.search(before) is None
