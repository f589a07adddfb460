"""Composition: settings in, the parts of a running Parvis out."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from assistant.service import Service
    from corpus.sources.source import SourcesConfig
    from index.encoder import Encoder
    from index.snapshot.store import Store


def settings_of(
    *, index: Path | None = None, model: str | None = None, **others: object
) -> Settings:
    """The settings of a command: its options, where given, before the environment."""
    return read_settings(index=index, model=model, **others)


def sources_of(settings: Settings) -> "SourcesConfig":
    """The sources of the file that the settings name, or the default ones where there is none.

    Raises SourceError where the file was named on purpose and is not there.
    """
    from corpus.sources.config import default_config, load_config

    if settings.sources.exists() or "sources" in settings.model_fields_set:
        return load_config(settings.sources)
    return default_config(settings.documents, registry=settings.registry)


def open_store(settings: Settings) -> "Store":
    """The store of snapshots."""
    from index.snapshot.store import Store

    return Store(settings.index)


def open_encoder(settings: Settings) -> "Encoder":
    """The embedding model, prepared first where it is the one that comes in a package."""
    from index.models import load_encoder

    return load_encoder(settings.model, runtime=settings.runtime, models=settings.models)


def open_service(
    settings: Settings, *, encoder: "Encoder | None" = None, check_every: float | None = None
) -> "Service":
    """The service over the snapshot that serves, with the encoder at hand if there is one.

    It looks for a newer snapshot every `check_every` seconds; or never, and then raises NoIndex
    where there is none yet.
    """
    from assistant.evidence.answerability import load_calibration
    from assistant.service import Service
    from corpus.steps.next_steps import steps_with
    from index.snapshot.live import LiveIndex

    store = open_store(settings)
    if check_every is None:
        store.current_id()  # Before the model is loaded: there may be nothing to ask.
    live = LiveIndex(store, encoder or open_encoder(settings), check_every=check_every)
    return Service(
        live,
        calibration=load_calibration(settings.index),
        steps=steps_with(settings.index),
    )
