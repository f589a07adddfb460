"""There is one list of stop words, and what leaves words out is made of it."""

from corpus.stop_words import ALL_STOP_WORDS, FOLDED_STOP_WORDS, STOP_WORDS


def test_a_word_that_french_texts_are_about_is_no_stop_word() -> None:
    assert not STOP_WORDS["fr"] & {"silence", "document", "administration", "délai", "loi"}


def test_folded_stop_words_are_the_same_words_without_accents() -> None:
    assert {"a", "etre", "meme", "ou", "the"} <= FOLDED_STOP_WORDS
    assert all(word.isascii() for word in FOLDED_STOP_WORDS)
    assert {word for word in ALL_STOP_WORDS if word.isascii()} <= FOLDED_STOP_WORDS
