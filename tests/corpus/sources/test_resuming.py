"""Downloads that are cut, changed on the way, or not needed at all."""

import tempfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FetchError, TransientError
from corpus.sources.record import CachedResponse
from tests.corpus.sources.bad_server import (
    Asked,
    BadServer,
    Wire,
    head,
    in_turn,
    quick,
    reply,
    serving,
)
from tests.corpus.sources.downloading import BODY, ETAG, content, get, partial_files, resuming


class TestResuming:
    def test_a_cut_download_goes_on_where_it_was_cut(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a.pdf"] = resuming(BODY, cut_at=200_000)
        assert content(get(server.url("/a.pdf"), tmp_path)) == BODY
        first, second = server.requests("/a.pdf")
        assert "range" not in first.headers
        assert second.headers["range"] == "bytes=200000-"
        assert second.headers["if-range"] == ETAG

    def test_a_later_fetch_goes_on_with_what_an_earlier_one_received(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a.pdf"] = resuming(BODY, cut_at=100_000)
        with pytest.raises(TransientError, match="broke off"):
            get(server.url("/a.pdf"), tmp_path, settings=quick(attempts=1))
        assert partial_files(tmp_path) == [".json", ".part"]
        assert content(get(server.url("/a.pdf"), tmp_path)) == BODY
        assert server.requests("/a.pdf")[1].headers["range"] == "bytes=100000-"

    def test_a_changed_etag_begins_again_and_never_mixes_two_files(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        newer = b"n" * 250_000
        cut = head(200, content_length=str(len(BODY)), etag=ETAG) + BODY[:150_000]
        server.routes["/a"] = in_turn(
            lambda wire, asked: wire.send(cut), reply(newer, etag='"two"')
        )
        download = get(server.url("/a"), tmp_path)
        assert content(download) == newer
        assert download is not None
        assert download.response.etag == '"two"'
        assert server.requests("/a")[1].headers["if-range"] == ETAG

    def test_a_part_of_a_newer_file_sent_in_spite_of_if_range_is_thrown_away(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        newer = b"n" * len(BODY)
        cut = head(200, content_length=str(len(BODY)), etag=ETAG) + BODY[:150_000]
        rest = head(
            206,
            content_range=f"bytes 150000-{len(BODY) - 1}/{len(BODY)}",
            content_length=str(len(BODY) - 150_000),
            etag='"two"',
        )
        server.routes["/a"] = in_turn(
            lambda wire, asked: wire.send(cut),
            lambda wire, asked: wire.send(rest + newer[150_000:]),
            reply(newer, etag='"two"'),
        )
        assert content(get(server.url("/a"), tmp_path)) == newer
        assert "range" not in server.requests("/a")[2].headers

    def test_a_part_that_begins_elsewhere_is_thrown_away(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        cut = head(200, content_length=str(len(BODY)), etag=ETAG) + BODY[:150_000]
        left = len(BODY) - 150_000
        wrong = head(
            206,
            content_range=f"bytes 0-{left - 1}/{len(BODY)}",
            content_length=str(left),
            etag=ETAG,
        )
        server.routes["/a"] = in_turn(
            lambda wire, asked: wire.send(cut),
            lambda wire, asked: wire.send(wrong + BODY[:left]),
            reply(BODY, etag=ETAG),
        )
        assert content(get(server.url("/a"), tmp_path)) == BODY

    def test_without_a_strong_validator_it_begins_again(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        cut = head(200, content_length=str(len(BODY)), etag='W/"weak"') + BODY[:150_000]
        server.routes["/a"] = in_turn(
            lambda wire, asked: wire.send(cut), reply(BODY, etag='W/"weak"')
        )
        assert content(get(server.url("/a"), tmp_path)) == BODY
        assert "range" not in server.requests("/a")[1].headers

    def test_a_date_serves_where_there_is_no_etag(self, server: BadServer, tmp_path: Path) -> None:
        now = datetime.now(UTC)
        modified = format_datetime(now - timedelta(days=1), usegmt=True)
        date = format_datetime(now, usegmt=True)
        cut = (
            head(200, content_length=str(len(BODY)), last_modified=modified, date=date)
            + BODY[:1000]
        )
        server.routes["/a"] = in_turn(lambda wire, asked: wire.send(cut), reply(BODY))
        assert content(get(server.url("/a"), tmp_path)) == BODY
        assert server.requests("/a")[1].headers["if-range"] == modified

    def test_a_connection_cut_after_the_last_byte_costs_no_second_download(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        def stalling(wire: Wire, asked: Asked) -> None:
            wire.send(head(200, transfer_encoding="chunked", etag=ETAG))
            wire.send(f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n")

        refusal = reply(status=416, content_range=f"bytes */{len(BODY)}")
        server.routes["/a"] = in_turn(stalling, refusal)
        assert content(get(server.url("/a"), tmp_path)) == BODY
        assert len(server.requests("/a")) == 2


class TestConditions:
    def kept(self, url: str, **changes: object) -> CachedResponse:
        values: dict[str, object] = {
            "url": url,
            "final_url": url,
            "sha256": "0" * 64,
            "size": 3,
            "fetched_at": datetime.now(UTC),
            "etag": ETAG,
            "last_modified": "Mon, 05 Jan 2026 10:00:00 GMT",
        }
        return CachedResponse(**{**values, **changes})  # type: ignore[arg-type]

    def test_an_unchanged_file_is_not_sent_again(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(status=304)
        assert get(server.url("/a"), tmp_path, kept=self.kept(server.url("/a"))) is None
        (asked,) = server.requests("/a")
        assert asked.headers["if-none-match"] == ETAG
        assert asked.headers["if-modified-since"] == "Mon, 05 Jan 2026 10:00:00 GMT"

    def test_the_validators_of_another_address_are_not_used(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=302, location="/new")
        server.routes["/new"] = reply(b"new", etag='"new"')
        kept = self.kept(server.url("/a"), final_url=server.url("/old"))
        assert content(get(server.url("/a"), tmp_path, kept=kept)) == b"new"
        assert all("if-none-match" not in asked.headers for asked in server.asked)

    def test_an_answer_of_not_modified_to_an_unconditional_request_is_an_error(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=304)
        with pytest.raises(FetchError, match="304"):
            get(server.url("/a"), tmp_path)


@settings(max_examples=20, deadline=None)
@given(
    body=st.binary(min_size=1, max_size=200_000),
    cuts=st.lists(st.floats(0, 1), max_size=4),
    changes_at=st.integers(0, 6),
)
def test_wherever_it_is_cut_and_whenever_it_changes_the_file_is_one_of_the_two(
    body: bytes, cuts: list[float], changes_at: int
) -> None:
    versions = {'"old"': body, '"new"': body[::-1] + b"newer"}

    def cutting(wire: Wire, asked: Asked) -> None:
        etag = '"new"' if asked.nth > changes_at else '"old"'
        whole, start = versions[etag], 0
        if asked.headers.get("if-range") == etag:
            start = int(asked.headers["range"].removeprefix("bytes=").rstrip("-"))
        if start >= len(whole):
            reply(status=416, content_range=f"bytes */{len(whole)}", etag=etag)(wire, asked)
            return
        span = {"content_range": f"bytes {start}-{len(whole) - 1}/{len(whole)}"} if start else {}
        rest = whole[start:]
        share = cuts[asked.nth - 1] if asked.nth <= len(cuts) else 1
        length = str(len(rest))
        wire.send(head(206 if start else 200, content_length=length, etag=etag, **span))
        wire.send(rest[: int(len(rest) * share)])

    with serving() as server, tempfile.TemporaryDirectory() as folder:
        server.routes["/a"] = cutting
        download = get(server.url("/a"), Path(folder), settings=quick(attempts=8))
        assert download is not None
        assert download.response.etag is not None
        assert content(download) == versions[download.response.etag]
