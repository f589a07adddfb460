"""The page: a report as one HTML file that needs nothing else, in which every word is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment

from assistant.offline_page import own_style, page_templates
from assistant.report import french
from assistant.report.charts import (
    evaluations_plot,
    growth_plots,
    kinds_plot,
    lengths_plot,
    topics_plot,
)
from assistant.report.figures import Report
from assistant.report.topics import teach_command
from assistant.translation.catalogue import in_french

_STYLE = Path(__file__).parent / "templates" / "report.css"


def write_page(report: Report) -> str:
    """The whole page. It holds no script, and asks nobody for anything."""
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
            **own_style(_STYLE),
        )
    )


@cache
def _templates() -> Environment:
    environment = page_templates("assistant.report")
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
        teach_command=teach_command,
    )
    environment.globals.update(
        kind_names=french.KINDS, reasons=french.REASONS, source_types=french.SOURCE_TYPES
    )
    return environment
