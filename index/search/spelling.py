"""Spelling: words of a question that are no words, as the documents write them.

What no document has and is no word of French gets the accents back that the documents write. If it
is no word of English either, it has a slip of the finger, and becomes the documents' word that is
nearest, if one is near enough.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from corpus.text import fold
from index.parameters import RANKING, RankingParameters
from index.text.word_list import is_word

_WORD = re.compile(r"[^\W\d_]{2,}")


class Speller:
    """Knows how the documents write their words; `words` has the commonest first.

    `inflected` tells whether a word is a form of one that they have: such a word is let alone.
    """

    def __init__(
        self,
        words: Sequence[str],
        *,
        inflected: Callable[[str], bool],
        parameters: RankingParameters = RANKING,
    ) -> None:
        self._words = words
        self._inflected = inflected
        self._parameters = parameters

    def mend(self, text: str) -> str:
        """The text with each of its slips as the documents write the word, if they do."""
        return _WORD.sub(lambda found: self._mended(found.group()), text)

    def _mended(self, word: str) -> str:
        folded = fold(word)
        lowered = word.lower()
        if lowered in self._known or word.isupper() or is_word(lowered, language="fr"):
            return word
        if folded in self._by_fold:
            return self._by_fold[folded]
        if len(folded) < self._parameters.shortest_mended or self._inflected(word):
            return word
        return word if is_word(lowered, language="en") else self._nearest(folded) or word

    def _nearest(self, folded: str) -> str | None:
        """The commonest word within one slip, or two of a long word, that begins alike."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(folded) < self._parameters.shortest_with_two_slips else 2
        candidates = self._by_letter.get(folded[0], [])
        found = process.extract(
            folded, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        if not found:
            return None
        # extract gives the nearest first, and of those the first of `candidates`: the commonest.
        return self._by_fold[min(found, key=lambda one: (one[1], one[2]))[0]]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _by_fold(self) -> dict[str, str]:
        """The commonest writing of each word without accents."""
        writings: dict[str, str] = {}
        for word in self._words:
            writings.setdefault(fold(word), word)
        return writings

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """The folded words by their first letter, the commonest first."""
        words: dict[str, list[str]] = {}
        for folded in self._by_fold:
            words.setdefault(folded[0], []).append(folded)
        return words
