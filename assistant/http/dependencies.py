"""What routes need, named in their signatures: the parts of the service, an index, a thread."""

from typing import Annotated

import anyio.to_thread
from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.errors import Overloaded
from assistant.http.catalog import Holdings
from assistant.http.components import Parts
from assistant.http.protocols import SearcherView


async def _parts(request: Request) -> Parts:
    found: Parts = request.app.state.parts
    return found


PartsNeeded = Annotated[Parts, Depends(_parts)]


def _searcher(parts: PartsNeeded) -> SearcherView:
    return parts.service.live.searcher()


SearcherNeeded = Annotated[SearcherView, Depends(_searcher)]


def _holdings(parts: PartsNeeded, searcher: SearcherNeeded) -> Holdings:
    return parts.holdings.of(searcher.index)


HoldingsNeeded = Annotated[Holdings, Depends(_holdings)]


async def _json_only(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, 'Say "Content-Type: application/json" and send JSON.')


async def _a_thread(parts: PartsNeeded) -> None:
    waiting = anyio.to_thread.current_default_thread_limiter().statistics().tasks_waiting
    if waiting >= parts.settings.queue:
        raise Overloaded(f"{waiting} requests are waiting already: try again in a few seconds")


JSON_ONLY = Depends(_json_only)  # What another site's web form cannot send without being asked.
A_THREAD = Depends(_a_thread)
