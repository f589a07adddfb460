"""The fast encoder gives the reference encoder's vectors, from any thread, without torch."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder, Vectors
from index.models import load_encoder
from index.models.conversion import find_graph
from index.models.folder import open_model
from index.models.openvino import OpenVinoEncoder, _Runner, processors
from tests.shared import VAR

TEXTS = [
    "Oui.",
    "Qui peut demander un document administratif ?",
    "What does the plan say about beneficial ownership?",
    "La commission rend son avis dans le délai d'un mois. " * 12,
    "trop long " * 600,
]


@pytest.fixture(scope="module")
def reference(prepared_model: Path) -> Encoder:
    return load_encoder(prepared_model, runtime="torch", models=VAR / "models")


@pytest.fixture(scope="module")
def expected(reference: Encoder) -> tuple[Vectors, Vectors]:
    """The reference vectors of the texts, as questions and as passages."""
    return reference.encode_queries(TEXTS), reference.encode_passages(TEXTS)


@pytest.mark.parametrize("precision", [None, "f32"], ids=["as the processor likes", "single"])
def test_its_vectors_are_those_of_torch(
    prepared_model: Path, expected: tuple[Vectors, Vectors], precision: str | None
) -> None:
    folder = open_model(prepared_model)
    graph = find_graph(folder, elsewhere=VAR / "models")
    assert graph is not None
    fast = OpenVinoEncoder(folder, graph, precision=precision)
    questions, passages = expected
    assert (fast.encode_queries(TEXTS) * questions).sum(axis=1).min() >= 0.999
    assert (fast.encode_passages(TEXTS) * passages).sum(axis=1).min() >= 0.999
    # Many at once go another way, each processor apart.
    bulk = fast.encode_passages(TEXTS[:4] * 5)
    assert (bulk.reshape(5, 4, -1) * passages[:4]).sum(axis=2).min() >= 0.999


def test_it_is_the_same_encoder_by_name_by_fingerprint_and_by_count(
    encoder: Encoder, reference: Encoder
) -> None:
    assert isinstance(encoder, OpenVinoEncoder)
    for name in ("name", "fingerprint", "dimension", "max_tokens"):
        assert getattr(encoder, name) == getattr(reference, name)
    assert [encoder.count_tokens(text) for text in TEXTS] == [
        reference.count_tokens(text) for text in TEXTS
    ]


def test_vectors_have_norm_one_and_come_in_the_order_of_the_texts(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS[:4] * 5)
    apart = np.concatenate([encoder.encode_passages([text]) for text in TEXTS[:4] * 5])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together * apart).sum(axis=1).min() >= 0.999


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, 384)


def test_progress_ends_with_all_texts_done(encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode_passages(TEXTS[:4] * 10, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40, 40)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_threads_do_not_mix_their_questions(encoder: Encoder) -> None:
    questions = [f"question numéro {number} sur les délais" for number in range(40)]
    alone = np.concatenate([encoder.encode_queries([question]) for question in questions])
    with ThreadPoolExecutor(8) as executor:
        together = list(executor.map(lambda one: encoder.encode_queries([one])[0], questions))
    assert (alone * np.array(together)).sum(axis=1).min() >= 0.9999


def test_the_very_first_questions_may_come_together(prepared_model: Path) -> None:
    program = (
        "from concurrent.futures import ThreadPoolExecutor; from index.models import load_encoder;"
        f"encoder = load_encoder({str(prepared_model)!r});"
        "ask = lambda text: encoder.encode_queries([text]).shape;"
        "print(set(ThreadPoolExecutor(8).map(ask, 'abcdefgh')));"
        "print(encoder.encode_passages(['mots'] * 40).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split("\n")[:2] == ["{(1, 384)}", "(40, 384)"]


def test_asking_needs_neither_torch_nor_transformers(prepared_model: Path) -> None:
    program = (
        "import sys; from index.models import load_encoder;"
        f"encoder = load_encoder({str(prepared_model)!r});"
        "print(encoder.encode_queries(['bonjour']).shape);"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "(1, 384)"


def test_it_uses_no_more_processors_than_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr("index.models.openvino._QUOTA", quota)
    everything = processors()
    quota.write_text("max 100000\n", encoding="ascii")
    assert processors() == everything
    quota.write_text("50000 100000\n", encoding="ascii")
    assert processors() == 1


def test_an_interruption_does_not_wait_for_what_has_not_begun(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    run = _Runner.run

    def counted(runner: _Runner, batch: Sequence[Sequence[int]]) -> Vectors:
        begun.append(len(batch))
        return run(runner, batch)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    assert isinstance(encoder, OpenVinoEncoder)
    encoder.encode_passages(TEXTS[:3] * 10)  # The graph is compiled.
    monkeypatch.setattr(_Runner, "run", counted)
    with pytest.raises(KeyboardInterrupt):
        encoder.encode_passages(
            [f"{number} {TEXTS[4]}" for number in range(60)], progress=interrupt
        )
    assert len(begun) < 20
