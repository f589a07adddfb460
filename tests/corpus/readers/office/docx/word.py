"""Word files made by hand, of the markup that python-docx does not write."""

import io
import zipfile
from collections.abc import Mapping

from tests.corpus.outlines import outline, reading

_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KNOWN = ("styles", "numbering", "footnotes", "comments")


def root(name: str, content: str) -> str:
    """A part of WordprocessingML with this content."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{content}</w:{name}>'


def parts_of(
    body: str,
    *,
    main: str = "word/document.xml",
    links: Mapping[str, tuple[str, str]] | None = None,
    core: str | None = None,
    others: Mapping[str, str | bytes] | None = None,
    **known: str,
) -> dict[str, str | bytes]:
    """The parts of a document; `links` are kinds and targets by id, `known` the usual parts."""
    folder, _, name = main.rpartition("/")
    relations = dict(links or {})
    relations |= {kind: (kind, f"/word/{kind}.xml") for kind in known}
    parts: dict[str, str | bytes] = {main: root("document", f"<w:body>{body}</w:body>")}
    parts |= {f"word/{kind}.xml": root(kind, content) for kind, content in known.items()}
    parts[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relations(
        {key: (f"{_RELATION}/{kind}", target) for key, (kind, target) in relations.items()}
    )
    whole = {"main": (f"{_RELATION}/officeDocument", main)}
    if core is not None:
        parts["docProps/core.xml"] = core
        whole["core"] = (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    parts["_rels/.rels"] = _relations(whole)
    return parts | dict(others or {})


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def zipped(
    parts: Mapping[str, str | bytes],
    *,
    main: str = "word/document.xml",
    main_type: str = MAIN,
    types: Mapping[str, str] | None = None,
) -> bytes:
    """The parts as a file; `types` are the content types of parts beside the main one."""
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{one}"/>'
        for part, one in {main: main_type, **(types or {})}.items()
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def word(body: str, **options: str) -> bytes:
    """A document of this body; the options are its usual parts, such as `styles`."""
    return zipped(parts_of(body, **options))  # type: ignore[arg-type]


def p(text: str = "", *, style: str = "", properties: str = "") -> str:
    """A paragraph of one run, or of the runs that `text` is the markup of."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else run(text) if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of letters that look as the properties say."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, *, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph in a list."""
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbered)


def level(depth: int, pattern: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(*levels: str, name: int = 0, more: str = "") -> str:
    """A definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(list_id: int, name: int = 0, more: str = "") -> str:
    """A list that follows a definition."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{name}"/>{more}</w:num>'


def style(name: str, content: str = "", *, kind: str = "paragraph", based_on: str = "") -> str:
    """A style whose id is its name without spaces."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f"{base}{content}</w:style>"
    )


def lines(raw: bytes) -> list[str]:
    """What the reader makes of a file, a line a block."""
    (document,) = reading(raw, "note.docx").documents
    return outline(document)


def warnings(raw: bytes) -> list[str]:
    """What the reader tells of a file."""
    return [one.message for one in reading(raw, "note.docx").warnings]
