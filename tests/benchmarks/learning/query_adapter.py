"""Whether a matrix learnt from pairs, put upon the vectors of questions alone, earns its place.

    python -m tests.benchmarks.learning.query_adapter [--pairs 4000] [--save FILE]

Learns a residual 384 x 384 map by contrast: the vectors of passages stay as they are and are each
other's negatives, but for those of one page and those too like the wanted one; the map is held to
the old vectors. Seed and data are fixed. Prints hit@1, hit@5 and the mean reciprocal rank of the
nearest passages alone: on pages and articles kept aside, and on sets that nothing is chosen by.

On 2026-11-28, with 600 pairs and 2,408 questions, half of the way to the map (strength 0.5) took
articles kept aside from 0.403 / 0.667 to 0.462 / 0.726 and pages kept aside from 0.627 / 0.821 to
0.672 / 0.866. Beside a field of 4,402 taught questions, whose metric is learnt from them without
any training, such a map took the 318 questions of `crpa` and `unseen_crpa` from 0.840 / 0.972 to
0.833 / 0.975, the whole of it to 0.840 / 0.975. So none ships.
"""

import argparse
import gzip
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import torch
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.models import DEFAULT_MODEL, load_encoder
from index.questions.asked import unit_key
from tests.benchmarks.question_sets import CRPA, VAR, open_index, question_sets
from tests.shared import SHARED

PAIRS = SHARED / "training" / "pairs.jsonl.gz"
TAUGHT = Path("corpus/questions") / CRPA.with_suffix(".jsonl").name
CUT = 240  # characters of a passage: its beginning says what it is about
SEED = 0
_STEPS, _BATCH, _RATE, _WARM_UP = 300, 128, 1e-3, 50
_TEMPERATURE = 0.03
_PULL = 2.0  # times 1 - the cosine to the old vector
_TOO_LIKE = 0.95  # the cosine to the wanted passage from which another one is no negative
_STRENGTHS = (0.0, 0.5, 1.0)

Wanted = NDArray[np.bool_]  # shape (questions, passages)


@dataclass(frozen=True, slots=True)
class Task:
    """Questions and passages by their vectors, and which passages answer each question.

    `near` are those that answer it or may: no negatives of it. `kept` are the questions that
    nothing is learnt from, and `hidden` the passages that are no negatives either. Passages of the
    same number in `units` are found as one.
    """

    name: str
    questions: Vectors
    passages: Vectors
    units: NDArray[np.int64]
    wanted: Wanted
    near: Wanted
    kept: NDArray[np.bool_]
    hidden: NDArray[np.bool_]


def learn(tasks: Sequence[Task]) -> Vectors:
    """The residual map, shape (dimension, dimension): q' = q + q · map, made a unit vector."""
    drawn = np.random.default_rng(SEED)
    dimension = tasks[0].questions.shape[1]
    residual = torch.zeros(dimension, dimension, requires_grad=True)
    optimizer = torch.optim.AdamW([residual], lr=_RATE, weight_decay=0)
    for step in range(_STEPS):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / _WARM_UP) * (1 - step / _STEPS)
        loss = torch.zeros(())
        for task in tasks:
            taught = np.flatnonzero(~task.kept & task.wanted.any(axis=1))
            rows = drawn.choice(taught, min(_BATCH, len(taught)), replace=False)
            loss = loss + _loss(task, rows, residual)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    learnt: Vectors = residual.detach().numpy()
    return learnt


def _loss(task: Task, rows: NDArray[np.int64], residual: torch.Tensor) -> torch.Tensor:
    old = torch.from_numpy(task.questions[rows])
    new = torch.nn.functional.normalize(old + old @ residual, dim=-1)
    likeness = new @ torch.from_numpy(task.passages).T / _TEMPERATURE
    wanted = torch.from_numpy(task.wanted[rows])
    left_out = torch.from_numpy((task.near[rows] | task.hidden) & ~task.wanted[rows])
    likeness = likeness.masked_fill(left_out, -torch.inf)
    found = torch.logsumexp(likeness.masked_fill(~wanted, -torch.inf), 1)
    contrast = torch.logsumexp(likeness, 1) - found
    return contrast.mean() + _PULL * (1 - (new * old).sum(1)).mean()


def adapt(vectors: Vectors, residual: Vectors, strength: float) -> Vectors:
    """Unit vectors of questions, `strength` of the way to what the map makes of them."""
    new = vectors + vectors @ residual
    mixed = np.asarray((1 - strength) * vectors + strength * new / _norms(new), np.float32)
    return mixed / _norms(mixed)


