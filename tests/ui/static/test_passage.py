"""passage.js: a passage in its document, the same as on its own page; or why it is not there."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement

from tests.shared import needs_chromium
from tests.ui.fake_service import TEXT, passage
from tests.ui.static.modules import Modules, french
from ui import render
from ui.contract import ShownPassage

pytestmark = needs_chromium


def shown(modules: Modules, found: dict[str, Any], *place: int) -> HtmlElement:
    return modules.rendered("passage", "passage", found, *place)


def missing(modules: Modules, kind: str, **problem: Any) -> HtmlElement:
    return modules.rendered("passage", "missing", {"kind": kind, "problem": problem})


def far_into_its_document() -> dict[str, Any]:
    before = "".join(f"Alinéa {number}, qui compte quarante caractères.\n" for number in range(30))
    end = 5000 + len("La place est")
    return {**passage("L1"), "before": before, "text": "La place est", "start": 5000, "end": end}


@given(
    st.sampled_from([*map(passage, ("L1", "L2", "L3")), far_into_its_document()]),
    st.integers(-50, 6000) | st.integers(-50, 400),
    st.integers(-50, 6000) | st.integers(-50, 400),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_passage_is_cut_as_on_its_own_page(
    modules: Modules, found: dict[str, Any], start: int, end: int
) -> None:
    here = modules.call("passage", "stretches", found, start, end)
    there = render.stretches(ShownPassage.model_validate(found), start=start, end=end)
    names = ("text", "inside", "quoted", "folded")
    assert [tuple(one[name] for name in names) for one in here] == [
        tuple(getattr(one, name) for name in names) for one in there
    ]


def test_places_count_characters_and_not_the_units_of_javascript(modules: Modules) -> None:
    found = {**passage("L1"), "before": "🏛️ ", "text": "Une 🪑 libre", "after": "", "start": 3}
    cut = modules.call("passage", "stretches", found, 7, 8)
    assert [one["text"] for one in cut if one["quoted"]] == ["🪑"]


def test_a_passage_marks_the_quote_to_the_letter(modules: Modules) -> None:
    quote = "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai."
    start = TEXT.index(quote)
    page = shown(modules, passage("L2"), start, start + len(quote))
    assert [mark.text_content() for mark in page.xpath("//mark")] == [quote]
    assert page.xpath("//mark")[0].get("id") == "quote"
    assert page.xpath("//*[@class='text']")[0].text_content() == TEXT


def test_what_comes_long_before_is_folded_and_nothing_over_the_quote(modules: Modules) -> None:
    folded = shown(modules, far_into_its_document(), 5000, 5005)
    assert [french(one) for one in folded.xpath("//summary")] == ["Lire ce qui précède"]
    assert shown(modules, far_into_its_document(), 4000, 5005).xpath("//summary") == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="as it is"),
        pytest.param({"page": 12, "heading_path": []}, id="on a page, below no heading"),
        pytest.param({"language": "en", "valid_from": None}, id="of another language, undated"),
        pytest.param(
            {"kind": "web", "url": None, "permalink": "javascript:x"}, id="without address"
        ),
        pytest.param(
            {
                "previous": {"passage_id": "L1", "label": "art. <L1>"},
                "next": {"passage_id": "a/b", "label": "art. L3"},
                "cited_by": [],
            },
            id="between two others",
        ),
    ],
)
def test_a_passage_says_what_its_own_page_says(modules: Modules, changes: dict[str, Any]) -> None:
    found = {**passage("L2"), **changes}
    here = shown(modules, found, 91, 142)
    own_page = render.passage_page(ShownPassage.model_validate(found), start=91, end=142)
    page: HtmlElement = lxml_html.fromstring(own_page)
    (there,) = page.iter("main")
    assert "".join(here.text_content().split()) == "".join(there.text_content().split())
    names = ("class", "href", "lang", "rel", "target", "id")
    inventory = [
        [(one.tag, *(one.get(name) for name in names)) for one in page.iterdescendants()]
        for page in (here, there)
    ]
    assert inventory[0] == inventory[1]


def test_a_document_that_holds_markup_is_read_as_it_is_written(modules: Modules) -> None:
    page = shown(modules, passage("L3"))
    assert page.xpath("//script | //b") == []
    assert "<script>alert('banc')</script>" in page.xpath("//*[@class='text']")[0].text_content()


@pytest.mark.parametrize(
    ("kind", "heading", "why"),
    [
        pytest.param(
            "missing",
            "Ce passage n'existe pas",
            "Le lien est peut-être incomplet, ou le document a été remanié depuis.",
            id="never there",
        ),
        pytest.param(
            "removed",
            "Ce document a été retiré",
            "Il a été retiré de ce service.",
            id="removed on a day that nobody knows",
        ),
        *(
            pytest.param(
                kind,
                "Le passage ne peut pas être ouvert à l'instant",
                "Réessayez dans un moment.",
                id=kind,
            )
            for kind in ("rejected", "busy", "slow", "unreachable", "broken")
        ),
    ],
)
def test_a_passage_that_is_not_there_says_so_kindly(
    modules: Modules, kind: str, heading: str, why: str
) -> None:
    page = missing(modules, kind)
    assert french(page.xpath("//h1")[0]) == heading
    assert french(page.xpath("//p")[0]) == why


def test_a_removed_document_is_named_with_the_day(modules: Modules) -> None:
    page = missing(modules, "removed", document={"title": "Ancien <plan>"}, removed_on="2026-03-01")
    assert french(page.xpath("//h1")[0]) == "Ce document a été retiré"
    assert "« Ancien <plan> » a été retiré de ce service le 1er mars 2026." in french(page)


def test_a_rewritten_passage_leads_to_what_stands_there_now(modules: Modules) -> None:
    problem = {"document": {"title": "Code <neuf>"}, "changed_on": "2026-03-01"}
    instead = {"passage_id": "L2", "label": "CP, art. <L2>"}
    page = missing(modules, "removed", **problem, passage=instead)
    assert french(page.xpath("//h1")[0]) == "Ce passage a changé"
    assert "« Code <neuf> » a été remanié le 1er mars 2026" in french(page)
    (link,) = page.xpath("//a")
    assert link.get("href") == "/passages/L2"
    assert link.text_content().endswith("CP, art. <L2>")
    assert missing(modules, "removed", **problem).xpath("//a") == []
