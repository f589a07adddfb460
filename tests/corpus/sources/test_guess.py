"""`parvis add`: what a path or an address stands for, and how the source is named."""

import gzip
from pathlib import Path

import pytest

from corpus.errors import FetchError, ForbiddenAddress, SourceError
from corpus.sources.guess import Entry, guess_source, suggest_name
from tests.corpus.sources.bad_server import BadServer, quick, reply

URLSET = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'


def guess(address: str, base: Path = Path("/nowhere")) -> Entry:
    return guess_source(address, base=base, settings=quick())


def test_a_folder_is_written_relative_to_the_file_of_sources(tmp_path: Path) -> None:
    (tmp_path / "site" / "laws").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    inside = guess(str(tmp_path / "site" / "laws"), tmp_path / "site")
    outside = guess(str(tmp_path / "elsewhere"), tmp_path / "site")
    assert inside == {"type": "folder", "path": "laws"}
    assert outside == {"type": "folder", "path": str(tmp_path / "elsewhere")}


def test_a_package_is_known_by_its_prefix() -> None:
    entry = guess("npm:@scope/laws@1.2.3")
    assert (entry["type"], entry["package"]) == ("npm", "@scope/laws@1.2.3")
    assert "data/*.json" in entry["files"]


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        (
            "https://www.data.gouv.fr/fr/datasets/les-avis/",
            {"type": "data_gouv", "dataset": "https://www.data.gouv.fr/fr/datasets/les-avis/"},
        ),
        (
            "https://www.data.gouv.fr/fr/datasets/r/f868cca6-8da1-4369-a78d-47463f19a9a3",
            {
                "type": "data_gouv",
                "resource": "https://www.data.gouv.fr/fr/datasets/r/"
                "f868cca6-8da1-4369-a78d-47463f19a9a3",
            },
        ),
        (
            "https://open.example.org/part/zip/vosdroits-latest.zip",
            {"type": "zip", "url": "https://open.example.org/part/zip/vosdroits-latest.zip"},
        ),
        *(
            (
                f"https://www.data.gouv.fr/{opened}f868cca6-8da1-4369-a78d-47463f19a9a3",
                {
                    "type": "data_gouv",
                    "resource": "https://www.data.gouv.fr/fr/datasets/r/"
                    "f868cca6-8da1-4369-a78d-47463f19a9a3",
                },
            )
            for opened in (
                "fr/datasets/les-avis/#/resources/",
                "datasets/les-avis?resource_id=",
            )
        ),
        (
            "https://www.opengovpartnership.org/documents/a-plan/",
            {"type": "ogp", "url": "https://www.opengovpartnership.org/documents/a-plan/"},
        ),
        (
            "https://www.opengovpartnership.org/wp-content/uploads/plan.pdf",
            {
                "type": "url",
                "url": "https://www.opengovpartnership.org/wp-content/uploads/plan.pdf",
            },
        ),
    ],
    ids=[
        "dataset",
        "resource",
        "archive",
        "resource opened on the dataset's page",
        "resource opened on today's page",
        "OGP page",
        "OGP file",
    ],
)
def test_some_addresses_say_by_themselves_what_they_are(url: str, entry: Entry) -> None:
    assert guess(url) == entry


def test_a_wordpress_site_is_known_by_its_rest_api(server: BadServer) -> None:
    server.routes["/blog/wp-json/"] = reply(
        b'{"name": "Blog", "namespaces": ["oembed/1.0", "wp/v2"]}', content_type="application/json"
    )
    url = server.url("/blog")
    assert guess(url) == {"type": "wordpress", "url": url}


@pytest.mark.parametrize("body", [URLSET, gzip.compress(URLSET, mtime=0), b"<sitemapindex/>"])
def test_a_sitemap_is_known_by_its_content(body: bytes, server: BadServer) -> None:
    server.routes["/plan.xml"] = reply(body, content_type="application/xml")
    assert guess(server.url("/plan.xml")) == {"type": "sitemap", "url": server.url("/plan.xml")}


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/law.xml", b"<akomaNtoso/>", "application/xml"),
        ("/page", b"<html>", "text/html"),
        ("/about/", b'{"namespaces": null}', "application/json"),
    ],
)
def test_anything_else_is_one_document(
    path: str, body: bytes, kind: str, server: BadServer
) -> None:
    server.routes[path] = reply(body, content_type=kind)
    server.routes["/about/wp-json/"] = reply(body, content_type=kind)
    assert guess(server.url(path)) == {"type": "url", "url": server.url(path)}


def test_what_is_neither_is_told() -> None:
    with pytest.raises(SourceError, match="no such file or folder, and it is no web address"):
        guess("docs/missing")


def test_an_address_that_does_not_answer_is_told(server: BadServer) -> None:
    with pytest.raises(FetchError, match="404"):
        guess(server.url("/missing"))


def test_it_is_not_looked_at_where_no_source_may_lead() -> None:
    with pytest.raises(ForbiddenAddress):
        guess("http://10.0.0.1/")


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"type": "npm", "package": "@scope/legi-data@1.2.3"}, "legi-data"),
        ({"type": "folder", "path": "docs/Lois & décrets"}, "lois-decrets"),
        ({"type": "url", "url": "https://www.cada.fr/avis/Le%20Plan.pdf"}, "cada-fr-le-plan"),
        ({"type": "wordpress", "url": "https://blog.example.org/"}, "blog-example-org"),
        ({"type": "folder", "path": "/"}, "documents"),
    ],
)
def test_a_source_is_named_after_where_it_is(entry: Entry, name: str) -> None:
    assert suggest_name(entry, taken=()) == name
    assert suggest_name(entry, taken=(name, f"{name}-2")) == f"{name}-3"
