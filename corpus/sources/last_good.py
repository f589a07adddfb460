"""Whether what a source gives now is to be believed, or its last good copies stay.

A site that asks for a password, or answers every address with one page, has not changed its
documents; one that has lost half its text may have.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.sources.record import FetchedDocument

# As many pages of a source that become the same one are no chance.
_SAME = 3
# Below so many characters a page may well be rewritten to half.
_JUDGED = 2000
_SHOWN = 3
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|p|div|form|h[1-6])\b", re.IGNORECASE)
_HEAD = 4096
_UNREAD = ["script", "style", "template", "noscript"]

Read = Callable[[FetchedDocument], bytes]


@dataclass(frozen=True, slots=True)
class _Page:
    """What a person sees of a text or page, in one line."""

    text: str
    asks_password: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why copies are not believed: of the paths in `kept` alone or, without any, of all."""

    reason: str
    kept: frozenset[str] = frozenset()


def doubt_copies(
    old: Sequence[FetchedDocument], new: Sequence[FetchedDocument], *, read: Read
) -> Doubt | None:
    """Why `new` is not to replace `old`; None where it may.

    `read` gives the bytes of a document. Documents that are the same in both are hardly looked at.
    """
    before = {one.path: one for one in old}
    changed = [
        (before[one.path], one)
        for one in new
        if one.path in before and before[one.path].sha256 != one.sha256
    ]
    turned = _turned(changed, read=read, fewest=min(_SAME, max(2, len(before))))
    if turned and 2 * len(turned) >= len(before):
        return Doubt(_reason(turned))
    if turned:
        return Doubt(_reason(turned), frozenset(turned))
    return _shrunk(before, {one.path: one for one in new}, read=read)


def _turned(
    changed: Sequence[tuple[FetchedDocument, FetchedDocument]], *, read: Read, fewest: int
) -> Mapping[str, str]:
    """The paths of pages that are no longer themselves, with what they are now.

    Those that are one page are told where they were `fewest` pages before.
    """
    found: dict[str, str] = {}
    same = defaultdict[str, list[FetchedDocument]](list)
    for old, new in changed:
        page = _page(read(new))
        if page is None:
            continue
        if page.asks_password and _is_locked(page, _page(read(old))):
            found[old.path] = "a form that asks for a password"
        same[page.text].append(old)
    for pages in same.values():
        if len(pages) >= fewest and len({_page(read(one)) for one in pages}) >= fewest:
            found |= {one.path: "the same page" for one in pages if one.path not in found}
    return found


def _is_locked(page: _Page, before: _Page | None) -> bool:
    """Whether a page that asks for a password is no longer the page before.

    Many sites have a form to log in on each page, and add one without taking the words away.
    """
    if before is None:
        return True
    had = set(before.text.split())
    return not before.asks_password and 2 * len(had.intersection(page.text.split())) < len(had)


def _reason(turned: Mapping[str, str]) -> str:
    shown = ", ".join(sorted(turned)[:_SHOWN])
    more = f" and {len(turned) - _SHOWN:,} more" if len(turned) > _SHOWN else ""
    return f"what it gives for {shown}{more} is now {next(iter(turned.values()))}"


def _shrunk(
    before: Mapping[str, FetchedDocument], now: Mapping[str, FetchedDocument], *, read: Read
) -> Doubt | None:
    """A doubt where the text of the source as a whole is less than half of what it was."""
    lost = 0
    same: list[FetchedDocument] = []
    total = 0
    for path, one in before.items():
        other = now.get(path)
        if other is not None and other.sha256 == one.sha256:
            same.append(one)
            continue
        had = _length(one, read)
        total += had
        # The size of a PDF says nothing of its text.
        lost += had - (0 if other is None else _length(other, read, as_before=had))
    lost -= sum(_length(now[path], read) for path in now.keys() - before.keys())
    if not lost:
        return None
    for one in same:
        if 2 * lost <= total:
            return None
        total += _length(one, read)
    if 2 * lost <= total or total < _JUDGED:
        return None
    return Doubt(f"its text has shrunk from {total:,} to {total - lost:,} characters")


def _length(document: FetchedDocument, read: Read, *, as_before: int | None = None) -> int:
    page = _page(read(document))
    if page is not None:
        return len(page.text)
    return document.size if as_before is None else as_before


def _page(raw: bytes) -> _Page | None:
    """The words of a text or page; None of what is neither."""
    try:
        text, _ = decode(raw)
    except UnreadableFile:
        return None
    if not _MARKUP.search(text[:_HEAD]):
        return _Page(" ".join(text.split()))
    tree = LexborHTMLParser(text)
    tree.strip_tags(_UNREAD)
    shown = tree.body.text(separator=" ") if tree.body is not None else ""
    return _Page(" ".join(shown.split()), tree.css_first("input[type=password i]") is not None)
