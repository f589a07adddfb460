"""The documentation is true of the code: settings, commands, files, links, versions."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from assistant.settings import Settings, home
from corpus.readers import read
from corpus.reading import SourceFile

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")

each_page = pytest.mark.parametrize("name", PAGES)


def settings_table() -> str:
    """The table of README's settings, as the code has them."""
    rows = ["| Variable | Default | What it decides |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        if isinstance(default, Path):
            default = default.relative_to(home())
        shown = (
            ""
            if default in (None, "", ())
            else f"`{str(default).lower() if default is False else default}`"
        )
        rows.append(f"| `PARVIS_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def commands(app: typer.Typer) -> Iterator[str]:
    """The names of the commands of the command line, groups and their own commands alike."""
    group = typer.main.get_command(app)
    yield from getattr(group, "commands", {})


def code_spans(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ {4}(.+)$", text, re.MULTILINE)


def test_the_table_of_settings_is_the_one_of_the_code() -> None:
    assert settings_table() in README, "write this table into README.md:\n" + settings_table()


@each_page
def test_every_command_that_is_named_exists(name: str) -> None:
    from assistant.cli.app import app

    text = (ROOT / name).read_text(encoding="utf-8")
    named = {
        match[1]
        for span in code_spans(text)
        if (match := re.search(r"(?:^|[ ;|])(?:\.venv/bin/)?parvis ([a-z]+)\b", span))
    }
    assert named - set(commands(app)) == set()


def test_readme_names_every_command() -> None:
    from assistant.cli.app import app

    spans = " ".join(code_spans(README))
    assert [name for name in commands(app) if not re.search(rf"\b{name}\b", spans)] == []


@each_page
def test_every_file_that_is_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    folders = ("assistant", "corpus", "index", "ui", "tests", "docs", ".ci")
    named = {
        span.rstrip("/")
        for span in code_spans(text)
        if span.startswith(tuple(f"{folder}/" for folder in folders)) and " " not in span
    }
    assert {path for path in named if not list(ROOT.glob(path))} == set()


@each_page
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in inside if link and not (ROOT / link).exists()] == []


def test_the_answer_that_the_readme_shows_is_quoted_to_the_letter(crpa: Path) -> None:
    quoted = [line.removeprefix(">").strip() for line in README.splitlines() if line[:1] == ">"]
    _, answer, source = " ".join(line or "¶" for line in quoted).split("¶")
    document = read(SourceFile(path=crpa.name, raw=crpa.read_bytes())).documents[0]
    article = next(one for one in document.articles if one.number == "L111-2")
    words = " ".join(document.text[article.start : article.end].split())
    assert answer.strip() == f"{words} [1]"
    assert source.strip() == f"[1] [CRPA, art. {article.number}]({article.permalink})"


def test_the_changelog_tells_of_the_version_that_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = re.findall(
        r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert versions[:2] == ["Unreleased", project["version"]]


def test_every_address_of_the_contract_is_in_the_readme() -> None:
    from assistant.http.routes import answers, documents, feedback, health, passages, search

    routers = (answers, documents, feedback, health, passages, search)
    paths = {route.path for module in routers for route in module.router.routes}
    spans = " ".join(code_spans(README)) + README
    shown = {re.sub(r"\{\w+\}", "{id}", path) for path in paths}
    assert {path for path in shown if path not in spans} == set()
