"""Dependencies: what routes name in their signatures. None of them leaves the event loop."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.http.app_state import AppState
from assistant.http.catalog import Catalog
from index.search.searcher import Searcher


async def _state(request: Request) -> AppState:
    found: AppState = request.app.state.parvis
    return found


StateDep = Annotated[AppState, Depends(_state)]


async def _searcher(state: StateDep) -> Searcher:
    return state.service.live.searcher()


SearcherDep = Annotated[Searcher, Depends(_searcher)]


async def _catalog(state: StateDep, searcher: SearcherDep) -> Catalog:
    return state.catalogs.of(searcher.index)


CatalogDep = Annotated[Catalog, Depends(_catalog)]


async def _json_only(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, 'Say "Content-Type: application/json" and send JSON.')


JSON_ONLY = Depends(_json_only)  # What another site's web form cannot send without being asked.
