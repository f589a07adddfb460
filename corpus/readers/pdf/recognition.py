"""Words recognised from the picture of a page, with Tesseract where it is installed."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.readers.pdf.lines import PdfLine
from corpus.text import MISSING

_LANGUAGES = ("fra", "eng")
_DOTS = 300 / 72  # a point: what Tesseract is trained on
_MOST_DOTS = 20_000_000  # a page
_SECONDS = 90.0  # a page
_UNSURE = 30.0  # of 100: a word of which the engine is less sure is none
_INSTALL = "install tesseract-ocr, tesseract-ocr-fra and tesseract-ocr-eng"


@dataclass(frozen=True, slots=True)
class Engine:
    """The program that recognises words, and the languages it has been given."""

    program: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines that were recognised on a page, or the sentence that says why there are none."""

    lines: tuple[PdfLine, ...] = ()
    unsure: int = 0
    problem: str | None = None


@lru_cache(maxsize=1)
def find_engine() -> Engine | str:
    """Tesseract with French, English or both; or the sentence that says what is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return f"no text recogniser is installed: {_INSTALL}"
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the text recogniser does not start ({error}): {_INSTALL}"
    known = set(listed.stdout.decode("utf-8", "replace").split())
    languages = tuple(one for one in _LANGUAGES if one in known)
    if not languages:
        return f"the text recogniser knows neither French nor English: {_INSTALL}"
    return Engine(program, languages)


def recognise(page: Any, number: int, *, size: float) -> Recognised:
    """The words on the picture of a page of pdfium, in the order that the engine tells.

    Each paragraph is a column of its own, so that no other goes on with it; the letters are given
    the `size` of the document's.
    """
    engine = find_engine()
    if isinstance(engine, str):
        return Recognised(problem=engine)
    wide, high = page.get_size()
    scale = min(_DOTS, (_MOST_DOTS / max(1.0, wide * high)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = [engine.program, "stdin", "stdout", "-l", "+".join(engine.languages),
               "--dpi", str(round(scale * 72)), "tsv"]  # fmt: skip
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Recognised(problem=f"the text recogniser failed ({type(error).__name__})")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Recognised(problem=f"the text recogniser failed ({' '.join(said[-1:])[:200]})")
    words = list(_words(done.stdout.decode("utf-8", "replace")))
    lines = tuple(_lines(words, number, high=high, scale=scale, size=size))
    if not lines:
        return Recognised(problem="the text recogniser found no words on it")
    return Recognised(lines, unsure=sum(word.text == MISSING for word in words))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    paragraph: tuple[int, int]
    line: int
    left: float
    right: float
    bottom: float


def _words(table: str) -> Iterator[_Word]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top = float(row["left"]), float(row["top"])
        yield _Word(
            text=text if float(row["conf"]) >= _UNSURE else MISSING,
            paragraph=(int(row["block_num"]), int(row["par_num"])),
            line=int(row["line_num"]),
            left=left,
            right=left + float(row["width"]),
            bottom=top + float(row["height"]),
        )


def _lines(
    words: Sequence[_Word], number: int, *, high: float, scale: float, size: float
) -> Iterator[PdfLine]:
    grouped: dict[tuple[tuple[int, int], int], list[_Word]] = {}
    for word in words:
        grouped.setdefault((word.paragraph, word.line), []).append(word)
    paragraphs: dict[tuple[int, int], int] = {}
    for (paragraph, _), found in grouped.items():
        if all(word.text == MISSING for word in found):
            continue  # a picture or a stain, taken for letters
        yield PdfLine(
            text=" ".join(word.text for word in found),
            x=found[0].left / scale,
            y=high - max(word.bottom for word in found) / scale,
            right=found[-1].right / scale,
            size=size,
            bold=False,
            page=number,
            column=paragraphs.setdefault(paragraph, len(paragraphs) + 1),
            recognised=True,
        )
