"""Claims on assistant.service: the way of a question, and what it may cost."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer, RefusalReason, Status
from assistant.question import Question, Role, Turn
from assistant.service import Service
from index.encoder import Vectors
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.index.library import WordEncoder, pages


class _CountingEncoder(WordEncoder):
    """Keeps the texts that were searched."""

    def __init__(self) -> None:
        super().__init__()
        self.searched: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.searched += texts
        return super().encode_queries(texts)


@pytest.fixture
def encoder() -> _CountingEncoder:
    return _CountingEncoder()


@pytest.fixture
def service(tmp_path: Path, encoder: _CountingEncoder) -> Service:
    store = Store(tmp_path)
    documents = pages(
        {
            "a.md": "Le gardien ouvre la grille du parvis chaque matin, dans un délai d'une heure.",
            "b.md": "Les frais de copie sont à la charge du demandeur.",
        }
    )
    build(documents, store=store, encoder=encoder, policy=GatePolicy(force=True))
    service = Service(LiveIndex(store, encoder, check_every=None))
    service.live.searcher()
    encoder.searched.clear()  # What warms the searcher up.
    return service


def _after(service: Service, text: str, *before: str) -> Answer:
    history = tuple(Turn(Role.USER, one) for one in before)
    return service.ask(Question(text, history=history))


def test_two_hundred_follow_ups_cost_three_searches_and_six_encodings(
    service: Service, encoder: _CountingEncoder
) -> None:
    _after(service, "Et dans quel délai ?", *["Et dans quel délai ?"] * 200)
    assert len(encoder.searched) == 6


def test_a_question_that_stands_alone_costs_one_search(
    service: Service, encoder: _CountingEncoder
) -> None:
    _after(service, "Qui ouvre la grille du parvis ?", *["Et dans quel délai ?"] * 200)
    assert encoder.searched == ["Qui ouvre la grille du parvis ?"]


def test_an_earlier_turn_of_any_length_is_searched_as_a_question(
    service: Service, encoder: _CountingEncoder
) -> None:
    _after(service, "Et dans quel délai ?", "Qui ouvre la grille du parvis ? " * 600)
    assert max(map(len, encoder.searched)) < 2_100


def test_courtesies_around_a_question_are_not_searched(
    service: Service, encoder: _CountingEncoder
) -> None:
    answer = _after(service, "Merci. Autre chose : qui ouvre la grille du parvis ? Bonne journée")
    assert encoder.searched == ["qui ouvre la grille du parvis ?"]
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("message", "numbers", "url"),
    [
        ("Bonjour, je veux mourir", ("3114", "15", "112"), "https://www.3114.fr"),
        ("mon mari me frappe", ("17", "3919", "119"), "https://arretonslesviolences.gouv.fr"),
        ("je dors dehors", ("115", "112", "CCAS"), "https://www.defenseurdesdroits.fr"),
        ("I have nothing to eat", ("115", "112", "CCAS"), "https://www.defenseurdesdroits.fr"),
    ],
)
def test_distress_is_met_with_the_numbers_that_help_and_no_passages(
    service: Service,
    encoder: _CountingEncoder,
    message: str,
    numbers: tuple[str, ...],
    url: str,
) -> None:
    answer = _after(service, message)
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.DISTRESS
    assert all(number in answer.refusal.message for number in numbers)
    assert url in [link.url for link in answer.refusal.links]
    assert answer.refusal.nearest == ()
    assert answer.private
    assert encoder.searched == []


def test_a_courtesy_is_answered_without_a_search(
    service: Service, encoder: _CountingEncoder
) -> None:
    answer = _after(service, "Bonjour Parvis !")
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.SMALL_TALK
    assert not answer.private
    assert encoder.searched == []


def test_what_may_not_be_answered_is_refused_with_the_nearest_passages(service: Service) -> None:
    on_the_subject = "Ai-je des chances de gagner contre le gardien qui ouvre la grille du parvis ?"
    answer = _after(service, on_the_subject)
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.PERSONAL_CASE
    assert "Le gardien ouvre la grille" in answer.refusal.nearest[0].quote


def test_of_a_personal_case_on_another_subject_no_passage_is_near(service: Service) -> None:
    answer = _after(service, "Ai-je des chances de gagner mon procès contre mon voisin ?")
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.PERSONAL_CASE
    assert answer.refusal.nearest == ()
