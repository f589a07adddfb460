"""What could not be read of a document, each told with the place where it stands."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.readers.titles import first_words
from corpus.reading import ReadingWarning, SourceFile
from corpus.text import MISSING, tidy

_MOST_OF_A_KIND = 10


class NotRead(StrEnum):
    """What of a paragraph is not in its text."""

    CHART = "a chart is not read"
    DIAGRAM = "a diagram (SmartArt) is not read"
    FORMULA = "a formula is not read"
    HIDDEN = "words that are hidden are left out"
    NUMBER = "a number that Word works out is not in the file"
    OBJECT = "an inserted object is not read"
    PICTURE = "a picture stands for words and is not read"
    PROMPT = "a form's prompt that nobody filled in is left out"
    REFERENCE = "a reference leads nowhere"
    STRUCK = "words that are struck through are left out"
    SYMBOL = "a sign of a font of symbols is not known"


@dataclass(slots=True)
class Remarks:
    """Gathers what a person should know of a reading; `heading` is the one that rules."""

    heading: str = ""
    told: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def tell(self, what: str, words: str = "") -> None:
        """Tells of something in the paragraph with these words, or else under the heading."""
        self.counts[what] += 1
        if self.counts[what] <= _MOST_OF_A_KIND:
            message = f"{what}, {self._place(words)}"
            if message not in self.told:
                self.told.append(message)

    def of_whole(self, message: str) -> None:
        """Tells of something that is true of the document as a whole."""
        self.told.append(message)

    def warnings(self, file: SourceFile) -> tuple[ReadingWarning, ...]:
        """All that was told, in its order, and how much more there is of each kind."""
        more = [
            f"{what}, in {count - _MOST_OF_A_KIND} more places"
            for what, count in self.counts.items()
            if count > _MOST_OF_A_KIND
        ]
        return file.warnings(*self.told, *more)

    def _place(self, words: str) -> str:
        beginning = first_words(" ".join(tidy(words.replace(MISSING, "")).split()))
        if beginning:
            return f"in the paragraph that begins “{beginning}”"
        if self.heading:
            return f"under the heading “{first_words(self.heading.replace(MISSING, '…'))}”"
        return "before the first heading"
