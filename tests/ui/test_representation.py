"""Representation: the same bytes for everyone, compressed where the browser takes that."""

import gzip
from collections.abc import Mapping

import pytest
from starlette.requests import Request

from ui.representation import Representation

WORDS = ("La place est ouverte à tous. " * 50).encode()


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


@pytest.mark.parametrize(
    ("headers", "encoding"),
    [
        pytest.param({"accept_encoding": "gzip, br"}, "gzip", id="a browser"),
        pytest.param({"accept_encoding": "br"}, None, id="one that takes another compression only"),
        pytest.param({}, None, id="one that takes none"),
    ],
)
def test_content_is_compressed_for_those_who_take_it(
    headers: Mapping[str, str], encoding: str | None
) -> None:
    response = Representation.of(WORDS, "text/plain").response(request(**headers))
    assert response.headers.get("content-encoding") == encoding
    body = bytes(response.body)
    assert (gzip.decompress(body) if encoding else body) == WORDS
    assert response.headers["vary"] == "Accept-Encoding"


def test_who_has_it_already_is_sent_no_bytes() -> None:
    content = Representation.of(WORDS, "text/plain")
    response = content.response(request(if_none_match=content.tag))
    assert (response.status_code, bytes(response.body)) == (304, b"")
    other = Representation.of(b"Autre chose", "text/plain")
    assert other.response(request(if_none_match=content.tag)).status_code == 200


def test_the_same_content_has_the_same_bytes() -> None:
    assert Representation.of(WORDS, "text/plain") == Representation.of(WORDS, "text/plain")
