"""Whether a file cites certain laws: documents chosen by what they cite, not by a list of them."""

import re
from collections.abc import Sequence

from corpus import readers
from corpus.errors import UnreadableFile
from corpus.reading import SourceFile
from corpus.text import fold

_IDENTIFIER = re.compile(r"[A-Z]{8}\d{12}")  # "LEGITEXT000031366350", as addresses have it
_PLAIN_WORD = re.compile(r"(?<![\w'’])[A-Za-z]{4,}(?![\w'’])", re.ASCII)
_PACKED = (b"PK", b"%PDF")  # formats whose words do not stand in their bytes


def cites(file: SourceFile, laws: Sequence[str]) -> bool:
    """Whether `file` cites one of `laws`, each given by its identifier or by its name.

    An identifier is looked for in addresses, a name in the words of what the file holds. A file
    that cannot be read cites nothing.
    """
    identifiers = [law for law in laws if _IDENTIFIER.fullmatch(law)]
    if any(identifier.encode() in file.raw for identifier in identifiers):
        return True
    names = [law for law in laws if law not in identifiers]
    packed = file.raw.startswith(_PACKED)
    if not packed and not any(_may_name(file.raw, name) for name in names):
        return False
    try:
        documents = readers.read(file).documents
    except UnreadableFile:
        return False
    targets = (link.target for document in documents for link in document.links)
    if any(identifier in target for target in targets for identifier in identifiers):
        return True
    texts = [f" {fold(document.text)} " for document in documents]
    return any(f" {fold(name)} " in text for name in names for text in texts)


def _may_name(raw: bytes, name: str) -> bool:
    """Whether the longer words of a name all stand in a file, so that it is worth being read."""
    lower = raw.lower()
    return all(word.lower().encode() in lower for word in _PLAIN_WORD.findall(name))
