"""Citing pages: which passages of pages cite which passages of articles, for votes in a search."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from index.parameters import FEATURES
from index.snapshot.files import SnapshotFiles, SnapshotWriter

_Ordinals = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Votes:
    """Citations to be counted for articles, arrays of one length.

    `voters` are places among the ordinals that were asked about, `articles` ordinals of passages of
    articles; `named` is how many articles the same words name, and `near` says that the voter's own
    section cites the article, not only its document.
    """

    voters: _Ordinals
    articles: _Ordinals
    named: _Ordinals
    near: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CitingPages:
    """`pairs` has a row for each citing passage and passage cited: their ordinals, by the first,
    and how many articles the same words name. `sections` and `documents` have the ordinals at which
    each begins, and the number of passages last.
    """

    pairs: NDArray[np.int32] = field(repr=False)
    sections: NDArray[np.int32] = field(repr=False)
    documents: NDArray[np.int32] = field(repr=False)

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        references: Iterable[Reference],
        *,
        laws: Collection[str],
    ) -> Self:
        """The citations that pages make; those by documents that are `laws` are left out."""
        ordinals = {passage.id: ordinal for ordinal, passage in enumerate(passages)}
        named: dict[tuple[int, int], int] = {}
        for one in references:
            source = ordinals[one.source]
            if passages[source].document_id in laws:
                continue
            for target in one.targets:
                pair = (source, ordinals[target])
                named[pair] = min(one.articles, named.get(pair, one.articles))
        return cls(
            pairs=np.array([(*pair, named[pair]) for pair in sorted(named)], np.int32).reshape(
                -1, 3
            ),
            sections=_starts([(one.document_id, one.locator.heading_path) for one in passages]),
            documents=_starts([one.document_id for one in passages]),
        )

    def votes(self, ordinals: _Ordinals) -> Votes:
        """The citations of the sections of these passages, and of their documents besides.

        What a section cites counts once, as `near`. Of a document that cites hundreds of articles,
        those count that the fewest others are named with.
        """
        near, pairs = self._pairs_in(self.sections, ordinals)
        far, others = self._pairs_in(self.documents, ordinals)
        voters = np.concatenate((near, far))
        rows = np.concatenate((pairs, others))
        # Of the same voter and article, the first: the one of the section, naming the fewest.
        articles, named = self.pairs[rows, 1].astype(np.int64), self.pairs[rows, 2]
        is_near = np.arange(len(rows)) < len(near)
        order = np.lexsort((named, ~is_near, articles, voters))
        voters, articles = voters[order], articles[order]
        first = np.ones(len(order), np.bool_)
        first[1:] = (voters[1:] != voters[:-1]) | (articles[1:] != articles[:-1])
        return Votes(
            voters=voters[first],
            articles=articles[first],
            named=named[order][first].astype(np.int64),
            near=is_near[order][first],
        )

    def citing(self, article: int) -> _Ordinals:
        """The ordinals of the passages that cite a passage of an article."""
        found: _Ordinals = self.pairs[self.pairs[:, 1] == article, 0].astype(np.int64)
        return found

    def _pairs_in(
        self, starts: NDArray[np.int32], ordinals: _Ordinals
    ) -> tuple[_Ordinals, _Ordinals]:
        """For each pair made in the part that holds one of `ordinals`: its place, and the row."""
        part = np.searchsorted(starts, ordinals, side="right") - 1
        sources = self.pairs[:, 0]
        first = np.searchsorted(sources, starts[part])
        counts = np.searchsorted(sources, starts[part + 1]) - first
        rows = [
            self._fewest(begin, count) for begin, count in zip(first, counts, strict=True) if count
        ]
        places = np.repeat(np.flatnonzero(counts), [len(one) for one in rows])
        return places.astype(np.int64), np.concatenate((np.empty(0, np.int64), *rows))

    def _fewest(self, begin: int, count: int) -> _Ordinals:
        rows = np.arange(begin, begin + count)
        if count <= FEATURES.most_citations:
            return rows
        order = np.argsort(self.pairs[rows, 2], kind="stable")[: FEATURES.most_citations]
        return np.sort(rows[order])


def write_citing(writer: SnapshotWriter, citing: CitingPages) -> None:
    """Writes the citations into a snapshot."""
    writer.array("citing_pairs.npy", citing.pairs)
    writer.array("section_starts.npy", citing.sections)
    writer.array("document_starts.npy", citing.documents)


def read_citing(files: SnapshotFiles) -> CitingPages:
    """The citations that write_citing wrote, each file checked."""
    return CitingPages(
        pairs=files.array("citing_pairs.npy"),
        sections=files.array("section_starts.npy"),
        documents=files.array("document_starts.npy"),
    )


def _starts(names: Sequence[object]) -> NDArray[np.int32]:
    """Where each run of equal names begins, and how many names there are."""
    begins = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    return np.array([*begins, len(names)], np.int32)
