"""How the numbers of articles are written, and one normal form for all the ways to write one."""

import re

# White space between the words of a reference. The canonical text has two characters of it at most,
# but for blank lines; a longer run is no part of a sentence, and must not be read from each place.
GAP = r"\s{1,4}"
MAYBE_GAP = r"\s{0,4}"
# The patterns below hold in any case but for the letters that end a number ("L. 135 B"), which are
# capitals: "article 6 de la loi" is article 6.
ORDINALS = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies"
    r"|(?:un|duo|ter|quater|quin|sex|sept|septen|octo|novo|duode|unde)?"
    r"(?:decies|vicies|tricies|quadragies|quinquagies|sexagies|septuagies|octogies|nonagies))"
)
_SUFFIX = rf"(?:\s{ORDINALS}\b)?(?:\s(?-i:[A-Z]{{1,2}})(?:(?=\.\s?[-–—])|(?![\w.'’-])))?"
# "L. 311-6", "LO 19-11-5", "Lp. 12", "R. * 132-4", "L. 135 B", "l311-3-1": the part of a code and
# a number.
CODED = rf"(?:L\.?\s?[OP]|[LRDAC])\.?\s?\*?\s?\d+(?:[-‑–]\d+)*(?![\d°]){_SUFFIX}"
# What is written to a number without a space: "2bis" and "8/1" in Belgium, "10a" in Switzerland.
# "5e" is an ordinal where a word follows it ("le 5e alinéa").
_GLUED = (
    rf"(?:{ORDINALS}(?!\w))?(?:/\d{{1,3}}(?![\d/]))?"
    r"(?:(?-i:[A-Z]{1,2}|[a-df-z]|e(?!\s+[a-zà-ÿ]))(?![\w'’°)/]))?"
)
# "6", "28-1-1", "1er", "12 bis", "4 quater A", "3A", "2bis", "8/1", "10a".
PLAIN = rf"\d+(?:er|re)?(?:[-‑–.]\d+)*{_GLUED}(?![\d°]){_SUFFIX}"
NAMED = r"(?:premier|unique|liminaire)\b"

_CODED = re.compile(r"^(L\.?\s?[OP]|[LRDAC])\.?\s?(\*?)\s?(\d.*)$", re.IGNORECASE)
_DESIGNATION = re.compile(
    r"^(?:l['’]\s?)?(?:articles?|art\.?|sections?|sec\.?|s\.|clause|§+)\s*", re.IGNORECASE
)
_REGULATORY = re.compile(r"^[RDA]\*?\d")
_SPELLED = {
    word: str(number)
    for number, word in enumerate("deux trois quatre cinq six sept huit neuf dix".split(), 2)
}
_FIRST = re.compile(r"^(?:1\s?(?:er|re)|premi(?:er|ère))$", re.IGNORECASE)
_DASHES = re.compile(r"\s?[-‑–]\s?")
_ORDINAL = re.compile(rf"(?:(?<=\d)|(?<!\s)\s*\b)({ORDINALS})\b", re.IGNORECASE)
_FIGURES = re.compile(r"^[\d./‑–-]*+")
_DIGITS = re.compile(r"\d{1,18}")  # Python reads no number of thousands of figures
_OWN_WORD = re.compile(rf"(?!{NAMED})[^\W\d_]{{3,}}", re.IGNORECASE)


def normalise_article_number(number: str) -> str:
    """The number as codes write it: "L. 311-6", "art l311-6" and "L 311 - 6" give "L311-6".

    "R.* 132-4" gives "R*132-4"; "article 1er" and "premier" give "1", and "deux" gives "2".
    """
    plain = _DASHES.sub("-", " ".join(number.split()))
    plain = _DESIGNATION.sub("", plain).strip(" .,;:")
    if _FIRST.match(plain):
        return "1"
    if plain.casefold() in _SPELLED:
        return _SPELLED[plain.casefold()]
    coded = _CODED.match(plain)
    if coded:
        part = coded.group(1).upper().replace(".", "").replace(" ", "")
        plain = part + coded.group(2) + coded.group(3)
    return _ORDINAL.sub(lambda found: " " + found.group(1).lower(), plain)


def names_itself(number: str) -> bool:
    """Whether what stands for a number is a name, as an annexe has ("Annexe II", "Tableau 3")."""
    return _OWN_WORD.match(number.strip()) is not None


def article_key(number: str) -> str:
    """What all writings of one article share: its normal form without the star of "R*132-4"."""
    return normalise_article_number(number).replace("*", "").casefold()


def is_regulatory(number: str) -> bool:
    """Whether a number is of the regulatory part of a code: R., R.*, D. or A."""
    return _REGULATORY.match(normalise_article_number(number)) is not None


def article_order(number: str) -> tuple[str, tuple[int, ...], str]:
    """Sorts articles as codes number them: by part ("L", "R"), then number by number."""
    key = article_key(number)
    digits = _DIGITS.search(key)
    if digits is None:
        return (key, (), "")
    number = key[digits.start() :]
    figures, _, suffix = number.partition(" ")
    suffix = suffix or _FIGURES.sub("", figures)
    return (key[: digits.start()], tuple(int(n) for n in _DIGITS.findall(figures)), suffix)
