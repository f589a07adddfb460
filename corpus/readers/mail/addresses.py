"""Who wrote to whom stays out of a document: header lines that are quoted, and their addresses."""

import re
from contextlib import nullcontext
from itertools import groupby

from corpus.builder import DocumentBuilder
from corpus.text import MISSING

# The header lines that mail programs write over a message that is quoted, without their bold.
_SENDER = re.compile(r"(?:de|from|von|expéditeur|émetteur) ?: .+", re.IGNORECASE)
_RECIPIENT = re.compile(
    r"(?:à|a|to|an|destinataires?|cc|cci|bcc|copie|reply-to|répondre à) ?: .+", re.IGNORECASE
)
_STATED = re.compile(
    r"(?:objet|subject|sujet|betreff|date|envoyé(?: le)?|sent|gesendet) ?:.*", re.IGNORECASE
)
_WROTE = re.compile(r"(?:le|on|am) .{4,200}(?:a écrit|wrote|schrieb) ?: ?", re.IGNORECASE)
_HEADERS = (("sender", _SENDER), ("recipient", _RECIPIENT), ("stated", _STATED))
_LABEL = re.compile(r"(?:[^\W\d_][\w.’'-]*\s*){0,3}[:|,;/\s-]*")


def copy_without_addresses(
    written: DocumentBuilder, builder: DocumentBuilder, addresses: frozenset[str]
) -> bool:
    """Appends the blocks of `written` to `builder`; whether anything was left out.

    Header lines of quoted messages go where they name people, and so do the `addresses` of those
    who wrote: within a sentence MISSING stands for them. Addresses that the text itself gives stay.
    """
    alternatives = "|".join(re.escape(address) for address in sorted(addresses))
    known = re.compile(rf"<?(?:mailto:)?(?<![\w.+-])(?:{alternatives})(?![\w-])>?", re.IGNORECASE)
    text, left_out = written.text, False
    blocks = [text[block.start : block.end].split("\n") for block in written.blocks]
    dropped = _header_lines([line for lines in blocks for line in lines])
    number = 0
    for box, inside in groupby(zip(written.blocks, blocks, strict=True), lambda one: one[0].box):
        with builder.boxed() if box else nullcontext():
            for block, lines in inside:
                said = [line for place, line in enumerate(lines, number) if place not in dropped]
                number += len(lines)
                if addresses:
                    said = [_without(line, known) for line in said]
                kept = "\n".join(filter(None, said))
                left_out = left_out or kept != "\n".join(lines)
                builder.add(block.kind, kept, level=block.level)
    return left_out


def _header_lines(lines: list[str]) -> set[int]:
    """The places of the lines in which a quoted message says who wrote it, and to whom."""
    dropped: set[int] = set()
    run: list[tuple[int, str]] = []
    for place, written in enumerate([*lines, ""]):
        line = " ".join(written.replace("*", " ").replace("_", " ").split())
        if _WROTE.fullmatch(line):
            dropped.add(place)
        sort = next((sort for sort, form in _HEADERS if form.fullmatch(line)), "")
        if sort:
            run.append((place, sort))
            continue
        sorts = {one for _, one in run}
        if "sender" in sorts and len(sorts) > 1:
            dropped.update(at for at, one in run if one != "stated")
        run.clear()
    return dropped


def _without(line: str, known: re.Pattern[str]) -> str:
    """A line without the addresses of those who wrote; nothing where it said nothing else."""
    if not known.search(line):
        return line
    rest = known.sub("", line)
    return "" if _LABEL.fullmatch(rest.strip()) else known.sub(MISSING, line)
