"""What the codes of fonts of symbols look like: Symbol, Wingdings, Webdings."""

import re
from functools import cache
from pathlib import Path

from corpus.text import MISSING

_TABLE = Path(__file__).with_name("symbols.tsv")
# Fonts of symbols put their signs at these codes of Unicode's private area too.
_PRIVATE = 0xF000
# Signs of no known font: those that are points before paragraphs, and the others.
POINTS = re.compile("[\uf0a7\uf0a8\uf0b7\uf0d8\uf06e\uf076\uf0fc]")
PRIVATE_AREA = re.compile("[\ue000-\uf8ff]")
_LETTERS = re.compile("[!-\xff]")
_FAMILIES = re.compile(
    "symbol(?:mt|neu)?|wingdings[23]?|webdings|zapfdingbats|mtextra|monotypesorts"
)
_SEVERAL = re.compile("[;,]")
_OTHER_NAMES = {
    "symbolmt": "symbol",
    "symbol mt": "symbol",
    "wingdings2": "wingdings 2",
    "wingdings3": "wingdings 3",
}


@cache
def _tables() -> dict[str, dict[int, str]]:
    tables: dict[str, dict[int, str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        font, first, signs = line.split("\t")
        for place, sign in enumerate(signs):
            if sign != MISSING:
                tables.setdefault(font.lower(), {})[int(first, 16) + place] = sign
    return tables


def symbol_font(family: str) -> str:
    """The family, where its letters are signs, whether or not we know which; else nothing."""
    name = _SEVERAL.split(family, maxsplit=1)[0].strip("'\" ")
    return name if _FAMILIES.fullmatch(name.lower().replace(" ", "")) else ""


def is_symbol_font(font: str | None) -> bool:
    """Whether the letters of a font are signs."""
    return font is not None and _known_name(font) in _tables()


def symbol(font: str | None, code: int) -> str:
    """The sign that a font has at a code, MISSING where it is not known."""
    table = _tables().get(_known_name(font or ""))
    if table is not None:
        return table.get(code - _PRIVATE if code >= _PRIVATE else code, MISSING)
    in_private_area = 0xE000 <= code <= 0xF8FF
    return MISSING if in_private_area or not 0x20 <= code <= 0x10FFFF else chr(code)


def in_symbols(font: str | None, text: str) -> str:
    """A text in a font of symbols as the signs that it shows."""
    return "".join(
        symbol(font, ord(c)) if "!" <= c <= "\xff" or _PRIVATE <= ord(c) <= _PRIVATE + 255 else c
        for c in text
    )


def signs_of(font: str | None, text: str) -> str:
    """A text in a font as the signs that it shows: MISSING for those that are not known.

    `font` is one that is known to be of symbols, or nothing for any other.
    """
    if font and is_symbol_font(font):
        text = in_symbols(font, text)
    elif font:
        text = _LETTERS.sub(MISSING, text)
    return PRIVATE_AREA.sub(MISSING, text)


def _known_name(font: str) -> str:
    name = font.strip().lower()
    return _OTHER_NAMES.get(name, name)
