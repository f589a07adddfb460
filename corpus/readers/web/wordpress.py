"""WordPress REST JSON: a page, an array of posts, or as much as is left of a broken one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson

from corpus.builder import DocumentBuilder, stable_id
from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.readers.broken_json import complete
from corpus.readers.metadata import address_of, date_of, language_of, words_of
from corpus.readers.titles import title_for
from corpus.readers.web.broken_markup import mend
from corpus.readers.web.markup import write_markup
from corpus.readers.web.nodes import plain_text
from corpus.reading import LeftOut, Reading, SourceFile

# Shortcodes are calls to WordPress itself: what they enclose is text, they are not.
_SHORTCODE = re.compile(
    r"\[/?(?:[a-z]+(?:[_-][a-z0-9]+)+|caption|gallery|embed|video|audio|playlist|toc|row|column|button)"
    r"(?:\s[^\[\]]*)?/?\]",
    re.IGNORECASE,
)
_UNPUBLISHED = frozenset(("draft", "private", "pending", "trash", "future", "auto-draft"))


def read(file: SourceFile) -> Reading:
    """Each published page that `file` holds; a draft or a page under a password is left out."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    posts, broken = _posts(text, where)
    return read_posts(posts, file, warning, broken)


def read_posts(posts: Sequence[Mapping[str, Any]], file: SourceFile, *said: str | None) -> Reading:
    """Each published one of `posts`, as the REST interface gives them; `said` are warnings."""
    documents: list[Document] = []
    left_out: list[LeftOut] = []
    warnings = [warning for warning in said if warning]
    for number, post in enumerate(posts, start=1):
        name = file.path if len(posts) == 1 else f"{file.path}#{number}"
        reason = _why_left_out(post)
        if reason:
            left_out.append(LeftOut(name, reason))
            continue
        document, unread = _document(post, name, file)
        if document:
            documents.append(document)
            place = "" if len(posts) == 1 else f"its page {number}: "
            warnings += [f"{place}{said}" for said in unread]
        else:
            warnings.append(f"its page {number} has no text")
    if not documents and not left_out:
        raise UnreadableFile(file.where, "no page in it has any text", "download it again")
    return Reading(tuple(documents), tuple(left_out), file.warnings(*warnings))


def _posts(text: str, where: str) -> tuple[list[Mapping[str, Any]], str | None]:
    warning = None
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            value, cut = complete(text)
        except ValueError as error:
            raise UnreadableFile(
                where, "it is JSON that cannot be read", "download it again"
            ) from error
        problem = "is cut off before its end" if cut else "is not valid JSON"
        warning = f"it {problem}; what is there was read, download it again for the rest"
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [post for post in values if isinstance(post, dict)], warning


def _why_left_out(post: Mapping[str, Any]) -> str | None:
    status = words_of(post.get("status")) or "publish"
    if status in _UNPUBLISHED:
        return f"its status is “{status}”, not “publish”"
    content = post.get("content")
    if isinstance(content, dict) and content.get("protected") and not content.get("rendered"):
        return "it is protected by a password"
    return None


def _document(
    post: Mapping[str, Any], name: str, file: SourceFile
) -> tuple[Document | None, tuple[str, ...]]:
    builder = DocumentBuilder()
    markup = _rendered(post, "content") or _rendered(post, "excerpt")
    if not markup.strip():
        return None, ()
    unread = write_markup(builder, mend(_SHORTCODE.sub("", markup)))
    if not builder.length:
        return None, ()
    link = address_of(post.get("link")) or address_of(_rendered(post, "guid"))
    seo = post.get("yoast_head_json")
    publisher = words_of(seo.get("og_site_name")) if isinstance(seo, dict) else None
    document = builder.build(
        id=_id(post, link) or name,
        source_path=name,
        file=file,
        title=plain_text(_rendered(post, "title")) or title_for(builder, name, file_names=False),
        language=language_of(post.get("lang")),
        url=link,
        published=date_of(post.get("date")),
        modified=date_of(post.get("modified")),
        publisher=publisher,
    )
    return document, unread


def _rendered(post: Mapping[str, Any], key: str) -> str:
    value = post.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _id(post: Mapping[str, Any], link: str | None) -> str | None:
    """The address of a page is its id: its number is only its site's own."""
    if link:
        parts = urlsplit(link)
        return stable_id(f"{parts.netloc}{parts.path}{'?' + parts.query if parts.query else ''}")
    slug, number = words_of(post.get("slug")), words_of(post.get("id"))
    return f"{slug}-{number}" if slug and number else None
