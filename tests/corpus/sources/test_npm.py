"""npm packages: checked against the registry's word, and only the files that are wanted."""

import gzip
import json

import pytest

from corpus.sources.outcome import FetchState
from corpus.sources.source import NpmSource
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, quick, reply
from tests.corpus.sources.fetching import bodies, fetch_one
from tests.corpus.sources.packages import packed, sri

NAME = "@scope/laws"
TARBALL = "/@scope/laws/-/laws-1.2.0.tgz"


def manifest(server: BadServer, raw: bytes, **dist: str) -> dict[str, object]:
    return {
        "name": NAME,
        "version": "1.2.0",
        "dist": {"tarball": server.url(TARBALL), "integrity": sri(raw), **dist},
    }


def registry(server: BadServer, raw: bytes, *, version: str = "1.2.0", **dist: str) -> None:
    said = json.dumps(manifest(server, raw, **dist)).encode()
    server.routes[f"/@scope%2Flaws/{version}"] = reply(said, content_type="application/json")
    server.routes[TARBALL] = reply(raw, content_type="application/octet-stream")


def source(server: BadServer, **changes: object) -> NpmSource:
    values: dict[str, object] = {
        "name": "laws",
        "package": f"{NAME}@1.2.0",
        "files": ("data/*.json",),
        "registry": server.url("/"),
    }
    return NpmSource(**{**values, **changes})  # type: ignore[arg-type]


FILES = {"package.json": b"{}", "data/b.json": b"[2]", "data/a.json": b"[1]", "README.md": b"#"}


def test_the_files_that_are_wanted_are_taken_and_links_are_not(
    server: BadServer, store: SourceStore
) -> None:
    registry(server, packed(FILES))
    assert fetch_one(source(server), store).documents == 2
    assert list(bodies(source(server), store).items()) == [
        ("npm:@scope/laws/data/a.json", b"[1]"),
        ("npm:@scope/laws/data/b.json", b"[2]"),
    ]


def test_a_version_that_is_there_is_not_downloaded_again(
    server: BadServer, store: SourceStore
) -> None:
    registry(server, packed(FILES), version="latest")
    newest = source(server, package=NAME)
    assert fetch_one(newest, store).state is FetchState.CHANGED
    assert fetch_one(newest, store).state is FetchState.UNCHANGED
    assert len(server.requests(TARBALL)) == 1
    registry(server, packed({**FILES, "data/a.json": b"[3]"}), version="latest")
    assert fetch_one(newest, store).changed == 1
    assert bodies(newest, store)["npm:@scope/laws/data/a.json"] == b"[3]"


def test_other_files_of_the_same_version_are_fetched_when_they_are_wanted(
    server: BadServer, store: SourceStore
) -> None:
    registry(server, packed(FILES))
    fetch_one(source(server), store)
    wider = source(server, files=("data/*.json", "README.md"))
    assert fetch_one(wider, store).added == 1


def test_a_registry_that_only_describes_whole_packages_will_do(
    server: BadServer, store: SourceStore
) -> None:
    raw = packed(FILES)
    registry(server, raw)
    del server.routes["/@scope%2Flaws/1.2.0"]
    whole = {"dist-tags": {"latest": "1.2.0"}, "versions": {"1.2.0": manifest(server, raw)}}
    server.routes["/@scope%2Flaws"] = reply(
        json.dumps(whole).encode(), content_type="application/vnd.npm.install-v1+json"
    )
    assert fetch_one(source(server, package=NAME), store).documents == 2


def test_the_registry_of_all_packages_is_a_setting(server: BadServer, store: SourceStore) -> None:
    registry(server, packed(FILES))
    settings = quick(registry=server.url(""))
    assert fetch_one(source(server, registry=None), store, settings=settings).documents == 2


def test_a_registry_closed_to_crawlers_serves_its_clients(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/robots.txt"] = reply(b"User-agent: *\nDisallow: /\n")
    registry(server, packed(FILES))
    assert fetch_one(source(server), store).documents == 2


@pytest.mark.parametrize(
    ("dist", "said"),
    [
        ({"integrity": sri(b"another")}, "its sha512 is not what the registry says"),
        (
            {"integrity": f"{sri(packed(FILES), 'sha256')} {sri(b'another')}"},
            "its sha512 is not what the registry says",
        ),
        ({"integrity": "", "shasum": "0" * 40}, "its sha1 is not what the registry says"),
        ({"integrity": "md5-abc"}, "gives no hash"),
        ({"tarball": "file:///etc/passwd"}, "no web address"),
        ({"tarball": "http://10.0.0.1/x.tgz"}, "no source may lead to"),
    ],
    ids=["altered", "the strongest hash counts", "sha1", "no hash", "a file", "a private host"],
)
def test_what_cannot_be_trusted_is_refused(
    dist: dict[str, str], said: str, server: BadServer, store: SourceStore
) -> None:
    registry(server, packed(FILES), **dist)
    outcome = fetch_one(source(server), store)
    assert outcome.state is FetchState.FAILED
    assert said in (outcome.error or "")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"no archive", "no package archive"),
        (packed(FILES)[:-40], "no package archive"),
        (packed({"README.md": b"#"}), "no file like data/*.json"),
        (packed({"data/a.json": b"0" * 2_000_000}), "data/a.json in it is larger than 1 MB"),
        (gzip.compress(b"\0" * 512 + packed(FILES), mtime=0), "no file like|no package archive"),
        (packed({f"x/{n}": b"\0" * 9_000_000 for n in range(8)}), "unpacks to far more"),
    ],
    ids=["no archive", "half an archive", "no such file", "a big file", "rubbish", "a bomb"],
)
def test_what_is_no_such_package_is_told(
    raw: bytes, said: str, server: BadServer, store: SourceStore
) -> None:
    registry(server, raw)
    outcome = fetch_one(source(server), store)
    assert outcome.state is FetchState.FAILED
    assert any(part in (outcome.error or "") for part in said.split("|")), outcome.error


def test_an_unknown_version_is_told(server: BadServer, store: SourceStore) -> None:
    server.routes["/@scope%2Flaws"] = reply(b'{"versions": {}}', content_type="application/json")
    assert "no version 1.2.0 of it" in (fetch_one(source(server), store).error or "")


def test_only_files_that_cite_a_law_are_kept(server: BadServer, store: SourceStore) -> None:
    law = "LEGITEXT000031366350"
    cited = f'[{{"text": "Un.", "url": "https://e.org/{law}"}}]'.encode()
    registry(server, packed({**FILES, "data/c.json": cited}))
    chosen = source(server, cites=(law,))
    fetch_one(chosen, store)
    assert bodies(chosen, store) == {"npm:@scope/laws/data/c.json": cited}
    assert fetch_one(source(server), store).added == 2
