"""Building and answering do without the extra `evaluate`; what needs it says so in a sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.cli.conftest import LAW, ROOT

pytestmark = pytest.mark.process

_BLOCKED = (
    "import sys; sys.modules.update(dict.fromkeys(('ir_measures', 'pytrec_eval', 'sklearn'))); "
)


def run(program: str, *arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _BLOCKED + program, *map(str, arguments)],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def parvis(*arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return run("from assistant.cli import main; main()", *arguments, cwd=cwd)


def test_an_index_with_golden_questions_is_built_and_answers(
    prepared_model: Path, tmp_path: Path
) -> None:
    (tmp_path / "code.md").write_text(LAW, "utf-8")
    (tmp_path / "index").mkdir()
    question = "Combien coûte la visite d'un parvis ?"
    golden = {"question": question, "relevant": ["L2-1"]}
    (tmp_path / "index" / "golden.jsonl").write_text(json.dumps(golden) + "\n", "utf-8")
    built = parvis("build", "code.md", "--index", "index", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    answered = parvis("ask", question, "--index", "index", cwd=tmp_path)
    assert answered.returncode == 0, answered.stderr
    assert "La visite d'un parvis est gratuite." in answered.stdout


def test_the_service_and_the_chat_are_made(tmp_path: Path) -> None:
    made = run(
        "from assistant.http.app import create_app; from assistant.settings import Settings; "
        "from tests.assistant.stand_in import stand_in_service; from ui.chat import mount; "
        "mount(create_app(Settings(retention_days=0), service=stand_in_service()))",
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize(
    ("command", "package"),
    [
        (("evaluate", "questions.jsonl"), "ir-measures"),
        (("calibrate", "questions.jsonl"), "scikit-learn"),
        (("report",), "scikit-learn"),
    ],
    ids=["evaluate", "calibrate", "report"],
)
def test_what_needs_the_extra_says_what_to_install(
    command: tuple[str, ...], package: str, tmp_path: Path
) -> None:
    told = parvis(*command, cwd=tmp_path)
    assert told.returncode == 1
    [line] = told.stderr.splitlines()
    assert line == (
        f"parvis: `parvis {command[0]}` needs {package}, which answering does without: install "
        "them beside Parvis with pip install -c constraints.txt -e '.[evaluate]'"
    )
