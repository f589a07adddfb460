"""Words cut at the end of a line, put together again."""

import re

_CUT = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[-\u00ad\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
# Parts of compound words that keep their hyphen at the end of a line.
_KEEPS_BEFORE = frozenset(
    "non ex vice sous sur avant après demi semi quasi mi peut ci là au celui celle ceux celles "
    "ceci cela quelques quelque vis c'est c’est à a t lui elle eux nous vous soi moi grand chef "
    "co haut saint sainte franco self well re pré post micro socio politico long court hors porte "
    "est dit".split()
)
_KEEPS_AFTER = frozenset(
    "ci là même mêmes il ils elle elles on ce je tu nous vous moi toi lui leur leurs y en t "
    "dire être vis dessus dessous delà après avant à unis uni".split()
)


def join_lines(line: str, following: str, text: str) -> str:
    """`line` and `following` as one; a word cut between them is mended.

    How the rest of `text` writes the word decides whether its hyphen stays; then what is usual.
    """
    cut = _CUT.search(line)
    first = _FIRST.match(following)
    if not cut or not first or not first.group()[0].islower():
        return f"{line} {following}"
    whole = line[: cut.end(1)] + following
    if line.endswith("\u00ad"):
        return whole
    before, after = cut[1], first.group()
    if re.search(rf"\b{re.escape(before + after)}\b", text, re.IGNORECASE):
        return whole
    compound = re.search(rf"\b{re.escape(before)}-{re.escape(after)}\b", text, re.IGNORECASE)
    last = re.split(r"-", before)[-1].lower()
    if compound or last in _KEEPS_BEFORE or after.lower() in _KEEPS_AFTER:
        return f"{line[: cut.end(1)]}-{following}"
    return whole
