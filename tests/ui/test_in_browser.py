"""The chat in a browser, beside a small service that can be made to fail. Journeys through the real
one are in tests/journeys."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, expect

from tests.assistant.serving import served
from tests.journeys.browser import DESKTOP, PHONE, Visit, chromium
from tests.shared import needs_chromium
from tests.ui.fake_service import fake_service
from ui.chat import mount

pytestmark = needs_chromium

NASTY = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> **gras** `code` $$x^2$$ {{7*7}} "
    "${alert(3)} [lien](javascript:alert(4)) <https://example.org> :smile: &amp; | a | b |"
)
EXAMPLES = {
    "fr": ["Quel est le délai de réponse ?", "Qui peut venir ?"],
    "en": ["When is the answer given?"],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def service() -> FastAPI:
    return mount(fake_service(), examples=EXAMPLES, timeout=3.0)


@pytest.fixture(scope="module")
def address(service: FastAPI) -> Iterator[str]:
    with served(service) as (host, port):
        yield f"http://{host}:{port}"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address, reduced_motion="reduce")
    visit.page.locator("#question textarea").wait_for()
    yield visit
    visit.close()


def typed(visit: Visit) -> str:
    return visit.page.locator("#question textarea").input_value()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("Panne ?", "Une erreur est survenue de notre côté.", id="broken"),
        pytest.param("Attendre ?", "La réponse tarde trop.", id="slow"),
        pytest.param("Occupé ?", "Le service ne peut pas répondre à l'instant.", id="busy"),
        pytest.param("Trop long", "2,000 at most", id="rejected, in the API's own words"),
    ],
)
def test_a_service_in_trouble_gets_one_kind_sentence_and_the_question_stays(
    visit: Visit, question: str, sentence: str
) -> None:
    visit.ask(question)
    expect(visit.page.locator(".failure")).to_contain_text(sentence)
    expect(visit.page.locator("#question textarea")).to_have_value(question)


def test_a_question_that_failed_can_be_sent_again(visit: Visit) -> None:
    visit.ask("Occupé ?")
    visit.page.locator("#question textarea").fill("Quel délai ?")
    visit.page.locator("#send").click()
    visit.page.locator(".answer").wait_for()
    expect(visit.page.locator(".failure")).to_have_count(0)
    expect(visit.page.locator(".asked")).to_have_count(1)
    expect(visit.page.locator("#question textarea")).to_have_value("")


def test_a_lost_connection_keeps_the_question_and_says_so(visit: Visit) -> None:
    visit.page.route("**/queue/join*", lambda route: route.abort())
    visit.page.locator("#question textarea").fill("Quel délai ?")
    visit.page.locator("#question textarea").press("Enter")
    expect(visit.page.locator(".toast-wrap")).not_to_be_empty()
    assert typed(visit) == "Quel délai ?"


def test_a_question_is_shown_to_the_letter_whatever_it_holds(visit: Visit) -> None:
    visit.ask(NASTY)
    shown = visit.page.locator(".asked").inner_text()
    assert shown.removeprefix("Vous").split() == NASTY.split()
    assert visit.page.locator(".asked :is(img, script, a, strong, code, table)").count() == 0
    assert visit.complaints == []
    assert visit.foreign_hosts() == set()


def test_a_document_is_quoted_to_the_letter_whatever_it_holds(visit: Visit) -> None:
    visit.ask("Bancs ?")
    words = "Les <b>bancs</b> sont *réservés* à la lecture. <script>alert('banc')</script>"
    assert visit.page.locator(".sentence").inner_text() == words
    visit.page.locator(".marker").first.click()
    assert visit.page.locator("#panel mark").text_content() == words
    assert visit.complaints == []


def test_a_question_sent_twice_by_mistake_is_asked_once(visit: Visit, service: FastAPI) -> None:
    before = len(service.state.asked)
    visit.page.locator("#question textarea").fill("Quel délai ?")
    visit.page.locator("#question textarea").press("Enter")
    visit.page.locator("#question textarea").press("Enter")
    visit.reply(0)
    visit.ask("Qui peut venir ?")
    assert [body["question"] for body in service.state.asked[before:]] == [
        "Quel délai ?",
        "Qui peut venir ?",
    ]


def test_an_empty_question_asks_nothing(visit: Visit, service: FastAPI) -> None:
    before = len(service.state.asked)
    visit.page.locator("#question textarea").fill("   ")
    visit.page.locator("#question textarea").press("Enter")
    visit.ask("Quel délai ?")
    assert len(service.state.asked) == before + 1


def test_the_conversation_goes_with_each_question_until_a_new_one_begins(
    visit: Visit, service: FastAPI
) -> None:
    visit.ask("Quel délai ?")
    visit.ask("Et ensuite ?")
    assert service.state.asked[-1]["history"][0]["content"] == "Quel délai ?"
    visit.page.locator("#again").click()
    visit.page.locator("#welcome").wait_for()
    expect(visit.page.locator(".asked")).to_have_count(0)
    visit.ask("Qui peut venir ?")
    assert service.state.asked[-1]["history"] == []


def test_an_example_is_asked_with_one_click_and_then_leaves_the_page_to_the_answer(
    visit: Visit, service: FastAPI
) -> None:
    visit.page.locator(".example:visible").first.click()
    visit.reply(0)
    assert service.state.asked[-1]["question"] == EXAMPLES["fr"][0]
    expect(visit.page.locator("#welcome")).to_be_hidden()


def test_an_opinion_is_sent_once_and_thanked(visit: Visit, service: FastAPI) -> None:
    visit.ask("Quel délai ?")
    visit.page.get_by_role("button", name="Non").click()
    expect(visit.page.get_by_role("status").filter(has_text="Merci")).to_be_visible()
    assert service.state.feedback[-1] == {"answer_id": "a1", "helpful": False}
    expect(visit.page.get_by_role("button", name="Non")).to_have_attribute("aria-pressed", "true")


def test_the_page_speaks_the_browsers_language_and_the_one_that_is_chosen(
    browser: Browser, address: str
) -> None:
    visit = Visit(browser, address, locale="en-GB")
    page = visit.page
    page.get_by_role("heading", name="Ask your question").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".example:visible").all_inner_texts() == EXAMPLES["en"]
    visit.ask("Quel délai ?")
    expect(page.locator(".answer .date").first).to_have_text(
        "In force since 1 January 2016", use_inner_text=True
    )

    page.get_by_role("button", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.locator(".answer .date").first).to_have_text(
        "En vigueur depuis le 1er janvier 2016", use_inner_text=True
    )
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Votre question…")
    expect(page.locator("#send")).to_have_text("Demander")
    page.reload()
    page.get_by_role("heading", name="Posez votre question").wait_for()
    visit.close()


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
    expect(visit.page.locator(".panel-body")).to_have_text("Réessayez dans un moment.")


def test_a_screen_reader_is_not_read_the_markup_of_messages(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    assert visit.page.locator("#conversation [aria-label*='<']").count() == 0
    assert visit.page.get_by_role("log", name="Conversation").count() == 1


def test_the_question_stands_at_the_top_once_it_is_answered(visit: Visit) -> None:
    for _ in range(3):
        visit.ask("Quel délai ?")
    visit.page.wait_for_timeout(300)
    box = visit.page.locator(".asked").last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
)
def test_nothing_stands_in_the_way_of_anyone(
    browser: Browser, address: str, size: tuple[int, int], scheme: str
) -> None:
    visit = Visit(browser, address, size=size, color_scheme=scheme, reduced_motion="reduce")
    page = visit.page
    page.locator("#question textarea").wait_for()
    page.locator("html[lang=fr]").wait_for()
    found = {"empty": Axe().run(page)}
    visit.ask("Quel délai ?")
    found["answer"] = Axe().run(page)
    page.locator(".marker").first.click()
    page.locator("#panel mark").wait_for()
    found["passage"] = Axe().run(page)
    page.goto(f"{address}/passages/L2?start=91&end=142")
    found["page"] = Axe().run(page)
    wrong = {
        f"{state}: {one['id']} {one['nodes'][0]['target']}"
        for state, results in found.items()
        for one in results.response["violations"]
    }
    visit.close()
    assert wrong == set()


def test_a_phone_scrolls_in_one_direction_only(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, size=PHONE)
    page = visit.page
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.locator("#question textarea").wait_for()
    assert page.evaluate(wider) == 0
    visit.ask("Quel délai " + "très" * 40 + " ?")
    assert page.evaluate(wider) == 0
    page.locator(".marker").first.click()
    page.locator("#panel mark").wait_for()
    assert page.locator("#panel").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    visit.close()


def test_paper_shows_the_answer_and_where_its_sources_are(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".sentence").first).to_be_visible()
    expect(visit.page.locator("#composer")).to_be_hidden()
    expect(visit.page.locator(".verdict")).to_be_hidden()
    address = visit.page.evaluate(
        "getComputedStyle(document.querySelector('.official'), '::after').content"
    )
    assert "https://example.org/place/L2" in address
