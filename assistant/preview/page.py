"""The page: what was read, as one HTML file that needs nothing else, every word of it escaped."""

from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment

from assistant.offline_page import own_style, page_templates
from assistant.preview.lines import lines_of, unplaced_warnings
from assistant.preview.read_documents import Preview
from assistant.preview.words import counts_of, message_in, words_in
from assistant.report import french
from assistant.translation.locale import Language

_STYLE = Path(__file__).parent / "templates" / "preview.css"


def write_page(preview: Preview, *, language: Language) -> str:
    """The whole page, in that language. It holds no script, and asks nobody for anything."""
    return (
        _templates()
        .get_template("preview.html")
        .render(
            preview=preview,
            words=words_in(language),
            language=language,
            lines=lines_of,
            unplaced=unplaced_warnings,
            counts=lambda read: counts_of(read, language),
            told=lambda message: message_in(language, message),
            day=lambda day: _day(day, language),
            **own_style(_STYLE),
        )
    )


@cache
def _templates() -> Environment:
    environment = page_templates("assistant.preview")
    environment.filters.update(link=french.link)
    return environment


def _day(day: date, language: Language) -> str:
    return french.day(day) if language == "fr" else f"{day.day} {day:%B %Y}"
