"""Org mode, Emacs's plain text with outlines: its headings and links, the rest is plain text."""

import re
from collections.abc import Callable

from corpus.builder import DocumentBuilder

_LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{1,500})\])?\]")
_NAMED_LINK = re.compile(r"\[\[[^\[\]\n]{1,500}\]\[[^\[\]\n]{1,500}\]\]")
_CODE = re.compile(r"(?<!\w)[=~]([^=~\n]{1,500})[=~](?!\w)")
_HEADING = re.compile(r"^(\*{1,6})\s+(\S.*)$")
_FIELD = re.compile(r"^#\+(\w+):[ \t]*(.*)$", re.MULTILINE)


def is_org(text: str) -> bool:
    """Whether a text is of Org mode, by its links or its fields."""
    return bool(_NAMED_LINK.search(text)) or org_title(text) is not None


def org_title(text: str) -> str | None:
    """The title that a field states ("#+TITLE: …"), if one does."""
    fields = {match[1].lower(): match[2].strip() for match in _FIELD.finditer(text)}
    return fields.get("title") or None


def write_org(
    builder: DocumentBuilder, text: str, write_text: Callable[[DocumentBuilder, str], object]
) -> None:
    """Appends a text of Org mode to `builder`; `write_text` does what is between its headings."""
    rest: list[str] = []
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading:
            write_text(builder, "\n".join(rest))
            rest = []
            builder.heading(_without_links(heading[2]), level=len(heading[1]))
        elif not _FIELD.match(line):
            rest.append(_CODE.sub(r"\1", _without_links(line)))
    write_text(builder, "\n".join(rest))


def _without_links(line: str) -> str:
    return _LINK.sub(lambda link: link[2] or link[1], line)
