"""`parvis fetch`, `add`, `build` and `status` over a sources.toml, with a tiny encoder."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from assistant import settings
from assistant.cli import composition
from assistant.cli.app import app
from corpus.errors import SourceError
from index.encoder import Progress, Vectors
from index.errors import NoIndex, NothingToIndex
from tests.corpus.sources.bad_server import BadServer, in_turn, reply, serving
from tests.corpus.sources.packages import PACKAGE, registry

LAW = "# La loi\n\nLe silence gardé pendant deux mois vaut décision d'acceptation.\n"
PLAN = "# Le plan\n\nLes administrations publient leurs algorithmes et leurs données.\n"


def today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


class WordsEncoder:
    """Vectors of the words' hashes: enough for an index to be made and searched."""

    name, fingerprint, dimension, max_tokens = "words", "words-1", 32, 512

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        vectors: Vectors = np.full((len(texts), self.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, crc32(word.encode()) % self.dimension] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(composition, "open_encoder", lambda settings: WordsEncoder())
    monkeypatch.setattr(settings, "home", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def server() -> Iterator[BadServer]:
    with serving() as server:
        yield server


def run(*arguments: str | Path, fails: bool = False) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert (result.exit_code != 0) is fails, (result.output, result.exception)
    return result


def sources_toml(home: Path, **urls: str) -> None:
    settings = '[fetch]\nallow_hosts = ["127.0.0.1"]\ndelay = "0 s"\nattempts = 1\n'
    tables = (f'[sources.{name}]\ntype = "url"\nurl = "{url}"\n' for name, url in urls.items())
    (home / "sources.toml").write_text(settings + "".join(tables), "utf-8")


def test_without_a_file_of_sources_the_code_is_fetched_from_npm_and_built_with_ones_own(
    server: BadServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_REGISTRY", server.url("").rstrip("/"))
    monkeypatch.setenv("PARVIS_DOCUMENTS", str(home / "ours"))
    (home / "ours").mkdir()
    (home / "ours" / "plan.md").write_text(PLAN, "utf-8")
    told = run("fetch", "--missing", fails=True)
    assert "crpa: " in told.stderr
    alone = run("build").stdout
    assert "crpa" in alone
    assert "nothing was fetched of it (" in alone
    registry(server)
    assert "crpa: 1 document, 1 new" in run("fetch", "--missing").stdout
    both = run("build")
    assert "law 1" in both.stdout
    assert "0 rejected" in both.stdout
    assert "crpa (npm): 1 document, fetched " in run("status").stdout
    asked = len(server.asked)
    assert run("fetch", "--missing").stdout == "Nothing to fetch.\n"
    assert len(server.asked) == asked
    paths = {one["path"] for one in json.loads(run("build", "--json").stdout)["left_out"]}
    assert paths == set()
    assert not (home / "sources.toml").exists()


def test_a_package_that_is_not_what_the_registry_says_is_not_built(
    server: BadServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_REGISTRY", server.url("").rstrip("/"))
    registry(server, altered=True)
    told = run("fetch", "--missing", fails=True)
    assert "is not what the registry says, so it was altered on the way" in told.stderr
    assert f"nothing was fetched of it ({server.url('')}" in run("build").stdout
    assert PACKAGE in "".join(one.path for one in server.asked)


def test_a_file_of_sources_of_ones_own_is_all_that_is_fetched_and_built(
    server: BadServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_REGISTRY", server.url("").rstrip("/"))
    server.routes["/law"] = reply(LAW.encode())
    sources_toml(home, law=server.url("/law"))
    written = (home / "sources.toml").read_bytes()
    run("fetch", "--missing")
    assert "1 document indexed" in run("build").stdout
    assert {one.path for one in server.asked} == {"/robots.txt", "/law"}
    assert (home / "sources.toml").read_bytes() == written


def test_a_file_of_sources_that_is_named_and_missing_is_told(home: Path) -> None:
    for command in ("fetch", "build", "watch"):
        failed = run(command, "--sources", home / "none.toml", fails=True)
        assert f"{home / 'none.toml'}: there is no such file" in str(failed.exception)


def test_sources_are_fetched_built_and_told(server: BadServer, home: Path) -> None:
    server.routes["/law"] = in_turn(reply(LAW.encode()), reply(status=404))
    sources_toml(home, law=server.url("/law"), gone=server.url("/gone"))
    fetched = run("fetch", "law")
    assert "law: 1 document, 1 new" in fetched.stdout
    built = run("build")
    assert "1 document indexed" in built.stdout
    assert "nothing was fetched of it" not in built.stdout
    assert "source gone was never fetched; run parvis fetch gone" in built.stdout
    failed = run("fetch", fails=True)
    assert "law: " in failed.stderr
    assert "its last good copy of 1 document stays" in failed.stderr
    assert "gone: " in failed.stderr
    assert "1 document indexed" in run("build").stdout
    told = run("status").stdout
    assert "law (url): failing since" in told
    assert "1 document kept" in told
    said = json.loads(run("status", "--json").stdout)["sources"]
    assert [one["name"] for one in said] == ["law", "gone"]
    assert said[0]["last_success"] < said[0]["failing_since"] <= said[0]["last_fetch"]
    assert said[0]["next_due"] > said[0]["last_fetch"]
    assert said[1]["last_success"] is None
    assert "404" in said[1]["error"]


def test_where_there_is_no_index_the_sources_are_told_all_the_same(
    server: BadServer, home: Path
) -> None:
    server.routes["/law"] = reply(LAW.encode())
    sources_toml(home, law=server.url("/law"), plan=server.url("/plan"))
    run("fetch", "law")
    told = run("status", fails=True)
    assert "law (url): 1 document, fetched 20" in told.stdout
    assert "plan (url): never fetched; run parvis fetch plan" in told.stdout
    assert isinstance(told.exception, NoIndex)
    said = json.loads(run("status", "--json", fails=True).stdout)
    assert said["index"] is None
    assert "run `parvis build` to make one" in said["problem"]
    assert [one["documents"] for one in said["sources"]] == [1, None]


def test_what_serves_as_it_last_could_be_read_is_told(home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "law.md").write_text(LAW, "utf-8")
    (home / "mine" / "plan.md").write_text(PLAN, "utf-8")
    (home / "sources.toml").write_text('[sources.mine]\ntype = "folder"\npath = "mine"\n')
    assert "last could be read" not in run("build").stdout
    (home / "mine" / "law.md").write_text("")
    told = f"Served as they last could be read: 1\n  law.md: “La loi”, refused since {today()}\n"
    assert told in run("build").stdout
    assert told in run("status").stdout
    (stale,) = json.loads(run("status", "--json").stdout)["stale"]
    assert (stale["id"], stale["title"], stale["path"]) == ("law.md", "La loi", "law.md")
    assert stale["since"].startswith(today())


def test_a_build_that_fails_tells_what_was_refused(home: Path) -> None:
    failed = run("build", home / "nowhere", fails=True)
    assert isinstance(failed.exception, NothingToIndex)
    nowhere = f"{home / 'nowhere'}: there is no such file or folder; check the path"
    assert f"Rejected: 1\n  {nowhere}\n" in failed.stderr
    (home / "empty").mkdir()
    told = run("add", home / "empty", "--name", "beside-starter").stdout
    assert "0 left out, 3 rejected: `parvis status` says why" in told  # Nothing was fetched.
    (home / "other.toml").touch()
    failed = run("add", home / "empty", "--sources", home / "other.toml", fails=True)
    assert isinstance(failed.exception, NothingToIndex)
    assert f"  {home / 'empty'}: it holds no file; give a folder with documents" in failed.stderr


def test_golden_questions_that_guard_nothing_are_told(home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "law.md").write_text(LAW, "utf-8")
    run("build", home / "mine")
    golden = home / "var" / "index" / "golden.jsonl"
    question = {"question": "Quel silence vaut acceptation ?", "relevant": ["law.md", "L1-1"]}
    golden.write_text(json.dumps(question), "utf-8")
    lost = "vaut acceptation ?” names what the index does not hold: L1-1. Correct it in"
    assert lost in run("build", home / "mine").stderr  # Though nothing has changed.
    (home / "mine" / "plan.md").write_text(PLAN, "utf-8")
    assert lost in run("build", home / "mine").stderr


def test_any_file_of_sources_can_be_built_and_told(home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "law.md").write_text(LAW, "utf-8")
    other = home / "other.toml"
    other.write_text('[sources.mine]\ntype = "folder"\npath = "mine"\n')
    assert "1 document indexed" in run("build", "--sources", other).stdout
    assert f"mine (folder): {home / 'mine'}" in run("status", "--sources", other).stdout


def test_fetch_tells_a_program_what_it_brought(server: BadServer, home: Path) -> None:
    server.routes["/law"] = reply(LAW.encode())
    sources_toml(home, law=server.url("/law"))
    assert json.loads(run("fetch", "--json").stdout) == {
        "sources": [
            {
                "name": "law",
                "state": "changed",
                "documents": 1,
                "added": 1,
                "changed": 0,
                "removed": 0,
                "error": None,
                "problems": [],
            }
        ]
    }
    assert run("fetch", "--due").stdout == "Nothing to fetch.\n"


def test_adding_a_source_keeps_what_was_built_without_one(server: BadServer, home: Path) -> None:
    (home / "var" / "documents").mkdir(parents=True)
    (home / "var" / "documents" / "plan.md").write_text(PLAN, "utf-8")
    before = json.loads(run("build", "--json").stdout)["documents"]["total"]
    (home / "mine").mkdir()
    (home / "mine" / "law.md").write_text(LAW, "utf-8")
    added = run("add", home / "mine", "--kind", "law", "--licence", "Licence Ouverte 2.0")
    assert f"{before + 1} documents" in added.stdout
    table = tomllib.loads((home / "sources.toml").read_text("utf-8"))["sources"]
    assert list(table) == ["starter", "crpa", "service-public", "documents", "mine"]
    assert table["documents"] == {"type": "folder", "path": "var/documents"}
    assert table["mine"] == {
        "type": "folder",
        "path": "mine",
        "kind": "law",
        "licence": "Licence Ouverte 2.0",
    }


def test_adding_an_address_fetches_and_builds_it(server: BadServer, home: Path) -> None:
    server.routes["/law"] = reply(LAW.encode())
    sources_toml(home)
    added = run("add", server.url("/law"), "--name", "law", "--every", "1 week")
    assert "law: 1 document, 1 new" in added.stdout
    assert "1 document and" in added.stdout
    table = tomllib.loads((home / "sources.toml").read_text("utf-8"))["sources"]
    assert table["law"] == {"type": "url", "url": server.url("/law"), "every": "1 week"}


def test_the_type_may_be_said(server: BadServer, home: Path) -> None:
    sources_toml(home)
    failed = run("add", server.url("/x"), "--type", "sitemap", "--no-build", fails=True)
    assert "answers 404" in failed.stderr
    table = tomllib.loads((home / "sources.toml").read_text("utf-8"))["sources"]
    assert [one["type"] for one in table.values()] == ["sitemap"]


def test_the_same_documents_are_not_added_twice(server: BadServer, home: Path) -> None:
    server.routes["/law"] = reply(LAW.encode())
    for folder in ("mine", "mine/inside", "var/documents"):
        (home / folder).mkdir(parents=True)
        (home / folder / "law.md").write_text(f"{LAW} {folder}", "utf-8")
    run("add", home / "var" / "documents", "--name", "ours", "--no-build")
    run("add", home / "mine", "--no-build")
    begun = (home / "sources.toml").read_text("utf-8")
    settings = 'allow_hosts = ["127.0.0.1"]\ndelay = "0 s"'
    begun = begun.replace('allow_hosts = ["registry.npmjs.org"]', settings)
    (home / "sources.toml").write_text(f"{begun}# a remark\n", "utf-8")
    run("add", server.url("/law"), "--name", "law", "--type", "url", "--no-build")
    before = (home / "sources.toml").read_text("utf-8")
    for again, name in ((home / "mine" / "inside", "mine"), (server.url("/law#x"), "law")):
        failed = run("add", again, "--type", "url" if name == "law" else "folder", fails=True)
        assert f"is in source {name} already; edit that source" in str(failed.exception)
    assert (home / "sources.toml").read_text("utf-8") == before
    assert "# a remark\n" in before
    table = tomllib.loads(before)["sources"]
    assert list(table) == ["starter", "crpa", "service-public", "ours", "mine", "law"]


def test_an_address_that_cannot_be_looked_at_is_added_only_if_its_type_is_said(
    home: Path,
) -> None:
    address = "http://127.0.0.1:9/x"
    failed = run("add", address, fails=True)
    assert "Nothing was added: say what the address is with --type" in str(failed.exception)
    assert failed.output == ""
    assert not (home / "sources.toml").exists()
    failed = run("add", address, "--type", "url", "--name", "later", fails=True)
    (told, next_step) = failed.stderr.splitlines()[-2:]
    assert told.startswith("later: ")
    assert "is a loopback address" in told
    assert next_step.startswith(f"later stays in {home / 'sources.toml'} all the same: run `parvis")
    assert "later" in tomllib.loads((home / "sources.toml").read_text("utf-8"))["sources"]


def test_no_password_is_told(home: Path) -> None:
    address = "https://clerk:secret@example.org/x"
    failed = run("add", address, fails=True)
    assert "https://…@example.org/x: there is no such file" in str(failed.exception)
    sources_toml(home, x=address)
    failed = run("fetch", fails=True)
    assert "url is 'https://…@example.org/x': it holds a user name" in str(failed.exception)


def test_documents_that_the_sources_do_not_name_are_told(home: Path) -> None:
    for folder in ("mine", "var/documents"):
        (home / folder).mkdir(parents=True)
        (home / folder / "law.md").write_text(LAW, "utf-8")
    (home / "sources.toml").write_text('[sources.mine]\ntype = "folder"\npath = "mine"\n')
    told = f"run `parvis add {home / 'var' / 'documents'}` if it should be."
    assert told in run("build").stderr
    run("add", home / "var" / "documents", "--no-build")
    assert told not in run("build").stderr


def test_a_wrong_source_is_not_added(home: Path) -> None:
    sources_toml(home)
    before = (home / "sources.toml").read_bytes()
    failed = run("add", home / "missing", fails=True)
    assert isinstance(failed.exception, SourceError)
    assert "there is no such file or folder" in str(failed.exception)
    assert (home / "sources.toml").read_bytes() == before
