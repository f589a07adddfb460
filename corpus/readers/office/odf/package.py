"""OpenDocument files taken apart: an archive of parts, or everything in one flat XML file."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.archives import check_archive, check_xml
from corpus.readers.office.odf.names import child, children, name, words_of
from corpus.reading import SourceFile

_STYLES = ("office:font-face-decls", "office:styles", "office:automatic-styles")
_SAVE = "open it in LibreOffice and save it again"


@dataclass(slots=True)
class OdfFile:
    """The parts of an OpenDocument file, parsed.

    `body` is what the document is: <office:text>, <office:spreadsheet> or <office:presentation>.
    `styles` are the groups that hold styles, the common ones before the document's own.
    """

    body: etree._Element
    styles: tuple[etree._Element, ...]
    properties: dict[str, str]
    archive: zipfile.ZipFile | None = field(default=None, repr=False)

    def embedded(self, link: str) -> etree._Element | None:
        """The root of an object that the document embeds; None where the file does not hold it."""
        part = posixpath.normpath(f"{link}/content.xml")
        if self.archive is None or part not in self.archive.namelist():
            return None
        try:
            return parsed(self.archive.read(part))
        except etree.XMLSyntaxError:
            return None


def open_odf(file: SourceFile, body: str) -> OdfFile:
    """The parts of a file whose document is of the element `body`, such as "office:text".

    Raises UnreadableFile where it is damaged, encrypted, too large or another sort of document.
    """
    where = file.where
    try:
        if file.raw.startswith(b"PK"):
            check_archive(file.raw, where)
            return _from_archive(zipfile.ZipFile(io.BytesIO(file.raw)), body)
        check_xml(file.raw, "it", where)
        root = parsed(file.raw)
        return _assembled([root], root, body, None)
    except (etree.XMLSyntaxError, KeyError, LookupError, ValueError) as error:
        raise UnreadableFile(where, "its parts are damaged or missing", _SAVE) from error


def parsed(raw: bytes) -> etree._Element:
    """The root of a part. Nothing outside of it is loaded, and no entity is put in."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(raw, parser)


def _from_archive(archive: zipfile.ZipFile, body: str) -> OdfFile:
    present = set(archive.namelist())
    content = parsed(archive.read("content.xml"))
    roots = [parsed(archive.read("styles.xml"))] if "styles.xml" in present else []
    meta = parsed(archive.read("meta.xml")) if "meta.xml" in present else None
    return _assembled([*roots, content], meta, body, archive)


def _assembled(
    roots: list[etree._Element],
    meta: etree._Element | None,
    body: str,
    archive: zipfile.ZipFile | None,
) -> OdfFile:
    holder = child(roots[-1], "office:body")
    found = None if holder is None else child(holder, body)
    if found is None:
        raise LookupError(f"no <{body}>")
    groups = [group for root in roots for short in _STYLES for group in root.iter(name(short))]
    said = None if meta is None else child(meta, "office:meta")
    properties = {
        str(one.tag): " ".join(words_of(one).split())
        for one in (children(said) if said is not None else ())
    }
    return OdfFile(found, tuple(groups), properties, archive)
