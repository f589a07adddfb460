"""Withdrawals: documents that staff took down, which no build and no rollback brings back.

They are kept beside the snapshots, a line each, with the title and no other word of theirs: a
document is told again by digests.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from corpus.document import Document
from corpus.intake.resemblance import resemblance, signature
from corpus.text import letters
from index.errors import DamagedSnapshot, HoldsWithdrawn
from index.snapshot.hold import write_whole
from index.snapshot.index import Index
from index.snapshot.records import from_line, to_line
from index.snapshot.tombstones import Tombstone

WITHDRAWN = "withdrawn.jsonl"
# Blocks shorter than this ("Sommaire", "Contact") are those of many documents.
_TELLING = 40
_MOST = 4000
_LIKE = 0.5
_DIGEST = 6
# Of the pairs of words of two texts: two words changed in each sentence leave a half in common.
_RESEMBLES = 0.4


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that was taken down: what tells it again, when, and why.

    `reason` is in the words of staff, and for them alone; `public` is what links to it say, empty
    where they say no more than that it was withdrawn. `blocks` are digests of its longer blocks
    that no other document had, `signature` tells a text like its own, and `passages` are the ids of
    all that it ever had.
    """

    document_id: str
    source_id: str
    source_path: str
    title: str
    content_hash: str
    withdrawn_at: datetime
    reason: str
    public: str = ""
    blocks: tuple[str, ...] = field(default=(), repr=False)
    passages: tuple[str, ...] = field(default=(), repr=False)
    signature: tuple[int, ...] = field(default=(), repr=False)

    def tombstone(self) -> Tombstone:
        """What links to the document and to its passages lead to."""
        return Tombstone(
            self.document_id,
            "",
            self.withdrawn_at.date(),
            dict.fromkeys(self.passages, ""),
            self.public,
        )


def block_digests(document: Document) -> tuple[str, ...]:
    """Digests of the letters of the longer blocks of a document, each once, the first ones."""
    found: dict[str, None] = {}
    for block in document.blocks:
        if block.end - block.start < _TELLING:
            continue
        words = letters(document.text[block.start : block.end])
        found[hashlib.blake2b(words.encode(), digest_size=_DIGEST).hexdigest()] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


def read_withdrawals(root: Path) -> tuple[Withdrawal, ...]:
    """The withdrawals of the index in this folder, the oldest first. Raises DamagedSnapshot."""
    path = root / WITHDRAWN
    try:
        lines = path.read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    try:
        return tuple(from_line(Withdrawal, line) for line in lines if line.strip())
    except ValueError as error:
        raise DamagedSnapshot(
            f"{path} cannot be read ({error}), and nothing is published without it, since it says "
            "what was taken down: mend the line, or bring the file back from a copy."
        ) from error


def write_withdrawals(root: Path, withdrawals: Iterable[Withdrawal]) -> None:
    """Replaces the list of the withdrawals."""
    lines = [to_line(one) + b"\n" for one in withdrawals]
    root.mkdir(parents=True, exist_ok=True)
    write_whole(root / WITHDRAWN, b"".join(lines))


def part_withdrawn(
    documents: Sequence[Document], withdrawals: Sequence[Withdrawal], *, served: Collection[str]
) -> Iterator[tuple[Document, Withdrawal | None]]:
    """Each document, with the withdrawal that keeps it out, if any.

    A document is the one that was withdrawn, under its name or another, where its source gives it
    the same id, or it has the same text, or half of the longer blocks. `served` are the ids of
    those that the index has already, which staff left there: these have to have the text.
    """
    for document in documents:
        yield document, _keeping_out(document, withdrawals, new=document.id not in served)


def _keeping_out(
    document: Document, withdrawals: Sequence[Withdrawal], *, new: bool
) -> Withdrawal | None:
    blocks = frozenset(block_digests(document)) if withdrawals and new else frozenset()
    for one in withdrawals:
        alike = one.blocks and len(blocks.intersection(one.blocks)) >= _LIKE * len(one.blocks)
        if document.id == one.source_id or document.content_hash == one.content_hash or alike:
            return one
    return None


def find_resembling(
    documents: Sequence[Document], withdrawals: Sequence[Withdrawal]
) -> list[tuple[Withdrawal, list[Document]]]:
    """For each withdrawal, the documents that have many of its words, where there are some.

    They may be changed copies of it, or pages of the same form, which only a person can tell.
    """
    telling = [one for one in withdrawals if one.signature]
    signatures = [signature(one.text) for one in documents] if telling else []
    found = [
        (
            one,
            [
                document
                for document, own in zip(documents, signatures, strict=True)
                if resemblance(one.signature, own) >= _RESEMBLES
            ],
        )
        for one in telling
    ]
    return [(one, alike) for one, alike in found if alike]


def withdrawn_in(index: Index, withdrawals: Sequence[Withdrawal]) -> frozenset[str]:
    """The documents of a snapshot that were taken down, by their ids.

    Another document with the same text counts as one, as it does for a build.
    """
    texts = {one.content_hash for one in withdrawals}
    ids = {one.document_id for one in withdrawals}
    return frozenset(one.id for one in index.catalog if one.id in ids or one.content_hash in texts)


def holds_withdrawn(id: str, withdrawn: Iterable[str]) -> HoldsWithdrawn:
    """The error that a snapshot has documents which were taken down, and must not serve."""
    return HoldsWithdrawn(
        f"The snapshot {id} holds what was withdrawn since ({', '.join(sorted(withdrawn))}): run "
        f"`parvis rollback {id.partition('-')[0]}` to serve it without, or `parvis build`."
    )
