"""VectorIndex: the passages whose vectors are nearest to a question's, by FAISS."""

import importlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

# Up to so many vectors each one is compared; beyond, a graph is searched, unless a filter leaves
# so few. Chosen by tests/benchmarks/vector_scale.py.
EXACT_UP_TO = 50_000
_NEIGHBOURS = 32
_BUILD_EFFORT = 200
_SEARCH_EFFORT = 256

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Passages by falling likeness (the dot product); equal ones in the passages' own order."""

    passages: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Unit vectors, a row a passage, in a FAISS index: flat, or a graph where there are many."""

    vectors: Vectors = field(repr=False)
    _flat: Any = field(repr=False)
    _graph: Any = field(default=None, repr=False)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.vectors.shape[1])

    def search(self, vector: Vectors, *, limit: int, mask: Mask | None = None) -> Nearest:
        """The `limit` passages nearest to `vector`, among those that `mask` allows."""
        faiss = _faiss()
        allowed = len(self.vectors) if mask is None else int(np.count_nonzero(mask))
        limit = min(limit, allowed)
        if limit == 0:
            return Nearest(np.empty(0, np.int64), np.empty(0, np.float32))
        # FAISS keeps a pointer to the bits: they must outlive the search.
        bits = None if mask is None else np.packbits(mask, bitorder="little")
        selector = None if bits is None else faiss.IDSelectorBitmap(bits)
        if self._graph is None or allowed <= EXACT_UP_TO:
            parameters = faiss.SearchParameters(sel=selector)
            scores, found = self._flat.search(vector[None], limit, params=parameters)
        else:
            effort = max(_SEARCH_EFFORT, 2 * limit)
            parameters = faiss.SearchParametersHNSW(sel=selector, efSearch=effort)
            scores, found = self._graph.search(vector[None], limit, params=parameters)
        passages, likeness = found[0][found[0] >= 0], scores[0][found[0] >= 0]
        order = np.lexsort((passages, -likeness))
        return Nearest(passages[order], likeness[order])

    def scores(self, vector: Vectors, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """The exact likeness of `vector` to each of these passages."""
        return np.asarray(self.vectors[passages] @ vector, np.float32)


def _faiss() -> Any:
    """FAISS, imported when it is first needed; its own type stubs know only a part of it."""
    return importlib.import_module("faiss")


class _Stored:
    """FAISS's own copy of the vectors as an array that keeps the FAISS index alive: the vectors
    are in memory once."""

    def __init__(self, flat: Any) -> None:
        faiss = _faiss()
        self._flat = flat
        view = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(-1, flat.d)
        self.__array_interface__ = view.__array_interface__


def index_vectors(vectors: Vectors, *, graph: Any = None) -> VectorIndex:
    """The index of these vectors, with the graph that build_graph made of them, if any."""
    faiss = _faiss()
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors, np.float32))
    if graph is not None:
        graph.storage = flat
        graph.own_fields = False
    return VectorIndex(np.asarray(_Stored(flat)) if flat.ntotal else vectors, flat, graph)


def build_graph(vectors: Vectors) -> Any:
    """A graph over the vectors where there are more than EXACT_UP_TO, else None."""
    if len(vectors) <= EXACT_UP_TO:
        return None
    faiss = _faiss()
    graph = faiss.IndexHNSWFlat(vectors.shape[1], _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = _BUILD_EFFORT
    graph.add(np.ascontiguousarray(vectors, np.float32))
    return graph


def pack_graph(graph: Any) -> NDArray[np.uint8]:
    """The graph as bytes, without its vectors, which have a file of their own."""
    faiss = _faiss()
    packed: NDArray[np.uint8] = faiss.serialize_index(graph, faiss.IO_FLAG_SKIP_STORAGE)
    return packed


def unpack_graph(packed: NDArray[np.uint8]) -> Any:
    """The graph of pack_graph, to be given to index_vectors."""
    faiss = _faiss()
    return faiss.deserialize_index(packed, faiss.IO_FLAG_SKIP_STORAGE)
