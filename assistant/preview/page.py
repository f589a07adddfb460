"""The page: what was read, as one HTML file that needs nothing else, every word of it escaped."""

import base64
import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.preview.lines import lines_of, unplaced_warnings
from assistant.preview.read_documents import Preview, ReadDocument
from assistant.preview.words import WORDS, Language, counted
from assistant.report import french

_STYLE = "preview.css"


def write_page(preview: Preview, *, language: Language) -> str:
    """The whole page, in that language. It holds no script, and asks nobody for anything."""
    style = (Path(__file__).parent / "templates" / _STYLE).read_text(encoding="utf-8")
    return (
        _templates()
        .get_template("preview.html")
        .render(
            preview=preview,
            words=WORDS[language],
            language=language,
            lines=lines_of,
            unplaced=unplaced_warnings,
            counts=lambda read: _counts(read, language),
            day=lambda day: _day(day, language),
            style=Markup(style),  # our own file, of which nothing is filled in
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.preview"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(link=french.link)
    return environment


def _counts(read: ReadDocument, language: Language) -> str:
    numbers = {
        "pages": read.pages,
        "blocks": len(read.document.blocks),
        "articles": len(read.articles),
        "passages": len(read.passages),
        "characters": len(read.document.text),
    }
    always = ("passages", "characters")
    return ", ".join(
        counted(number, noun, language)
        for noun, number in numbers.items()
        if number or noun in always
    )


def _day(day: date, language: Language) -> str:
    return french.day(day) if language == "fr" else f"{day.day} {day:%B %Y}"
