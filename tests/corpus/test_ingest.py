"""Every file ends as a document, as left out, or as rejected with what to do; none is forgotten."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import ingest as module
from corpus import readers
from corpus.document import Document, DocumentKind
from corpus.errors import CorpusError, UnreadableFile
from corpus.ingest import Ingested, Rejected, collect, ingest
from corpus.reading import LeftOut, Reading, ReadingWarning, SourceFile


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def paths(*given: Path) -> list[str]:
    return [found.path for found in collect(given) if isinstance(found, SourceFile)]


def refused(*given: Path) -> list[Rejected]:
    return [found for found in collect(given) if isinstance(found, Rejected)]


@pytest.fixture
def read_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[SourceFile], Reading]], None]:
    def use(reader: Callable[[SourceFile], Reading]) -> None:
        monkeypatch.setattr(readers, "read", reader)

    return use


def one(file: SourceFile) -> Reading:
    """Reads a file as one document whose id is its first line and whose text is the rest."""
    name, _, text = file.raw.decode().partition("\n")
    return Reading((Document(name, DocumentKind.PAGE, name, text, source_path=file.path),))


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, b="2", a__z="1", c__a="3")
    assert paths(tmp_path) == ["a/z", "b", "c/a"]


def test_a_path_is_relative_to_what_was_given_and_its_location_is_whole(tmp_path: Path) -> None:
    put(tmp_path, laws__code="x")
    (found,) = collect([tmp_path / "laws"])
    assert isinstance(found, SourceFile)
    assert (found.path, found.raw) == ("code", b"x")
    assert found.location == str(tmp_path / "laws" / "code")


def test_a_file_given_by_itself_goes_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, laws__code="x")
    assert paths(tmp_path / "laws" / "code") == ["code"]


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, a="1")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    assert paths(tmp_path) == ["a"]


def test_a_link_back_to_its_own_folder_does_not_go_round(tmp_path: Path) -> None:
    put(tmp_path, a__one="1")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert paths(tmp_path) == ["a/one"]


def test_the_same_name_in_two_folders_is_told_apart(tmp_path: Path) -> None:
    put(tmp_path, north__README="1", south__README="2")
    assert paths(tmp_path / "north", tmp_path / "south") == ["README", "south/README"]


@pytest.fixture
def odd_file(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    path = tmp_path / "odd"
    held: socket.socket | None = None
    match request.param:
        case "a link to nothing":
            path.symlink_to(tmp_path / "gone")
        case "a pipe":
            os.mkfifo(path)
        case "a socket":
            held = socket.socket(socket.AF_UNIX)
            held.bind(str(path))
        case "an empty folder":
            path.mkdir()
    yield path
    if held:
        held.close()


@pytest.mark.parametrize(
    ("odd_file", "reason"),
    [
        ("a link to nothing", "it is a link to nothing"),
        ("a pipe", "it is no ordinary file"),
        ("a socket", "it is no ordinary file"),
        ("an empty folder", "it holds no file"),
        ("nothing at all", "there is no such file or folder"),
    ],
    indirect=["odd_file"],
)
def test_what_is_no_file_is_rejected_and_never_opened(odd_file: Path, reason: str) -> None:
    (rejected,) = refused(odd_file)
    assert (rejected.path, rejected.reason) == (str(odd_file), reason)
    assert rejected.remedy


def test_a_file_beyond_the_limit_is_rejected_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1_000_000)
    put(tmp_path, small="1")
    with (tmp_path / "big").open("wb") as big:
        big.truncate(3_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"" if path.name == "small" else 1 / 0)
    (rejected,) = refused(tmp_path)
    assert rejected.path == str(tmp_path / "big")
    assert rejected.reason == "its 3 MB are more than the 1 MB allowed"


def test_a_file_that_may_not_be_read_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, secret="1", told="2")
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "secret":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert [r.reason for r in refused(tmp_path)] == ["it cannot be opened (Permission denied)"]
    assert paths(tmp_path) == ["told"]


def test_a_file_that_cannot_be_read_costs_one_line_and_stops_no_other(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    def reader(file: SourceFile) -> Reading:
        if file.path == "bad":
            raise UnreadableFile(file.path, "it is broken", "mend it")
        return one(file)

    read_by(reader)
    found = ingest([SourceFile("bad", b"x", location="/docs/bad"), SourceFile("good", b"g\ntext")])
    assert [d.id for d in found.documents] == ["g"]
    assert found.rejected == (Rejected("/docs/bad", "it is broken", "mend it"),)


@pytest.mark.parametrize("fault", [KeyError("kids"), RecursionError("deep"), MemoryError()])
def test_a_reader_that_fails_costs_one_line_that_names_the_fault(
    fault: Exception, read_by: Callable[[Callable[[SourceFile], Reading]], None]
) -> None:
    def reader(file: SourceFile) -> Reading:
        if file.path == "bad":
            raise fault
        return one(file)

    read_by(reader)
    found = ingest([SourceFile("bad", b"x"), SourceFile("good", b"g\ntext")])
    assert [d.id for d in found.documents] == ["g"]
    assert type(fault).__name__ in found.rejected[0].reason


def test_an_interruption_is_no_fault_of_a_file(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    def reader(file: SourceFile) -> Reading:
        raise KeyboardInterrupt

    read_by(reader)
    with pytest.raises(KeyboardInterrupt):
        ingest([SourceFile("any", b"x")])


def test_any_error_of_the_corpus_is_told(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    def reader(file: SourceFile) -> Reading:
        raise CorpusError("the front matter names no such kind")

    read_by(reader)
    assert ingest([SourceFile("a", b"x")]).rejected == (
        Rejected("a", "the front matter names no such kind", "correct the file"),
    )


def test_of_two_files_with_one_id_the_first_is_kept_and_the_second_rejected(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    read_by(one)
    found = ingest([SourceFile("a", b"same\none"), SourceFile("b", b"same\ntwo")])
    assert [(d.id, d.text) for d in found.documents] == [("same", "one")]
    (rejected,) = found.rejected
    assert rejected.path == "b"
    assert rejected.reason == "it gives the document id same, which a has taken"


def test_a_copy_is_left_out_rather_than_rejected(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    read_by(one)
    found = ingest([SourceFile("a", b"same\none"), SourceFile("b", b"same\none")])
    assert (found.left_out, found.rejected) == ((LeftOut("b", "same content as a"),), ())


def test_what_readers_leave_out_and_warn_of_is_passed_on_with_the_files_location(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    left = (LeftOut("code.json: article L2", "it is repealed"), LeftOut("elsewhere", "so"))
    read_by(lambda file: Reading((), left, (ReadingWarning("code.json", "cut off"),)))
    found = ingest([SourceFile("code.json", b"x", location="/docs/code.json")])
    assert found == Ingested(
        left_out=(
            LeftOut("/docs/code.json: article L2", "it is repealed"),
            LeftOut("elsewhere", "so"),
        ),
        warnings=(ReadingWarning("code.json", "cut off"),),
    )


def test_progress_hears_of_each_file_before_it_is_read(
    read_by: Callable[[Callable[[SourceFile], Reading]], None],
) -> None:
    said: list[str] = []

    def reader(file: SourceFile) -> Reading:
        said.append(f"read {file.path}")
        return one(file)

    read_by(reader)
    ingest([SourceFile("a", b"a\n1"), SourceFile("b", b"b\n2")], progress=said.append)
    assert said == ["a", "read a", "b", "read b"]


def test_what_collecting_rejects_is_in_the_report_beside_the_rest(tmp_path: Path) -> None:
    put(tmp_path, note="Une note.\n\nElle dit peu.")
    found = ingest(collect([tmp_path, tmp_path / "gone"]))
    assert len(found.documents) == 1
    assert [r.path for r in found.rejected] == [str(tmp_path / "gone")]


def test_an_image_among_the_documents_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert ingest(collect([tmp_path])).left_out == (
        LeftOut(
            str(tmp_path / "photo.png"),
            "pictures are left out; where a picture shows words, give them as text",
        ),
    )
