"""Sentences that define, and questions that ask for it, are told."""

import pytest

from index.text.definitions import (
    asks_definition,
    defined_thing,
    listed_thing,
    opens_definitions,
    without_asking,
)
from index.text.terms import analyse


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("Sont considérés comme parvis, au sens du livre Ier, les lieux ouverts.", "parvis"),
        ("On entend par gardien toute personne qui garde.", "gardien"),
        ("Constituent des grilles au sens du présent titre les clôtures.", "grilles"),
        ("Le parvis s'entend du lieu ouvert devant un édifice.", "parvis"),
        ("Le parvis ouvert est une place devant un édifice.", "parvis ouvert"),
        ("Open government means that anyone may look.", "Open government"),
    ],
)
def test_a_sentence_that_defines_names_its_thing(sentence: str, thing: str) -> None:
    assert defined_thing(sentence) == thing


@pytest.mark.parametrize(
    "sentence",
    ["Le gardien répond sous un mois.", "Les parvis sont ouverts.", "Elle est gratuite."],
)
def test_other_sentences_define_nothing(sentence: str) -> None:
    assert defined_thing(sentence) is None


def test_a_list_of_definitions_defines_item_by_item() -> None:
    assert opens_definitions("Au sens du présent code, on entend par :")
    assert listed_thing("1° Parvis : le lieu ouvert devant un édifice ;") == "Parvis"
    assert listed_thing("1° Les avis rendus sous un mois ;") is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Qu'est-ce qu'un parvis ?", True),
        ("Que signifie parvis ?", True),
        ("Quels documents sont concernés par la règle ?", True),
        ("What is a public record?", True),
        ("What does open data mean?", True),
        ("Qui ouvre le parvis ?", False),
        ("Personne ne répond, qu'est-ce que je peux faire ?", False),
        ("Qu'est-ce qui ouvre le parvis ?", False),
        ("Qu'est-ce qu'on entend par parvis ?", True),
        ("Quel est le délai ?", False),
    ],
)
def test_only_questions_of_what_a_thing_is_ask_for_a_definition(question: str, asks: bool) -> None:
    assert asks_definition(question) is asks


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Que désigne le mot « parvis » ?", "parvis"),
        ("Que veulent dire les termes grille fleurie ?", "grille fleurie"),
        ("Quelle est la définition d'un gardien ?", "un gardien"),
        ("Le gardien, qu'est-ce que ça signifie ?", "le gardien"),
    ],
)
def test_the_words_that_only_ask_for_a_definition_are_no_part_of_the_thing(
    question: str, thing: str
) -> None:
    assert analyse(without_asking(question), language="fr") == analyse(thing, language="fr")


def test_a_question_for_a_meaning_in_english_asks_for_the_thing() -> None:
    assert analyse(without_asking("What does open data mean?"), language="en") == ["open", "data"]
    assert analyse(without_asking("the meaning of data"), language="en") == ["data"]
