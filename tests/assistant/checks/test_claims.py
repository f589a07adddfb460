"""Claims: what a text quotes, and which article it says that the words are of."""

import pytest

from assistant.checks.claims import find_quotations
from corpus.law.citation_grammar import find_mentions


def named(text: str) -> list[tuple[str, str | None]]:
    """The quotations of a text with the number of the article named with each."""
    found = find_quotations(text, find_mentions(text))
    return [
        (text[one.start : one.end], one.mention.number if one.mention else None) for one in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On lit : « un délai d'un mois court ».",
        "On lit : “un délai d'un mois court”.",
        'On lit : "un délai d\'un mois court".',
        "On lit :\n> un délai d'un mois court\nsans plus.",
    ],
)
def test_each_kind_of_marks_is_read(text: str) -> None:
    assert named(text) == [("un délai d'un mois court", None)]


def test_a_word_or_two_between_marks_are_no_quotation() -> None:
    assert named("Le « silence gardé » vaut accord.") == []


def test_the_article_in_brackets_after_the_words_goes_before_the_one_named_earlier() -> None:
    text = "Outre l'article L1-2, « le gardien répond sous un mois » (article L1-1 du code)."

    assert named(text) == [("le gardien répond sous un mois", "L1-1")]


def test_the_last_article_before_the_words_is_theirs() -> None:
    text = "Selon l'article L1-1 du code, « le gardien répond sous un mois ». L'article L1-2 suit."

    assert named(text) == [("le gardien répond sous un mois", "L1-1")]


def test_an_article_of_another_paragraph_is_not_theirs() -> None:
    text = "L'article L1-1 existe.\n\nOn dit que « le gardien répond sous un mois ».\nVoir L1-2."

    assert named(text) == [("le gardien répond sous un mois", None)]
