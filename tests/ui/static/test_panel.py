"""panel.js: a passage beside the conversation, and the way back from it."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.browser import Visit
from tests.shared import needs_chromium

pytestmark = needs_chromium


def test_a_passage_opens_beside_the_answer_and_leads_to_others(visit: Visit) -> None:
    page = visit.page
    visit.ask("Quel délai ?")
    page.locator(".marker").first.click()
    panel = page.locator("#panel")
    expect(panel.locator("mark")).to_have_text(
        "La réponse est donnée dans un délai de douze jours."
    )
    panel.get_by_role("link", name="Code de la place, art. L1").click()
    expect(panel.get_by_role("heading", level=1)).to_have_text("Code de la place, art. L1")
    expect(panel.locator("a.permanent")).to_have_attribute("href", re.compile(r"/passages/L1$"))


def test_a_marker_still_opens_in_another_tab(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    with visit.context.expect_page() as opened:
        visit.page.locator(".marker").first.click(modifiers=["Control"])
    expect(opened.value.locator("mark")).to_be_visible()
    expect(visit.page.locator("#panel")).to_have_count(0)


def test_escape_closes_the_passage_and_the_reader_is_where_he_was(visit: Visit) -> None:
    page = visit.page
    visit.ask("Quel délai ?")
    page.locator(".marker").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#panel mark").wait_for()
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(".marker").nth(1)).to_be_focused()


def test_a_passage_that_cannot_be_fetched_says_so(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    visit.page.route("**/passages/*", lambda route: route.abort())
    visit.page.locator(".marker").first.click()
    expect(visit.page.locator(".panel-body")).to_contain_text(
        "Réessayez dans un moment.", use_inner_text=True
    )


@pytest.mark.parametrize(
    ("passage_id", "heading"),
    [
        pytest.param("L9", "Ce passage n'existe pas", id="never there"),
        pytest.param("gone", "Ce document a été retiré", id="removed"),
        pytest.param("changed", "Ce passage a changé", id="rewritten"),
    ],
)
def test_a_passage_that_is_not_there_says_so_in_the_panel(
    visit: Visit, passage_id: str, heading: str
) -> None:
    visit.ask("Quel délai ?")
    marker = visit.page.locator(".marker").first
    marker.evaluate(f"(link) => {{ link.href = '/passages/{passage_id}'; }}")
    marker.click()
    expect(visit.page.locator("#panel h1")).to_have_text(heading, use_inner_text=True)
    expect(visit.page.locator("#panel .panel-title")).to_have_text(heading, use_inner_text=True)


def test_the_passage_that_was_asked_for_last_is_shown(visit: Visit) -> None:
    page = visit.page
    visit.ask("Quel délai ?")
    held: list[Route] = []

    def late(route: Route) -> None:
        held.append(route)

    page.route("**/v1/passages/L2", late)
    page.locator(".marker").first.click()
    expect(page.locator(".panel-body")).to_have_text("Ouverture du passage…", use_inner_text=True)
    page.locator(".sources .reads", has_text="L1").click()
    expect(page.locator("#panel h1")).to_have_text("Code de la place, art. L1")
    with page.expect_response("**/v1/passages/L2"):
        held[0].continue_()
    expect(page.locator("#panel h1")).to_have_text("Code de la place, art. L1")
    expect(page.locator("[aria-current]")).to_have_text("Code de la place, art. L1")
    expect(page.locator("[aria-current]")).to_have_count(1)


def test_the_panel_changes_language_with_the_page(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    visit.page.locator(".marker").first.click()
    visit.page.locator("#panel mark").wait_for()
    visit.page.get_by_role("button", name="English").click()
    expect(visit.page.locator("#panel .close")).to_have_text("Close")
    expect(visit.page.locator("#panel .date")).to_have_text(
        "In force since 1 January 2016", use_inner_text=True
    )