def _norms(vectors: Vectors) -> Vectors:
    return np.asarray(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def measure(task: Task, questions: Vectors, wanted: Iterable[NDArray[np.bool_]]) -> str:
    """hit@1 / hit@5 / mean reciprocal rank of the nearest wanted unit."""
    places = []
    for likeness, right in zip(questions @ task.passages.T, wanted, strict=True):
        if right.any():
            nearer = (likeness > likeness[right].max()) & ~right
            places.append(1 + len(np.unique(task.units[nearer])))
    found = np.array(places)
    return f"{(found <= 1).mean():.3f} / {(found <= 5).mean():.3f} / {(1 / found).mean():.3f}"


def paired(encoder: Encoder, *, limit: int) -> Task:
    """Pages of service-public.fr: their titles, and what stands below or is cited."""
    with gzip.open(PAIRS) as file:
        pairs: list[dict[str, Any]] = [orjson.loads(line) for line in file]
    every = sorted({pair["question"] for pair in pairs})
    some = np.random.default_rng(SEED).choice(len(every), min(limit, len(every)), replace=False)
    places = {every[place]: row for row, place in enumerate(some.tolist())}
    pairs = [pair for pair in pairs if pair["question"] in places]
    texts = {text: row for row, text in enumerate(dict.fromkeys(p["passage"][:CUT] for p in pairs))}
    groups = {name: row for row, name in enumerate(dict.fromkeys(p["group"] for p in pairs))}
    wanted = np.zeros((len(places), len(texts)), np.bool_)
    of_questions = np.zeros((len(places), len(groups)), np.float32)
    of_passages = np.zeros((len(texts), len(groups)), np.float32)
    kept = np.zeros(len(places), np.bool_)
    for pair in pairs:
        question, passage = places[pair["question"]], texts[pair["passage"][:CUT]]
        wanted[question, passage] = True
        of_questions[question, groups[pair["group"]]] = 1
        of_passages[passage, groups[pair["group"]]] = 1
        kept[question] |= _kept_aside(pair["group"], share=0.1)
    vectors = _remembered("pairs-passages", list(texts), encoder.encode_passages)
    like = (vectors @ vectors.T) > _TOO_LIKE
    near = (of_questions @ of_passages.T > 0) | (wanted.astype(np.float32) @ like > 0)
    questions = _remembered("pairs-questions", list(places), encoder.encode_queries)
    hidden = np.zeros(len(texts), np.bool_)
    return Task("pages", questions, vectors, np.arange(len(texts)), wanted, near, kept, hidden)


def taught(encoder: Encoder, passages: Vectors, units: Sequence[str]) -> Task:
    """The questions that articles of the CRPA answer, and the passages of its articles."""
    lines = [orjson.loads(line) for line in TAUGHT.read_bytes().splitlines()]
    answers = [{unit_key(number) for number in line["answers"]} for line in lines]
    aside = {unit: _kept_aside(unit, share=0.2) for unit in units}
    wanted = np.array([[unit in wished for unit in units] for wished in answers])
    kept = np.array([any(aside.get(unit, False) for unit in wished) for wished in answers])
    texts = [line["question"] for line in lines]
    vectors = _remembered("taught", texts, encoder.encode_queries)
    hidden = np.array([aside[unit] for unit in units])
    numbers = np.unique(units, return_inverse=True)[1]
    return Task("articles", vectors, passages, numbers, wanted, wanted, kept, hidden)


def _kept_aside(name: str, *, share: float) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) < share * 16**8


def _remembered(name: str, texts: list[str], encode: Any) -> Vectors:
    """The vectors of `texts`, made once."""
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = VAR / "learning" / f"{name}-{digest}.npy"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, encode(texts))
    vectors: Vectors = np.load(path)
    return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=4000, help="questions of pages to learn from")
    parser.add_argument("--save", type=Path, help="a file for the map")
    arguments = parser.parse_args()
    encoder = load_encoder(DEFAULT_MODEL)
    index = open_index(CRPA, encoder)
    places = [passage.locator for passage in index.passages]
    units = [unit_key(place.article or "") for place in places]
    articles = taught(encoder, index.vectors.vectors, units)
    tasks = (paired(encoder, limit=arguments.pairs), articles)
    residual = learn(tasks)
    if arguments.save:
        np.save(arguments.save, residual.astype(np.float16))
    for strength in _STRENGTHS:
        print(f"strength {strength}")
        for task in tasks:
            asked = adapt(task.questions[task.kept], residual, strength)
            found = measure(task, asked, task.wanted[task.kept])
            print(f"  {task.name + ' kept aside':22} {found}", flush=True)
        for one in question_sets():
            if one.documents != CRPA:
                continue
            asked = _remembered(one.name, [q.text for q in one.questions], encoder.encode_queries)
            wanted = [
                np.isin(units, [unit_key(name) for name in question.relevant])
                for question in one.questions
            ]
            asked = adapt(asked, residual, strength)
            print(f"  {one.name:22} {measure(articles, asked, wanted)}", flush=True)


if __name__ == "__main__":
    main()
