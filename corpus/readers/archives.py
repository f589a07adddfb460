"""Archives that documents come in: opened within bounds, and without entities."""

import io
import re
import zipfile

from corpus.errors import UnreadableFile

MOST_BYTES = 256 * 1024 * 1024  # of everything unpacked, pictures too
MOST_XML_BYTES = 48 * 1024 * 1024  # of one part of text: about ten times as much as a tree
_MOST_PARTS = 20_000
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y")


def check_archive(raw: bytes, where: str) -> None:
    """Raises UnreadableFile where unpacking `raw` would cost too much or its XML has entities.

    The sizes that an archive declares can be trusted: zipfile reads no more than them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES or len(parts) > _MOST_PARTS:
                raise UnreadableFile(
                    where,
                    f"unpacked, it has more than {MOST_BYTES // 2**20} MB",
                    "take out its pictures, or split it",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part, where)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile(
            where, "it is a damaged archive", "download or save the document again"
        ) from error


def check_xml(content: bytes, what: str, where: str) -> None:
    """Raises UnreadableFile where XML declares entities; `what` names it."""
    if _ENTITY.search(content):
        raise UnreadableFile(
            where,
            f"{what} declares entities, which no office program writes",
            "open it in an office program and save it again",
        )


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    if part.file_size > MOST_XML_BYTES:
        raise UnreadableFile(
            where,
            f"its text has more than {MOST_XML_BYTES // 2**20} MB",
            "split it into smaller documents",
        )
    content = archive.read(part)
    check_xml(content, f"its part {part.filename}", where)
    if part.filename == "META-INF/manifest.xml" and b":encryption-data" in content:
        raise UnreadableFile(where, "it is encrypted", "remove its password and save it again")
