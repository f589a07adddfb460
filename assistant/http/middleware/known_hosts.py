"""KnownHosts: only requests that call this service by one of its names are served."""

import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.http.problems import MISDIRECTED, Problem, problem_response
from assistant.settings import Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_EVERY_ADDRESS = frozenset({"0.0.0.0", "::", "[::]"})
# Probes call a service by whatever address it has that day, and learn of its state alone.
_ANY_HOST = "/health/"
_HOST = re.compile(r"(\[[^\]]*\]|[^:]*)(?::\d*)?")


class KnownHosts:
    """Refuses a request whose Host is none of `names`; `*` is any, `*.name` what ends so.

    Otherwise a page of another site could give its own name this machine's address, and read here
    what its visitor can (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, *, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(names)
        self._endings = tuple(name.removeprefix("*") for name in names if name.startswith("*"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 421."""
        known = scope["type"] != "http" or scope["path"].startswith(_ANY_HOST)
        if known or self._knows(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
            return
        problem = Problem(
            MISDIRECTED,
            "This service does not answer under that name: whoever runs it lists its names in "
            "PARVIS_HOSTS.",
            headers={"Connection": "close"},
        )
        await problem_response(Request(scope), problem)(scope, receive, send)

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        return found is not None and (found[1] in self._names or found[1].endswith(self._endings))


def served_hosts(settings: Settings) -> frozenset[str]:
    """The names of this machine to itself, the address that is listened on, and those set."""
    bare = settings.host.strip("[]").lower()
    own = f"[{bare}]" if ":" in bare else bare
    return _LOOPBACK | {own} - _EVERY_ADDRESS | set(settings.hosts)
