"""What costs seconds to make and is made once, and which tests are slow because they ask for it."""

import os
import time
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from corpus.ingest import collect, ingest
from index.encoder import Encoder
from index.errors import BuildInProgress
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.models import DEFAULT_MODEL, load_encoder, prepare_runtime
from index.snapshot.index import Index
from index.snapshot.store import Store
from tests.shared import CHROMIUM, CRPA, CRPA_NAME, DOCUMENTS, VAR, borrow_vectors

# Messages are compared in English, whatever the locale of who runs the tests.
os.environ["PARVIS_LANG"] = "en"

# A test that asks for one of these fixtures, itself or through others, is of that tier, which
# `make quick` leaves out. A test that is slow for another reason is marked by hand.
TIERS = {
    "prepared_model": "model",
    "small_model": "model",
    "chromium_installed": "browser",
    "shared_documents": "documents",
    "crpa": "documents",
    "parvis": "process",
    "checkout": "process",
}
# A test whose module imports from one of these talks to a real server: its tier is `network`.
SERVERS = frozenset(
    f"tests.{module}"
    for module in (
        "assistant.serving",
        "assistant.http.wire",
        "corpus.sources.bad_server",
        "corpus.sources.downloading",
        "corpus.sources.fetching",
    )
)
_PATIENCE = 240

# How long an example takes depends on the machine and on what else it does.
settings.register_profile("parvis", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("parvis")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test with the tiers of the fixtures that it asks for, and of its module."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for tier in {TIERS[name] for name in asked & TIERS.keys()}:
            item.add_marker(tier)
        if isinstance(item, pytest.Function) and _talks_to_servers(item.module):
            item.add_marker("network")


@cache
def _talks_to_servers(module: ModuleType) -> bool:
    used = {getattr(value, "__module__", "") for value in vars(module).values()}
    return not SERVERS.isdisjoint(used)


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The folder of the real documents."""
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the real documents are not at {DOCUMENTS}")
    return DOCUMENTS


@pytest.fixture(scope="session")
def crpa() -> Path:
    """The file of the whole CRPA."""
    if CRPA is None:
        pytest.skip(f"{CRPA_NAME} is neither in {DOCUMENTS} nor in {VAR}: `make run` gathers it")
    return CRPA


@pytest.fixture(scope="session")
def chromium_installed() -> None:
    """Skips what needs a browser where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium, or set PARVIS_CHROMIUM")


@pytest.fixture(scope="session")
def prepared_model() -> Path:
    """The folder of the multilingual model, ready to run; kept between runs."""
    return prepare_runtime(DEFAULT_MODEL, models=VAR / "models")


@pytest.fixture(scope="session")
def encoder(prepared_model: Path) -> Encoder:
    """The fast encoder of the multilingual model."""
    return load_encoder(prepared_model, models=VAR / "models")


@pytest.fixture(scope="session")
def crpa_store(crpa: Path, encoder: Encoder) -> Store:
    """A store whose current snapshot is the whole CRPA; its vectors are kept between runs."""
    store = Store(VAR / "tests" / "crpa")
    borrow_vectors(store.root)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            build(
                ingest(collect([crpa])), store=store, encoder=encoder, policy=GatePolicy(force=True)
            )
            return store
        except BuildInProgress:
            # Another run of the tests is making it.
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


@pytest.fixture(scope="session")
def crpa_index(crpa_store: Store, encoder: Encoder) -> Index:
    """The index of the whole CRPA."""
    return crpa_store.current(fingerprint=encoder.fingerprint)
