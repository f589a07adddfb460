"""Answers as the page shows them."""

from typing import Any

from lxml.html import HtmlElement

from tests.ui.fake_service import answered
from tests.ui.static.modules import Modules

DAYS = "La réponse est donnée dans un délai de douze jours."
OPEN = "La place est ouverte à tous."


def answer(modules: Modules, said: dict[str, Any], *helpful: bool) -> HtmlElement:
    return modules.rendered("render", "answer", said, *helpful)


def quoting(modules: Modules, *quotes: tuple[str, str]) -> HtmlElement:
    return answer(modules, answered(*quotes))


def with_citation(modules: Modules, **changes: object) -> HtmlElement:
    said = answered(("L1", OPEN))
    said["citations"][0] |= changes
    return answer(modules, said)


def tags(page: HtmlElement) -> set[str]:
    return {str(element.tag) for element in page.iter()}
