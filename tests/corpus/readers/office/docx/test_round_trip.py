"""What independent writers write comes back word for word, in order."""

import io
import shutil
import subprocess
from functools import cache
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.outlines import only, reading

_WORD = st.text("abcdefghijklmnopqrstuvwxyzéèàçœÉÀ’0123456789", min_size=1, max_size=9)
_SENTENCE = st.lists(_WORD, min_size=1, max_size=8).map(" ".join)
_STYLES = ("Normal", "Heading 2", "List Bullet", "Quote", "Body Text", "Intense Quote", "Caption")


@st.composite
def _pieces(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Paragraphs of some style, cut into runs of some look, and tables."""
    made: list[tuple[str, Any]] = []
    for _ in range(draw(st.integers(1, 8))):
        if draw(st.integers(0, 4)):
            runs = draw(st.lists(st.tuples(_SENTENCE, st.integers(0, 5)), min_size=1, max_size=4))
            made.append((draw(st.sampled_from(_STYLES)), runs))
        else:
            width = draw(st.integers(2, 4))
            row = st.lists(_SENTENCE, min_size=width, max_size=width)
            made.append(("table", draw(st.lists(row, min_size=1, max_size=3))))
    return made


@cache
def _opened() -> Any:
    return docx.Document()


def _blank() -> Any:
    """A document without words, opened once for all examples."""
    word = _opened()
    for element in list(word.element.body)[:-1]:
        word.element.body.remove(element)
    return word


def _write(word: Any, kind: str, content: Any) -> list[str]:
    """Writes a piece with python-docx; its words in their order."""
    if kind == "table":
        table = word.add_table(len(content), len(content[0]))
        for row, cells in zip(table.rows, content, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return " ".join(" ".join(cells) for cells in content).split()
    paragraph = word.add_paragraph(style=kind)
    for text, look in content:
        run = paragraph.add_run(f"{text} ")
        run.bold, run.italic, run.underline = look == 1, look == 2, look == 3
        run.font.all_caps = look == 4
        if look == 5:
            run.add_tab()
    return " ".join(text for text, _ in content).split()


@settings(max_examples=12, deadline=None)
@given(_pieces())
@pytest.mark.slow
def test_every_word_that_python_docx_writes_comes_back_in_its_place(
    pieces: list[tuple[str, Any]],
) -> None:
    word, saved = _blank(), io.BytesIO()
    words = [one for kind, content in pieces for one in _write(word, kind, content)]
    word.save(saved)
    found = reading(saved.getvalue(), "note.docx")
    (document,) = found.documents
    assert [one for one in document.text.split() if one != "|"] == words
    assert found.warnings == ()


_PAGE = """# Délais

Le silence vaut accord.^[Sauf exception.] Le tarif est de 2 €.

1.  un
2.  deux
    a.  bis
    b.  ter

<!-- -->

1.  encore

| Date | Action |
|------|--------|
| 2019 | Ouvrir |

La surface est de $\\frac{a + b}{2}$ mètres.
"""


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_what_pandoc_writes_is_read_with_its_numbers_notes_and_formulas() -> None:
    made = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "docx", "-o", "-"],
        input=_PAGE.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    document = only(made, "note.docx")
    assert document.text.split("\n") == [
        "Délais", "", "Le silence vaut accord. Le tarif est de 2 €.", "",
        "1. un", "2. deux", "a. bis", "b. ter", "1. encore", "",
        "Date | Action", "2019 | Ouvrir", "", "La surface est de (a+b)/2 mètres.", "",
        "Sauf exception.",
    ]  # fmt: skip
    assert document.published is None
