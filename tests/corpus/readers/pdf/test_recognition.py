"""Words recognised from a picture carry that mark wherever they are quoted."""

import shutil
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.law.labels import label
from corpus.readers import read
from corpus.readers.pdf.recognition import Engine, find_engine
from corpus.reading import Reading, SourceFile
from corpus.splitters import split
from tests.corpus.outlines import only
from tests.corpus.readers.pdf.canvases import LINE, drawn, lines

WORDS = ("Le conseil municipal décide que", "la demande est gratuite pour tous.")


def scan(canvas: Canvas) -> None:
    image = Image.new("L", (1240, 1754), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSans.ttf", 36)
    for place, words in enumerate(WORDS):
        pen.text((120, 200 + 60 * place), words, fill="black", font=font)
    written = BytesIO()
    image.save(written, "PNG")
    written.seek(0)
    canvas.drawImage(ImageReader(written), 0, 0, 595, 842)


def prose(canvas: Canvas) -> None:
    lines(canvas, 780, 20, f"{LINE[:-1]}.")


def recognised(raw: bytes) -> Reading:
    return read(SourceFile("acte.pdf", raw, ocr=True))


def labels(document: Document) -> list[str]:
    passages = split(document, count_tokens=lambda text: len(text) // 4 + 1, max_tokens=120)
    return [label(document, passage) for passage in passages]


@pytest.fixture
def tesseract() -> Engine:
    engine = find_engine()
    if isinstance(engine, str):
        pytest.skip(engine)
    if "fra" not in engine.languages:
        pytest.skip("Tesseract has no French: install tesseract-ocr-fra")
    return engine


@pytest.mark.slow
def test_pages_that_are_pictures_are_read_where_it_is_asked_and_marked(tesseract: Engine) -> None:
    found = recognised(drawn(prose, scan))
    (document,) = found.documents
    assert document.text.endswith(" ".join(WORDS))
    assert [(w.page, w.message) for w in found.warnings] == [
        (2, "its words were recognised from a picture")
    ]
    assert labels(document)[0] == "Acte, p. 1"
    # The last passage begins on the page before: the mark is on it all the same.
    assert labels(document)[-1] == "Acte, p. 1 (texte reconnu sur une image)"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (WORDS, "texte reconnu sur une image"),
        (
            ("The council has decided that", "all of this is free for you."),
            "text recognised from a picture",
        ),
    ],
    ids=["French", "English"],
)
def test_a_layer_that_a_program_recognised_before_is_read_and_marked(
    words: tuple[str, str], mark: str
) -> None:
    def draw(canvas: Canvas) -> None:
        scan(canvas)
        layer = canvas.beginText(60, 730)
        layer.setTextRenderMode(3)
        for line in words:
            layer.textLine(line)
        canvas.drawText(layer)

    document = only(drawn(draw), "acte.pdf")
    assert document.text == " ".join(words)
    assert labels(document) == [f"Acte, p. 1 ({mark})"]


def test_without_an_engine_a_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    find_engine.cache_clear()
    try:
        (warning,) = recognised(drawn(prose, scan)).warnings
        with pytest.raises(UnreadableFile, match="text recogniser"):
            recognised(drawn(scan))
    finally:
        find_engine.cache_clear()
    assert warning.page == 2
    assert "install tesseract-ocr" in warning.message
