"""Documents behind the links of a page, and the datasets of data.gouv.fr."""

import hashlib
import json

import pytest

from corpus.document import DocumentKind
from corpus.reading import SourceFile
from corpus.sources.source import (
    DataGouvSource,
    OgpSource,
    SourcesConfig,
)
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, reply
from tests.corpus.sources.fetching import bodies, fetch_one

DATASET = "5de8f397634f4164071119c5"
RESOURCE = "f868cca6-8da1-4369-a78d-47463f19a9a3"


class TestPageOfLinks:
    def test_the_files_behind_its_links_are_fetched(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/documents/plan/"] = reply(
            b"""<html><a href="/uploads/Plan%202024.pdf">Plan</a> <a href='../../uploads/b.DOCX'>
            Annexe</a> <a href="/uploads/Plan%202024.pdf#page=3">p. 3</a>
            <a href="/about">About</a> <a href="https://elsewhere.invalid/c.pdf">c</a>
            <a href="mailto:x@y.z">x</a> <a>d</a>""",
            content_type="text/html",
        )
        server.routes["/uploads/Plan%202024.pdf"] = reply(b"%PDF-1", content_type="application/pdf")
        server.routes["/uploads/b.DOCX"] = reply(b"PK", content_type="application/octet-stream")
        source = OgpSource(
            name="ogp", url=server.url("/documents/plan/"), kind=DocumentKind.ACTION_PLAN
        )
        fetch_one(source, store)
        assert bodies(source, store) == {
            server.url("/uploads/Plan%202024.pdf"): b"%PDF-1",
            server.url("/uploads/b.DOCX"): b"PK",
        }

    def test_a_page_without_documents_is_told(self, server: BadServer, store: SourceStore) -> None:
        server.routes["/documents/plan/"] = reply(b"<p>soon</p>", content_type="text/html")
        source = OgpSource(name="ogp", url=server.url("/documents/plan/"))
        assert "links to no pdf" in (fetch_one(source, store).error or "")


class TestDataGouv:
    def portal(self, server: BadServer, **changes: object) -> None:
        body = b"le registre"
        resource = {
            "id": RESOURCE,
            "title": "Registre",
            "format": "txt",
            "filetype": "file",
            "url": server.url("/static/registre.txt"),
            "latest": server.url(f"/fr/datasets/r/{RESOURCE}"),
            "checksum": {"type": "sha1", "value": hashlib.sha1(body).hexdigest()},
            **changes,
        }
        other = {"id": "0", "title": "Table", "format": "csv", "url": server.url("/t.csv")}
        dataset = {
            "title": "Registre",
            "license": "lov2",
            "organization": {"name": "CADA"},
            "resources": [resource, other, "garbage"],
        }
        server.routes[f"/api/1/datasets/{DATASET}/"] = reply(
            json.dumps(dataset).encode(), content_type="application/json"
        )
        server.routes["/static/registre.txt"] = reply(body)
        server.routes[f"/fr/datasets/r/{RESOURCE}"] = reply(
            status=302, location="/static/registre.txt"
        )

    @pytest.mark.parametrize(
        "dataset",
        [
            DATASET,
            f"https://www.data.gouv.fr/fr/datasets/{DATASET}/",
            f"https://www.data.gouv.fr/datasets/{DATASET}",
        ],
    )
    def test_a_datasets_resources_come_with_its_licence_and_publisher(
        self, dataset: str, server: BadServer, store: SourceStore
    ) -> None:
        self.portal(server)
        source = DataGouvSource(
            name="cada", dataset=dataset, portal=server.url(""), formats=("txt",)
        )
        fetch_one(source, store)
        (file,) = source_files(SourcesConfig((source,)), store)
        assert isinstance(file, SourceFile)
        assert file.raw == b"le registre"
        assert file.url == server.url(f"/fr/datasets/r/{RESOURCE}")
        assert (file.licence, file.publisher) == ("Licence Ouverte 2.0", "CADA")

    @pytest.mark.parametrize(
        "resource", [RESOURCE, f"https://www.data.gouv.fr/fr/datasets/r/{RESOURCE.upper()}"]
    )
    def test_one_resource_is_found_by_its_permanent_address(
        self, resource: str, server: BadServer, store: SourceStore
    ) -> None:
        self.portal(server)
        source = DataGouvSource(name="cada", resource=resource, portal=server.url("/"))
        fetch_one(source, store)
        assert bodies(source, store) == {server.url(f"/fr/datasets/r/{RESOURCE}"): b"le registre"}

    def test_a_file_that_is_not_what_the_portal_says_is_refused(
        self, server: BadServer, store: SourceStore
    ) -> None:
        self.portal(server, checksum={"type": "sha1", "value": "0" * 40})
        source = DataGouvSource(
            name="cada", dataset=DATASET, portal=server.url(""), formats=("txt",)
        )
        assert "its sha1 is not the one" in (fetch_one(source, store).error or "")

    def test_a_dataset_without_such_resources_is_told(
        self, server: BadServer, store: SourceStore
    ) -> None:
        self.portal(server)
        source = DataGouvSource(
            name="cada", dataset=DATASET, portal=server.url(""), formats=("pdf",)
        )
        assert "no resource that the formats" in (fetch_one(source, store).error or "")

    def test_what_is_no_resource_is_told(self, server: BadServer, store: SourceStore) -> None:
        source = DataGouvSource(name="cada", resource="le-registre", portal=server.url(""))
        assert "names no resource" in (fetch_one(source, store).error or "")
