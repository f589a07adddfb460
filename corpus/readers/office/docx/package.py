"""The parts of a Word file: a zip archive or one XML file, Strict or Transitional."""

import base64
import binascii
import codecs
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.archives import MOST_XML_BYTES, check_archive

_CONTENT_TYPES = "/[content_types].xml"
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
# What ISO 29500 Strict calls otherwise, and nothing else of it matters to a reader of words.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_OF_WORD = ("wordprocessingml", "ms-word")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class DamagedPackage(ValueError):
    """A part that a Word file cannot do without is not there, or leads nowhere."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to: another part by its name, or an address outside of the file."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of one Word file, each read when it is asked for; `size` is of their XML."""

    parts: Mapping[str, Callable[[], bytes]]
    where: str
    size: int = 0
    types: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: bytes, where: str) -> "Package":
        """Opens a file. Raises UnreadableFile where that would cost too much."""
        if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            check_archive(raw, where)
            archive = zipfile.ZipFile(io.BytesIO(raw))
            parts = {_part_name(name): partial(archive.read, name) for name in archive.namelist()}
            texts = (one for one in archive.infolist() if one.filename.lower().endswith(".xml"))
            package = cls(parts, where, sum(one.file_size for one in texts))
            package._take_types()
            return package
        return _flat_package(raw, where)

    def main(self) -> str:
        """The name of the part with the document. Raises DamagedPackage where there is none."""
        for link in self.links("").values():
            is_of_word = any(word in self.type_of(link.target) for word in _OF_WORD)
            if link.kind == "officeDocument" and link.target in self.parts and is_of_word:
                return link.target
        raise DamagedPackage("no part is the document")

    def links(self, part: str) -> dict[str, Link]:
        """What a part refers to, by the ids that its markup uses; "" is the file as a whole."""
        folder, name = posixpath.split(part or "/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.parts:
            return {}
        return {
            one.get("Id", ""): Link(
                one.get("Type", "").rpartition("/")[2],
                one.get("Target", "")
                if one.get("TargetMode") == "External"
                else _part_name(posixpath.join(folder, unquote(one.get("Target", "")))),
                one.get("TargetMode") == "External",
            )
            for one in self.tree(relations).iter("{*}Relationship")
        }

    def related(self, part: str, kind: str) -> Any | None:
        """The tree of the first part of a kind that `part` refers to, if it is there."""
        for link in self.links(part).values():
            if link.kind == kind and not link.external and link.target in self.parts:
                return self.tree(link.target)
        return None

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises DamagedPackage where it is not there."""
        if part not in self.parts:
            raise DamagedPackage(f"the part {part} is missing")
        return self.parts[part]()

    def tree(self, part: str) -> Any:
        """The root element of a part, by the names of Transitional, without comments."""
        raw = self.read(part)
        if len(raw) > MOST_XML_BYTES:
            raise UnreadableFile(
                self.where,
                f"its text has more than {MOST_XML_BYTES // 2**20} MB",
                "split it into smaller documents",
            )
        return parse(raw)

    def type_of(self, part: str) -> str:
        """The content type of a part, in lower case; nothing where none is given."""
        suffix = part.rpartition(".")[2]
        return self.types.get(part) or self.types.get(suffix) or ""

    def _take_types(self) -> None:
        if _CONTENT_TYPES not in self.parts:
            return
        for one in self.tree(_CONTENT_TYPES):
            name = one.get("PartName")
            key = one.get("Extension", "").lower() if name is None else _part_name(name)
            self.types[key] = one.get("ContentType", "").lower()


def parse(raw: bytes) -> Any:
    """The root element of XML, by the names of Transitional, without comments and entities."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = _DECLARATION.sub("", raw.decode("utf-16", "replace")).encode()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(_STRICT.sub(_TRANSITIONAL, raw), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedPackage("a part declares entities, which would stand for words of it")
    return root


def _part_name(name: str) -> str:
    """The name of a part as names compare: from the root, and in lower case."""
    return posixpath.normpath("/" + name.replace("\\", "/").lstrip("/")).lower()


def _flat_package(raw: bytes, where: str) -> Package:
    """A file of "Word XML": every part stands in one XML file."""
    root = parse(raw.lstrip())
    parts: dict[str, Callable[[], bytes]] = {}
    types: dict[str, str] = {}
    for one in root.iter(_FLAT + "part"):
        name = _part_name(one.get(_FLAT + "name", ""))
        types[name] = one.get(_FLAT + "contentType", "").lower()
        parts[name] = partial(_flat_part, one)
    return Package(parts, where, len(raw), types)


def _flat_part(part: Any) -> bytes:
    binary = part.find(_FLAT + "binaryData")
    if binary is not None:
        try:
            return base64.b64decode(binary.text or "")
        except binascii.Error as error:
            raise DamagedPackage("a part is not whole") from error
    content = part.find(_FLAT + "xmlData")
    if content is None or not len(content):
        raise DamagedPackage("a part is empty")
    return bytes(etree.tostring(content[0], encoding="utf-8", with_tail=False))
