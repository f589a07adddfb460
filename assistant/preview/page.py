"""The page: what was read, as one HTML file that needs nothing else, every word of it escaped."""

import base64
import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.preview.lines import lines_of, unplaced_warnings
from assistant.preview.read_documents import Preview
from assistant.preview.words import WORDS, Language, counts
from assistant.report import french
from assistant.translation.catalogue import in_french

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
            told=in_french if language == "fr" else str,
            counts=lambda read: counts(read, language),
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


def _day(day: date, language: Language) -> str:
    return french.day(day) if language == "fr" else f"{day.day} {day:%B %Y}"
