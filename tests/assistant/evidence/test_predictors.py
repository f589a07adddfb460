"""Claims on assistant.evidence.predictors: what hits hold of a question."""

from pathlib import Path

import pytest

from assistant.evidence.predictors import Predictors, read_predictors
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.index.library import WordEncoder, pages


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    store, encoder = Store(tmp_path), WordEncoder()
    documents = pages(
        {
            "a.md": "Le gardien ouvre la grille du parvis chaque matin.",
            "b.md": "Les frais de copie sont à la charge du demandeur.",
        }
    )
    build(documents, store=store, encoder=encoder, policy=GatePolicy(force=True))
    return Searcher(store.current(), encoder)


def _predictors(searcher: Searcher, text: str) -> Predictors:
    return read_predictors(searcher.search(text), searcher)


def test_a_question_of_the_text_s_own_words_is_covered(searcher: Searcher) -> None:
    assert _predictors(searcher, "Qui ouvre la grille du parvis ?").term_coverage == pytest.approx(
        1
    )


def test_a_word_of_the_lexicon_covers_the_one_that_it_stands_for(searcher: Searcher) -> None:
    assert _predictors(searcher, "Faut-il payer ?").term_coverage == pytest.approx(1)
    assert _predictors(searcher, "Faut-il nager ?").term_coverage == 0


def test_more_words_held_say_more(searcher: Searcher) -> None:
    few, many = (
        _predictors(searcher, "La grille ?"),
        _predictors(searcher, "La grille du parvis, le matin ?"),
    )
    assert few.term_coverage == pytest.approx(many.term_coverage) == pytest.approx(1)
    assert many.term_rarity > 2 * few.term_rarity


def test_a_hit_in_another_language_is_told(searcher: Searcher) -> None:
    assert (
        _predictors(searcher, "Who opens the gate of the square every morning?").cross_language == 1
    )
    assert _predictors(searcher, "Qui ouvre la grille du parvis ?").cross_language == 0
