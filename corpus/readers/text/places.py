"""At which line of a file a mark stood, for warnings: asked in the order of the text."""


class Places:
    """The lines of `text`, of which the first has the number `first` in its file."""

    def __init__(self, text: str, *, first: int = 1) -> None:
        self._text = text
        self._line = first
        self._passed = 0

    def line_of(self, mark: str) -> str:
        """The beginning of a warning about the next `mark`, such as "line 12: "."""
        found = self._text.find(mark, self._passed)
        if found < 0:
            return ""
        self._line += self._text.count("\n", self._passed, found)
        self._passed = found
        return f"line {self._line}: "


def shortened(mark: str) -> str:
    """A mark as a warning shows it."""
    shown = " ".join(mark[:300].split())
    return f"“{shown}”" if len(shown) <= 60 else f"“{shown[:57]}…”"


def first_of(warnings: list[str], *, most: int = 20) -> tuple[str, ...]:
    """The first of many warnings of a kind, and how many more there are."""
    more = len(warnings) - most
    return (*warnings[:most], f"{more} more places are like these") if more > 0 else tuple(warnings)
