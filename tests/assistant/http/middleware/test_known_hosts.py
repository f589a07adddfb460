"""Which names of the service are answered, over the wire."""

import pytest

from assistant.errors import SettingsError
from assistant.http.middleware.known_hosts import served_hosts
from assistant.settings import Settings, read_settings
from tests.assistant.http.conftest import Serve
from tests.assistant.http.wire import exchange

OTHERS = ["evil.example", "evil.example:8000", "localhost.evil.example", "", "[::2]", "a b", "["]
OWN = ["localhost", "LOCALHOST:80", "127.0.0.1:8000", "[::1]", "[::1]:8000"]


def called(host: str, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()


def test_a_name_that_is_not_this_services_is_refused_on_every_path(serve: Serve) -> None:
    with serve() as running:
        for path in ("/", "/v1/documents", "/docs", "/metrics", "/nowhere"):
            for host in OTHERS:
                reply = exchange(running.address, called(host, path))
                assert reply.status == 421
                assert "PARVIS_HOSTS" in reply.problem["detail"]
        old = exchange(running.address, b"GET /v1/documents HTTP/1.0\r\n\r\n")
        assert old.status == 421


def test_loopback_names_are_served_and_health_under_any_name(serve: Serve) -> None:
    with serve() as running:
        for host in OWN:
            assert exchange(running.address, called(host, "/v1/documents")).status == 200
        for host in OTHERS[:3]:
            assert exchange(running.address, called(host, "/health/ready")).status == 200


def test_the_names_that_are_set_are_served_too(serve: Serve) -> None:
    with serve(hosts=("parvis.example", "*.ville.example")) as running:

        def status(host: str) -> int:
            return exchange(running.address, called(host, "/v1/documents")).status

        assert status("parvis.example:443") == status("PARVIS.example") == 200
        assert status("www.ville.example") == status("localhost") == 200
        assert status("ville.example") == status("autre.parvis.example") == 421


def test_a_star_is_any_name(serve: Serve) -> None:
    with serve(hosts=("*",)) as running:
        assert exchange(running.address, called("evil.example", "/v1/documents")).status == 200


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("192.0.2.7", {"192.0.2.7"}),
        ("2001:db8::7", {"[2001:db8::7]"}),
        ("Parvis.example", {"parvis.example"}),
        ("0.0.0.0", set()),
        ("::", set()),
    ],
)
def test_the_address_listened_on_is_a_name_unless_it_is_every_one(host: str, own: set[str]) -> None:
    loopback = {"localhost", "127.0.0.1", "[::1]"}

    assert served_hosts(Settings(host=host, allow_remote=True)) == loopback | own


def test_names_are_read_from_the_environment_joined_by_commas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARVIS_HOSTS", "parvis.example, *.Ville.example ,[2001:db8::7]")
    assert read_settings().hosts == ("parvis.example", "*.ville.example", "[2001:db8::7]")


@pytest.mark.parametrize("name", ["https://parvis.example", "parvis.example:80", "a/b", "w*.fr"])
def test_what_is_more_than_a_name_is_refused_at_start(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PARVIS_HOSTS", name)
    with pytest.raises(SettingsError, match=r"PARVIS_HOSTS.*without scheme, port or path"):
        read_settings()
