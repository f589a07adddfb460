"""What the head of an HTML page says of the page: title, address, dates, licence, publisher."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser

from corpus.language import detect_language
from corpus.readers.metadata import address_of, date_of, language_of, words_of
from corpus.readers.web.nodes import node_text

_SEPARATOR = re.compile(r"\s+[|–—·»•-]\s+")
_PUBLISHED = (
    "article:published_time date dc.date dcterms.date dcterms.created dc.date.created "
    "dcterms.issued pubdate publication_date datepublished"
).split()
_MODIFIED = (
    "article:modified_time last-modified dcterms.modified dc.date.modified revised "
    "og:updated_time datemodified"
).split()


class PageHead:
    """The statements of a page about itself, wherever in its head they stand."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        self._meta = dict(_meta(tree))
        self._linked = dict(_linked_data(tree))

    @property
    def shared_title(self) -> str:
        """The title under which the page is passed on; empty where none is stated."""
        return self._meta.get("og:title") or self._meta.get("dc.title") or ""

    @property
    def title(self) -> str:
        """The title of the window, without the name of the site."""
        node = self._tree.css_first("head > title")
        whole = node_text(node) if node is not None else ""
        site = self._meta.get("og:site_name", "").casefold()
        separators = list(_SEPARATOR.finditer(whole))
        if separators and whole[: separators[0].start()].casefold() == site:
            return whole[separators[0].end() :]
        return whole[: separators[-1].start()] if separators else whole

    @property
    def url(self) -> str | None:
        """The canonical address."""
        node = self._tree.css_first("link[rel=canonical]")
        canonical = node.attributes.get("href") if node is not None else None
        return address_of(canonical) or address_of(self._meta.get("og:url"))

    @property
    def licence(self) -> str | None:
        """The licence by its name, or else by its address."""
        node = self._tree.css_first("a[rel~=license], link[rel~=license]")
        named = words_of(node_text(node)) if node is not None else None
        stated = self._meta.get("dcterms.license") or self._meta.get("dc.rights")
        return named or stated or (node.attributes.get("href") if node is not None else None)

    @property
    def publisher(self) -> str | None:
        """Who publishes the page, or else the name of the site."""
        linked = self._linked.get("publisher")
        name = words_of(linked.get("name")) if isinstance(linked, dict) else None
        stated = self._meta.get("dcterms.publisher") or self._meta.get("dc.publisher")
        return stated or name or self._meta.get("og:site_name")

    @property
    def published(self) -> date | None:
        """When the page was first published."""
        return self._date("datePublished", _PUBLISHED, "time[pubdate], time.entry-date")

    @property
    def modified(self) -> date | None:
        """When the page was last changed."""
        return self._date("dateModified", _MODIFIED, "time.updated")

    def language(self, text: str) -> str | None:
        """The language that the page states; between French and English its words decide.

        Templates state one language for all pages of a site, whatever they are written in.
        """
        root = self._tree.css_first("html")
        stated = language_of(root.attributes.get("lang")) if root is not None else None
        stated = stated or language_of(self._meta.get("og:locale"))
        return detect_language(text, default=stated) if stated in ("fr", "en") else stated

    def _date(self, linked: str, names: list[str], selector: str) -> date | None:
        node = self._tree.css_first(f"time[itemprop={linked}], {selector}")
        shown = node.attributes.get("datetime") if node is not None else None
        stated = [self._linked.get(linked), *map(self._meta.get, names), shown]
        return next((day for day in map(date_of, stated) if day), None)


def _meta(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Names and contents of the <meta> elements; of two of one name the first is last."""
    for node in reversed(tree.css("meta")):
        stated = node.attributes
        name = stated.get("name") or stated.get("property") or stated.get("itemprop")
        content = (stated.get("content") or "").strip()
        if name and content:
            yield name.lower(), content


def _linked_data(tree: LexborHTMLParser) -> Iterator[tuple[str, Any]]:
    """The fields of the JSON-LD of a page, those of its first object last."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            value = orjson.loads(node.text())
        except orjson.JSONDecodeError:
            continue  # it is written for search engines; the page can still be read
        found = value.get("@graph", [value]) if isinstance(value, dict) else value
        for thing in reversed(found if isinstance(found, list) else []):
            if isinstance(thing, Mapping):
                yield from thing.items()
