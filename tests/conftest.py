"""What costs seconds to make and is made once: the embedding model, and the index of the CRPA."""

import time
from pathlib import Path

import pytest
from hypothesis import settings

from corpus.ingest import collect, ingest
from index.build.gate import GatePolicy
from index.build.pipeline import build
from index.encoder import Encoder
from index.errors import BuildInProgress
from index.models import DEFAULT_MODEL, load_encoder, prepare_runtime
from index.snapshot.index import Index
from index.snapshot.store import Store
from tests.shared import DOCUMENTS

VAR = Path(__file__).resolve().parents[1] / "var"
CRPA = DOCUMENTS / "laws" / "LEGITEXT000031366350.json"
_PATIENCE = 240

# How long an example takes depends on the machine and on what else it does.
settings.register_profile("parvis", deadline=None)
settings.load_profile("parvis")


@pytest.fixture(scope="session")
def prepared_model() -> Path:
    """The folder of the multilingual model, ready to run; kept between runs."""
    return prepare_runtime(DEFAULT_MODEL, models=VAR / "models")


@pytest.fixture(scope="session")
def encoder(prepared_model: Path) -> Encoder:
    """The fast encoder of the multilingual model."""
    return load_encoder(prepared_model, models=VAR / "models")


@pytest.fixture(scope="session")
def crpa_store(encoder: Encoder) -> Store:
    """A store whose current snapshot is the whole CRPA; its vectors are kept between runs."""
    if not CRPA.is_file():
        pytest.skip(f"the CRPA is not at {CRPA}")
    store = Store(VAR / "tests" / "crpa")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            build(
                ingest(collect([CRPA])), store=store, encoder=encoder, policy=GatePolicy(force=True)
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
