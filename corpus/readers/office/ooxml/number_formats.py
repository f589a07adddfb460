"""Figures and days as a spreadsheet shows them, by the codes of their formats.

The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31. Decimal and thousands marks follow the
language of the words around, as office programs follow that of their reader.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from corpus.readers.office.ooxml.days import shown_day

# The formats that go by a number alone; of those for money, only Excel knows the currency.
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "day", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "day h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 49: "@",
}  # fmt: skip
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;])*;?', re.DOTALL)
_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General)|(?P<power>E[+-])|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-\]]*)")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_DAY = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b,
}  # fmt: skip
_MOST_DIGITS = 10  # that a figure without a format is shown with
_LARGEST = 1e15  # beyond which the digits of a figure are not known
_MOST_TOKENS = 100
_FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class _Token:
    """A part of a format: "digit", "mark", "general", "power", or "text" that is shown as it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    code: str
    condition: tuple[str, float] | None = None

    @property
    def is_day(self) -> bool:
        return any(one.kind in ("day", "elapsed") for one in self.tokens)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format that cells name."""

    code: str

    @classmethod
    def of(cls, number: int, codes: dict[int, str]) -> "NumberFormat":
        """The format of a number, by the file's own codes or by those that all programs know."""
        return cls(codes.get(number) or _BUILT_IN.get(number, "General"))

    def shown(self, value: float, *, language: str, from_1904: bool = False) -> str:
        """A figure, or a day, in this format; as it is stored where the format is not known."""
        sections = _sections(self.code)
        section, plain = _chosen(sections, value)
        if section is None or (not section.tokens and len(sections) > 1):
            return ""
        if section.is_day or section.code in ("day", "day h:mm"):
            day = shown_day(value, section.code, language=language, from_1904=from_1904)
            return _general(value, language) if day is None else day
        written = _number(abs(value), section.tokens, language)
        if written is None:
            return _general(value, language)
        signed = value < 0 and plain and any(one.isdigit() and one != "0" for one in written)
        return f"-{written}" if signed else written

    def shown_words(self, words: str) -> str:
        """Words in this format: it may put others around them, or show nothing."""
        sections = _sections(self.code)
        if len(sections) > 3:
            return "".join(
                words if one.text == "@" else one.text
                for one in sections[3].tokens
                if one.kind in ("mark", "text")
            )
        return words


@lru_cache(maxsize=256)
def _sections(code: str) -> list[_Section]:
    parts = [match[0] for match in _SECTION.finditer(code)]
    whole = [part.removesuffix(";") for part in parts[:-1]]  # the last match is empty
    if code.endswith(";"):
        whole.append("")
    return [_section(part) for part in whole[:4]] or [_section("General")]


def _section(code: str) -> _Section:
    tokens: list[_Token] = []
    condition = None
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "quoted":
            tokens.append(_Token("text", text.strip('"')))
        elif kind == "escaped":
            tokens.append(_Token("text", text))
        elif kind == "bracket":
            said = _CONDITION.fullmatch(text)
            currency = _CURRENCY.match(text)
            if said and said[2].count(".") < 2:
                condition = (said[1], float(said[2]))
            elif currency and currency[1]:
                tokens.append(_Token("text", currency[1]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(_Token("elapsed", text))
        elif kind == "other":
            tokens.append(_Token("day" if _DAY.match(text) else "text", text))
        elif kind:
            tokens.append(_Token(kind, text))
        else:
            tokens.append(_Token("text", " " if match[0].startswith("_") else ""))
    return _Section(tuple(tokens), code, condition)


def _chosen(sections: Sequence[_Section], value: float) -> tuple[_Section | None, bool]:
    """The section for a value, and whether it says nothing of the sign."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARE[section.condition[0]](
                value, section.condition[1]
            ):
                return section, True
        return None, True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _number(value: float, tokens: Sequence[_Token], language: str) -> str | None:
    """A figure without its sign, digit by digit in its places; None where that is not known."""
    if value >= _LARGEST or len(tokens) > _MOST_TOKENS:
        return None
    if any(one.kind == "general" for one in tokens):
        return "".join(
            _general(value, language) if one.kind == "general" else one.text for one in tokens
        )
    if any(one.kind == "power" or (one.kind == "mark" and one.text in "/@") for one in tokens):
        return None
    if not any(one.kind == "digit" for one in tokens):
        return "".join(one.text for one in tokens if one.kind == "text") or None
    point = next(
        (n for n, one in enumerate(tokens) if one.text == "." and one.kind == "mark"), None
    )
    whole = tokens if point is None else tokens[:point]
    part = () if point is None else tokens[point + 1 :]
    digits = [n for n, one in enumerate(tokens) if one.kind == "digit"]
    commas = [n for n, one in enumerate(tokens) if one.kind == "mark" and one.text == ","]
    scale = sum(n > digits[-1] for n in commas)
    grouped = any(n < digits[-1] for n in commas if point is None or n < point)
    exact = Decimal(repr(value)).scaleb(-3 * scale)
    exact = exact.scaleb(2 * sum(one.kind == "mark" and one.text == "%" for one in tokens))
    places = sum(one.kind == "digit" for one in part)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    written = _integer_part(integer.lstrip("0"), whole, grouped=grouped, language=language)
    if point is None:
        return written
    return written + ("," if language == _FRENCH else ".") + _fraction_part(fraction, part)


def _integer_part(integer: str, tokens: Sequence[_Token], *, grouped: bool, language: str) -> str:
    """The places before the point, filled from the right; the first takes what is left."""
    left = integer
    first = next((n for n, one in enumerate(tokens) if one.kind == "digit"), -1)
    made: list[str] = []
    count = 0
    for place in range(len(tokens) - 1, -1, -1):
        one = tokens[place]
        if one.kind == "digit":
            taken = left if place == first else left[-1:]
            left = "" if place == first else left[:-1]
            taken = taken or {"0": "0", "?": " "}.get(one.text, "")
            for digit in reversed(taken):
                if grouped and count and count % 3 == 0 and digit.isdigit():
                    made.append(" " if language == _FRENCH else ",")
                made.append(digit)
                count += 1
        elif one.kind == "text" or one.text == "%":
            made.append(one.text[::-1])
    return "".join(made)[::-1]


def _fraction_part(fraction: str, tokens: Sequence[_Token]) -> str:
    needed = len(fraction.rstrip("0"))
    made: list[str] = []
    place = 0
    for one in tokens:
        if one.kind == "digit":
            if place < needed or one.text == "0":
                made.append(fraction[place])
            elif one.text == "?":
                made.append(" ")
            place += 1
        elif one.kind == "text" or one.text == "%":
            made.append(one.text)
    return "".join(made)


def _general(value: float, language: str) -> str:
    """A figure without a format."""
    if abs(value) >= _LARGEST:
        return repr(value)
    if value == int(value):
        return str(int(value))
    written = f"{Decimal(f'{value:.{_MOST_DIGITS}g}'):f}"
    return written.replace(".", ",") if language == _FRENCH else written
