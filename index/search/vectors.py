"""The passages whose vectors are nearest to a question's, by FAISS.

The likeness of two unit vectors is their dot product, from -1 to 1.
"""

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.parameters import VECTOR_SEARCH, VectorSearchParameters

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Passages by falling likeness; equal ones in the passages' own order."""

    passages: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Unit vectors, a row a passage, and the FAISS index over them: flat, or by clusters."""

    vectors: Vectors = field(repr=False)
    _engine: Any = field(repr=False)
    _clustered: bool = False
    _parameters: VectorSearchParameters = VECTOR_SEARCH

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.vectors.shape[1])

    def search(self, vector: Vectors, *, limit: int, mask: Mask | None = None) -> Nearest:
        """The `limit` passages nearest to `vector`, among those that `mask` allows."""
        allowed = len(self.vectors) if mask is None else int(np.count_nonzero(mask))
        few = allowed <= self._parameters.exact_when_filtered_to
        if mask is not None and self._clustered and few:
            found = np.flatnonzero(mask)
        else:
            found = self._find(vector, min(limit + self._parameters.compared_again, allowed), mask)
        scores = self.scores(vector, found)
        order = np.lexsort((found, -scores))[:limit]
        return Nearest(found[order], scores[order])

    def scores(self, vector: Vectors, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """The exact likeness of `vector` to each of these passages."""
        return np.asarray(self.vectors[passages] @ vector, np.float32)

    def _find(self, vector: Vectors, limit: int, mask: Mask | None) -> NDArray[np.int64]:
        if limit == 0:
            return np.empty(0, np.int64)
        faiss = _faiss()
        # FAISS keeps a pointer to the bits: they must outlive the search.
        bits = None if mask is None else np.packbits(mask, bitorder="little")
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)
        parameters = (
            faiss.SearchParametersIVF(sel=selector, nprobe=self._parameters.clusters_probed)
            if self._clustered
            else faiss.SearchParameters(sel=selector)
        )
        _, found = self._engine.search(vector[None], limit, params=parameters)
        nearest: NDArray[np.int64] = found[0][found[0] >= 0]
        return nearest


def index_vectors(
    vectors: Vectors,
    *,
    clusters: NDArray[np.uint8] | None = None,
    parameters: VectorSearchParameters = VECTOR_SEARCH,
) -> VectorIndex:
    """The index of these vectors, with what make_clusters made of them, if anything."""
    faiss = _faiss()
    if clusters is not None:
        return VectorIndex(vectors, faiss.deserialize_index(clusters), True, parameters)
    engine = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    engine.add(np.ascontiguousarray(vectors, np.float32))
    return VectorIndex(vectors, engine)


def make_clusters(
    *parts: Vectors, parameters: VectorSearchParameters = VECTOR_SEARCH
) -> NDArray[np.uint8] | None:
    """FAISS's inverted file over the vectors, as bytes, where there are more than exact_up_to."""
    if sum(map(len, parts)) <= parameters.exact_up_to:
        return None
    faiss = _faiss()
    vectors = np.concatenate(parts)
    dimension = vectors.shape[1]
    centres = faiss.IndexFlatIP(dimension)
    engine = faiss.IndexIVFScalarQuantizer(
        centres,
        dimension,
        parameters.clusters,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,
    )
    vectors = np.ascontiguousarray(vectors, np.float32)
    training = parameters.training_vectors_per_cluster * parameters.clusters
    sample = np.random.default_rng(0).permutation(len(vectors))[:training]
    engine.train(vectors[np.sort(sample)])
    engine.add(vectors)
    packed: NDArray[np.uint8] = faiss.serialize_index(engine)
    return packed


@cache
def _faiss() -> Any:
    """FAISS, imported when it is first needed; its own type stubs know only a part of it.

    One thread: a single question gains nothing from more, and waits for the slowest of them.
    """
    faiss = importlib.import_module("faiss")
    faiss.omp_set_num_threads(1)
    return faiss
