"""Trees of XML files, and the words in them; entities are refused, never resolved."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.errors import UnreadableFile
from corpus.reading import SourceFile


def parse(file: SourceFile) -> Element:
    """The root element. Entities are refused, declared or used: they serve only to do harm here.

    Raises UnreadableFile.
    """
    try:
        root: Element = fromstring(_from_first_mark(file.raw))
    except ParseError as error:
        raise UnreadableFile(
            file.path, f"its XML is broken ({error})", "download or export it again"
        ) from error
    except DefusedXmlException as error:
        raise UnreadableFile(
            file.path, "it declares XML entities", "remove its DOCTYPE and write them out"
        ) from error
    except (ValueError, LookupError) as error:
        raise UnreadableFile(
            file.path, f"its encoding is not known ({error})", "save it as UTF-8"
        ) from error
    return root


def _from_first_mark(raw: bytes) -> bytes:
    """The bytes without blank ones before the declaration, which no parser forgives."""
    return raw.lstrip(b" \t\r\n") if raw[:1].isspace() else raw


def local_name(element: Element) -> str:
    """The tag without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name, whatever their namespace."""
    if element is not None:
        yield from (child for child in element if local_name(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names; None where it breaks off."""
    for name in path:
        element = next(children(element, name), None)
    return element


def words(element: Element | None) -> str:
    """All the words inside an element, its white space folded."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
