"""Services on real documents, built once and kept between runs."""

import time
from pathlib import Path

import pytest

from assistant.service import Service
from corpus.ingest import collect, ingest
from index.encoder import Encoder
from index.errors import BuildInProgress
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.shared import DOCUMENTS, VAR, borrow_vectors

STARTER = Path(__file__).resolve().parents[2] / "corpus" / "starter"
UK_PLAN = DOCUMENTS / "action_plans" / "20131031_ogp_uknationalactionplan.pdf"
_PATIENCE = 240


@pytest.fixture(scope="session")
def crpa_service(crpa_store: Store, encoder: Encoder) -> Service:
    """Answers from the CRPA alone."""
    return Service(LiveIndex(crpa_store, encoder, check_every=None))


@pytest.fixture(scope="session")
def library_service(encoder: Encoder, crpa: Path, shared_documents: Path) -> Service:
    """Answers from the CRPA, the action plan of the United Kingdom and the starter corpus."""
    return open_library(encoder, crpa)


def open_library(encoder: Encoder, crpa: Path) -> Service:
    """The service of the three."""
    store = Store(VAR / "tests" / "library")
    borrow_vectors(store.root)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            build(
                ingest(collect([crpa, UK_PLAN, STARTER])),
                store=store,
                encoder=encoder,
                policy=GatePolicy(force=True),
            )
        except BuildInProgress:
            # Another run of the tests is making it.
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
        else:
            return Service(LiveIndex(store, encoder, check_every=None))
