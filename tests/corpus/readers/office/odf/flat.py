"""Flat OpenDocument files, written as the text that they are."""

from corpus.readers import read
from corpus.reading import Reading, SourceFile
from tests.corpus.outlines import outline

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "presentation": "presentation",
        "meta": "meta",
    }.items()
)
_OTHERS = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:math="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def flat(body: str, *, styles: str = "", kind: str = "text", meta: str = "") -> bytes:
    """A flat file with this body; `styles` are those of the document itself."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document {_NAMES} {_OTHERS} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"<office:meta>{meta}</office:meta>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def flat_reading(body: str, *, styles: str = "", kind: str = "text") -> Reading:
    """What is read of a flat file."""
    return read(SourceFile(f"note.fod{kind[0]}", flat(body, styles=styles, kind=kind)))


def flat_lines(body: str, *, styles: str = "", kind: str = "text") -> list[str]:
    """The blocks of a flat file."""
    (document,) = flat_reading(body, styles=styles, kind=kind).documents
    return outline(document)


def flat_warnings(body: str, *, styles: str = "", kind: str = "text") -> list[str]:
    """What is told of a flat file."""
    return [one.message for one in flat_reading(body, styles=styles, kind=kind).warnings]
