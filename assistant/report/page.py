"""The page: a report as one HTML file that needs nothing else, in which every word is escaped."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.report import french
from assistant.report.charts import (
    evaluations_plot,
    growth_plots,
    kinds_plot,
    lengths_plot,
    topics_plot,
)
from assistant.report.figures import Report
from assistant.translation.catalogue import in_french

_STYLE = "report.css"


def write_page(report: Report) -> str:
    """The whole page. It holds no script, and asks nobody for anything."""
    style = _style()
    return (
        _templates()
        .get_template("report.html")
        .render(
            report=report,
            corpus=report.corpus,
            history=report.history,
            unanswered=report.unanswered,
            kinds=kinds_plot(report.corpus),
            lengths=lengths_plot(report.corpus),
            growth=growth_plots(report.history),
            evaluations=[
                (one, evaluations_plot(one, id=f"evaluations-{place}"))
                for place, one in enumerate(report.evaluations, start=1)
            ],
            topics=topics_plot(report.unanswered),
            style=Markup(style),  # our own file, of which nothing is filled in
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=french.number,
        share=french.share,
        decimal=french.decimal,
        day=french.day,
        moment=french.moment_in_words,
        stamp=french.short_moment,
        language=french.language,
        link=french.link,
        counted=french.counted,
        message=in_french,
    )
    environment.globals.update(
        kind_names=french.KINDS, reasons=french.REASONS, source_types=french.SOURCE_TYPES
    )
    return environment


def _style() -> str:
    return (Path(__file__).parent / "templates" / _STYLE).read_text(encoding="utf-8")
