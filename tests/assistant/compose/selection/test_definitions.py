"""A question for the difference between things is answered by the definition of each."""

from assistant.compose.selection.select import select_quotes
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.passage import Locator, cut
from index.search.query import read_query
from tests.index.library import law

_PARVIS = "Le parvis s'entend du lieu ouvert devant un édifice."
_PLACE = "On entend par place tout lieu découvert que des rues entourent."
_RULE = "Le gardien ouvre la grille du parvis et balaie la place."


def _quotes(question: str, *sentences: str) -> list[str]:
    """What is quoted of articles of these sentences, each found well behind the one before."""
    document = law("loi", {f"L1-{number}": words for number, words in enumerate(sentences)})
    units = tuple(
        Unit(
            document,
            (cut(document, one.start, one.end, locator=Locator(article=one.number)),),
            score=-4.0 * place,
        )
        for place, one in enumerate(document.articles)
    )
    compared = read_query(question, languages=["fr"], language="fr").compared
    evidence = Evidence(parse_question(Question(question)), units, compared=compared)
    return [quote.text for quote in select_quotes(evidence, most=4).quotes]


def test_both_definitions_are_quoted_in_the_order_of_the_question_and_nothing_else() -> None:
    question = "Quelle différence entre une place et un parvis ?"
    assert _quotes(question, _RULE, _PARVIS, _PLACE) == [_PLACE, _PARVIS]


def test_where_only_one_is_defined_the_best_unit_answers() -> None:
    question = "Quelle différence entre une place et un parvis ?"
    assert _quotes(question, _RULE, _PARVIS) == [_RULE]


def test_a_question_that_compares_nothing_is_answered_as_ever() -> None:
    assert _quotes("Qui ouvre la grille ?", _RULE, _PARVIS, _PLACE) == [_RULE]


def test_a_thing_defined_twice_is_quoted_once_by_its_best_definition() -> None:
    question = "Quelle différence entre un parvis et une place ?"
    again = "Le parvis s'entend de toute dalle claire."
    assert _quotes(question, _PARVIS, again, _PLACE) == [_PARVIS, _PLACE]
