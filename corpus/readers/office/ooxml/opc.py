"""Office Open XML files taken apart: parts, and how one names another; Strict ones too.

Names are compared without their namespace, which is another in Strict files.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.archives import check_archive
from corpus.readers.metadata import date_of
from corpus.reading import SourceFile


@dataclass(frozen=True, slots=True)
class Relation:
    """How a part names another: `kind` is the last word of its type, `target` the part's name."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself as a whole."""

    title: str | None = None
    language: str | None = None
    modified: date | None = None


@dataclass(slots=True)
class OpcFile:
    """The parts of a file."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> etree._Element:
        """The root of a part. Raises KeyError where there is none, XMLSyntaxError if it is cut."""
        return etree.fromstring(self.archive.read(name), xml_parser())

    def opened(self, name: str) -> IO[bytes]:
        """A part as a stream of bytes. Raises KeyError where there is none."""
        return self.archive.open(name)

    def relations(self, name: str) -> dict[str, Relation]:
        """The parts that a part names, by the ids that stand for them in it."""
        folder, _, base = name.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self.names:
            return {}
        found: dict[str, Relation] = {}
        for one in self.part(listing).iterchildren(etree.Element):
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of one kind that a part names and that are there."""
        return [
            one.target
            for one in self.relations(name).values()
            if one.kind == kind and one.target in self.names
        ]

    def main(self, usual: str) -> str:
        """The part that the file is about; `usual` is where most programs write it."""
        return next(iter(self.related("", "officeDocument")), usual)

    def properties(self) -> Properties:
        """What the file says of itself; no date where it gives none."""
        for name in self.related("", "core-properties"):
            said = {
                local(one): " ".join(words_of(one).split())
                for one in self.part(name).iterchildren(etree.Element)
            }
            modified = said.get("modified", "")[:10]
            return Properties(
                said.get("title") or None, said.get("language") or None, date_of(modified)
            )
        return Properties()


def open_opc(file: SourceFile) -> OpcFile:
    """The parts of a file. Raises UnreadableFile where it is damaged or too large."""
    check_archive(file.raw, file.where)
    archive = zipfile.ZipFile(io.BytesIO(file.raw))
    return OpcFile(archive, frozenset(archive.namelist()))


def damaged(file: SourceFile, program: str) -> UnreadableFile:
    """That the parts of a file do not fit together."""
    return UnreadableFile(
        file.where, "its parts are damaged or missing", f"open it in {program} and save it again"
    )


def xml_parser() -> etree.XMLParser:
    """A parser that loads nothing from outside and puts no entity in."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )


def local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def child(node: etree._Element, name: str) -> etree._Element | None:
    """The first element of this name in a node."""
    return next(node.iterchildren(f"{{*}}{name}"), None)


def inside(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names in a node, at any depth, in document order."""
    return node.iter(*(f"{{*}}{name}" for name in names))


def reference(node: etree._Element, name: str) -> str:
    """An attribute that names a relation, such as "id" of "r:id"; empty where there is none."""
    return next((str(v) for k, v in node.items() if str(k).endswith(f"}}{name}")), "")


def is_true(said: str | None) -> bool:
    """Whether an attribute says yes."""
    return said in ("1", "true", "on")


def words_of(node: etree._Element) -> str:
    """All the text in a node, as it is written."""
    return "".join(str(part) for part in node.itertext())
