"""What an Akoma Ntoso paper says of itself: title, language, dates, publisher, identifiers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from corpus.law.law_names import own_short_title
from corpus.readers.law.akoma_ntoso_validity import day_of
from corpus.xml.trees import local_name

# Notes, their markers, tables of contents, and struck words: no words that hold.
SKIPPED = frozenset("meta toc noteRef remark authorialNote popup del".split())

# ISO 639-2, both its codes where there are two, to ISO 639-1.
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "spa": "es",
    "por": "pt", "nld": "nl", "dut": "nl", "swa": "sw", "ara": "ar",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """The answers that the metadata and the preface give; None or empty where they give none.

    `uris` are the identifiers of the work and of its expression, as the source writes them.
    """

    title: str | None
    language: str | None
    publisher: str | None
    published: date | None
    modified: date | None
    uris: tuple[str, ...]


def identify(root: Element) -> Identity:
    """The identity of an act, a bill or any other paper, or of the first of several."""
    work, expression = _find(root, "FRBRWork"), _find(root, "FRBRExpression")
    enacted = day_of(_find(root, "publication")) or day_of(_find(work, "FRBRdate"))
    expressed = day_of(_find(expression, "FRBRdate"))
    language = _attribute(_find(expression, "FRBRlanguage"), "language").lower()
    uris = (
        _attribute(_find(work, "FRBRthis"), "value"),
        _attribute(_find(expression, "FRBRthis"), "value"),
    )
    return Identity(
        title=_title(root, work),
        language=_LANGUAGES.get(language) or language[:2] or None,
        publisher=_publisher(root, work),
        published=enacted,
        modified=expressed if expressed and (not enacted or expressed > enacted) else None,
        uris=tuple(uri for uri in uris if uri),
    )


def inline_text(element: Element | None) -> str:
    """All the words inside `element`, its white space folded, without notes."""
    return "" if element is None else " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) not in SKIPPED and child.get("status") != "removed":
            yield from _texts(child)
        yield child.tail or ""


def _find(scope: Element | None, name: str) -> Element | None:
    if scope is None:
        return None
    return next((element for element in scope.iter() if local_name(element) == name), None)


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else (element.get(name) or "").strip()


def _title(root: Element, work: Element | None) -> str | None:
    """The short title by which an act says it may be cited, else the nearest thing to a title."""
    candidates = (
        own_short_title(inline_text(_find(root, "body"))) or "",
        inline_text(_find(root, "shortTitle")),
        inline_text(_find(root, "docTitle")),
        _attribute(_find(work, "FRBRalias"), "value"),
        _attribute(_find(work, "FRBRname"), "value"),
        inline_text(_find(root, "longTitle")),
    )
    # A name of one word is a code of the publisher's ("title", "bill"), not a title.
    told = (title.strip(" \"'`“”«»") for title in candidates)
    return next((title for title in told if " " in title), None)


def _publisher(root: Element, work: Element | None) -> str | None:
    """The author of the work, by the name that the references give it."""
    author = _attribute(_find(work, "FRBRauthor"), "href").lstrip("#")
    for element in root.iter():
        if author and author in (element.get("eId"), element.get("wId"), element.get("id")):
            return element.get("showAs")
    return None
