"""What a newcomer starts from: pins, packaged files, what make says, what the CI runs."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
import yaml

from tests.pins import HEADER, constraints

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
PACKAGES = ("assistant", "corpus", "index", "ui")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)$")

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distribution(requirement: str) -> str:
    return canonical(re.split(r"[\[<>=!~; ]", requirement)[0])


def required_names() -> set[str]:
    groups = (DEPENDENCIES, *EXTRAS.values())
    return {distribution(line) for group in groups for line in group} - {"parvis"}


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [PIN.match(line) for line in lines if not line.startswith("#")]
    assert None not in found, "a line of constraints.txt is not name==version"
    return {canonical(match[1]): match[2] for match in found if match is not None}


@cache
def syntax_trees() -> tuple[ast.Module, ...]:
    """Every module of the packages, parsed."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


@cache
def imported_modules() -> frozenset[str]:
    """The modules of others that the packages import, by their top name."""
    found = set[str]()
    for node in chain.from_iterable(map(ast.walk, syntax_trees())):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found - set(PACKAGES) - sys.stdlib_module_names)


def named_modules() -> frozenset[str]:
    """The words that the code holds as strings: some modules are found by their name."""
    nodes = chain.from_iterable(map(ast.walk, syntax_trees()))
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def run_make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    # These tests may themselves be run by make, which tells its children of it.
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    surroundings = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_dependency_is_pinned() -> None:
    assert required_names() - set(pins()) == set()


@pytest.mark.slow
def test_what_the_code_imports_is_declared() -> None:
    declared = {distribution(line) for line in [*DEPENDENCIES, *EXTRAS["evaluate"]]}
    providers = packages_distributions()
    undeclared = {
        module
        for module in imported_modules()
        if declared.isdisjoint(canonical(name) for name in providers.get(module, ()))
    }
    assert undeclared == set()


@pytest.mark.slow
def test_what_is_declared_is_used() -> None:
    modules = defaultdict[str, set[str]](set)
    for module, names in packages_distributions().items():
        for name in names:
            modules[canonical(name)].add(module)
    used = imported_modules() | named_modules()
    declared = [*DEPENDENCIES, *EXTRAS["evaluate"]]
    assert [line for line in declared if used.isdisjoint(modules[distribution(line)])] == []


def test_the_packages_of_evaluation_come_with_those_of_development_alone() -> None:
    assert "parvis[evaluate]" in EXTRAS["dev"]
    assert {distribution(line) for line in EXTRAS["evaluate"]}.isdisjoint(
        distribution(line) for line in DEPENDENCIES
    )


def test_torch_is_pinned_to_the_version_whose_cpu_build_is_had() -> None:
    assert pins()["torch"] == "2.13.0"
    assert [name for name in pins() if name.startswith(("nvidia", "cuda", "triton"))] == []


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(DEPENDENCIES, id="dependencies"),
        *(pytest.param(names, id=extra) for extra, names in EXTRAS.items()),
    ],
)
def test_dependencies_are_in_alphabetical_order(names: list[str]) -> None:
    assert names == sorted(names, key=str.lower)


