"""Which addresses may be connected to, and the transport that connects to no other.

The check is made on the address that the connection is opened to, not on a name that is resolved
again afterwards: a name that changes its answer between two look-ups (DNS rebinding) gains nothing.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
import httpx

from corpus.errors import ForbiddenAddress

Resolve = Callable[[str, int], Awaitable[list[str]]]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Not global, whatever the tables of the running Python say of them: they were mended in 3.11.10.
_NOT_GLOBAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "fec0::/10",
    )
)
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".intranet", ".lan")
_MOST_TRIED = 4  # addresses of one name, each of which may take the whole connection time


def why_forbidden(address: str) -> str | None:
    """What is wrong with connecting to an IP address, None where nothing is.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by both.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is no IP address"
    for one in (parsed, *_carried(parsed)):
        if one.is_loopback:
            return f"{address} is a loopback address"
        if one.is_link_local:
            return f"{address} is a link-local address"
        if one.is_multicast:
            return f"{address} is a multicast address"
        if not one.is_global or any(one in network for network in _NOT_GLOBAL):
            return f"{address} is a private or reserved address"
    return None


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to those of the hosts that the operator allows.

    An allowed host is a name or an address, with or without a port ("intranet.example.org",
    "127.0.0.1:8080"). `resolve` gives the addresses of a name; `inner` opens the connections.
    """

    def __init__(
        self,
        *,
        allow_hosts: Iterable[str] = (),
        resolve: Resolve | None = None,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allowed = frozenset(host.lower().rstrip(".") for host in allow_hosts)
        self._resolve = resolve or _look_up
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self.permitted(host, port)
        fault: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:_MOST_TRIED]:
            try:
                stream = await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            peer = stream.get_extra_info("server_addr")
            if not self._is_allowed(host, port) and (reason := why_forbidden(str(peer[0]))):
                await stream.aclose()
                raise _forbidden(host, reason)
            return stream
        raise fault

    async def permitted(self, host: str, port: int) -> list[str]:
        """The addresses of `host` that may be connected to. Raises ForbiddenAddress if none may."""
        addresses = await self._resolve(host, port)
        if self._is_allowed(host, port):
            return addresses
        reasons = [why_forbidden(address) for address in addresses]
        permitted = [
            address for address, reason in zip(addresses, reasons, strict=True) if reason is None
        ]
        if not permitted and reasons:
            raise _forbidden(host, next(reason for reason in reasons if reason))
        return permitted

    async def check_through_proxy(self, host: str, port: int) -> None:
        """What can be told of a host that a proxy will resolve: its name, and our own look-up.

        Raises ForbiddenAddress. A name that only the proxy can resolve is left to the proxy.
        """
        if self._is_allowed(host, port):
            return
        name = host.lower().rstrip(".")
        if name == "localhost" or name.endswith(_LOCAL_NAMES):
            raise _forbidden(host, f"{name} is a name of this machine or of the local network")
        try:
            addresses = await self._resolve(host, port)
        except httpcore.ConnectError:
            return
        for address in addresses:
            if reason := why_forbidden(address):
                raise _forbidden(host, reason)

    def _is_allowed(self, host: str, port: int) -> bool:
        host = host.lower().rstrip(".")
        shown = f"[{host}]" if ":" in host else host
        return host in self._allowed or f"{shown}:{port}" in self._allowed


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over a guarded backend. Each request opens a connection of its own.

    Nothing is kept alive: requests to one host are a second apart, and what a server sends beyond
    the length it announced can then never be taken for the answer to the next request.
    """

    def __init__(self, backend: GuardedBackend, *, proxy: str | None = None) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context)
        self._backend = backend
        self._proxied = proxy is not None
        # httpx has no argument for the backend yet (encode/httpx#3749), so its pool is replaced;
        # test_fetch_addresses.py fails if this attribute is no longer the one that is used.
        self._pool = _pool(backend, context, proxy)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._proxied:
            port = request.url.port or (443 if request.url.scheme == "https" else 80)
            await self._backend.check_through_proxy(request.url.host, port)
        return await super().handle_async_request(request)


def _pool(
    backend: GuardedBackend, context: ssl.SSLContext, proxy: str | None
) -> httpcore.AsyncConnectionPool:
    if proxy is None:
        return httpcore.AsyncConnectionPool(
            ssl_context=context, network_backend=backend, max_keepalive_connections=0
        )
    # The proxy's own address is the operator's word, so it is connected to without a check.
    return httpcore.AsyncHTTPProxy(
        proxy,
        ssl_context=context,
        network_backend=httpcore.AnyIOBackend(),
        max_keepalive_connections=0,
    )


def _forbidden(host: str, reason: str) -> ForbiddenAddress:
    return ForbiddenAddress(
        host,
        f"{reason}, which no source may lead to",
        f'if you trust that host, add allow_hosts = ["{host}"] to [fetch] in sources.toml',
    )


def _carried(address: _Address) -> list[_Address]:
    """The IPv4 addresses inside an IPv6 one."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inside: list[_Address | None] = [address.ipv4_mapped, address.sixtofour]
    inside.extend(address.teredo or ())
    if address in _NAT64:
        inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inside if one is not None]


async def _look_up(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
