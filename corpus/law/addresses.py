"""Addresses of provisions on the web: what they name, so that a link tells what is cited."""

import re
from collections.abc import Iterator
from itertools import islice

_IDENTIFIER = re.compile(r"[A-Z]{4,12}\d{8,14}")
_OF_AN_ARTICLE = re.compile(r"[A-Z]{4}ARTI\d")
# Under the address of a law, or in its fragment: "/section/12", "section-4.html", "#article-6".
_NO_DIGIT = re.compile(r"\D")
_PLACE = re.compile(
    r"(?:\.html?)?[/#](?P<schedule>schedule[/-]\d{1,3}[/-])?"
    r"(?P<unit>section|article|regulation|rule|paragraph|art|sec|s)[/-]?"
    r"(?P<number>\d{1,4}[A-Za-z]{0,3}(?:[.-]\d{1,3}){0,3})(?![\w-])",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
# What publishers add to the address of a law: of the work itself, of a version, of a format.
_VERSION = re.compile(
    r"/(?:id(?=/)|(?:enacted|made|contents|index|data)(?:\.\w{2,5})?(?=/|$)|\d{4}-\d\d-\d\d(?=/|$))",
    re.IGNORECASE,
)
_LONGEST = 1_000  # characters of an address that says where it leads
_MOST_PLACES = 8


def identifiers_in(address: str) -> tuple[str, ...]:
    """The identifiers of a source in an address, those of articles before those of sections."""
    found = dict.fromkeys(_IDENTIFIER.findall(address[:_LONGEST]))
    articles = tuple(id for id in found if _OF_AN_ARTICLE.match(id))
    return articles or tuple(found)


def numbered_places(address: str) -> Iterator[tuple[str, str]]:
    """The law and the number that an address may name: its plain address, and an article's."""
    plain = plain_address(address, fragment=True)
    for found in islice(_PLACE.finditer(plain), _MOST_PLACES):
        number = found["number"]
        if found["schedule"]:
            schedule = _NO_DIGIT.sub("", found["schedule"])
            number = f"Schedule {schedule}, {found['unit']} {number}"
        yield plain[: found.start()].rstrip("/"), number


def may_cite(address: str) -> bool:
    """Whether an address may name a provision of a law, of this corpus or of another one."""
    return address.lower().startswith(("http://", "https://")) and bool(
        identifiers_in(address) or next(numbered_places(address), None)
    )


def plain_address(address: str, *, fragment: bool = False) -> str:
    """An address without its scheme, query, version and format: what two of one place share."""
    kept, _, place = address[:_LONGEST].strip().partition("#")
    kept = _VERSION.sub("", _SCHEME.sub("", kept.partition("?")[0])).rstrip("/")
    host, slash, path = kept.partition("/")
    plain = f"{host.lower()}{slash}{path}"
    return f"{plain}#{place}" if fragment and place else plain
