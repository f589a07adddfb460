"""strings.js: the words of ui/strings.py, with their values written in."""

import pytest

from tests.shared import needs_chromium
from tests.ui.static.modules import Modules
from ui.strings import MONTHS, STRINGS

pytestmark = needs_chromium


def test_every_string_is_said_in_both_languages(modules: Modules) -> None:
    names = [name for name, both in STRINGS.items() if "{" not in both.fr]
    script = """async (names) => {
        const { say } = await import("/ui/strings.js");
        return names.map((name) =>
            [...say(name).children].map((one) => [one.lang, one.textContent]));
    }"""
    assert modules.evaluate(script, names) == [
        [["fr", STRINGS[name].fr], ["en", STRINGS[name].en]] for name in names
    ]


def test_a_value_goes_in_as_text(modules: Modules) -> None:
    page = modules.html("strings", "say", "page", {"number": "<b>{number}</b>"})
    assert "page &lt;b&gt;{number}&lt;/b&gt;" in page


@pytest.mark.parametrize("month", range(12))
def test_a_day_is_written_as_each_language_writes_it(modules: Modules, month: int) -> None:
    script = """async (month) => {
        const { say } = await import("/ui/strings.js");
        return [1, 2].flatMap((number) => {
            const day = new Date(Date.UTC(2016, month, number));
            return [...say("published", { day }).children].map((one) => one.textContent);
        });
    }"""
    french, english = (names[month] for names in MONTHS)
    assert modules.evaluate(script, month) == [
        f"Publié le 1er {french} 2016",
        f"Published 1 {english} 2016",
        f"Publié le 2 {french} 2016",
        f"Published 2 {english} 2016",
    ]
