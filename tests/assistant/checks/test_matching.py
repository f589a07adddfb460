"""Matching: words are found to the letter, and what differs is told."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.checks.checked import DifferenceKind
from assistant.checks.matching import ALIKE, match_words

RULE = (
    "Le gardien répond dans un délai d’un mois. Il ne peut refuser la visite que par une décision "
    "écrite et motivée, qui nomme le recours."
)


def test_words_to_the_letter_are_exact_where_they_stand() -> None:
    match = match_words("il ne peut refuser la visite que par une décision écrite", RULE)

    assert match is not None
    assert match.exact
    assert RULE[match.start : match.end].startswith("Il ne peut refuser")
    assert RULE[match.start : match.end].endswith("écrite")


def test_what_a_writer_says_to_leave_out_is_let_out() -> None:
    match = match_words("Le gardien répond […] d'un mois", RULE)

    assert match is not None
    assert match.exact
    assert RULE[match.start : match.end] == "Le gardien répond dans un délai d’un mois"


def test_the_parts_of_a_quotation_must_come_in_the_order_of_the_document() -> None:
    match = match_words("la visite […] Le gardien répond", RULE)

    assert match is None or not match.exact


def test_a_changed_word_is_told_with_the_document_s_own() -> None:
    match = match_words("Le gardien répond dans un délai de deux mois.", RULE)

    assert match is not None
    assert match.likeness >= ALIKE
    assert "deux" in "".join(one.quoted for one in match.differences)


def test_a_negation_left_out_in_silence_is_told() -> None:
    match = match_words("Il peut refuser la visite que par une décision écrite", RULE)

    assert match is not None
    assert [(one.kind, one.document) for one in match.differences] == [
        (DifferenceKind.LEFT_OUT, "ne")
    ]


def test_words_left_out_in_silence_are_told_whole() -> None:
    match = match_words(
        "Il ne peut refuser la visite que par une décision qui nomme le recours", RULE
    )

    assert match is not None
    assert [one.document for one in match.differences] == ["écrite et motivée,"]


def test_a_word_is_found_whole_or_not_at_all() -> None:
    match = match_words("un délai d'un moi", RULE)

    assert match is None or not match.exact


def test_other_words_are_not_alike() -> None:
    match = match_words("Les chiens sont tenus en laisse sur toute la place du marché", RULE)

    assert match is None or match.likeness < ALIKE


@given(st.integers(0, len(RULE.split()) - 4), st.integers(3, 12))
def test_any_words_of_a_text_are_exact_in_it(first: int, count: int) -> None:
    words = " ".join(RULE.split()[first : first + count])
    match = match_words(words, RULE)

    assert match is not None
    assert match.exact


@given(st.text(max_size=80), st.text(max_size=120))
def test_a_match_is_a_stretch_of_the_document(quoted: str, stretch: str) -> None:
    match = match_words(quoted, stretch)

    assert match is None or 0 <= match.start < match.end <= len(stretch)


def test_a_negation_that_is_said_to_be_left_out_is_told_all_the_same() -> None:
    match = match_words("Il […] peut refuser la visite que par une décision", RULE)

    assert match is not None
    assert not match.exact
    assert [one.document for one in match.differences] == ["ne"]


def test_what_a_writer_puts_in_brackets_is_no_word_of_the_document() -> None:
    match = match_words("Le gardien [du parvis] répond dans un délai d'un mois", RULE)

    assert match is not None
    assert match.exact


def test_words_in_capitals_are_the_same_words() -> None:
    match = match_words("LE GARDIEN RÉPOND DANS UN DÉLAI D'UN MOIS", RULE)

    assert match is not None
    assert match.exact
