"""Numbers as Word writes them before paragraphs, in figures, letters and words."""

from collections.abc import Callable

from corpus.readers.numerals import MOST_ROMAN, letters_repeated, roman

_CHICAGO = "*†‡§"
_UNITS = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize dix-sept dix-huit dix-neuf",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
    "un": "unième", "cinq": "cinquième", "neuf": "neuvième",
}  # fmt: skip


def numeral(count: int, form: str, *, language: str | None = None) -> str | None:
    """A number in one of Word's forms; None where the form, or the number in it, is not known."""
    if form == "none":
        return ""
    write = _FORMS.get(form)
    if write is not None:
        return write(count)
    in_words = _IN_WORDS.get(form)
    return in_words(count, language) if in_words and language in _UNITS else None


def _letters(count: int) -> str | None:
    if not 0 < count <= 26 * 30:
        return None
    return letters_repeated(count)


def _roman(count: int) -> str | None:
    return roman(count) if 0 < count <= MOST_ROMAN else None


def _capital(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    def written(count: int) -> str | None:
        text = write(count)
        return None if text is None else text.upper()

    return written


def _circled(count: int) -> str | None:
    return chr(ord("①") + count - 1) if 0 < count <= 20 else None


def _chicago(count: int) -> str | None:
    if not 0 < count <= 40:
        return None
    return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)


def _ordinal(count: int, language: str | None) -> str:
    if language == "fr":
        return "1er" if count == 1 else f"{count}e"
    ends = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ends}"


def _cardinal_words(count: int, language: str | None) -> str | None:
    words = _words(count, language or "")
    return words[:1].upper() + words[1:] if words else None


def _ordinal_words(count: int, language: str | None) -> str | None:
    if language == "fr" and count == 1:
        return "Premier"
    words = _words(count, language or "")
    if not words:
        return None
    stem = words.removesuffix("s") if words.endswith("vingts") else words
    before, hyphen, last = stem.rpartition("-")
    head, space, last = (before + hyphen, "", last) if hyphen else stem.rpartition(" ")
    if language == "fr":
        ordinal = _ORDINALS.get(last) or last.removesuffix("e") + "ième"
    else:
        ordinal = _ORDINALS.get(last) or (
            last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th"
        )
    whole = head + space + ordinal
    return whole[:1].upper() + whole[1:]


def _words(count: int, language: str) -> str | None:
    units, tens = _UNITS[language].split(), _TENS[language].split()
    if not 0 < count < 100:
        return None
    if count < 20:
        return units[count]
    ten, unit = divmod(count, 10)
    word = tens[ten - 2]
    if language == "en":
        return f"{word}-{units[unit]}" if unit else word
    if ten in (7, 9):
        unit += 10
    if count == 80:
        return "quatre-vingts"
    if not unit:
        return word
    return f"{word} et {units[unit]}" if unit in (1, 11) and ten < 8 else f"{word}-{units[unit]}"


_FORMS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "numberInDash": lambda count: f"- {count} -",
    "hex": lambda count: f"{count:X}" if count >= 0 else None,
    "chicago": _chicago,
    "lowerLetter": _letters,
    "upperLetter": _capital(_letters),
    "lowerRoman": _roman,
    "upperRoman": _capital(_roman),
}
_IN_WORDS: dict[str, Callable[[int, str | None], str | None]] = {
    "ordinal": _ordinal,
    "cardinalText": _cardinal_words,
    "ordinalText": _ordinal_words,
}
