"""Files inserted whole in a Word document are read where they stand, or told."""

from functools import partial

import pytest

from corpus.readers.office.docx import document
from corpus.readers.office.docx.chunks import Budget
from tests.corpus.readers.office.docx.word import (
    abstract,
    item,
    level,
    lines,
    num,
    p,
    parts_of,
    warnings,
    word,
    zipped,
)  # fmt: skip

_PAGE = "<html><body><h2>Délai</h2><p>La demande est gratuite.</p></body></html>"
_MAIL = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><p>Le d=C3=A9lai court.</p></body></html>\r\n--x--\r\n"
)


def holding(name: str, content: str | bytes, content_type: str = "") -> bytes:
    """A document that holds a file between two paragraphs."""
    parts = parts_of(
        p("Avant.") + '<w:altChunk r:id="c"/>' + p("Après."),
        links={"c": ("aFChunk", name)},
        others={f"word/{name}": content},
    )
    return zipped(parts, types={f"word/{name}": content_type} if content_type else {})


_INNER = word(item("un") + item("deux"), numbering=abstract(level(0, "%1.")) + num(1))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (holding("c.html", _PAGE), ["h2 Délai", "p La demande est gratuite."]),
        (holding("c.dat", _PAGE, "text/html"), ["h2 Délai", "p La demande est gratuite."]),
        (holding("c.mht", _MAIL, "message/rfc822"), ["p Le délai court."]),
        (holding("c.txt", "Un.\nDeux."), ["p Un.", "p Deux."]),
        (holding("c.docx", _INNER), ["li1 1. un", "li1 2. deux"]),
    ],
    ids=["HTML", "HTML by its type", "MHTML", "text", "Word"],
)
def test_an_inserted_file_is_read_in_its_place(raw: bytes, read: list[str]) -> None:
    assert lines(raw) == ["p Avant.", *read, "p Après."]
    assert warnings(raw) == []


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (holding("c.rtf", "{\\rtf1 Texte}"), "an inserted file is not read (its kind: rtf)"),
        (
            holding("c.docx", b"PK\x03\x04abc"),
            "an inserted file is not read, since it is a damaged",
        ),
        (word(p("Avant.") + '<w:altChunk r:id="c"/>' + p("Après.")), "an inserted file is missing"),
        (
            word(p("Avant.") + '<w:subDoc r:id="c"/>' + p("Après.")),
            "a subdocument, which is a file",
        ),
    ],
    ids=["RTF", "damaged", "missing", "subdocument"],
)
def test_an_inserted_file_that_is_not_read_is_told(raw: bytes, told: str) -> None:
    assert lines(raw) == ["p Avant.", "p Après."]
    (message,) = warnings(raw)
    assert message.startswith(told)


def test_documents_that_hold_one_another_end_somewhere() -> None:
    raw = word(p("Fond."))
    for _ in range(5):
        raw = holding("c.docx", raw)
    assert lines(raw).count("p Avant.") == 3
    assert warnings(raw) == [
        "an inserted file is not read, since it lies too deep in others, before the first heading"
    ]


def test_documents_are_inserted_up_to_a_bound_of_what_they_unpack_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document, "Budget", partial(Budget, 40_000))
    inner = word(p("mot " * 3000))
    parts = parts_of(
        p("Avant.") + '<w:altChunk r:id="c"/>' * 5,
        links={"c": ("aFChunk", "c.docx")},
        others={"word/c.docx": inner},
    )
    raw = zipped(parts)
    assert len(lines(raw)) == 2
    assert "there is too much of them" in warnings(raw)[0]
