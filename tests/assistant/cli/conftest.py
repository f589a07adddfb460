"""The real command in its own process, and an index of a small law and a guide that it built."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
LAW = """---
title: Code des parvis
kind: law
url: https://lois.example/code-des-parvis
---
# Code des parvis

## Article L1-1

Toute personne peut demander à visiter un parvis. Le gardien du parvis répond à la demande de \
visite dans un délai d'un mois.

## Article L1-2

Par dérogation à l'article L1-1, le gardien répond dans un délai de huit jours pendant l'été.

## Article L2-1

La visite d'un parvis est gratuite. Le gardien ne peut demander aucun paiement aux visiteurs.
"""
GUIDE = """# Guide des visiteurs

## Préparer sa visite

Les visiteurs apportent une pièce d'identité et la lettre du gardien. Les chiens sont admis s'ils \
sont tenus en laisse.
"""
DRAFT = "---\npublished: false\n---\n# Brouillon\n\nPas encore.\n"


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Parvis = Callable[..., Ran]


def run(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    ended = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


@pytest.fixture
def parvis(tmp_path: Path) -> Parvis:
    """Runs `parvis` from an empty folder."""
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    return lambda *arguments, **environment: run(*arguments, cwd=cwd, **environment)


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of four files: two to index, one unpublished, one empty."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "code.md").write_text(LAW, "utf-8")
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    (folder / "brouillon.md").write_text(DRAFT, "utf-8")
    (folder / "vide.txt").touch()
    return folder


@pytest.fixture(scope="session")
def index(documents: Path, prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index that `parvis build` makes of them; not to be changed."""
    folder = tmp_path_factory.mktemp("index")
    built = run("build", documents, "--index", folder / "index", cwd=folder)
    assert built.status == 0, built.err
    return folder / "index"
