"""ZIP archives: each file that is wanted is a document, and none can lead out or blow up."""

import io
import zipfile

import pytest

from corpus.sources.outcome import FetchState
from corpus.sources.source import ZipSource
from corpus.sources.store import SourceStore
from tests.corpus.readers.service_public.sheets import sheet
from tests.corpus.sources.bad_server import BadServer, reply
from tests.corpus.sources.fetching import bodies, fetch_one

PATH = "/vosdroits-latest.zip"
FILES = {"F1.xml": b"<a/>", "sub/F2.xml": b"<b/>", "R1.xml": b"<c/>", "menu.xml": b"<d/>"}


def zipped(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.mkdir("empty")
        for name, body in files.items():
            written.writestr(name, body)
    return archive.getvalue()


def serve(server: BadServer, raw: bytes) -> None:
    server.routes[PATH] = reply(raw, content_type="application/zip", etag=f'"{len(raw)}"')


def source(server: BadServer, *files: str, cites: tuple[str, ...] = ()) -> ZipSource:
    return ZipSource(name="sheets", url=server.url(PATH), files=files or ("*",), cites=cites)


def test_the_files_that_are_wanted_are_documents(server: BadServer, store: SourceStore) -> None:
    serve(server, zipped(FILES))
    assert fetch_one(source(server, "F*.xml", "sub/*"), store).documents == 2
    assert bodies(source(server, "F*.xml", "sub/*"), store) == {
        server.url(f"{PATH}/F1.xml"): b"<a/>",
        server.url(f"{PATH}/sub/F2.xml"): b"<b/>",
    }


def test_an_archive_that_is_the_same_changes_nothing_and_a_new_one_does(
    server: BadServer, store: SourceStore
) -> None:
    serve(server, zipped(FILES))
    assert fetch_one(source(server), store).state is FetchState.CHANGED
    assert fetch_one(source(server), store).state is FetchState.UNCHANGED
    serve(server, zipped({**FILES, "F1.xml": b"<new/>"}))
    assert fetch_one(source(server), store).changed == 1
    assert bodies(source(server), store)[server.url(f"{PATH}/F1.xml")] == b"<new/>"


def test_only_sheets_that_cite_a_law_are_taken(server: BadServer, store: SourceStore) -> None:
    url = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000031366350/"
    reference = '<Reference URL="{}"><Titre>{}</Titre></Reference>'
    name = "Code des relations entre le public et l'administration"
    cited = {
        "F1.xml": reference.format(url, "Le code"),
        "F2.xml": reference.format("https://e.org", f"{name} : article L311-1"),
        "F3.xml": reference.format("https://e.org", "Code pénal : article 413-9"),
        "F4.xml": "administration relations entre public code",
    }
    sheets = {
        path: sheet(f"<Texte><Paragraphe>Un.</Paragraphe></Texte>{body}").encode()
        for path, body in cited.items()
    }
    serve(server, zipped(sheets))
    wanted = source(server, cites=("LEGITEXT000031366350", name))
    fetch_one(wanted, store)
    assert list(bodies(wanted, store)) == [server.url(f"{PATH}/{n}.xml") for n in ("F1", "F2")]


def test_names_that_lead_out_of_the_archive_are_no_files_of_it(
    server: BadServer, store: SourceStore
) -> None:
    outside = {"../a.xml": b"1", "/etc/b.xml": b"2", "x/../../c.xml": b"3", "x\\..\\d.xml": b"4"}
    serve(server, zipped({**outside, "F1.xml": b"<a/>"}))
    fetch_one(source(server), store)
    assert list(bodies(source(server), store)) == [server.url(f"{PATH}/F1.xml")]


@pytest.mark.parametrize(
    ("raw", "files", "said"),
    [
        (b"PK\x03\x04 no archive", "*", "no ZIP archive"),
        (zipped(FILES)[:-30], "*", "no ZIP archive"),
        (zipped(FILES), "*.json", "no file like *.json"),
        (zipped({"a.xml": b"0" * 2_000_000}), "*", "a.xml in it is larger than 1 MB"),
        (zipped({f"{n}.xml": b"0" * 990_000 for n in range(70)}), "*", "unpacks to far more"),
    ],
    ids=["no archive", "half an archive", "no such file", "a big file", "a bomb"],
)
def test_what_is_no_such_archive_is_told(
    raw: bytes, files: str, said: str, server: BadServer, store: SourceStore
) -> None:
    serve(server, raw)
    outcome = fetch_one(source(server, files), store)
    assert outcome.state is FetchState.FAILED
    assert said in (outcome.error or "")


def test_an_archive_of_which_nothing_cites_the_law_is_told(
    server: BadServer, store: SourceStore
) -> None:
    serve(server, zipped(FILES))
    outcome = fetch_one(source(server, cites=("LEGITEXT000031366350",)), store)
    assert "none of its files cites LEGITEXT000031366350; check cites" in (outcome.error or "")
