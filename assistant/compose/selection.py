"""Selection: the quotes of an answer, within bounds and without saying a thing twice."""

from dataclasses import replace

from assistant.compose.spans.quote import Quote
from assistant.understand.figures.numbers import is_number_word
from corpus.text import fold

# Quotes of two documents that share so much of their words say the same, unless it is one of these,
# or a number, that they do not share.
_ALIKE = 0.8
_DISTINCTIVE = frozenset("ne pas plus sans sauf no not never without unless".split())


class Selection:
    """Quotes taken so far, within bounds and without saying a thing twice."""

    def __init__(self, *, most: int) -> None:
        self.quotes: list[Quote] = []
        self._most = most

    def add(self, quote: Quote, *, leave: int = 0) -> None:
        """Takes the quote unless it says again what is said, or leaves less room than `leave`."""
        quote = self._without_said_antecedents(quote)
        if any(_says_again(quote, other) for other in self.quotes):
            return
        for position, other in enumerate(self.quotes):
            joined = other.joined(quote) if other.joins(quote) else None
            if joined is not None:
                self._take([*self.quotes[:position], joined, *self.quotes[position + 1 :]], leave)
            if joined is not None or _overlap(quote, other):
                return
        self._take([*self.quotes, quote], leave)

    def _take(self, quotes: list[Quote], leave: int) -> None:
        sentences = sum(one.span.sentences for one in quotes)
        citations = sum(len(one.parts) for one in quotes)
        if not self.quotes or max(sentences, citations) + leave <= self._most:
            self.quotes = quotes

    def _without_said_antecedents(self, quote: Quote) -> Quote:
        said = [
            (part[0], part[1])
            for other in self.quotes
            if other.unit.document.id == quote.unit.document.id
            for _, part in other.parts
        ]
        antecedents = tuple(
            antecedent
            for antecedent in quote.span.antecedents
            if not any(start <= antecedent[0] and antecedent[1] <= end for start, end in said)
        )
        return replace(quote, span=replace(quote.span, antecedents=antecedents))


def _says_again(one: Quote, other: Quote) -> bool:
    """Whether the quotes have the same words or, as versions of a document have, all but a few."""
    words, said = fold(one.text).split(), fold(other.text).split()
    if words == said:
        return True
    document, another = one.unit.document, other.unit.document
    if document.id == another.id or document.kind is not another.kind:
        return False  # Articles of a law may differ by a word that matters.
    alike = set(words) & set(said)
    either = set(words) | set(said)
    distinctive = {
        word
        for word in either - alike
        if word in _DISTINCTIVE or word[0].isdigit() or is_number_word(word)
    }
    return not distinctive and len(alike) >= _ALIKE * len(either)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.unit.document.id == other.unit.document.id and any(
        first[0] < second[1] and second[0] < first[1]
        for _, first in one.parts
        for _, second in other.parts
    )
