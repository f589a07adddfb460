"""Addresses of the API that lead nowhere: the API says so, not the page mounted behind it."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def nothing_beside(routers: Sequence[APIRouter]) -> APIRouter:
    """A router for what `routers` leave: 405 where they take another method there, else 404."""
    known = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    router = APIRouter(include_in_schema=False)

    async def nothing(request: Request) -> None:
        near = [route for route in known if route.matches(request.scope)[0] is Match.PARTIAL]
        allowed = sorted({method for route in near for method in route.methods or ()})
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(404)

    for prefix in ("/v1", "/health", "/problems"):
        router.add_api_route(prefix + "/{path:path}", nothing, methods=_METHODS)
    return router
