"""The commands, each in its own process: what they print, where, and how they end."""

import json
import os
from pathlib import Path
from statistics import median

import pytest

from tests.assistant.cli.conftest import GUIDE, LAW, Parvis

QUESTION = "Dans quel délai le gardien répond-il à une demande de visite ?"
QUOTE = (
    "Toute personne peut demander à visiter un parvis. Le gardien du parvis répond à la demande de "
    "visite dans un délai d'un mois."
)


def test_help_is_immediate_and_names_every_command(parvis: Parvis) -> None:
    took = []
    for _ in range(3):
        start = _processor_time()
        helped = parvis("--help")
        took.append(_processor_time() - start)

    # The time of the processor, since a busy machine is no fault of the command. Modules that are
    # not compiled yet take a third of a second of it, and any large library more than one.
    assert median(took) < 0.8
    for command in (
        "read build status ask search check serve verify evaluate calibrate snapshots diff "
        "rollback withdraw restore prune model"
    ).split():
        assert f"\n  {command} " in helped.out


def test_the_version_is_told(parvis: Parvis) -> None:
    assert parvis("--version").out.startswith("parvis ")


def test_ask_imports_nothing_that_it_does_not_need(parvis: Parvis, index: Path) -> None:
    told = parvis("ask", QUESTION, "--index", index, PYTHONPROFILEIMPORTTIME="1")

    assert told.status == 0
    imported = {line.rpartition("|")[2].strip() for line in told.err.splitlines()}
    assert "assistant.service" in imported
    heavy = {"torch", "sentence_transformers", "transformers", "gradio", "fastapi", "sklearn"}
    assert imported & (heavy | {"httpx", "scipy", "pandas", "lxml", "pypdf"}) == set()


def test_ask_prints_the_answer_and_its_numbered_sources(parvis: Parvis, index: Path) -> None:
    told = parvis("ask", QUESTION, "--index", index)

    assert told.status == 0
    assert f"{QUOTE} [1]" in told.out
    assert "[1] Code des parvis, art. L1-1  https://lois.example/code-des-parvis\n" in told.out


def test_ask_gives_programs_the_answer_of_the_contract(parvis: Parvis, index: Path) -> None:
    answer = parvis("ask", QUESTION, "--index", index, "--max-citations", "1", "--json").json

    assert answer["status"] == "answered"
    (citation,) = answer["citations"]
    assert citation["article"] == "L1-1"
    assert citation["quote"] == QUOTE


def test_ask_refuses_kindly_and_succeeds_in_it(parvis: Parvis, index: Path) -> None:
    told = parvis("ask", "Comment préparer une pâte à crêpes ?", "--index", index)

    assert told.status == 0
    assert told.out.strip()
    assert "[1]" not in told.out


def test_ask_keeps_to_the_kinds_that_are_named(parvis: Parvis, index: Path) -> None:
    answer = parvis("ask", QUESTION, "--index", index, "--kind", "page", "--json").json

    assert all(citation["kind"] == "page" for citation in answer["citations"])


def test_search_explains_each_hit(parvis: Parvis, index: Path) -> None:
    told = parvis("search", "chiens en laisse", "--index", index, "--limit", "1", "--explain")

    assert told.status == 0
    first, words, *signals = told.out.splitlines()
    assert first.startswith(" 1. Guide des visiteurs, « Préparer sa visite »  (")
    assert "Les chiens sont admis" in words
    assert any(line.split()[0] == "dense" and "rank 1" in line for line in signals)
    assert signals[-1].startswith("      terms          chien")


def test_search_gives_programs_scores_ranks_and_terms(parvis: Parvis, index: Path) -> None:
    found = parvis("search", "chiens", "--index", index, "--limit", "2", "--json").json

    assert len(found["hits"]) == 2
    first = found["hits"][0]
    assert first["document_id"] == "guide.md"
    assert first["contributions"].keys() == {*first["scores"], "coverage"}
    assert first["scores"].keys() >= first["ranks"].keys() != set()
    assert first["matched_terms"]


