"""Claims on assistant.compose.decision: answered, near, or off the subject."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, RefusalReason, Status
from assistant.evidence.answerability import WORDS_ALONE, Calibration
from assistant.question import Question
from assistant.service import Service
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages

QUESTION = "Que tient le gardien des phares ?"


@pytest.fixture
def live(tmp_path: Path) -> LiveIndex:
    store, encoder = Store(tmp_path), WordEncoder()
    build(pages(SAMPLES), store=store, encoder=encoder, policy=GatePolicy(force=True))
    return LiveIndex(store, encoder, check_every=None)


def _ask(live: LiveIndex, text: str, *, threshold: float, out_of_scope: float) -> Answer:
    calibration: Calibration = replace(
        WORDS_ALONE,
        model=live.searcher().index.manifest.model.name,
        threshold=threshold,
        out_of_scope=out_of_scope,
    )
    return Service(live, calibration=calibration).ask(Question(text))


def test_from_the_threshold_on_a_question_is_answered(live: LiveIndex) -> None:
    answer = _ask(live, QUESTION, threshold=0.5, out_of_scope=0.2)
    assert answer.status is Status.ANSWERED


def test_below_it_what_would_have_led_is_shown_first_as_only_near(live: LiveIndex) -> None:
    leading = _ask(live, QUESTION, threshold=0.5, out_of_scope=0.2).citations[0]

    answer = _ask(live, QUESTION, threshold=1.1, out_of_scope=0.2)

    assert answer.status is Status.NEAR
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.INSUFFICIENT_EVIDENCE
    assert answer.refusal.nearest[0].quote == leading.quote
    assert answer.refusal.message.startswith(
        "Je n'ai pas trouvé de réponse ; voici les passages les plus proches."
    )
    numbers = [one.number for one in answer.refusal.nearest]
    assert numbers == list(range(1, len(numbers) + 1))


def test_off_the_subject_nothing_is_shown(live: LiveIndex) -> None:
    answer = _ask(live, QUESTION, threshold=1.1, out_of_scope=1.1)
    assert answer.status is Status.REFUSED
    assert answer.refusal is not None
    assert answer.refusal.nearest == ()


def test_the_unit_that_leads_decides_not_what_others_hold(live: LiveIndex) -> None:
    """Each word is in some passage, and no passage has them all."""
    answer = _ask(
        live, "Le registre des parcelles et des péniches ?", threshold=0.5, out_of_scope=0.0
    )
    assert answer.status is Status.NEAR
