"""/v1/search: words in, passages out, best first."""

import time
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.http.dependencies import A_THREAD, SearcherNeeded
from assistant.http.protocols import stamp_of
from assistant.http.requests import SearchQuery
from assistant.http.schemas import HitOut, IndexOut, SearchOut, SearchTimings
from index.hit import Filter

router = APIRouter(prefix="/v1/search", tags=["search"])


@router.get("", dependencies=[A_THREAD])
def search(searcher: SearcherNeeded, asked: Annotated[SearchQuery, Query()]) -> SearchOut:
    """The passages that answer these words best, each with the score of every signal."""
    start = time.perf_counter()
    result = searcher.search(asked.q, limit=asked.limit, filter=_filter(asked))
    total = (time.perf_counter() - start) * 1000
    return SearchOut(
        hits=tuple(HitOut.of(hit) for hit in result.hits),
        index=IndexOut.model_validate(stamp_of(searcher.index)),
        timings_ms=SearchTimings(encode=result.encode_ms, search=result.search_ms, total=total),
    )


def _filter(asked: SearchQuery) -> Filter:
    return Filter(kinds=frozenset(asked.kinds) if asked.kinds else None, as_of=asked.as_of)
