"""From paths to documents: what could be read, what was left out, and what was refused and why."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from corpus import readers
from corpus.document import Document
from corpus.errors import CorpusError, UnreadableFile
from corpus.formats.format import MAX_BYTES
from corpus.intake.copies import merge_copies
from corpus.intake.exclusions import Exclusions, kind_left_out
from corpus.intake.metadata_csv import MetadataFiles
from corpus.questions.taught import QUESTIONS_FILE, TaughtQuestion, read_questions
from corpus.reading import LeftOut, Reading, ReadingWarning, SourceFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be read: one line of a report, with what to do about it."""

    path: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that its own site has withdrawn for good: nobody need be asked to let it go."""

    path: str


Found = SourceFile | Rejected | LeftOut | ReadingWarning | Gone


@dataclass(frozen=True, slots=True)
class Ingested:
    """All that a build is made from, and all that did not get into it; each in the files' order.

    `gone` are the documents whose sites have withdrawn them; `locations` has where the file of each
    document lies, by its source_path, as reports name it; `fetched` are those that no folder holds.
    `questions` are those of the files of taught questions.
    """

    documents: tuple[Document, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    gone: tuple[Gone, ...] = ()
    locations: Mapping[str, str] = field(default_factory=dict, repr=False)
    fetched: frozenset[str] = frozenset()
    questions: tuple[TaughtQuestion, ...] = field(default=(), repr=False)

    def where(self, document: Document) -> str:
        """Where the document's file lies, as reports name it."""
        return self.locations.get(document.source_path, document.source_path)


def collect(paths: Iterable[Path], *, exclude: Iterable[str] = ()) -> Iterator[Found]:
    """The files of `paths`, each folder walked in the order of its names, hidden ones skipped.

    What is no document, such as a script, is left out of a folder, and so is what the patterns
    `exclude` match; they are written as in .gitignore, against the path within the folder. Each
    file comes with what a metadata.csv of its folders says of it.

    A file's `path` is relative to the folder that was given, so that ids made from it stay the same
    wherever the folder lies; `location` is the path as a report names it. Where two given folders
    hold the same relative path, the later one's begins with its folder's name.
    """
    taken: set[str] = set()
    exclusions = Exclusions(tuple(exclude))
    metadata = MetadataFiles()
    for given in paths:
        root = given if given.is_dir() else given.parent
        nothing = True
        for found in _walk(given, exclusions):
            nothing = False
            if not isinstance(found, Path):
                yield found
                continue
            if metadata.is_one(found):
                continue
            name = _shown(found.relative_to(root).as_posix())
            if name in taken:
                name = f"{_shown(root.resolve().name)}/{name}"
            taken.add(name)
            file = _load(found, name)
            if isinstance(file, SourceFile):
                file = metadata.describe(file, found, root=root)
            yield file
        if nothing:
            yield Rejected(str(given), "it holds no file", "give a folder with documents")
    yield from metadata.notes()


def ingest(
    files: Iterable[Found],
    *,
    progress: Callable[[str], None] | None = None,
    ocr: bool = False,
) -> Ingested:
    """Reads every file; one that cannot be read costs one line and stops no other.

    `progress` is called with the name of each file before it is read. Of two files that give one
    document id, the first is kept; files of the same content are one document. `ocr` asks that
    pages which are pictures be read.
    """
    gathering = _Gathering()
    for file in files:
        if not isinstance(file, SourceFile):
            gathering.note(file)
            continue
        location = file.where
        if progress is not None:
            progress(location)
        if PurePosixPath(file.path).name == QUESTIONS_FILE:
            gathering.learn(file)
            continue
        try:
            gathering.take(file, _read(replace(file, ocr=file.ocr or ocr)))
        except UnreadableFile as error:
            gathering.rejected.append(Rejected(location, error.reason, error.remedy))
        except CorpusError as error:
            gathering.rejected.append(Rejected(location, str(error), "correct the file"))
    return gathering.done()


def _read(file: SourceFile) -> Reading:
    """What the file's reader makes of it; a reader's own fault is told as UnreadableFile.

    This is the one place that catches every Exception: readers stand on parsers of other people,
    fed with files of anyone, and one such file must not cost the others. The fault is not hidden:
    its type is in the report and its trace in the log.
    """
    try:
        return readers.read(file)
    except CorpusError:
        raise
    except Exception as error:
        _log.info("The reader of %s failed", file.where, exc_info=True)
        raise UnreadableFile(
            file.path,
            f"its reader failed ({type(error).__name__}: {error})",
            "check that the file opens elsewhere, and report the fault with the file if it does",
        ) from error


