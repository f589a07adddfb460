"""Contacts: passages that only tell whom to call, and say nothing of what their page is about."""

import re

from index.parameters import FEATURES

# French numbers of ten digits, the short ones of four, and international ones.
_TELEPHONE = re.compile(
    r"(?<![\d.,])(?:"
    r"(?:\+|00) ?\d{2} ?[1-9](?:[ .-]?\d{2}){4}|0 ?[1-9](?:[ .-]?\d{2}){4}"
    r"|0 ?8\d{2}(?:[ .]?\d{3}){2}|[01] ?\d{3} \d{3} \d{3}|3\d ?\d{2}"
    r")(?!-?\d|,\d)(?! ?(?:€|euros?|%))"
)


def tells_whom_to_call(text: str) -> bool:
    """Whether there is a telephone number for every few words."""
    return len(_TELEPHONE.findall(text)) * FEATURES.words_per_telephone > len(text.split())
