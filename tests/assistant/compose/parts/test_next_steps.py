"""What can be done next is founded on an article that is in force, and quoted to the letter."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import NextStep
from assistant.compose.parts.next_steps import found_steps, with_next_steps
from corpus.law.article_numbers import article_key
from corpus.steps.next_steps import Step
from index.snapshot.index import Index
from tests.assistant.compose.parts.quoting import DAY, code, indexed, quoting, sheet

_ASK = "Toute personne peut demander la clé du parvis."
_GO = "Sans réponse, elle saisit le conseil dans un délai de deux mois."
_REASONS = "Le gardien donne les motifs de son refus."
_PAGE = "La clé se demande au gardien."
_MARKET = "Le marché ouvre le matin."
_ARTICLES = {"L1-1": _ASK, "L1-2": f"Le conseil siège. {_GO}", "L1-3": _REASONS, "L1-4": "Il lit."}


def _step(after: str, article: str, words: str, *, document: str = "code") -> Step:
    texts = {"fr": f"Voyez {article}.", "en": f"See {article}."}
    return Step(document, frozenset({article_key(after)}), article, (words,), texts)


_TO_COUNCIL = _step("L. 1-1", "L1-2", "délai de deux mois")
_TO_REASONS = _step("L1-1", "L1-3", "les motifs")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    pages = sheet("clé", {"Demander": [_PAGE]}), sheet("marché couvert", {"Ouvrir": [_MARKET]})
    return indexed(tmp_path_factory.mktemp("steps"), code(_ARTICLES), *pages)


def _next(
    index: Index,
    *quotes: str,
    steps: tuple[Step, ...] = (_TO_COUNCIL,),
    question: str = "Puis-je avoir la clé ?",
    language: str = "fr",
    as_of: date = DAY,
) -> tuple[NextStep, ...]:
    return with_next_steps(
        quoting(index, *quotes),
        found_steps(steps, index),
        index,
        question=question,
        language=language,
        as_of=as_of,
    ).next_steps


def test_a_step_follows_from_its_article_and_quotes_the_sentence_that_founds_it(
    index: Index,
) -> None:
    (step,) = _next(index, _ASK)
    assert (step.text, step.citation.quote, step.citation.article) == ("Voyez L1-2.", _GO, "L1-2")
    assert step.citation.number == 2
    (english,) = _next(index, _ASK, language="en")
    assert english.text == "See L1-2."


def test_the_article_under_a_page_that_explains_it_leads_to_the_step(index: Index) -> None:
    assert len(_next(index, _PAGE, _ASK)) == 1


@pytest.mark.parametrize(
    "quotes",
    [
        pytest.param((_REASONS,), id="another article leads"),
        pytest.param((_REASONS, _ASK), id="its article comes second"),
        pytest.param((_ASK, _GO), id="the step is quoted already"),
        pytest.param((_PAGE,), id="no law is quoted"),
    ],
)
def test_no_step_where_it_does_not_follow(index: Index, quotes: tuple[str, ...]) -> None:
    assert _next(index, *quotes) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Notre commune doit-elle prêter la clé ?",
        "Dois-je motiver ma décision sur la clé ?",
        "Agent d'accueil : puis-je prêter la clé ?",
        "Que signifie « clé » ?",
    ],
)
def test_no_step_for_an_office_or_a_definition(index: Index, question: str) -> None:
    assert _next(index, _ASK, question=question) == ()


def test_no_step_on_a_law_under_a_page_on_another_matter(index: Index) -> None:
    assert _next(index, _MARKET, _ASK) == ()


def test_of_steps_that_say_the_same_one_is_told(index: Index) -> None:
    same = replace(_TO_REASONS, texts=_TO_COUNCIL.texts)
    found = _next(index, _ASK, steps=(_TO_COUNCIL, same))
    assert [one.citation.article for one in found] == ["L1-2"]


def test_a_step_is_quoted_from_its_first_words_to_its_last(index: Index) -> None:
    (step,) = _next(index, _ASK, steps=(replace(_TO_COUNCIL, words=("siège", "deux mois")),))
    assert step.citation.quote == _ARTICLES["L1-2"]
    assert _next(index, _ASK, steps=(replace(_TO_COUNCIL, words=("siège", "six mois")),)) == ()


def test_a_step_may_stand_on_another_sentence_of_the_article_that_is_quoted(index: Index) -> None:
    (step,) = _next(
        index, "Le conseil siège.", steps=(replace(_TO_COUNCIL, after=frozenset({"l1-2"})),)
    )
    assert step.citation.quote == _GO


def test_no_step_on_words_that_the_article_no_longer_has(index: Index) -> None:
    assert _next(index, _ASK, steps=(replace(_TO_COUNCIL, words=("délai de six mois",)),)) == ()


def test_no_step_on_a_law_or_an_article_that_is_not_there(index: Index) -> None:
    elsewhere = replace(_TO_COUNCIL, document="other"), replace(_TO_COUNCIL, article="L9-9")
    assert _next(index, _ASK, steps=elsewhere) == ()


def test_at_most_two_steps_each_on_an_article_of_its_own(index: Index) -> None:
    steps = (_TO_COUNCIL, _TO_COUNCIL, _TO_REASONS, _step("L1-1", "L1-4", "Il lit"))
    found = _next(index, _ASK, steps=steps)
    assert [one.citation.article for one in found] == ["L1-2", "L1-3"]


def test_no_step_on_an_article_that_does_not_hold_on_the_day(tmp_path: Path) -> None:
    document = code(_ARTICLES, since=date(2020, 1, 1), until=date(2022, 1, 1))
    index = indexed(tmp_path, document)
    assert len(_next(index, _ASK, as_of=date(2021, 1, 1))) == 1
    assert _next(index, _ASK, as_of=date(2022, 1, 1)) == ()
