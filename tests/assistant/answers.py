"""Records the answers of the snapshot anew: `python -m tests.assistant.answers`.

Prints each answer that differs from the recorded one, to be read before answers.json is committed:
an answer is recorded only after someone has read it and judged it good. Questions are added and
removed in answers.json itself. Of each quote its label, its first words, its length and the SHA-256
of the whole are recorded, and not the quote: the documents are not ours to publish.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from assistant.answer import Answer
from assistant.question import Question
from index.models import DEFAULT_MODEL, load_encoder, prepare_runtime
from tests.assistant.conftest import open_library
from tests.shared import CRPA, CRPA_NAME, VAR

ANSWERS = Path(__file__).with_name("answers.json")
_FIRST_WORDS = 10
Record = list[dict[str, str | int]]


def recorded() -> Mapping[str, Record]:
    """The answers judged good, by their questions."""
    answers: dict[str, Record] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return answers


def record(answer: Answer) -> Record:
    """What the snapshot keeps of an answer."""
    return [
        {
            "label": citation.label,
            "begins": " ".join(citation.quote.split()[:_FIRST_WORDS]),
            "characters": len(citation.quote),
            "sha256": hashlib.sha256(citation.quote.encode()).hexdigest(),
        }
        for citation in answer.citations
    ]


def main() -> None:
    """Asks every question of the snapshot, prints what differs, and writes the file."""
    if CRPA is None:
        raise SystemExit(f"{CRPA_NAME} is not here: `make run` gathers it")
    models = VAR / "models"
    service = open_library(load_encoder(prepare_runtime(DEFAULT_MODEL, models=models)), CRPA)
    answers = {}
    for question, before in recorded().items():
        answer = service.ask(Question(question))
        answers[question] = record(answer)
        if answers[question] != before:
            print(f"\n{question}")
            for citation in answer.citations:
                print(f"  [{citation.number}] {citation.label}: {citation.quote}")
    ANSWERS.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
