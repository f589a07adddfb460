"""Page: the bytes that every browser gets."""

import json
import re
from typing import Any

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ui import page as page_module
from ui.chat import EXAMPLES
from ui.layout import lay_out
from ui.page import Page, page_of

pytestmark = pytest.mark.slow  # imports Gradio


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(lay_out(EXAMPLES, private=True))


def parsed(page: Page) -> HtmlElement:
    return lxml_html.fromstring(page.html)


def config(page: Page) -> dict[str, Any]:
    (data,) = parsed(page).xpath("//script[@id='gradio-config']")
    found: dict[str, Any] = json.loads(data.text)
    return found


def test_the_page_is_ours_before_any_script_runs(page: Page) -> None:
    assert page.html.startswith('<!doctype html>\n<html lang="fr"')
    assert page.html.index("/ui/parvis.css") < page.html.index("</head>")
    assert not re.search(r"=.(og|twitter):|githubusercontent|gradio\.app", page.html)


def test_the_page_names_no_other_host(page: Page) -> None:
    named = set(re.findall(r"https?://[^\s\"'\\)]+", page.html + page.theme))
    assert named <= {"http://www.w3.org/2000/svg"}


def test_the_page_holds_no_script_of_its_own(page: Page) -> None:
    scripts = parsed(page).xpath("//script[not(@type='application/json')]")
    assert [one.get("type") for one in scripts] == ["module", "module"]
    assert all(one.get("src") and not one.text for one in scripts)


def test_the_files_of_the_front_end_are_those_that_gradio_has(page: Page) -> None:
    named = re.findall(r'"\./assets/([^"]+)"', page.html)
    assert len(named) == 2
    assert all((page.assets / name).is_file() for name in named)


def test_the_page_says_where_it_is_served_to_nobody(page: Page) -> None:
    found = config(page)
    assert (found["root"], found["space_id"], found["stylesheets"]) == ("", None, [])
    assert (found["footer_links"], found["run_history"]) == ([], False)


def test_a_gradio_without_the_front_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_SCRIPT", re.compile("nothing-like-this"))
    with pytest.raises(RuntimeError, match="names no file like nothing-like-this: install the"):
        page_of(lay_out(EXAMPLES, private=True))
