"""The command line in French: help, misuse, errors and results, but not what programs read."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cli.console import show, show_json, show_words

Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `parvis` in this process under a French locale: its status, output and errors."""
    monkeypatch.delenv("PARVIS_LANG")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")

    def run(*arguments: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["parvis", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        out, err = (text.replace("\u00a0", " ") for text in said)
        return ended.value.code, out, err

    return run


def test_help_is_in_french(run: Run) -> None:
    status, out, _ = run("build", "--help")
    assert status == 0
    assert out.startswith("Emploi : ")
    assert "Lit les documents et construit l’index qui sert ; ce qui n’a pas changé" in out
    assert "Options :" in out
    assert "Affiche cette aide et s’arrête." in out
    for english in ("Usage", "Show", "default", "Let the", "Folder"):
        assert english not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask",), "Erreur : Il manque l’argument « TEXT »."),
        (("ask", " "), "Erreur : Valeur incorrecte pour TEXT : une question se pose avec des mots"),
        (("repond",), "Erreur : Il n’y a pas de commande « repond »."),
        (("search", "x", "--limit", "0"), "pour '--limit' : il faut 1 ou plus"),
        (("fetch", "--accept"), "pour --accept : nommez les sources à accepter"),
    ],
    ids=["an argument is missing", "no words", "no such command", "a number", "our own"],
)
def test_misuse_is_told_in_french_with_status_2(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert said in err
    assert err.startswith("Emploi : ")


def test_an_error_is_one_line_of_french_with_status_1(run: Run, tmp_path: Path) -> None:
    status, _, err = run("snapshots", "--index", str(tmp_path / "none"))
    assert status == 0
    status, _, err = run("rollback", "12", "--index", str(tmp_path / "none"))
    assert status == 1
    assert err == (
        f"parvis: Aucune version de {tmp_path / 'none'} n’a l’identifiant 12 : lancez `parvis "
        "snapshots` pour les lister.\n"
    )


def test_words_that_are_not_ours_and_json_are_left_as_they_are(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    show("Nothing was found.")
    show_words("Nothing was found.")
    show_json({"reason": "it is empty"})
    said, words, *rest = capsys.readouterr().out.splitlines()
    assert (said, words) == ("Rien n’a été trouvé.", "Nothing was found.")
    assert json.loads("".join(rest)) == {"reason": "it is empty"}
