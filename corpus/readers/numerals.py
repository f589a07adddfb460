"""Numbers in small letters, as lists and headings are numbered with them."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_ROMAN = 3999


def roman(count: int) -> str:
    """A number of 1 to MOST_ROMAN in Roman letters."""
    written = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written


def letters(count: int) -> str:
    """A number from 1 on as columns of sheets are named: z, aa, ab."""
    written = ""
    while count > 0:
        count, place = divmod(count - 1, 26)
        written = chr(ord("a") + place) + written
    return written


def letters_repeated(count: int) -> str:
    """A number from 1 on as Word letters its lists: z, aa, bb."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)
