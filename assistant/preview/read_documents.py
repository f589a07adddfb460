"""Documents as a build would make them of files: text, structure, articles and passages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from corpus.document import Article, Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.ingest import Found, Ingested, Rejected, ingest
from corpus.intake.quality import assess
from corpus.passage import Passage
from corpus.reading import LeftOut, ReadingWarning, SourceFile
from corpus.splitters import split
from corpus.splitters.articles import with_articles
from index.indexing.cutting import cut_document, cut_warnings


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document and what it is cut into.

    `articles` are those that the source gives or, of a law without them, those that the splitter
    tells from headings and first words. `path` is its file as reports name it, and `warnings` are
    those of this file.
    """

    document: Document
    articles: tuple[Article, ...] = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    path: str = ""
    warnings: tuple[ReadingWarning, ...] = ()

    @property
    def pages(self) -> int:
        """The number of the last page that a block stands on; 0 where there are no pages."""
        return max((block.page or 0 for block in self.document.blocks), default=0)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a build would make of files, and what it would not."""

    documents: tuple[ReadDocument, ...]
    left_out: tuple[LeftOut, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()


def read_documents(
    files: Iterable[Found],
    *,
    counter: Callable[[], Callable[[str], int]],
    max_tokens: int,
    progress: Callable[[str], None] | None = None,
    ocr: bool = False,
) -> Preview:
    """Reads files as a build does, `ocr` as `ingest` takes it, and cuts their documents.

    `counter` gives what counts the tokens of a text; it is only asked where there is something to
    cut.
    """
    places: dict[str, str] = {}
    ingested = assess(ingest(_noting_places(files, places), progress=progress, ocr=ocr))
    if not ingested.documents:
        return _preview((), ingested)
    count_tokens = counter()
    read: list[ReadDocument] = []
    refused: list[Rejected] = []
    cut: list[ReadingWarning] = []
    told: dict[str, list[ReadingWarning]] = {}
    for one in ingested.warnings:
        told.setdefault(one.path, []).append(one)
    for document in ingested.documents:
        path = _place_of(document, places)
        try:
            passages = cut_document(
                document,
                lambda one: split(one, count_tokens=count_tokens, max_tokens=max_tokens),
            )
        except UnreadableFile as error:
            refused.append(Rejected(path, error.reason, error.remedy))
            continue
        own = cut_warnings(document, passages, where=path)
        cut += own
        own = (*told.get(path, ()), *own)
        read.append(ReadDocument(document, _articles(document), passages, path, own))
    return _preview(read, ingested, refused=refused, warnings=cut)


def _preview(
    read: Iterable[ReadDocument],
    ingested: Ingested,
    *,
    refused: Iterable[Rejected] = (),
    warnings: Iterable[ReadingWarning] = (),
) -> Preview:
    return Preview(
        documents=tuple(read),
        left_out=ingested.left_out,
        rejected=(*ingested.rejected, *refused),
        warnings=(*ingested.warnings, *warnings),
    )


def _articles(document: Document) -> tuple[Article, ...]:
    if document.articles or document.kind is not DocumentKind.LAW:
        return document.articles
    return with_articles(document).articles


def _noting_places(files: Iterable[Found], places: dict[str, str]) -> Iterable[Found]:
    """The same files; `places` has by its path where each lies, as reports name it."""
    for file in files:
        if isinstance(file, SourceFile):
            places[file.path] = file.where
        yield file


def _place_of(document: Document, places: dict[str, str]) -> str:
    """Where the document's file lies; a document of an archive has a path inside it."""
    path = document.source_path
    while path and path not in places:
        path = path.rpartition("/")[0]
    return places.get(path, document.source_path)
