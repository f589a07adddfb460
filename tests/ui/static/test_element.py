"""element.js: words that stay words, their lines, and what is marked of them."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shared import needs_chromium
from tests.ui.static.modules import Modules

pytestmark = needs_chromium

words = st.text(alphabet=st.sampled_from("aé <🏛𝟙\n\u2028"), max_size=20)


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(words, words, words)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_are_the_text_and_what_is_marked_stands_at_its_place(
    modules: Modules, before: str, marked: str, after: str
) -> None:
    place = {"start": len(before), "end": len(before) + len(marked)}
    page = modules.rendered("element", "lines", before + marked + after, place)
    assert solid(page.text_content()) == solid(before + marked + after)
    assert solid("".join(one.text_content() for one in page.xpath("//mark"))) == solid(marked)


def test_a_place_outside_the_text_marks_no_more_than_there_is(modules: Modules) -> None:
    def found(start: int, end: int) -> list[str]:
        page = modules.rendered("element", "lines", "deux mois", {"start": start, "end": end})
        return [one.text for one in page.xpath("//mark")]

    assert found(5, 50) == ["mois"]
    assert found(-5, 4) == ["deux"]
    assert found(6, 6) == found(9, 4) == found(20, 30) == []
