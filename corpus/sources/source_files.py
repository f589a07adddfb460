"""From sources to files: what a build reads, with what each source says of its documents."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.errors import SourceError
from corpus.ingest import Found, Gone, Rejected, collect
from corpus.reading import LeftOut, SourceFile
from corpus.sources.citing import cites
from corpus.sources.source import AnySource, FolderSource, SourcesConfig, keeps
from corpus.sources.status import record_of
from corpus.sources.store import SourceStore


def source_files(
    config: SourcesConfig, store: SourceStore, *, exclude: Iterable[str] = ()
) -> Iterator[Found]:
    """The files of all sources, in their order: folders as they are, others as fetched.

    What the patterns `exclude` match is left out of each folder, and so is what cites none of the
    laws for which a source is there.

    Where two folders hold the same relative path, the later one's begins with its source's name.
    """
    taken: set[str] = set()
    for source in config.sources:
        files = (
            _folder(source, exclude)
            if isinstance(source, FolderSource)
            else _fetched(source, store)
        )
        aside = 0
        for file in files:
            if isinstance(file, SourceFile):
                if source.cites and not cites(file, source.cites):
                    aside += 1
                    continue
                path = f"{source.name}/{file.path}" if file.path in taken else file.path
                taken.add(path)
                yield replace(file, path=path)
            else:
                yield file
        if aside:
            reason = f"{aside} of its documents cite none of {', '.join(source.cites)}"
            yield LeftOut(source.address, reason)


def _folder(source: FolderSource, exclude: Iterable[str]) -> Iterator[Found]:
    for file in collect([source.path], exclude=(*source.exclude, *exclude)):
        if not isinstance(file, SourceFile):
            yield file
        elif keeps(file.path, include=source.include, exclude=source.exclude):
            yield replace(
                file,
                kind=file.kind or source.kind,
                language=file.language or source.language,
                licence=file.licence or source.licence,
                publisher=file.publisher or source.publisher,
                fields=source.fields,
                ocr=source.ocr,
            )


def _fetched(source: AnySource, store: SourceStore) -> Iterator[Found]:
    remedy = f"run parvis fetch {source.name}"
    try:
        record = record_of(source, store)
    except SourceError as error:
        yield Rejected(source.address, str(error), remedy)
        return
    if record is None or not (record.documents or record.gone or record.error):
        yield Rejected(source.address, f"source {source.name} was never fetched", remedy)
        return
    for one in record.gone:
        yield Gone(one.path)
        yield LeftOut(one.path, f"its site withdrew it for good (410) on {one.since:%Y-%m-%d}")
    if not record.documents and not record.gone:
        yield Rejected(source.address, f"nothing was fetched of it ({record.error})", remedy)
    for document in record.documents:
        try:
            raw = store.read(source.name, document.sha256)
        except SourceError as error:
            yield Rejected(document.path, str(error), remedy)
            continue
        yield SourceFile(
            path=document.path,
            raw=raw,
            url=document.url,
            kind=source.kind,
            language=source.language,
            licence=source.licence or document.licence,
            publisher=source.publisher or document.publisher,
            fields=source.fields,
            ocr=source.ocr,
        )
