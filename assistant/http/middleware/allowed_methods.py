"""AllowedMethods: HEAD and OPTIONS wherever GET answers; else 405 with the methods that do."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from fastapi.routing import iter_route_contexts
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.problems import METHOD, Problem, problem_response


class AllowedMethods:
    """Answers OPTIONS, has HEAD answered as GET without its body, and refuses unlisted methods.

    `routes` gives the routes of the application, read at its first request. Where none has the
    path, the request is passed on as it is.
    """

    def __init__(self, app: ASGIApp, *, routes: Callable[[], Sequence[BaseRoute]]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it."""
        routed = self._methods_at(scope["path"]) if scope["type"] == "http" else set()
        method = scope.get("method")
        if not routed or method in routed:
            await self._app(scope, receive, send)
        elif method == "HEAD" and "GET" in routed:
            await self._head(scope, receive, send)
        else:
            response = self._refusal(Request(scope), routed)
            await response(scope, receive, send)

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_without_body(message: Message) -> None:
            scope["method"] = "HEAD"  # As the server, and its log, know it.
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # In place: who stands around reads in the scope which route it was.
        scope["method"] = "GET"
        await self._app(scope, receive, send_without_body)

    def _refusal(self, request: Request, routed: set[str]) -> Response:
        implied = {"OPTIONS", "HEAD"} if "GET" in routed else {"OPTIONS"}
        allow = {"Allow": ", ".join(sorted(routed | implied))}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        use = " or ".join(sorted(routed - implied))
        detail = f"{request.url.path} does not take {request.method}: use {use}."
        return problem_response(request, Problem(METHOD, detail, headers=allow))

    def _methods_at(self, path: str) -> set[str]:
        return {
            method for pattern, methods in self._table if pattern.match(path) for method in methods
        }

    @cached_property
    def _table(self) -> Sequence[tuple["re.Pattern[str]", Iterable[str]]]:
        contexts = iter_route_contexts(self._routes())
        return [(one.path_regex, one.methods) for one in contexts if one.methods]
