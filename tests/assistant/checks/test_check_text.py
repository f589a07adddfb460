"""Checking a text: the verdict on each quotation and each citation, and what proves it."""

from datetime import date

from assistant.checks.check_text import check_text
from assistant.checks.checked import Checked, CheckVerdict, ClaimKind
from assistant.checks.held_laws import HeldLaws
from tests.assistant.stand_in import law, page, stand_in_service

TODAY = date(2026, 1, 31)
RULE = "Le gardien répond sous un mois."
CODE = "code des parvis"


def check(text: str, *, as_of: date = TODAY) -> tuple[Checked, ...]:
    searcher = stand_in_service(
        law(), page("guide", "Guide", "Un guide explique la visite du parvis.")
    ).live.searcher()
    return check_text(text, searcher=searcher, laws=HeldLaws(searcher.index), as_of=as_of).claims


def verdicts(text: str, **more: date) -> list[tuple[ClaimKind, CheckVerdict]]:
    return [(one.kind, one.verdict) for one in check(text, **more)]


def test_words_that_stand_in_the_article_named_are_exact_and_cited_to_the_letter() -> None:
    _, quote = check(f"L'article L1-1 du {CODE} : « le gardien répond sous un mois ».")

    assert quote.verdict is CheckVerdict.EXACT
    assert quote.source is not None
    assert quote.source.article == "L1-1"
    assert quote.source.quote == RULE.rstrip(".")


def test_a_changed_figure_is_altered_and_the_document_s_own_is_told() -> None:
    _, quote = check(f"L'article L1-1 du {CODE} : « le gardien répond sous deux mois ».")

    assert quote.verdict is CheckVerdict.ALTERED
    assert [(one.quoted, one.document) for one in quote.differences] == [("deux", "un")]


def test_words_of_another_article_are_not_found_in_the_one_named_and_said_to_be_elsewhere() -> None:
    _, quote = check(
        f"L'article L1-2 du {CODE} : « toute personne peut demander à voir un parvis »."
    )

    assert quote.verdict is CheckVerdict.NOT_FOUND
    assert quote.source is not None
    assert quote.source.article == "L1-1"


def test_an_article_that_the_law_has_not_is_not_found() -> None:
    assert verdicts(f"Voir l'article L9-9 du {CODE}.") == [
        (ClaimKind.CITATION, CheckVerdict.NOT_FOUND)
    ]


def test_an_article_is_not_in_force_before_its_day() -> None:
    [citation] = check(f"Voir l'article L1-1 du {CODE}.", as_of=date(2015, 1, 1))

    assert citation.verdict is CheckVerdict.NOT_IN_FORCE
    assert "01/01/2016" in citation.detail


def test_words_of_a_version_not_in_force_are_said_to_be() -> None:
    found = verdicts(
        f"L'article L1-1 du {CODE} : « le gardien répond sous un mois ».",
        as_of=date(2015, 1, 1),
    )

    assert found[1] == (ClaimKind.QUOTE, CheckVerdict.NOT_IN_FORCE)


def test_of_a_law_that_is_not_held_nothing_is_told() -> None:
    found = verdicts("L'article 1240 du code civil : « tout fait quelconque de l'homme oblige ».")

    assert {verdict for _, verdict in found} == {CheckVerdict.CANNOT_TELL}


def test_an_article_whose_law_is_not_named_is_that_of_the_only_law_that_has_it() -> None:
    [citation] = check("Voir l'article L1-2.")

    assert citation.verdict is CheckVerdict.EXACT
    assert "aucune loi n'est nommée" in citation.detail


def test_words_without_an_article_are_looked_for_in_every_document() -> None:
    exact, absent = check(
        "« un guide explique la visite du parvis » et « les poules ont des dents en or »"
    )

    assert exact.verdict is CheckVerdict.EXACT
    assert exact.source is not None
    assert exact.source.document_id == "guide"
    assert absent.verdict is CheckVerdict.NOT_FOUND


def test_an_article_named_within_a_quotation_is_quoted_and_not_cited() -> None:
    [quote] = check("« Par dérogation à l'article L1-1, le gardien répond sous huit jours en été »")

    assert quote.kind is ClaimKind.QUOTE
    assert quote.verdict is CheckVerdict.EXACT


def test_claims_come_in_the_order_of_the_text_with_their_place_and_numbered_sources() -> None:
    text = f"L1-1 du {CODE} dit : « le gardien répond sous un mois » ; et l'article L1-2 du {CODE}."
    claims = check(text)

    assert [text[one.start : one.end] for one in claims] == [one.text for one in claims]
    assert [one.start for one in claims] == sorted(one.start for one in claims)
    assert [one.source.number for one in claims if one.source] == [1, 2, 3]


def test_details_are_in_the_language_of_the_text() -> None:
    [citation] = check(f"Please see article L1-1 of the {CODE}, which is the law meant here.")

    assert "in force" in citation.detail


def test_an_article_without_its_letter_is_the_only_one_of_that_number() -> None:
    assert verdicts(f"Voir l'article 1-1 du {CODE}.") == [(ClaimKind.CITATION, CheckVerdict.EXACT)]


def test_both_ends_of_a_range_must_be_there_in_their_order() -> None:
    assert [verdict for _, verdict in verdicts(f"Les articles L1-1 à L1-2 du {CODE}.")] == [
        CheckVerdict.EXACT
    ]
    for other in ("L1-2 à L1-1", "L1-1 à L1-9"):
        assert [verdict for _, verdict in verdicts(f"Les articles {other} du {CODE}.")] == [
            CheckVerdict.NOT_FOUND
        ], other
