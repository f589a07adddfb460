"""What a question asks to tell apart is read, and its definitions are found."""

import pytest

from index.search.query import read_query
from index.text.comparisons import compared_things, nearest_definitions, without_comparing

_PARVIS, _PLACE = frozenset({"parv"}), frozenset({"plac"})


@pytest.mark.parametrize(
    "question",
    [
        "Quelle différence entre un parvis et une place ?",
        "Quelle est la difference entre parvis et place",
        "Quelle différence y a-t-il entre le parvis et la place ?",
        "Quelle distinction entre parvis et place ?",
        "différence parvis place",
        "Parvis ou place : quelle différence ?",
        "Parvis et place, quelles différences ?",
        "Le parvis, quelle différence avec la place ?",
        "Comment distinguer un parvis d'une place ?",
        "Comment différencier le parvis de la place ?",
        "En quoi un parvis diffère-t-il d'une place ?",
        "En quoi le parvis se distingue de la place ?",
        "parvis vs place",
        "J'habite ici. Quelle différence entre parvis et place ? Merci.",
    ],
)
def test_two_things_to_tell_apart_are_each_read(question: str) -> None:
    assert read_query(question, languages=["fr"], language="fr").compared == (_PARVIS, _PLACE)


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between a square and a street?",
        "How does a square differ from a street?",
        "Distinguish a square from a street",
        "square versus street",
        "Square or street: what is the difference?",
    ],
)
def test_they_are_read_in_english_too(question: str) -> None:
    query = read_query(question, languages=["en"], language="en")
    assert query.compared == (frozenset({"squar"}), frozenset({"street"}))


@pytest.mark.parametrize(
    "question",
    [
        "Une différence de traitement entre usagers est-elle permise ?",
        "Les différences de salaire entre agents et élus",
        "Peut-on distinguer les usagers selon leur âge ?",
        "Quelle différence ?",
        "Qui ouvre le parvis et la place ?",
    ],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert read_query(question, languages=["fr"], language="fr").compared == ()


def test_more_than_two_things_are_each_read() -> None:
    question = "Quelles différences entre une cour, un parvis et une place ?"
    assert compared_things(question) == ("une cour", "un parvis", "une place")


def test_the_words_that_ask_are_no_part_of_the_things() -> None:
    assert without_comparing("différence entre parvis et place").split() == [
        "parvis",
        "et",
        "place",
    ]
    assert without_comparing("Parvis : quelles différences ?") == "Parvis : quelles différences ?"


@pytest.mark.parametrize(
    ("thing", "defined", "nearest"),
    [
        ({"retr"}, [{"acte", "retr"}, {"retr"}], [1]),
        ({"retr"}, [{"acte", "retr"}, {"abrog", "acte"}], [0]),
        ({"acte", "retr"}, [{"abrog", "acte"}, {"retr"}], [1]),
        ({"hierarch"}, [{"gracieux", "recour"}, {"hierarch", "recour"}], [1]),
        ({"acte"}, [{"acte", "recour"}, {"acte"}], [1]),
        ({"plan"}, [{"action", "national", "plan"}], []),
        ({"plan"}, [], []),
    ],
    ids=[
        "the same thing before a longer one",
        "a thing of one term more",
        "a thing of one term less",
        "a term that the question has elsewhere",
        "the same thing before such a term",
        "none that is far",
        "none at all",
    ],
)
def test_the_definition_of_a_thing_is_the_nearest_one(
    thing: set[str], defined: list[set[str]], nearest: list[int]
) -> None:
    found = nearest_definitions(
        frozenset(thing), [frozenset(one) for one in defined], said=frozenset({"recour"})
    )
    assert found == nearest
