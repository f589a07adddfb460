"""`parvis fetch`, `add` and `watch`: where documents come from, and the index that follows them."""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import StageDisplay, count, misuse, say, show, show_json
from assistant.cli.documents.losses import (
    AllowFewerOption,
    AllowLossOption,
    origins_of_sources,
    policy_of,
)
from assistant.cli.documents.standing import read_missing, say_missing
from assistant.cli.options import IndexOption, JsonOption, ModelOption, SourcesOption
from assistant.cli.source_status import outcome_as_json, problem_lines
from assistant.cli.status import listing_rejected
from corpus.document import DocumentKind

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.sources.outcome import FetchOutcome
    from corpus.sources.source import SourcesConfig
    from index.encoder import Encoder
    from index.indexing.gate import GatePolicy
    from index.indexing.pipeline import BuildResult


def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Sources to fetch.  [default: all]"),
    ] = None,
    *,
    due: Annotated[bool, typer.Option("--due", help="Only those whose time has come.")] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only those of which nothing is there.")
    ] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Take what a source gives, though it lost much of its text."),
    ] = False,
    sources: SourcesOption = None,
    json: JsonOption = False,
) -> None:
    """Downloads what is new of the sources; one that fails keeps its last good copy."""
    from assistant.cli.composition import settings_of, sources_of

    if accept and not names:
        raise misuse("name the sources to accept", hint="--accept")
    settings = settings_of(sources=sources)
    config = sources_of(settings)
    outcomes = _fetch(
        config, settings, names=names or [], only_due=due, only_missing=missing, accept=accept
    )
    if json:
        show_json({"sources": [outcome_as_json(outcome) for outcome in outcomes]})
    else:
        _show_outcomes(outcomes)
    _exit_if_failed(outcomes)