@dataclass(slots=True)
class _Gathering:
    """What has been read so far, and which file gave each document."""

    documents: dict[str, Document] = field(default_factory=dict)
    locations: dict[str, str] = field(default_factory=dict)  # by source_path
    fetched: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    questions: list[TaughtQuestion] = field(default_factory=list)

    def learn(self, file: SourceFile) -> None:
        questions, warnings = read_questions(file)
        self.questions.extend(questions)
        self.warnings.extend(warnings)

    def take(self, file: SourceFile, reading: Reading) -> None:
        location = file.where
        self.left_out.extend(_relocated(left, file) for left in reading.left_out)
        self.warnings.extend(reading.warnings)
        of_one = file.title or file.link or file.published
        if of_one and any(one.source_path != file.path for one in reading.documents):
            self.warnings.append(
                file.warning(
                    "the title, url and date that metadata.csv gives are not used, since the file "
                    "holds several documents"
                )
            )
        for document in reading.documents:
            self._add(location, document)
            if file.location is None:
                self.fetched.add(document.source_path)

    def note(self, note: Rejected | LeftOut | ReadingWarning | Gone) -> None:
        match note:
            case Rejected():
                self.rejected.append(note)
            case LeftOut():
                self.left_out.append(note)
            case ReadingWarning():
                self.warnings.append(note)
            case Gone():
                self.gone.append(note)

    def _add(self, location: str, document: Document) -> None:
        first = self.documents.setdefault(document.id, document)
        if first is document:
            self.locations[document.source_path] = location
        elif first.text == document.text:
            self.left_out.append(LeftOut(location, f"same content as {first.source_path}"))
            if document.source_path not in (first.source_path, *first.other_paths):
                paths = (*first.other_paths, document.source_path)
                self.documents[first.id] = replace(first, other_paths=paths)
        else:
            why = f"it gives the document id {document.id}, which {first.source_path} has taken"
            remedy = "remove one of the two, or give them different ids"
            self.rejected.append(Rejected(location, why, remedy))

    def done(self) -> Ingested:
        documents, copies = merge_copies(self.documents.values())
        left_out = [
            LeftOut(self.locations[one.path], f"same content as {self.locations[one.kept]}")
            for one in copies
        ]
        return Ingested(
            documents=tuple(documents),
            left_out=(*self.left_out, *left_out),
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
            gone=tuple(self.gone),
            locations=self.locations,
            fetched=frozenset(self.fetched),
            questions=tuple(self.questions),
        )


def _relocated(left: LeftOut, file: SourceFile) -> LeftOut:
    """`left` named by where its file lies, as reports name files."""
    if file.location is None or not left.path.startswith(file.path):
        return left
    return replace(left, path=file.location + left.path.removeprefix(file.path))


def _walk(given: Path, exclusions: Exclusions) -> Iterator[Path | Rejected | LeftOut]:
    """Every file at or under `given`, in the order of names; each real folder is entered once."""
    entered: set[tuple[int, int]] = set()
    pending = [given]
    while pending:
        path = pending.pop()
        shown = _shown(path)
        try:
            if path.is_dir():
                stat = path.stat()
                if (stat.st_dev, stat.st_ino) in entered:
                    continue
                entered.add((stat.st_dev, stat.st_ino))
                inside = sorted(path.iterdir(), key=lambda child: child.name)
                sifted = exclusions.sift(inside, root=given)
                yield from (_named(left) for left in sifted.notes(path))
                pending.extend(reversed(sifted.kept))
            elif path.is_file():
                kind = kind_left_out(path.name)
                remedy = "give the page that says the same as HTML, PDF, Markdown or text"
                yield path if kind is None else Rejected(shown, f"{kind} are no documents", remedy)
            elif path.is_symlink():
                yield Rejected(shown, "it is a link to nothing", "remove it or mend its target")
            elif path.exists():
                yield Rejected(shown, "it is no ordinary file", "give files and folders only")
            else:
                yield Rejected(shown, "there is no such file or folder", "check the path")
        except OSError as error:
            yield _unreachable(path, error)


def _named(left: LeftOut) -> LeftOut:
    return LeftOut(_shown(left.path), _shown(left.reason))


def _load(path: Path, name: str) -> SourceFile | Rejected:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Rejected(
                _shown(path),
                f"its {size / 1e6:.0f} MB are more than the {MAX_BYTES / 1e6:.0f} MB allowed",
                "split it, or give the text without its images",
            )
        return SourceFile(path=name, raw=path.read_bytes(), location=_shown(path))
    except OSError as error:
        return _unreachable(path, error)


def _unreachable(path: Path, error: OSError) -> Rejected:
    return Rejected(
        _shown(path),
        f"it cannot be opened ({error.strerror or error})",
        "check that it exists and that you may read it",
    )


def _shown(path: Path | str) -> str:
    """The path as reports can write it: a name that is not UTF-8 has marks where it is not."""
    return os.fsencode(path).decode("utf-8", "replace")
