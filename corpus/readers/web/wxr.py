"""WXR: the export of a WordPress site, its published pages and posts."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from corpus.errors import UnreadableFile
from corpus.readers.web.wordpress import read_posts
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.xml.trees import child, children, parse, words

# What WordPress keeps beside pages, by its own types; what a site adds has pages of its own.
_NO_PAGES = frozenset(
    "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request"
    .split()
)  # fmt: skip
_OWN = "wp_"
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_BLOCK = re.compile(
    r"\s*<(?:!--|/?(?:p|div|h[1-6]|ul|ol|li|dl|table|t[rdh]|thead|tbody|blockquote|pre|figure"
    r"|section|article|aside|header|footer|form|hr|address|details|iframe|script|style)\b)",
    re.IGNORECASE,
)


def read(file: SourceFile) -> Reading:
    """Each published page of the export; drafts, private ones and what is no page are left out."""
    channel = child(parse(file), "channel")
    items = list(children(channel, "item"))
    if not items:
        raise UnreadableFile(file.where, "the export holds no page", "export all of the site again")
    site = {
        "lang": words(child(channel, "language")),
        "yoast_head_json": {"og_site_name": words(child(channel, "title"))},
    }
    others = Counter[str]()
    posts: list[Mapping[str, Any]] = []
    left_out: list[LeftOut] = []
    for number, item in enumerate(items, start=1):
        kind = _said(item, "post_type") or "post"
        if kind in _NO_PAGES or kind.startswith(_OWN):
            others[kind] += 1
        elif reason := _why_left_out(item):
            title = _said(item, "title")
            name = f"{file.path}#{number}" + (f" ({title})" if title else "")
            left_out.append(LeftOut(name, reason))
        else:
            posts.append(_post(item) | site)
    left_out += [
        LeftOut(f"{file.path}: {kind}", f"items of this type are no pages ({count})")
        for kind, count in others.items()
    ]
    if not posts:
        return Reading((), tuple(left_out))
    reading = read_posts(posts, file)
    return Reading(reading.documents, tuple(left_out), reading.warnings)


def _why_left_out(item: Element) -> str | None:
    status = _said(item, "status") or "publish"
    if status != "publish":
        return f"its status is “{status}”, not “publish”"
    return "it is protected by a password" if _said(item, "post_password") else None


def _post(item: Element) -> dict[str, Any]:
    """An item as the REST interface would give it."""
    return {
        "id": _said(item, "post_id"),
        "slug": _said(item, "post_name"),
        "link": _said(item, "link"),
        "title": {"rendered": _said(item, "title")},
        "content": {"rendered": with_paragraphs(_markup(item, "content"))},
        "excerpt": {"rendered": with_paragraphs(_markup(item, "excerpt"))},
        "date": _said(item, "post_date"),
        "modified": _said(item, "post_modified"),
    }


def with_paragraphs(markup: str) -> str:
    """Markup with the paragraphs that WordPress makes, when it shows it, of lines set apart."""
    if "<!-- wp:" in markup:
        return markup
    parts = [part.strip() for part in _BLANK_LINE.split(markup) if part.strip()]
    return "\n".join(
        part if _BLOCK.match(part) else "<p>" + part.replace("\n", "<br>\n") + "</p>"
        for part in parts
    )


def _said(item: Element, name: str) -> str:
    return words(child(item, name))


def _markup(item: Element, space: str) -> str:
    """The text of content:encoded or excerpt:encoded, which have one local name."""
    for element in children(item, "encoded"):
        if f"/{space}/" in element.tag:
            return element.text or ""
    return ""
