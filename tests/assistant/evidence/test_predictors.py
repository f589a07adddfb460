"""Claims on assistant.signs: what hits hold of a question, in its words or the lexicon's."""

from pathlib import Path

import pytest

from assistant.evidence.predictors import Signs, read_signs
from index.build.gate import GatePolicy
from index.build.pipeline import build
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


def _signs(searcher: Searcher, text: str) -> Signs:
    return read_signs(searcher.search(text), searcher)


def test_a_question_of_the_text_s_own_words_is_covered(searcher: Searcher) -> None:
    assert _signs(searcher, "Qui ouvre la grille du parvis ?").covered == pytest.approx(1)


def test_a_word_of_the_lexicon_covers_the_one_that_it_stands_for(searcher: Searcher) -> None:
    assert _signs(searcher, "Faut-il payer ?").covered == pytest.approx(1)
    assert _signs(searcher, "Faut-il nager ?").covered == 0


def test_more_words_held_say_more(searcher: Searcher) -> None:
    few, many = _signs(searcher, "La grille ?"), _signs(searcher, "La grille du parvis, le matin ?")
    assert few.covered == pytest.approx(many.covered) == pytest.approx(1)
    assert many.said > 2 * few.said


def test_a_hit_in_another_language_is_told(searcher: Searcher) -> None:
    assert _signs(searcher, "Who opens the gate of the square every morning?").across == 1
    assert _signs(searcher, "Qui ouvre la grille du parvis ?").across == 0