def add(
    address: Annotated[
        str,
        typer.Argument(
            metavar="PATH-OR-URL", help="A folder, a web address, or npm:PACKAGE@VERSION."
        ),
    ],
    *,
    name: Annotated[str | None, typer.Option("--name", help="Name of the source.")] = None,
    type: Annotated[
        str | None, typer.Option("--type", help="Type of the source, if the guess is wrong.")
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Option("--files", metavar="PATTERN", help="Files of the npm package; repeatable."),
    ] = None,
    kind: Annotated[
        DocumentKind | None, typer.Option("--kind", help="Its documents' kind.")
    ] = None,
    language: Annotated[str | None, typer.Option("--language", help="Their language.")] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="Their licence.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Their publisher.")] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help='"6 hours", "1 day", "never".')
    ] = None,
    build: Annotated[bool, typer.Option(help="Build the index afterwards.")] = True,
    sources: SourcesOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Adds a source to sources.toml, fetches it, and builds."""
    from assistant.cli.composition import open_encoder, settings_of
    from corpus.errors import SourceError
    from corpus.sources.config import add_source, begin_config, load_config
    from corpus.sources.guess import suggest_name
    from corpus.sources.source import FolderSource, SourcesConfig

    settings = settings_of(sources=sources, index=index, model=model)
    begins = not settings.sources.exists()
    config = SourcesConfig() if begins else load_config(settings.sources)
    entry = _entry(address, type, config, settings)
    said = {
        "files": files,
        "kind": kind and kind.value,
        "language": language,
        "licence": licence,
        "publisher": publisher,
        "every": every,
    }
    entry.update({key: value for key, value in said.items() if value})
    if begins:
        begin_config(
            settings.sources,
            documents=settings.documents,
            registry=settings.registry,
            first=entry,
        )
        config = load_config(settings.sources)
    name = name or suggest_name(entry, taken=[source.name for source in config.sources])
    try:
        source = add_source(settings.sources, name, entry)
    except SourceError:
        if begins:
            settings.sources.unlink()
        raise
    show(f"Added {name} to {settings.sources}: {source.type}, {source.address}")
    config = load_config(settings.sources)
    if not isinstance(source, FolderSource):
        outcomes = _fetch(config, settings, names=[name])
        _show_outcomes(outcomes)
        if any(outcome.error for outcome in outcomes):
            say(
                f"{name} stays in {settings.sources} all the same: run `parvis fetch {name}` and "
                f"`parvis build` once it can be had, or take [sources.{name}] out of the file."
            )
        _exit_if_failed(outcomes)
    if build:
        with StageDisplay() as stages:
            result = _build(config, settings, open_encoder(settings), stages=stages)
        show(_sentence(result, settings))


def watch(
    allow_loss: AllowLossOption = None,
    allow_fewer: AllowFewerOption = None,
    sources: SourcesOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
) -> None:
    """Builds when a folder changes, and fetches each source as often as it says, until stopped."""
    from assistant.cli.composition import open_encoder, settings_of, sources_of
    from assistant.watch.watcher import WatchOptions, watch_sources

    settings = settings_of(sources=sources, index=index, model=model)
    sources_of(settings)  # A file of sources that is wrong at the start is no news to wait for.
    policy = policy_of(allow_loss, allow_fewer, keep_lost=True)
    say("Loading the embedding model")
    encoder = open_encoder(settings)
    options = WatchOptions(
        sources=settings.sources,
        read=lambda: sources_of(settings),
        build=lambda config: _sentence(_build(config, settings, encoder, policy=policy), settings),
        fetch=lambda config: _fetch(config, settings, only_due=True, quiet=True),
        say=lambda text: say(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {text}"),
        ignore=(settings.index, settings.fetched, settings.models),
    )
    try:
        watch_sources(options, stop=threading.Event())
    except KeyboardInterrupt:
        say("Stopped.")


def _fetch(
    config: "SourcesConfig",
    settings: "Settings",
    *,
    names: Sequence[str] = (),
    only_due: bool = False,
    only_missing: bool = False,
    accept: bool = False,
    quiet: bool = False,
) -> "tuple[FetchOutcome, ...]":
    from corpus.sources.fetch import fetch as fetch_sources
    from corpus.sources.store import SourceStore

    _quieten_retries()
    store = SourceStore(settings.fetched)
    if quiet:
        return fetch_sources(config, store, names=names, only_due=only_due)
    with StageDisplay() as stages:
        return fetch_sources(
            config,
            store,
            names=names,
            only_due=only_due,
            only_missing=only_missing,
            accept=accept,
            progress=lambda name, done, total: stages.tell(f"Fetching {name}", done, total),
        )


def _build(
    config: "SourcesConfig",
    settings: "Settings",
    encoder: "Encoder",
    *,
    policy: "GatePolicy | None" = None,
    stages: StageDisplay | None = None,
) -> "BuildResult":
    from assistant.cli.composition import open_store
    from corpus.ingest import ingest
    from corpus.intake.quality import assess
    from corpus.sources.source_files import source_files
    from corpus.sources.store import SourceStore
    from index.indexing.gate import GatePolicy
    from index.indexing.pipeline import build as build_index

    ingested = assess(ingest(source_files(config, SourceStore(settings.fetched))))
    with listing_rejected(ingested):
        return build_index(
            ingested,
            store=open_store(settings),
            encoder=encoder,
            max_tokens=settings.max_tokens,
            progress=None if stages is None else stages.tell,
            policy=policy or GatePolicy(),
            origins=origins_of_sources(settings),
        )


def _entry(
    address: str, type: str | None, config: "SourcesConfig", settings: "Settings"
) -> dict[str, Any]:
    from corpus.errors import FetchError, SourceError
    from corpus.sources.guess import guess_source

    if type is None:
        _quieten_retries()
        base = settings.sources.parent
        try:
            return dict(guess_source(address, base=base, settings=config.fetch))
        except FetchError as error:
            raise SourceError(
                f"{error}. Nothing was added: say what the address is with --type to add it unseen."
            ) from error
    key = {"folder": "path", "npm": "package", "data_gouv": "dataset"}.get(type, "url")
    return {"type": type, key: address.removeprefix("npm:")}


def _quieten_retries() -> None:
    """A retry is no news: what fails in the end is told with its reason."""
    logging.getLogger("stamina").addHandler(logging.NullHandler())


def _show_outcomes(outcomes: "tuple[FetchOutcome, ...]") -> None:
    from assistant.watch.watcher import say_outcome

    if not outcomes:
        show("Nothing to fetch.")
    for outcome in outcomes:
        (say if outcome.error else show)(say_outcome(outcome))
        for line in problem_lines(outcome.problems, besides=outcome.error):
            say(f"  {line}")


def _exit_if_failed(outcomes: "tuple[FetchOutcome, ...]") -> None:
    """Exit status 1 where a source failed, so that a script knows; its last copy stays."""
    if any(outcome.error for outcome in outcomes):
        raise typer.Exit(1)


def _sentence(result: "BuildResult", settings: "Settings") -> str:
    from assistant.cli.composition import open_store

    manifest = result.manifest
    missing = read_missing(open_store(settings).folder(result.snapshot_id), manifest)
    waiting = f"; {say_missing(missing)}" if missing else ""
    if result.unchanged:
        held = count(manifest.documents, "document")
        return f"nothing has changed: the index of {held} serves as before{waiting}"
    why = ": `parvis status` says why" if manifest.left_out or manifest.rejected else ""
    return (
        f"{count(manifest.documents, 'document')} and {count(manifest.passages, 'passage')} "
        f"now serve, {len(manifest.left_out):,} left out, {len(manifest.rejected):,} rejected"
        f"{why}{waiting}"
    )
