"""Claims on assistant.compose.disagreement: different figures for one thing are told."""

from assistant.citation import Citation
from assistant.compose.disagreement import find_disagreements
from corpus.document import DocumentKind


def _citation(number: int, document: str, quote: str) -> Citation:
    return Citation(
        number=number,
        passage_id=f"p{number}",
        document_id=document,
        title=document,
        kind=DocumentKind.PAGE,
        label=document,
        quote=quote,
        start=0,
        end=len(quote),
        score=1.0,
    )


def test_two_documents_that_count_differently_disagree() -> None:
    one = _citation(1, "a", "Le plan compte 26 engagements sur la transparence.")
    other = _citation(2, "b", "Le plan compte 21 engagements sur la transparence.")
    [found] = find_disagreements((one, other))
    assert (found.one, found.other, found.thing) == (one, other, "engag")


def test_a_number_in_letters_is_the_same_as_in_figures() -> None:
    one = _citation(1, "a", "Le silence vaut accord après deux mois.")
    other = _citation(2, "b", "Le silence vaut accord après 2 mois.")
    assert find_disagreements((one, other)) == ()


def test_quotes_about_different_things_do_not_disagree() -> None:
    one = _citation(1, "a", "La commission comprend onze membres nommés par décret.")
    other = _citation(2, "b", "Le jury du concours rassemble trois membres élus.")
    assert find_disagreements((one, other)) == ()


def test_one_document_does_not_disagree_with_itself() -> None:
    one = _citation(1, "a", "Le délai est de deux mois pour une demande.")
    other = _citation(2, "a", "Le délai est de trois mois pour une demande.")
    assert find_disagreements((one, other)) == ()


def test_different_subjects_may_have_different_figures() -> None:
    one = _citation(1, "a", "Le plan de l'Assemblée nationale compte 17 engagements.")
    other = _citation(2, "b", "Le plan du Gouvernement compte 21 engagements.")
    assert find_disagreements((one, other)) == ()


def test_different_periods_may_have_different_figures() -> None:
    one = _citation(1, "a", "Le plan d'action 2015-2017 compte 26 engagements.")
    other = _citation(2, "b", "Le plan d'action 2018-2020 compte 21 engagements.")
    assert find_disagreements((one, other)) == ()


def test_delays_of_different_steps_do_not_disagree() -> None:
    one = _citation(1, "a", "La commission notifie son avis à l'intéressé dans le délai d'un mois.")
    other = _citation(2, "b", "L'intéressé dispose d'un délai de deux mois pour saisir le juge.")
    assert find_disagreements((one, other)) == ()


def test_two_documents_that_date_one_thing_differently_disagree() -> None:
    one = _citation(1, "a", "La France est membre du partenariat depuis avril 2014.")
    other = _citation(2, "b", "La France est membre du partenariat depuis avril 2015.")
    [found] = find_disagreements((one, other))
    assert found.thing == "date"
