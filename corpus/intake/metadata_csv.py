"""metadata.csv: what a folder says of its files, before what the files say themselves."""

import csv
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from corpus.decoding import decode
from corpus.document import DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.metadata import address_of, date_of, kind_of, language_of, words_of
from corpus.reading import LeftOut, ReadingWarning, SourceFile
from corpus.text import fold

NAME = "metadata.csv"

_COLUMNS = {
    name: column
    for column, names in {
        "file": ("file", "fichier", "filename", "nom", "nom du fichier", "chemin", "path"),
        "title": ("title", "titre"),
        "url": ("url", "lien", "link", "adresse"),
        "date": ("date", "published", "date de publication"),
        "kind": ("kind", "type", "nature"),
        "licence": ("licence", "license"),
        "publisher": ("publisher", "editeur", "organisation"),
        "language": ("language", "langue"),
    }.items()
    for name in names
}
_EXPECTED = "file, title, url, date, kind, licence, publisher and language"
_NO_HEAD = (
    f"read as a document, since its first line does not name the columns: they are {_EXPECTED}"
)
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)  # the first line that Excel writes, or wants
_LARGEST = 20_000_000  # bytes
_ROWS = 100_000
_TOLD = 50  # faults that are told one by one

_Value = TypeVar("_Value")

# How a row may name its file, the most exact way first.
_KEYS: tuple[Callable[[str], str], ...] = (
    lambda path: path,
    lambda path: path.casefold(),
    lambda path: PurePosixPath(path).name,
    lambda path: PurePosixPath(path).name.casefold(),
    lambda path: PurePosixPath(path).stem.casefold(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMetadata:
    """What a row says of one file; None where it says nothing."""

    title: str | None = None
    url: str | None = None
    published: date | None = None
    kind: DocumentKind | None = None
    licence: str | None = None
    publisher: str | None = None
    language: str | None = None


class MetadataFiles:
    """The metadata.csv of folders, each read when a file below it is first met.

    What the nearest one says of a file goes before what those of outer folders say.
    """

    def __init__(self) -> None:
        self._tables: dict[Path, _Table | None] = {}

    def is_one(self, path: Path) -> bool:
        """Whether a file is not a document, but says what the others are."""
        table = self._table(path.parent) if path.name == NAME else None
        return table is not None and not table.is_document

    def describe(self, file: SourceFile, path: Path, *, root: Path) -> SourceFile:
        """`file`, which lies at `path` in or under `root`, with what is said of it."""
        for folder in path.parents:
            table = self._table(folder)
            if table is not None:
                file = _described(file, table.rows.get(path, FileMetadata()))
            if folder == root:
                break
        return file

    def notes(self) -> Iterator[LeftOut | ReadingWarning]:
        """What is to be told of the files of metadata that were read."""
        for folder, table in self._tables.items():
            if table is not None:
                path = _shown(folder / NAME)
                if not table.is_document:
                    yield LeftOut(path, "it says what the files beside it are")
                yield from (ReadingWarning(path, message) for message in table.warnings)

    def _table(self, folder: Path) -> "_Table | None":
        if folder not in self._tables:
            self._tables[folder] = _read(folder)
        return self._tables[folder]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Mapping[Path, FileMetadata]
    warnings: Sequence[str]
    is_document: bool = False


def _described(file: SourceFile, said: FileMetadata) -> SourceFile:
    return replace(
        file,
        title=file.title or said.title,
        link=file.link or said.url,
        published=file.published or said.published,
        kind=file.kind or said.kind,
        licence=file.licence or said.licence,
        publisher=file.publisher or said.publisher,
        language=file.language or said.language,
    )


def _read(folder: Path) -> _Table | None:
    """The table of a folder; None where it has none that can be read."""
    path = folder / NAME
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        text, warning = decode(path.read_bytes(), path=str(path))
    except (OSError, UnreadableFile):
        return None  # As a document, it is refused with the reason.
    lines = [f"{line}\n" for line in text.split("\n")]
    separator = _SEPARATOR.fullmatch(lines[0].strip())
    first = 1 if separator else 0
    while first < len(lines) and not lines[first].strip(" ;,\t\n"):
        first += 1
    if first == len(lines):
        return None
    delimiter = separator[1] if separator else max(";,\t", key=lines[first].count)
    reader = csv.reader(lines[first:], delimiter=delimiter)
    head = [fold(name) for name in next(reader, [])]
    columns = [_COLUMNS.get(name) for name in head]
    if "file" not in columns or len(set(columns) - {None}) < 2:
        return _Table({}, (_NO_HEAD,), is_document=True)
    warnings = [warning] if warning else []
    if unknown := [name for name, column in zip(head, columns, strict=True) if name and not column]:
        warnings.append(
            f"nothing is made of its columns {', '.join(unknown)}: those that are read are "
            f"{_EXPECTED}"
        )
    filling = _Filling(_Files(folder), warnings)
    try:
        for count, cells in enumerate(reader):
            number = first + reader.line_num
            if count >= _ROWS:
                warnings.append(f"line {number:d}: the rows from here on are not read; split it")
                break
            said = {
                column: value
                for column, cell in zip(columns, cells, strict=False)
                if column and (value := words_of(cell))
            }
            if said:
                filling.add(number, said)
    except csv.Error as error:
        warnings.append(
            f"line {first + reader.line_num:d}: it cannot be read from here on ({error}); "
            "save it again as CSV"
        )
    filling.sum_up()
    return _Table(filling.rows, warnings)


class _Filling:
    """The rows so far; what is wrong with one is a warning, and the rest of it holds."""

    def __init__(self, files: "_Files", warnings: list[str]) -> None:
        self.rows: dict[Path, FileMetadata] = {}
        self._files = files
        self._warnings = warnings
        self._lines: dict[Path, int] = {}
        self._wrong = 0

    def add(self, number: int, said: Mapping[str, str]) -> None:
        name = said.get("file")
        if name is None:
            self._warn(number, "it names no file")
            return
        found = self._files.named(name)
        if not found:
            self._warn(number, f"there is no file {name} beside it")
        elif len(found) > 1:
            self._warn(number, f"{len(found)} files are called {name}; write the folder too")
        elif found[0] in self.rows:
            self._warn(number, f"line {self._lines[found[0]]:d} says already what {name} is")
        else:
            self._lines[found[0]] = number
            self.rows[found[0]] = self._metadata(number, said)

    def _metadata(self, number: int, said: Mapping[str, str]) -> FileMetadata:
        return FileMetadata(
            title=said.get("title"),
            url=self._told(
                number, said.get("url"), address_of, "no web address; write https://… whole"
            ),
            published=self._told(
                number, said.get("date"), date_of, "no date; write 2024-05-31 or 31/05/2024"
            ),
            kind=self._told(
                number,
                said.get("kind"),
                kind_of,
                "no kind; write law, action_plan, concept_note or page",
            ),
            licence=said.get("licence"),
            publisher=said.get("publisher"),
            language=self._told(
                number, said.get("language"), language_of, "no language; write fr or en"
            ),
        )

    def _told(
        self, number: int, cell: str | None, read: Callable[[object], _Value | None], wrong: str
    ) -> _Value | None:
        value = None if cell is None else read(cell)
        if cell is not None and value is None:
            self._warn(number, f"“{cell}” is {wrong}")
        return value

    def _warn(self, number: int, message: str) -> None:
        self._wrong += 1
        if self._wrong <= _TOLD:
            self._warnings.append(f"line {number:d}: {message}")

    def sum_up(self) -> None:
        """Tells how many more faults there are than were told."""
        if self._wrong > _TOLD:
            self._warnings.append(f"{self._wrong - _TOLD:,} more of its cells or rows are wrong")


class _Files:
    """The files of a folder by the names that a row may give them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def named(self, name: str) -> Sequence[Path]:
        """The files that `name` may mean: one, none, or several that it does not tell apart.

        A name without its folder, or without its ending, will do where one file alone has it.
        """
        name = unicodedata.normalize("NFC", name.replace("\\", "/")).removeprefix("./")
        path = self._folder / name
        beside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        if beside and path.is_file():
            return [path]
        keys = [name, name.casefold()]
        if "/" not in name:
            keys += [name, name.casefold(), name.casefold()]
        found = (paths.get(key) for key, paths in zip(keys, self._by_key, strict=False))
        return next((paths for paths in found if paths), ())

    @cached_property
    def _by_key(self) -> Sequence[Mapping[str, Sequence[Path]]]:
        """For each of _KEYS, the files that have it."""
        by_key: list[dict[str, list[Path]]] = [defaultdict(list) for _ in _KEYS]
        for inside, folders, files in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(inside) / name
                relative = path.relative_to(self._folder).as_posix()
                relative = unicodedata.normalize("NFC", relative)
                for key, paths in zip(_KEYS, by_key, strict=True):
                    paths[key(relative)].append(path)
        return by_key


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
