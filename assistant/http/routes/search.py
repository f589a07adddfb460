"""/v1/search: words in, passages out, best first."""

import time
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.http.dependencies import SearcherDep, StateDep
from assistant.http.requests import SearchQuery
from assistant.http.schemas import HitOut, IndexOut, SearchOut, SearchTimings
from index.hit import Filter
from index.search.searcher import Searcher

router = APIRouter(prefix="/v1/search", tags=["search"])


@router.get("")
async def search(
    state: StateDep, searcher: SearcherDep, query: Annotated[SearchQuery, Query()]
) -> SearchOut:
    """The passages that answer these words best, each with the score of every signal."""
    return await state.computing.run(partial(_search, searcher, query))


def _search(searcher: Searcher, query: SearchQuery) -> SearchOut:
    start = time.perf_counter()
    kinds = frozenset(query.kinds) if query.kinds else None
    filter = Filter(kinds=kinds, as_of=query.as_of)
    result = searcher.search(query.q, limit=query.limit, filter=filter)
    total = (time.perf_counter() - start) * 1000
    return SearchOut(
        hits=tuple(HitOut.of(hit) for hit in result.hits),
        index=IndexOut.of(searcher.index),
        timings_ms=SearchTimings(encode=result.encode_ms, search=result.search_ms, total=total),
    )