def test_pins_leave_out_our_own_package_and_local_versions() -> None:
    def item(name: str, version: str) -> dict[str, dict[str, str]]:
        return {"metadata": {"name": name, "version": version}}

    report = {
        "install": [item("torch", "2.13.0+cpu"), item("parvis", "0.1.0"), item("bm25s", "0.3.16")]
    }
    written = constraints(json.dumps(report)).splitlines()
    assert written == [*HEADER, "bm25s==0.3.16", "torch==2.13.0"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
    assert "py.typed" in PROJECT["tool"]["setuptools"]["package-data"][package]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_of_code_is_a_package(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_no_folder_of_code_has_more_than_sixteen_modules() -> None:
    modules = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py"
    )
    assert {folder: count for folder, count in modules.items() if count > 16} == {}


def test_no_module_has_more_than_three_hundred_lines() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 300} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_that_the_code_reads_is_packaged(package: str) -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"].get(package, [])
    packaged = {path for pattern in patterns for path in (ROOT / package).glob(pattern)}
    files = {
        path
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert files - packaged == set()


@needs_make
def test_make_alone_says_what_there_is() -> None:
    said = run_make()
    assert said.returncode == 0
    commands = re.findall(r"^  make (\w+)", said.stdout, re.MULTILINE)
    assert commands == ["help", "run", "test", "quick", "check", "pins", "clean"]


@needs_make
@pytest.mark.process
def test_a_taken_port_is_told_before_anything_is_installed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = run_make("run", f"PORT={port}")
    assert said.returncode != 0
    assert said.stdout == ""
    assert said.stderr.splitlines()[0] == (
        f"Port {port} of 127.0.0.1 is taken: stop what listens there, "
        "or choose another with make run PORT=8123."
    )


@needs_make
def test_make_quick_keeps_what_pytest_compiled_whatever_the_environment_says() -> None:
    said = run_make("-n", "quick").stdout
    assert re.search(r"^PYTHONDONTWRITEBYTECODE= .*pytest", said, re.MULTILINE)


@needs_make
def test_a_python_that_is_too_old_or_missing_is_told_in_one_sentence() -> None:
    said = run_make("test", "PYTHON=/no/such/python")
    assert said.returncode != 0
    assert said.stdout == ""
    assert said.stderr.startswith("Parvis needs Python 3.11 or later with its venv module: ")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Our Makefile over commands that only note how they were called; all else is ready.

    A command fails where a file named after it, such as `no-build`, is there.
    """
    shutil.copy(ROOT / "Makefile", tmp_path)
    for folder in (".venv/bin", "var/models/multilingual-e5-small", "var/index"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("pyproject.toml", "constraints.txt", ".venv/.made", ".venv/.run"):
        (tmp_path / file).touch()
    for name, word in (("parvis", "$1"), ("python", "$3")):
        command = tmp_path / ".venv" / "bin" / name
        command.write_text(
            f'#!/bin/sh\necho "{name} $*" >> calls\n'
            f'test -e "no-{word}" && echo "{word} failed: why it did" >&2 && exit 1\nexit 0\n'
        )
        command.chmod(0o755)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return tmp_path


def calls(checkout: Path) -> list[str]:
    """What was called, each by its first words."""
    lines = (checkout / "calls").read_text().splitlines()
    (checkout / "calls").unlink()
    return [" ".join(line.split()[: 4 if "pip" in line else 3]) for line in lines]


def run_it(checkout: Path) -> subprocess.CompletedProcess[str]:
    return run_make("run", "PORT=0", folder=checkout)


@needs_make
def test_a_run_fetches_what_is_missing_builds_and_serves(checkout: Path) -> None:
    assert run_it(checkout).returncode == 0
    assert calls(checkout) == ["parvis fetch --missing", "parvis build", "parvis serve --host"]


@needs_make
def test_a_run_without_a_network_goes_on_with_what_is_there(checkout: Path) -> None:
    (checkout / "no-fetch").touch()
    said = run_it(checkout)
    assert said.returncode == 0
    assert said.stderr == "fetch failed: why it did\n"
    assert "Going on with what is there.\n==> Building the index\n" in said.stdout
    assert calls(checkout)[1:] == ["parvis build", "parvis serve --host"]


@needs_make
def test_a_refused_build_leaves_the_index_that_serves(checkout: Path) -> None:
    (checkout / "no-build").touch()
    assert run_it(checkout).returncode != 0
    assert calls(checkout) == ["parvis fetch --missing", "parvis build"]
    (checkout / "var" / "index" / "current").touch()
    said = run_it(checkout)
    assert said.returncode == 0
    assert "Going on with the index as it was" in said.stdout
    assert calls(checkout)[-1] == "parvis serve --host"


@needs_make
def test_an_install_that_fails_ends_with_one_sentence_and_is_tried_again(checkout: Path) -> None:
    (checkout / ".venv" / ".run").unlink()
    (checkout / "no-install").touch()
    failed = run_it(checkout)
    assert failed.returncode != 0
    assert failed.stderr.splitlines()[:2] == [
        "install failed: why it did",
        "The packages could not be installed, for the reason above. The same command goes on "
        "from where it stopped.",
    ]
    assert calls(checkout) == ["python -m pip install"]
    assert not (checkout / ".venv" / ".run").exists()
    (checkout / "no-install").unlink()
    assert run_it(checkout).returncode == 0
    assert calls(checkout)[:2] == ["python -m pip install", "parvis fetch --missing"]
    assert run_it(checkout).returncode == 0
    assert calls(checkout)[0] == "parvis fetch --missing"


def test_the_readme_gives_the_commands_that_the_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^ {4}make run\b", readme, re.MULTILINE)
    assert re.search(r"^ {4}make test\b", readme, re.MULTILINE)
    assert script.index("\nmake test ") < script.index("\nmake check")


def test_the_ci_script_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_workflow_runs_the_ci_script_and_nothing_of_its_own() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["test"]["steps"]
    assert steps[-1]["run"] == ".ci/run"
    assert [step for step in steps if "pytest" in str(step) or "make" in str(step)] == []


@pytest.mark.process
def test_the_hooks_before_a_commit_are_the_checks_of_make_check() -> None:
    said = run_make("-n", "check").stdout
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    ours = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    for tool in ("ruff check", "ruff format", "mypy", "lint-imports"):
        assert tool in said
        assert any(entry.startswith(f".venv/bin/{tool}") for entry in ours)


def test_the_licence_is_the_one_that_the_package_declares() -> None:
    assert PROJECT["project"]["license"] == "MIT"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n\nCopyright (c) 2026 Parvis contributors\n")
