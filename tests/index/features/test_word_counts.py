"""The words of the documents are counted whatever their capitals."""

from index.features.word_counts import commonest, count_words


def test_words_are_listed_the_commonest_first() -> None:
    counts = count_words(["un deux deux", "trois Deux un"])
    assert commonest(counts) == ("deux", "un", "trois")
    counts.subtract(count_words(["un Trois"]))
    assert commonest(counts) == ("deux", "un")
