"""Words are found in the packed list as in the dictionary that it makes."""

import pytest

from corpus.readers.hyphenation.word_list import words_of
from index.text.word_list import is_word


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_packed_list_has_the_words_of_the_dictionary_and_no_others(language: str) -> None:
    words = words_of(language)
    for word in (min(words), max(words), *list(words)[::53]):
        assert is_word(word, language=language), word
        for other in (word[:-1], f"{word}q", f"{word[:1]}{word}"):
            assert is_word(other, language=language) is (other in words), other


@pytest.mark.parametrize("text", ["", '"', "{", "}", "0", "\U0010ffff", "é" * 2000])
def test_what_is_no_word_is_none(text: str) -> None:
    assert not is_word(text, language="fr")
