"""The page's modules, called from Python in a page of the service."""

from copy import deepcopy
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement
from playwright.sync_api import Page


class Modules:
    """Functions of the modules of `page`."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def call(self, module: str, function: str, *given: Any) -> Any:
        """What `function` of `module` gives for these arguments, as JSON can say it."""
        script = """async ([module, name, given]) =>
            (await import(`/ui/${module}.js`))[name](...given)"""
        return self._page.evaluate(script, [module, function, list(given)])

    def html(self, module: str, function: str, *given: Any) -> str:
        """The markup of the nodes that `function` of `module` gives."""
        script = """async ([module, name, given]) => {
            const made = (await import(`/ui/${module}.js`))[name](...given);
            const holder = document.createElement("div");
            holder.append(...(Array.isArray(made) ? made : [made]));
            return holder.outerHTML;
        }"""
        return str(self._page.evaluate(script, [module, function, list(given)]))

    def rendered(self, module: str, function: str, *given: Any) -> HtmlElement:
        """The nodes that `function` of `module` gives, below one of their own."""
        return lxml_html.fromstring(self.html(module, function, *given))

    def evaluate(self, script: str, given: Any = None) -> Any:
        """What a script of the test's own gives."""
        return self._page.evaluate(script, given)


def french(element: HtmlElement) -> str:
    """The words of `element` that a French reader sees; blocks and lines stand apart."""
    apart = deepcopy(element)
    for block in apart.iter("br", "dd", "div", "dt", "h1", "h2", "li", "p", "summary"):
        block.tail = f" {block.tail or ''}"
    pieces = apart.xpath(".//text()[not(ancestor::*[starts-with(@class, 't') and @lang='en'])]")
    assert isinstance(pieces, list)
    return " ".join("".join(str(piece) for piece in pieces).split())
