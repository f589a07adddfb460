"""What the parts beside a Word document's text say of it: title, language and days."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from corpus.readers.metadata import date_of, language_of
from corpus.readers.office.docx.package import DamagedPackage, Package

_COVER_PAGE = "{http://schemas.microsoft.com/office/2006/coverPageProps}"
_PUBLICATION = re.compile(
    r"(?:date de )?(?:publication|publié le)|(?:date )?published|publi(?:sh|cation) date",
    re.IGNORECASE,
)
# Word is of 1983; what is older was never set, such as 1601, from which Windows counts.
_FIRST_YEAR = 1983


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself. A day of publication is only one that is named so."""

    title: str | None = None
    language: str | None = None
    published: date | None = None
    modified: date | None = None
    is_damaged: bool = False

    @classmethod
    def of(cls, package: Package, main: str) -> "Properties":
        """Reads the properties; those that are damaged or missing are left out."""
        damaged = False
        trees: list[Any | None] = []
        for kind in ("core-properties", "custom-properties"):
            try:
                trees.append(package.related("", kind))
            except (etree.XMLSyntaxError, DamagedPackage):
                trees.append(None)
                damaged = True
        core, custom = trees
        return cls(
            title=_words(core, "title"),
            language=language_of(_words(core, "language")),
            published=_published(package, main, custom),
            modified=_day(_words(core, "modified")),
            is_damaged=damaged,
        )


def _words(root: Any | None, name: str) -> str | None:
    found = None if root is None else root.find(f"{{*}}{name}")
    return None if found is None else "".join(found.itertext())


def _day(text: str | None) -> date | None:
    day = date_of(text)
    return day if day is not None and day.year >= _FIRST_YEAR else None


def _published(package: Package, main: str, custom: Any | None) -> date | None:
    """The day of publication, of the cover page or of a property that somebody named so."""
    for link in package.links(main).values():
        if link.kind == "customXml" and not link.external and link.target in package.parts:
            raw = package.read(link.target)
            if _COVER_PAGE[1:-1].encode() in raw:
                try:
                    found = package.tree(link.target).find(_COVER_PAGE + "PublishDate")
                except etree.XMLSyntaxError:
                    continue
                day = None if found is None else _day(found.text)
                if day is not None:
                    return day
    if custom is not None:
        for one in custom.iter("{*}property"):
            if _PUBLICATION.fullmatch(" ".join(one.get("name", "").split())):
                return _day("".join(one.itertext()))
    return None
