"""`parvis build`: from documents to the index that serves."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import StageDisplay, count, say, show, show_json
from assistant.cli.documents.behind import show_behind
from assistant.cli.documents.losses import (
    AllowFewerOption,
    AllowLossOption,
    origins_of_sources,
    policy_of,
)
from assistant.cli.options import (
    ExcludeOption,
    IndexOption,
    JsonOption,
    ModelOption,
    OcrOption,
    SourcesOption,
)
from assistant.cli.status import (
    counts,
    listing_rejected,
    manifest_as_json,
    read_stale,
    show_omissions,
)

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.ingest import Found
    from corpus.sources.source import SourcesConfig
    from index.indexing.gate import GoldenQuestion
    from index.indexing.pipeline import BuildResult
    from index.snapshot.manifest import CatalogEntry
    from index.snapshot.store import Store


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files and folders of documents.  [default: the sources of sources.toml; "
            "without it, those that come with Parvis and var/documents]",
        ),
    ] = None,
    *,
    sources: SourcesOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    allow_loss: AllowLossOption = None,
    allow_fewer: AllowFewerOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    release: Annotated[
        bool, typer.Option("--release", help="Let this build serve although staff rolled back.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Let the new index serve whatever it lost.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Work everything out again, re-using nothing.")
    ] = False,
    ask_model: Annotated[
        int | None,
        typer.Option(
            "--ask-model",
            metavar="N",
            min=1,
            max=20,
            help="Have a language model write N questions that each passage answers.",
        ),
    ] = None,
    exclude: ExcludeOption = None,
    ocr: OcrOption = False,
    json: JsonOption = False,
) -> None:
    """Reads documents and makes the index that serves; what has not changed is re-used."""
    from assistant.cli.composition import open_encoder, open_store, settings_of
    from assistant.cli.documents.dry_run import dry_run as survey
    from assistant.language_model import language_model_of
    from corpus.ingest import ingest
    from corpus.intake.quality import assess
    from index.amending.write_questions import write_questions
    from index.indexing.gate import read_golden
    from index.indexing.pipeline import build as build_index

    began = time.perf_counter()
    settings = settings_of(sources=sources, index=index, model=model)
    store = open_store(settings)
    language_model = language_model_of(settings) if ask_model else None
    policy = policy_of(allow_loss, allow_fewer, force=force, release=release)
    origins = _origins(paths, settings)
    with StageDisplay() as stages:
        files = _files(paths, settings, exclude or [])
        ingested = assess(ingest(files, progress=_counting(stages), ocr=ocr))
    if dry_run:
        survey(ingested, store=store, policy=policy, origins=origins, json=json)
        return
    with StageDisplay() as stages, listing_rejected(ingested):
        encoder = open_encoder(settings)
        build_it = partial(
            build_index,
            ingested,
            store=store,
            encoder=encoder,
            max_tokens=settings.max_tokens,
            progress=stages.tell,
            policy=policy,
            origins=origins,
        )
        result = build_it(reuse=not fresh)
        if language_model is not None and ask_model:
            writing = write_questions(
                store,
                language_model.write_questions,
                model=language_model.name,
                count=ask_model,
                encoder=encoder,
                progress=partial(stages.tell, "Asking the language model"),
            )
            result = build_it()
            say(
                f"Of {count(writing.kept + writing.dropped, 'question')} that the language model "
                f"wrote, {writing.kept:,} find their passage and were kept."
            )
    seconds = time.perf_counter() - began
    stale = read_stale(store.folder(result.snapshot_id), result.manifest)
    if json:
        show_json(_as_json(result, stale, seconds))
    else:
        show_behind(store.folder(result.snapshot_id), result.manifest)
        _tell(result, stale, seconds)
    if result.other_origins:
        say(result.other_origins)
    for line in _golden_notes(read_golden(store.golden), result, store):
        say(line)


def _files(paths: list[Path] | None, settings: "Settings", exclude: list[str]) -> "Iterator[Found]":
    """The files to build from: those given, else those of the sources."""
    from assistant.cli.composition import sources_of
    from corpus.ingest import collect
    from corpus.sources.source_files import source_files
    from corpus.sources.store import SourceStore

    if paths:
        return collect(paths, exclude=exclude)
    config = sources_of(settings)
    _tell_of_documents(config, settings)
    return source_files(config, SourceStore(settings.fetched), exclude=exclude)


def _origins(paths: list[Path] | None, settings: "Settings") -> tuple[str, ...]:
    """Where the documents come from, as the next build compares it and a person reads it."""
    if paths:
        return tuple(sorted({str(path.absolute()) for path in paths}))
    return origins_of_sources(settings)


def _tell_of_documents(config: "SourcesConfig", settings: "Settings") -> None:
    """Says that the folder of documents is not built, where sources.toml does not name it."""
    from corpus.sources.source import FolderSource

    folder = settings.documents.resolve()
    folders = [one.path for one in config.sources if isinstance(one, FolderSource)]
    if any(folder.is_relative_to(one) or one.is_relative_to(folder) for one in folders):
        return
    if folder.is_dir() and any(folder.iterdir()):
        say(
            f"{settings.documents} is not built, since {settings.sources} does not name it: run "
            f"`parvis add {settings.documents}` if it should be."
        )


def _counting(stages: StageDisplay) -> Callable[[str], None]:
    done = 0

    def tell(path: str) -> None:
        nonlocal done
        done += 1
        stages.tell("Reading documents", done, 0, note=path)

    return tell


def _tell(result: "BuildResult", stale: "list[CatalogEntry]", seconds: float) -> None:
    manifest = result.manifest
    show_omissions(manifest, stale)
    kinds = counts({kind.value: count for kind, count in sorted(manifest.kinds.items())})
    show(
        f"{count(manifest.documents, 'document')} indexed ({kinds}), "
        f"{len(manifest.left_out):,} left out, {len(manifest.rejected):,} rejected; "
        f"{count(manifest.passages, 'passage')}; {seconds:.1f} s."
    )
    if result.unchanged:
        show("Nothing has changed: the snapshot that serves is the same.")


def _golden_notes(
    questions: "Sequence[GoldenQuestion]", result: "BuildResult", store: "Store"
) -> "Iterator[str]":
    """What the operator may take to be guarded by golden questions, and is not."""
    from index.snapshot.names import find_unknown

    found = {one.question: one.found for one in result.golden}
    missing = {
        one.question: [name for name in one.relevant if name not in found.get(one.question, ())]
        for one in questions
    }
    names = [name for some in missing.values() for name in some]
    if not names:
        return
    unknown = {one.name: one for one in find_unknown(names, store.load(result.snapshot_id))}
    for question, some in missing.items():
        told = ", ".join(str(unknown[name]) for name in some if name in unknown)
        if told:
            yield (
                f"The golden question “{question}” names what the index does not hold: {told}. "
                "Correct it in golden.jsonl, or add the document."
            )
        told = ", ".join(name for name in some if name not in unknown)
        if told:
            yield (
                f"The golden question “{question}” does not find {told} among its first five "
                "results, so that no build is held to that: see `parvis search`."
            )


def _as_json(result: "BuildResult", stale: "list[CatalogEntry]", seconds: float) -> dict[str, Any]:
    return {
        **manifest_as_json(result.manifest, result.snapshot_id, stale),
        "unchanged": result.unchanged,
        "embedded": result.embedded,
        "texts": result.texts,
        "seconds": {
            "total": round(seconds, 3),
            **{stage: round(spent, 3) for stage, spent in result.seconds.items()},
        },
    }
