"""`parvis teach`: said, listed, taken back, and seen in a search."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.language_model import LanguageModel
from index.errors import NotTaught, UnknownId
from index.snapshot.store import Store
from tests.assistant.cli.documents.conftest import Run

QUESTION = "Peut-on venir avec son chien ?"


def test_a_question_is_taught_listed_found_and_taken_back(
    parvis: Run, built: Store, documents: Path
) -> None:
    told = parvis("teach", QUESTION, "jardins.md")
    assert told.status == 0
    assert told.out == (
        f"{QUESTION}  →  jardins.md\nTaught, for 1 passage: {built.current_id()} serves.\n"
    )
    assert parvis("teach", "--list").out == f"{QUESTION}  →  jardins.md\n"
    assert parvis("search", QUESTION, "--json").json["hits"][0]["document_id"] == "jardins.md"
    assert "knew that already" in parvis("teach", QUESTION, "jardins.md").out
    assert "Taught, for 1 passage" in parvis("teach", QUESTION, "ponts.md").out
    assert "Nothing has changed" in parvis("build", documents).out

    gone = parvis("teach", "--remove", QUESTION, "--json").json
    assert [one["document"] for one in gone["removed"]] == ["jardins.md", "ponts.md"]
    assert gone["current"] == built.current_id()
    assert "Nothing was taught yet" in parvis("teach", "--list").out
    assert parvis("teach", "--list", "--json").json == {"taught": []}


def test_taught_as_json(parvis: Run, built: Store) -> None:
    assert parvis("teach", QUESTION, "ponts.md", "--json").json == {
        "taught": [{"question": QUESTION, "document": "ponts.md", "answers": []}],
        "passages": 1,
        "unchanged": False,
        "replaced": False,
        "current": built.current_id(),
    }


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (QUESTION,),
        (" ", "ponts.md"),
        (QUESTION, " "),
        (QUESTION, "ponts.md", "--list"),
        ("--remove", QUESTION, "--list"),
        ("--remove", " "),
    ],
    ids=[
        "nothing",
        "no answer",
        "no words",
        "an empty answer",
        "a list",
        "a list, a removal",
        "a removal of no words",
    ],
)
def test_what_says_too_little_or_too_much_is_misuse(
    parvis: Run, built: Store, arguments: tuple[str, ...]
) -> None:
    assert parvis("teach", *arguments).status == 2


def test_an_answer_that_is_none_is_told(parvis: Run, built: Store) -> None:
    assert isinstance(parvis("teach", QUESTION, "pont.md").error, UnknownId)
    assert isinstance(parvis("teach", QUESTION, "L1-1").error, NotTaught)
    assert isinstance(parvis("teach", "--remove", QUESTION).error, NotTaught)


def test_in_french_it_is_said_in_french(
    parvis: Run, built: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_LANG", "fr")
    told = parvis("teach", QUESTION, "jardins.md").out.splitlines()[1]
    assert (
        told.replace("\xa0", " ")
        == f"Appris, pour 1 passage : {built.current_id()} est en service."
    )
    out = parvis("search", QUESTION, "--explain").out
    assert f"question       « {QUESTION} » (apprise par un agent, 1,00)" in out.replace("\xa0", " ")
    assert "une question à laquelle il répond demande presque la même chose" in out


def test_explaining_a_search_shows_the_question_that_spoke_for_a_hit(
    parvis: Run, built: Store
) -> None:
    parvis("teach", QUESTION, "jardins.md")
    lines = parvis("search", QUESTION, "--explain").out.splitlines()
    first = lines[: next(n for n, line in enumerate(lines) if line.startswith(" 2."))]
    assert f"      asked          “{QUESTION}” (taught by staff, 1.00)" in first
    assert any("paraphrase        1.000   adds +10.000" in line for line in first)
    assert any(line.startswith("      coverage                  adds  +0") for line in first)
    assert " -0.000" not in "".join(lines)
    assert sum(" asked " in line for line in lines) == 1
    assert lines[-1].startswith("coverage       keeps the best of a document")
    hit, other, _ = parvis("search", QUESTION, "--json").json["hits"]
    assert hit["asked"] == {
        "question": QUESTION,
        "answers": [],
        "provenance": "staff",
        "likeness": pytest.approx(1, abs=1e-3),
    }
    assert other["asked"] is None
    parvis("teach", "--remove", QUESTION)
    assert "coverage       keeps" not in parvis("search", QUESTION, "--explain").out


def test_a_build_asks_the_language_model_that_is_set_up(
    parvis: Run, built: Store, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = parvis("build", documents, "--ask-model", "1").error
    assert isinstance(refused, SettingsError)
    assert "PARVIS_LLM_URL" in str(refused)
    monkeypatch.setenv("PARVIS_LLM_URL", "http://llm.example/v1")
    monkeypatch.setenv("PARVIS_LLM_MODEL", "petit")
    monkeypatch.setattr(
        LanguageModel,
        "write_questions",
        lambda self, passage, language, count: [f"{passage.text.split('.')[0]} ?"] * count,
    )
    told = parvis("build", documents, "--ask-model", "1")
    assert told.status == 0
    assert "Of 3 questions that the language model wrote, 3 find their passage" in told.err
    assert "Asking the language model: 3 of 3" in told.err
    assert built.current().manifest.questions == 3
    out = parvis("search", "Les phares s'allument au crépuscule ?", "--explain").out
    assert "(written by a language model, 1.00)" in out
