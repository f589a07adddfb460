"""Small PDFs, written by hand: words at places on pages."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

# Words, where they stand from the bottom left of an A4 page, and their size; "B" is for bold.
Word = (
    tuple[str, float, float]
    | tuple[str, float, float, float]
    | tuple[str, float, float, float, str]
)
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def pdf(*pages: Sequence[Word], title: str | None = None) -> bytes:
    """A PDF with these words on its pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        f"{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        content = "\n".join(map(_shown, page)).encode("cp1252")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            b"<< /F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    written = BytesIO(b"%PDF-1.4\n")
    written.seek(0, 2)
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.writelines(b"%010d 00000 n \n" % place for place in places)
    written.write(
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    )
    raw = written.getvalue()
    return raw if title is None else _changed(raw, title=title)


def turned(raw: bytes, *, degrees: int) -> bytes:
    """The same PDF with each page shown turned clockwise."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    for page in writer.pages:
        page.rotate(degrees)
    changed = BytesIO()
    writer.write(changed)
    return changed.getvalue()


def encrypted(raw: bytes, *, password: str) -> bytes:
    """The same PDF, which asks for a password."""
    return _changed(raw, password=password)


def _changed(raw: bytes, *, title: str | None = None, password: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    if title is not None:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20240305120000Z"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    changed = BytesIO()
    writer.write(changed)
    return changed.getvalue()


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    )


def _shown(word: Word) -> str:
    text, x, y = word[:3]
    size = word[3] if len(word) > 3 else 11
    font = "F2" if len(word) > 4 else "F1"
    return f"BT /{font} {size} Tf {x} {y} Td ({text.translate(_ESCAPED)}) Tj ET"


def column(text: str, *, x: float, top: float = 700, leading: float = 13) -> list[Word]:
    """The lines of a text, one under the other."""
    return [(line, x, top - place * leading) for place, line in enumerate(text.split("\n"))]