def test_build_ends_with_counts_and_names_what_was_not_indexed(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    told = parvis("build", documents, "--index", tmp_path / "index")

    assert told.status == 0
    assert "2 documents indexed (law 1, page 1), 1 left out, 1 rejected;" in told.out
    assert "brouillon.md: its front matter says that it is not published" in told.out
    assert "vide.txt: it is empty" in told.out
    assert "Embedding passages: " in told.err
    assert "Embedding" not in told.out


def test_build_gives_programs_the_reasons_and_nothing_else_on_its_output(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    built = parvis("build", documents, "--index", tmp_path / "index", "--json").json

    assert built["documents"] == {
        "total": 2,
        "by_kind": {"law": 1, "page": 1},
        "by_language": {"fr": 2},
    }
    assert [Path(one["path"]).name for one in built["left_out"]] == ["brouillon.md"]
    (rejected,) = built["rejected"]
    assert Path(rejected["path"]).name == "vide.txt"
    assert rejected["reason"] == "it is empty"
    assert rejected["remedy"]


def test_a_second_build_of_the_same_changes_nothing(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    first = parvis("build", documents, "--index", tmp_path / "index", "--json").json
    second = parvis("build", documents, "--index", tmp_path / "index", "--json").json

    assert second["unchanged"] is True
    assert second["embedded"] == 0
    assert second["index"] == first["index"]


def test_status_says_what_the_index_holds(parvis: Parvis, index: Path) -> None:
    found = parvis("status", "--index", index, "--json").json

    assert len(found["index"]["digest"]) == 64
    assert found["index"]["built_at"].startswith("20")
    assert found["index"]["model"] == "intfloat/multilingual-e5-small"
    assert found["documents"]["total"] == 2
    assert found["documents"]["by_kind"] == {"law": 1, "page": 1}
    assert found["passages"]["total"] == 4
    assert [Path(one["path"]).name for one in found["rejected"]] == ["vide.txt"]
    assert "Documents  2 (law 1, page 1)" in parvis("status", "--index", index).out


def test_a_report_that_cannot_be_written_names_its_file_and_what_to_do(
    parvis: Parvis, index: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    page = tmp_path / "file" / "report.html"

    told = parvis("report", "--index", index, "-o", page)

    assert told.status == 1
    assert told.err == (
        f"parvis: the report cannot be written to {page} (File exists): make room there, "
        "check its rights, or name another file with --output\n"
    )


def test_what_the_system_refuses_is_told_with_its_file_and_no_number(
    parvis: Parvis, tmp_path: Path
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "snapshots").touch()

    told = parvis("snapshots", "--index", tmp_path / "index")

    assert told.status == 1
    assert told.err.startswith(f"parvis: {tmp_path / 'index' / 'snapshots'}: Not a directory; ")


def test_verify_tells_a_whole_snapshot_from_a_damaged_one(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    parvis("build", documents, "--index", tmp_path / "index")
    whole = parvis("verify", "--index", tmp_path / "index")
    assert whole.status == 0
    assert " is whole: " in whole.out

    (vectors,) = (tmp_path / "index" / "snapshots").glob("*/vectors.npy")
    damaged = bytearray(vectors.read_bytes())
    damaged[-1] ^= 0xFF
    vectors.write_bytes(damaged)

    told = parvis("verify", "--index", tmp_path / "index", "--json")
    assert told.status == 1
    assert told.json["whole"] is False
    assert any("vectors.npy" in problem for problem in told.json["problems"])


def test_status_names_a_file_of_the_index_that_was_cut_short(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    parvis("build", documents, "--index", tmp_path / "index")
    (vectors,) = (tmp_path / "index" / "snapshots").glob("*/vectors.npy")
    size = vectors.stat().st_size
    os.truncate(vectors, size - 1)

    told = parvis("status", "--index", tmp_path / "index")

    assert told.status == 1
    assert f"{vectors} is damaged: it has {size - 1} bytes instead of {size}." in told.err
    assert "`parvis rollback`" in told.err


def test_snapshots_are_listed_compared_rolled_back_and_pruned(
    parvis: Parvis, tmp_path: Path
) -> None:
    folder, place = tmp_path / "documents", ("--index", tmp_path / "index")
    folder.mkdir()
    (folder / "code.md").write_text(LAW, "utf-8")
    parvis("build", folder, *place)
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    parvis("build", folder, *place)

    first, second = parvis("snapshots", *place, "--json").json
    assert (first["documents"], second["documents"]) == (1, 2)
    assert (first["current"], second["current"]) == (False, True)

    compared = parvis("diff", "1", *place, "--json").json
    assert [one["title"] for one in compared["documents"]["added"]] == ["Guide des visiteurs"]
    assert compared["documents"]["removed"] == []
    (added,) = compared["passages"]["added"]
    assert added["label"] == "Guide des visiteurs, « Préparer sa visite »"
    assert added["text"].startswith("Les visiteurs apportent une pièce d'identité")
    assert compared["passages"]["changed"] == compared["passages"]["removed"] == []
    told = parvis("diff", "2", "1", *place).out.splitlines()
    assert told[0] == "removed  Guide des visiteurs (guide.md)"
    assert told[1] == "Passages: 0 added, 0 changed, 1 removed."
    assert told[2].startswith(
        "  removed  Guide des visiteurs, « Préparer sa visite »: Les visiteurs"
    )
    assert told[2].endswith("…")

    assert parvis("rollback", *place, "--json").json == {
        "current": first["id"],
        "held": True,
    }
    assert parvis("status", *place, "--json").json["documents"]["total"] == 1

    pruned = parvis("prune", "--keep", "1", *place, "--json").json
    assert pruned["removed"] == []  # The older one serves, and the newer one is kept.


def test_the_gate_keeps_an_index_that_would_lose_documents(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    place = ("--index", tmp_path / "index")
    parvis("build", documents, *place)

    told = parvis("build", documents / "code.md", *place)
    assert told.status == 1
    assert "Guide des visiteurs" in told.err
    assert parvis("status", *place, "--json").json["documents"]["total"] == 2

    assert parvis("build", documents / "code.md", *place, "--allow-loss", "guide.md").status == 0
    assert parvis("status", *place, "--json").json["documents"]["total"] == 1


def test_evaluate_gives_the_figures_of_the_contract(
    parvis: Parvis, index: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        json.dumps({"question": QUESTION, "relevant": ["L1-1", "L1-11"]})
        + "\n"
        + json.dumps({"question": "Comment préparer une pâte à crêpes ?", "relevant": []}),
        "utf-8",
    )

    told = parvis("evaluate", questions, "--index", index, "--json")

    figures = told.json
    assert figures["unknown_ids"] == [{"name": "L1-11", "near": ["L1-1"]}]
    assert "1 of the 2 ids that the questions name are not in the index: L1-11" in told.err
    assert figures["questions"] == 2
    assert figures["hit@1"] == 1.0
    assert figures["citation_hit@1"] == 1.0
    assert figures["refused_out_of_scope"] == 1.0
    assert figures["verbatim_quotes"] == 1.0


def test_evaluate_asks_documents_of_their_own_and_keeps_their_index(
    parvis: Parvis, tmp_path: Path
) -> None:
    documents, questions = tmp_path / "documents.jsonl", tmp_path / "questions.jsonl"
    documents.write_text(
        "\n".join(
            json.dumps({"id": name, "text": words})
            for name, words in {
                "F1": "Les chiens sont admis sur le parvis s'ils sont tenus en laisse.",
                "F2": "La fontaine du parvis est ouverte du mois de mai au mois de septembre.",
            }.items()
        ),
        "utf-8",
    )
    questions.write_text('{"question": "Quand ouvre la fontaine ?", "relevant": ["F2"]}', "utf-8")
    kept = {"PARVIS_EVALUATIONS": str(tmp_path / "evaluations")}

    first = parvis("evaluate", questions, "--documents", documents, "--json", **kept)
    second = parvis("evaluate", questions, "--documents", documents, "--json", **kept)

    assert first.json["hit@1"] == 1.0
    assert second.json["hit@1"] == 1.0
    assert "Embedding" in first.err
    assert "Embedding" not in second.err
    assert len(list((tmp_path / "evaluations").iterdir())) == 1


def test_evaluate_asks_a_folder_of_documents(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "La fontaine ?", "relevant": ["L1-1"]}', "utf-8")
    kept = {"PARVIS_EVALUATIONS": str(tmp_path / "evaluations")}

    figures = parvis("evaluate", questions, "--documents", documents, "--json", **kept).json

    assert figures["questions"] == 1
    gone = parvis("evaluate", questions, "--documents", tmp_path / "nowhere", **kept)
    assert gone.status == 1
    assert f"{tmp_path / 'nowhere'}: there is no such file or folder" in gone.err


def test_calibrate_keeps_what_it_fitted_beside_the_index(
    parvis: Parvis, documents: Path, tmp_path: Path
) -> None:
    parvis("build", documents, "--index", tmp_path / "index")
    questions = tmp_path / "questions.jsonl"
    about = ["visite", "gardien", "délai", "chiens", "été", "laisse", "paiement", "identité"]
    out_of_scope = ["crêpes", "football", "lune", "guitare", "volcan", "yoga", "tennis", "piano"]
    rows = [
        {
            "question": f"Que dit-on de : {word}, {other} ?",
            "relevant": ["L1-1", "L1-2", "L2-1", "guide.md"] if known else [],
        }
        for words, known in ((about, True), (out_of_scope, False))
        for word, other in zip(words, [*words[1:], words[0]], strict=True)
        for _ in range(2)
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")

    fitted = parvis("calibrate", questions, "--index", tmp_path / "index", "--json").json

    assert fitted["measured"]["answerable_refused_of"] == 16
    assert json.loads((tmp_path / "index" / "calibration.json").read_bytes()) == fitted


MISTAKES = {
    "no index": (("status",), 1, "run `parvis build`"),
    "no index to ask": (("ask", "Un parvis ?"), 1, "run `parvis build`"),
    "no index to verify": (("verify",), 1, "run `parvis build`"),
    "nothing to build from": (("build", "nowhere"), 1, "Not one document could be read"),
    "no such snapshot": (("rollback", "7"), 1, "run `parvis snapshots`"),
    "no such file of questions": (("evaluate", "nowhere.jsonl"), 1, "cannot be read"),
    "an open host": (("serve", "--host", "0.0.0.0"), 1, "PARVIS_ALLOW_REMOTE=1"),
    "an unknown command": (("answer",), 2, "No such command"),
    "an unknown option": (("ask", "x", "--fast"), 2, "No such option"),
    "no question": (("ask",), 2, "Missing argument"),
    "a blank question": (("ask", "  "), 2, "a question needs words"),
    "an invalid date": (("ask", "x", "--as-of", "2026-02-30"), 2, "2026-02-30"),
    "an unknown kind": (("search", "x", "--kind", "loi"), 2, "loi"),
    "a limit of zero": (("search", "x", "--limit", "0"), 2, "--limit"),
}


@pytest.mark.parametrize(("arguments", "status", "words"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_told_on_standard_error_with_its_status(
    parvis: Parvis, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    told = parvis(*arguments, PARVIS_INDEX=str(tmp_path / "none"))

    assert told.status == status
    assert words in told.err
    # How the sources stand is told where there is no index too.
    assert told.out == "" or (arguments == ("status",) and told.out.startswith("Sources: "))
    assert "Traceback" not in told.err
    if status == 1:
        assert told.err.splitlines()[-1].startswith("parvis: ")


def test_a_wrong_setting_is_told_by_its_name(parvis: Parvis) -> None:
    told = parvis("status", PARVIS_PORT="http")

    assert told.status == 1
    assert told.err.startswith("parvis: PARVIS_PORT is 'http': ")


def _processor_time() -> float:
    """Seconds that commands have taken of the processor."""
    spent = os.times()
    return spent.children_user + spent.children_system


def test_check_tells_what_of_a_text_holds_and_ends_with_1_where_something_does_not(
    parvis: Parvis, index: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(f"On lit : « {QUOTE} »", "utf-8")
    right = parvis("check", letter, "--index", index)
    letter.write_text(f"On lit : « {QUOTE.replace('un mois', 'dix mois')} »", "utf-8")
    wrong = parvis("check", letter, "--index", index, "--json")

    assert right.status == 0
    assert wrong.status == 1
    assert [one["verdict"] for one in wrong.json["claims"]] == ["altered"]


def test_check_says_what_is_no_text(parvis: Parvis, index: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    for file in (picture, tmp_path / "absent.txt"):
        told = parvis("check", file, "--index", index)
        assert told.status == 2
        assert str(file) in told.err
