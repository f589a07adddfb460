"""Limits: the sentences that say where a rule stops."""

import re

_LIMIT = re.compile(
    r"\b(?:sauf|toutefois|cependant|néanmoins|sous réserve|sous les réserves|à l['’]exception"
    r"|à l['’]exclusion|hormis|excepté|par dérogation|par exception|déroge(?:nt|r)?|dérogatoires?"
    r"|ne s['’]applique(?:nt)? (?:pas|qu)|ne (?:sont|est) pas (?:applicable|soumis|tenu)\w*"
    r"|n['’]est pas tenue?|à moins que|à condition|ne peut (?:toutefois|cependant)|dans la limite"
    r"|except|unless|however|subject to|notwithstanding|provided that|does not apply|save for)\b",
    re.IGNORECASE,
)


def is_limit(sentence: str) -> bool:
    """Whether the sentence limits a rule: an exception, a reservation, a condition."""
    return _LIMIT.search(sentence) is not None
