"""Survey: what a build would change, worked out without a model and without writing anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.ingest import Ingested
from index.indexing.changes import Changes, select_documents
from index.indexing.gate import (
    GatePolicy,
    losses_without_consent,
    read_golden,
    say_losses,
    say_other_origins,
)
from index.snapshot.manifest import CatalogEntry
from index.snapshot.store import Store, now


@dataclass(frozen=True, slots=True)
class Survey:
    """What a build would do: `refused` says why it would not, as far as that can be told.

    `before` is the snapshot that is compared with, which serves `served` documents, and `documents`
    is how many there would be. What only passages and questions tell is not known: `golden` counts
    the operator's questions, which a build would ask.
    """

    before: str | None
    served: int
    documents: int
    changes: Changes
    ingested: Ingested
    refused: str | None
    other_origins: str | None
    golden: int


def survey(
    ingested: Ingested, *, store: Store, policy: GatePolicy, origins: Sequence[str] = ()
) -> Survey:
    """Compares documents with those that serve.

    Raises UnknownId, GateFailed and DamagedSnapshot.
    """
    found = store.newest_whole()
    before = found[1] if found is not None else None
    selection = select_documents(
        ingested, before=before, withdrawals=store.withdrawals(), now=now()
    )
    refused = None
    losses: tuple[CatalogEntry, ...] = ()
    if before is not None:
        losses = losses_without_consent(
            selection.changes.gone, before=before, gone=ingested.gone, policy=policy
        )
        if losses and not policy.keep_lost:
            refused = say_losses(losses, before=before)
    if not selection.documents and not policy.force:
        refused = "Not one document could be read."
    if (hold := store.hold()) is not None and not policy.release:
        refused = f"{hold}."
    return Survey(
        before=found[0] if found is not None else None,
        served=len(before.catalog) if before is not None else 0,
        documents=len(selection.documents),
        changes=selection.changes,
        ingested=selection.ingested,
        refused=refused,
        other_origins=say_other_origins(origins, before) if before is not None else None,
        golden=len(read_golden(store.golden)),
    )
