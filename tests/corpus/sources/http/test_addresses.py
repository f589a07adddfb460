"""No source leads to a private address, whatever names, redirections or DNS servers say."""

import asyncio
import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from corpus.errors import ForbiddenAddress
from corpus.sources.fetch import open_client
from corpus.sources.http.addresses import GuardedBackend, GuardedTransport, why_forbidden
from tests.corpus.sources.bad_server import BadServer, quick, reply
from tests.corpus.sources.downloading import content, get

PUBLIC = "93.184.216.34"


class Stream(httpcore.AsyncNetworkStream):
    """A connection whose other end has a given address."""

    def __init__(self, peer: str) -> None:
        self.peer = peer
        self.closed = False

    def get_extra_info(self, info: str) -> Any:
        return (self.peer, 80) if info == "server_addr" else None

    async def aclose(self) -> None:
        self.closed = True


class Opener(httpcore.AsyncNetworkBackend):
    """Notes where connections would be opened, and opens none."""

    def __init__(self, *, refuses: Iterable[str] = (), peer: str | None = None) -> None:
        self.opened: list[str] = []
        self.streams: list[Stream] = []
        self._refuses = frozenset(refuses)
        self._peer = peer

    async def connect_tcp(self, host: str, *args: Any, **kwargs: Any) -> Stream:
        self.opened.append(host)
        if host in self._refuses:
            raise httpcore.ConnectError("refused")
        self.streams.append(Stream(self._peer or host))
        return self.streams[-1]


class Silent(http.server.BaseHTTPRequestHandler):
    """Answers 501 to everything, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class Names:
    """A name server that gives one answer after the other, and the last ever after."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = answers
        self.asked = 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


def connect(names: Names, opener: Opener, *, allow: Iterable[str] = ()) -> None:
    backend = GuardedBackend(allow_hosts=allow, resolve=names, inner=opener)
    asyncio.run(backend.connect_tcp("documents.example.org", 80))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.170",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2002:c0a8:101::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "not an address",
    ],
)
def test_it_is_forbidden(address: str) -> None:
    assert why_forbidden(address) is not None


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_a_public_address_is_not(address: str) -> None:
    assert why_forbidden(address) is None


def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    names, opener = Names([PUBLIC], ["127.0.0.1"]), Opener()
    connect(names, opener)
    assert opener.opened == [PUBLIC]
    assert names.asked == 1


def test_a_name_that_leads_home_is_refused() -> None:
    opener = Opener()
    with pytest.raises(ForbiddenAddress, match=r"10\.1\.2\.3 is a private or reserved address"):
        connect(Names(["10.1.2.3"]), opener)
    assert opener.opened == []


def test_of_several_addresses_only_the_public_ones_are_tried() -> None:
    opener = Opener(refuses=[PUBLIC])
    connect(Names(["192.168.0.1", PUBLIC, "2606:4700::1111"]), opener)
    assert opener.opened == [PUBLIC, "2606:4700::1111"]


def test_a_connection_that_ends_up_at_home_is_closed() -> None:
    opener = Opener(peer="127.0.0.1")
    with pytest.raises(ForbiddenAddress, match="loopback"):
        connect(Names([PUBLIC]), opener)
    assert [stream.closed for stream in opener.streams] == [True]


@pytest.mark.parametrize(
    ("allowed", "passes"),
    [
        ("documents.example.org", True),
        ("Documents.Example.org.", True),
        ("documents.example.org:80", True),
        ("documents.example.org:8080", False),
        ("example.org", False),
        ("10.1.2.3", False),
    ],
)
def test_the_operator_allows_hosts_by_the_name_that_sources_use(allowed: str, passes: bool) -> None:
    opener = Opener()
    if passes:
        connect(Names(["10.1.2.3"]), opener, allow=[allowed])
        assert opener.opened == ["10.1.2.3"]
    else:
        with pytest.raises(ForbiddenAddress):
            connect(Names(["10.1.2.3"]), opener, allow=[allowed])


def test_a_proxy_of_the_environment_does_not_go_round_the_guard(
    server: BadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, server.url(""))
    with pytest.raises(ForbiddenAddress):
        get("http://10.0.0.1/", tmp_path)
    assert server.asked == []


class TestThroughTheOperatorsProxy:
    def test_public_names_are_left_to_the_proxy(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["http://documents.invalid/a"] = reply(b"through the proxy")
        settings = quick(proxy=server.url(""), allow_hosts=())
        download = get("http://documents.invalid/a", tmp_path, settings=settings)
        assert content(download) == b"through the proxy"

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "10.0.0.1", "[::1]", "printer.local", "db.internal"]
    )
    def test_it_is_not_asked_for_private_ones(
        self, host: str, server: BadServer, tmp_path: Path
    ) -> None:
        settings = quick(proxy=server.url(""), allow_hosts=())
        with pytest.raises(ForbiddenAddress):
            get(f"http://{host}/a", tmp_path, settings=settings)
        assert server.asked == []


def test_the_client_of_all_downloads_is_guarded() -> None:
    """httpx has no public way to set the network backend: this fails if ours is used no more."""

    async def run() -> None:
        async with open_client(quick(allow_hosts=())) as client:
            await client.get("http://127.0.0.1:9/")

    with pytest.raises(ForbiddenAddress, match="loopback"):
        asyncio.run(run())


class TestCertificates:
    """The connection goes to an address, and the certificate must still be the name's."""

    @pytest.fixture
    def port(self, tmp_path: Path) -> Iterator[int]:
        if shutil.which("openssl") is None:
            pytest.skip("openssl makes the certificate of this test, and it is not installed")
        make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        name = ["-subj", "/CN=documents.invalid", "-addext", "subjectAltName=DNS:documents.invalid"]
        files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
        subprocess.run([*make.split(), *name, *files], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Silent)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        server.server_close()

    def ask(self, host: str, port: int) -> int:
        async def home(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        async def run() -> int:
            backend = GuardedBackend(allow_hosts=[host], resolve=home)
            transport = GuardedTransport(backend)
            async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
                return (await client.get(f"https://{host}:{port}/")).status_code

        return asyncio.run(run())

    def test_a_trusted_certificate_of_that_name_will_do(
        self, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert self.ask("documents.invalid", port) == 501

    def test_one_of_another_name_will_not(
        self, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        with pytest.raises(httpx.ConnectError, match="Hostname mismatch"):
            self.ask("laws.invalid", port)

    def test_one_that_nobody_vouches_for_will_not(self, port: int) -> None:
        with pytest.raises(httpx.ConnectError, match="self-signed certificate"):
            self.ask("documents.invalid", port)
