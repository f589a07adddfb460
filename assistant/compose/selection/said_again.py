"""Said again: whether two quotes tell a reader the same."""

from assistant.compose.spans.quote import Quote
from assistant.understand.figures.numbers import is_number_word
from corpus.text import fold

# Quotes of two documents that share so much of their words say the same, unless it is one of these,
# or a number, that they do not share.
_ALIKE = 0.8
_DISTINCTIVE = frozenset("ne pas plus sans sauf no not never without unless".split())


def says_again(one: Quote, other: Quote) -> bool:
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
