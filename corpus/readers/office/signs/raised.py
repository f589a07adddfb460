"""Figures above or below the line by their own letters: "m²" and "10⁻³" are not "m2" and "10-3"."""

import re

_FIGURES = re.compile(r"[0-9+−=-]+")
_HIGH = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def raised(text: str) -> str:
    """Words above the line: figures and signs by their letters, anything else as it is."""
    return text.translate(_HIGH) if _FIGURES.fullmatch(text.strip()) else text


def lowered(text: str) -> str:
    """Words below the line: figures and signs by their letters, anything else as it is."""
    return text.translate(_LOW) if _FIGURES.fullmatch(text.strip()) else text


def exponent(text: str) -> str:
    """A power in a formula, as UnicodeMath writes it where there are no letters for it."""
    return _indexed(text, "^", _HIGH)


def index(text: str) -> str:
    """An index in a formula, as UnicodeMath writes it where there are no letters for it."""
    return _indexed(text, "_", _LOW)


def _indexed(text: str, mark: str, letters: dict[int, int]) -> str:
    if all(ord(character) in letters for character in text):
        return text.translate(letters)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
