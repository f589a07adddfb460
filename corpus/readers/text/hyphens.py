"""Words cut at the end of a line, put together again."""

import re

_HYPHENS = ("-", "\u00ad", "\u2010")
_LONGEST_WORD = 80
_SHORTEST_PART = 5
_CUT = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[-\u00ad\u2010]$")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST = re.compile(r"[^\W\d_]+")
# Parts of compound words that keep their hyphen at the end of a line.
_KEEPS_BEFORE = frozenset(
    "non ex vice sous sur avant après demi semi quasi mi peut ci là au celui celle ceux celles "
    "ceci cela quelques quelque vis à a t lui elle eux nous vous soi moi grand chef "
    "co haut saint sainte franco self well re pré post micro socio politico long court hors porte "
    "est dit".split()
)
_KEEPS_AFTER = frozenset(
    "ci là même mêmes il ils elle elles on ce je tu nous vous moi toi lui leur leurs y en t "
    "dire être vis dessus dessous delà après avant à unis uni".split()
)


def written_words(text: str) -> frozenset[str]:
    """The words of `text` in lower case, compound ones whole."""
    return frozenset(match.group().lower() for match in _COMPOUND.finditer(text))


def join_lines(line: str, following: str, written: frozenset[str]) -> str:
    """`line` and `following` as one; a word cut between them is mended.

    How the text writes the word elsewhere decides whether its hyphen stays; then what is usual.
    """
    if line[-1:] not in _HYPHENS:
        return f"{line} {following}"
    cut = _CUT.search(line, max(0, len(line) - _LONGEST_WORD))
    first = _FIRST.match(following)
    if not cut or not first or not first.group()[0].islower():
        return f"{line} {following}"
    whole = line[: cut.end(1)] + following
    before, after = cut[1].lower(), first.group().lower()
    last = re.split(r"[-'’]", before)[-1]
    if line.endswith("\u00ad") or last + after in written:
        return whole
    if _stand_alone(last, after, written):
        return f"{line[: cut.end(1)]}-{following}"
    if f"{last}-{after}" in written or last in _KEEPS_BEFORE or after in _KEEPS_AFTER:
        return f"{line[: cut.end(1)]}-{following}"
    return whole


def _stand_alone(before: str, after: str, written: frozenset[str]) -> bool:
    """Whether both parts are words of the text by themselves, as in "government-funded"."""
    long_enough = min(len(before), len(after)) >= _SHORTEST_PART
    return long_enough and before in written and after in written
