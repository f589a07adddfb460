"""How the numbers of articles are written, and one normal form for all the ways to write one."""

import re

ORDINALS = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies"
    r"|terdecies|quaterdecies|quindecies|sexdecies|vicies)"
)
# "L. 311-6", "LO 19-11-5", "R.* 132-4", "L. 135 B", "l311-3-1": the part of a code and a number.
CODED = (
    r"(?:[LRDAC]|L\.?\s?O)\.?\s?\*?\s?\d+(?:[-‑–]\d+)*"
    rf"(?:\s{ORDINALS}\b)?(?:\s[A-Z]{{1,2}}(?![\w.'’]))?"
)
# "6", "28-1-1", "1er", "12 bis", "4 quater A", "3A".
PLAIN = (
    r"\d+(?:er|re)?(?:[-‑–.]\d+)*(?:[A-Z]{1,2}(?![\w.'’]))?"
    rf"(?:\s{ORDINALS}\b)?(?:\s[A-Z]{{1,2}}(?![\w.'’]))?"
)
NAMED = r"(?:premier|unique|liminaire)"

_CODED = re.compile(r"^(L\.?\s?O|[LRDAC])\.?\s?(\*?)\s?(\d.*)$", re.IGNORECASE)
_DESIGNATION = re.compile(
    r"^(?:l['’]\s?)?(?:articles?|art\.?|sections?|sec\.?|s\.|clause|§+)\s*", re.IGNORECASE
)
_FIRST = re.compile(r"^(?:1\s?(?:er|re)|premier|premiere|première)$", re.IGNORECASE)
_DASHES = re.compile(r"\s?[-‑–]\s?")
_ORDINAL = re.compile(rf"\s*\b({ORDINALS})\b", re.IGNORECASE)


def normalise_article_number(number: str) -> str:
    """The number as codes write it: "L. 311-6", "art l311-6" and "L 311 - 6" give "L311-6".

    "R.* 132-4" gives "R*132-4", "article 1er" and "premier" give "1".
    """
    plain = _DASHES.sub("-", " ".join(number.split()))
    plain = _DESIGNATION.sub("", plain).strip(" .,;:")
    if _FIRST.match(plain):
        return "1"
    coded = _CODED.match(plain)
    if coded:
        part = coded.group(1).upper().replace(".", "").replace(" ", "")
        plain = part + coded.group(2) + coded.group(3)
    return _ORDINAL.sub(lambda found: " " + found.group(1).lower(), plain)


def article_key(number: str) -> str:
    """What two writings of one article share: its normal form without the star of "R*132-4"."""
    return normalise_article_number(number).replace("*", "").casefold()
