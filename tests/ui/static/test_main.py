"""main.js: the chat in a browser, beside a small service that can be made to fail.

Journeys through the real one are in tests/journeys.
"""

from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Route, expect

from tests.assistant.serving import served
from tests.journeys.browser import DESKTOP, PHONE, Visit
from tests.shared import needs_chromium
from tests.ui.fake_service import NASTY, fake_service
from tests.ui.static.conftest import EXAMPLES
from ui.chat import mount

pytestmark = needs_chromium


def hold(visit: Visit) -> list[Route]:
    """Keeps the next question of the page from the service; the others go on."""
    held: list[Route] = []

    def first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    visit.page.route("**/v1/answers", first)
    return held


def test_a_question_that_failed_can_be_sent_again(visit: Visit) -> None:
    visit.ask("Occupé ?")
    visit.page.locator("#question textarea").fill("Quel délai ?")
    visit.page.locator("#send").click()
    visit.page.locator(".answer").wait_for()
    expect(visit.page.locator(".failure")).to_have_count(0)
    expect(visit.page.locator(".asked")).to_have_count(1)
    expect(visit.page.locator("#question textarea")).to_have_value("")


def test_what_is_typed_meanwhile_is_not_lost_to_a_failure(visit: Visit) -> None:
    held = hold(visit)
    visit.send("Quel délai ?")
    visit.page.locator(".pending").wait_for()
    visit.page.locator("#question textarea").fill("Et qui peut venir ?")
    held[0].abort()
    visit.page.locator(".failure").wait_for()
    assert visit.typed() == "Et qui peut venir ?"


def test_a_question_sent_meanwhile_is_asked_next(visit: Visit, service: FastAPI) -> None:
    held = hold(visit)
    visit.send("Quel délai ?")
    visit.page.locator(".pending").wait_for()
    visit.send("Qui peut venir ?")
    expect(visit.page.locator(".asked")).to_have_count(1)
    held[0].continue_()
    visit.reply(1)
    assert [body["question"] for body in service.state.asked[-2:]] == [
        "Quel délai ?",
        "Qui peut venir ?",
    ]


def test_a_page_that_asked_during_an_outage_recovers(browser: Browser) -> None:
    app = mount(fake_service(), examples=EXAMPLES)
    with ExitStack() as running:
        host, port = running.enter_context(served(app))
        visit = Visit(browser, f"http://{host}:{port}", reduced_motion="reduce")
        visit.ready()
        visit.ask("Quel délai ?")
        running.pop_all().close()

        visit.ask("Qui peut venir ?")
        expect(visit.page.locator(".failure")).to_contain_text("Le service ne répond pas.")
        assert visit.typed() == "Qui peut venir ?"
        running.enter_context(served(mount(fake_service(), examples=EXAMPLES), port=port))

        visit.page.locator("#send").click()
        expect(visit.page.locator(".answer")).to_have_count(2)
        expect(visit.page.locator(".failure")).to_have_count(0)
        assert visit.typed() == ""
        visit.close()


def test_a_reload_keeps_the_conversation_the_verdict_and_the_words_in_the_field(
    visit: Visit, service: FastAPI
) -> None:
    visit.ask("Quel délai ?")
    visit.page.get_by_role("button", name="Non").click()
    visit.page.get_by_role("status").filter(has_text="Merci").wait_for()
    visit.ask("Hors sujet ?")
    visit.page.locator("#question textarea").fill("Et ensuite ?")
    before = visit.page.locator("#log .reply").all_inner_texts()
    asked = len(service.state.asked)
    visit.page.reload()
    visit.reply(1)
    after = visit.page.locator("#log .reply").all_inner_texts()
    assert [text.replace("Merci, c'est noté.", "").strip() for text in before] == [
        text.strip() for text in after
    ]
    expect(visit.page.get_by_role("button", name="Non").first).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(visit.page.locator("#question textarea")).to_have_value("Et ensuite ?")
    expect(visit.page.locator("#welcome")).to_be_hidden()
    assert len(service.state.asked) == asked
    visit.page.locator("#question textarea").press("Enter")
    visit.reply(2)
    assert [turn["content"] for turn in service.state.asked[-1]["history"]][::2] == [
        "Quel délai ?",
        "Hors sujet ?",
    ]


def test_a_question_whose_answer_the_reload_cut_off_is_in_the_field_again(visit: Visit) -> None:
    hold(visit)
    visit.send("Quel délai ?")
    visit.page.locator(".pending").wait_for()
    visit.page.reload()
    expect(visit.page.locator("#question textarea")).to_have_value("Quel délai ?")
    expect(visit.page.locator(".asked")).to_have_count(0)


def test_what_is_forgotten_does_not_come_back(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    visit.page.locator("#again").click()
    visit.page.reload()
    visit.ready()
    expect(visit.page.locator(".asked")).to_have_count(0)
    expect(visit.page.locator("#welcome")).to_be_visible()


def test_a_new_conversation_stops_the_question_that_is_under_way(
    visit: Visit, service: FastAPI
) -> None:
    hold(visit)
    visit.send("Quel délai ?")
    visit.page.locator(".pending").wait_for()
    visit.page.locator("#again").click()
    expect(visit.page.locator(".asked")).to_have_count(0)
    visit.ask("Qui peut venir ?")
    expect(visit.page.locator(".asked")).to_have_count(1)
    assert service.state.asked[-1]["history"] == []


def test_two_tabs_are_two_conversations(visit: Visit, address: str) -> None:
    visit.ask("Quel délai ?")
    other = visit.context.new_page()
    other.goto(address)
    other.locator("#welcome h2").wait_for()
    assert other.locator(".asked").count() == 0
    other.close()


def test_six_tabs_of_one_browser_all_have_their_answer(visit: Visit, address: str) -> None:
    tabs = [visit.page, *(visit.context.new_page() for _ in range(5))]
    for tab in tabs[1:]:
        tab.goto(address)
    for number, tab in enumerate(tabs):
        tab.locator("#log[aria-label]").wait_for(state="attached")
        tab.locator("#question textarea").fill(f"Quel délai pour {number} ?")
        tab.locator("#question textarea").press("Enter")
    for tab in tabs:
        tab.locator(".answer").wait_for()
        tab.wait_for_load_state("networkidle")


def test_the_page_asks_for_its_own_files_and_the_api_alone(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    visit.page.locator(".marker").first.click()
    visit.page.locator("#panel mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Oui").click()
    visit.page.get_by_role("status").filter(has_text="Merci").wait_for()
    visit.page.wait_for_load_state("networkidle")
    paths = [urlsplit(url).path for url in visit.asked]
    others = {path for path in paths if not path.startswith(("/assets/", "/ui/"))}
    assert others == {"/", "/theme.css", "/v1/answers", "/v1/passages/L2", "/v1/feedback"}
    # A file that is fetched twice is one that Gradio's front end does not know for its own.
    files = [path for path in paths if path.startswith(("/assets/", "/ui/"))]
    assert sorted(files) == sorted(set(files))
    assert visit.complaints == []


def test_a_hostile_api_can_only_say_words(visit: Visit) -> None:
    visit.ask("Hostile ?")
    expect(visit.page.locator(".sentence")).to_have_text(NASTY)
    assert visit.page.locator("#log :is(img, script, strong, code, table)").count() == 0
    visit.page.locator(".marker").first.click()
    visit.page.locator("#panel h1").wait_for()
    assert visit.page.evaluate("location.pathname") == "/"
    assert [one for one in visit.complaints if "404" not in one] == []
    assert visit.foreign_hosts() == set()


def test_a_person_in_distress_reads_whom_to_call(visit: Visit, service: FastAPI) -> None:
    visit.ask("Détresse")
    expect(visit.page.locator("a[href='tel:3114']")).to_be_visible()
    expect(visit.page.locator(".answer .links a")).to_have_attribute("href", "https://3114.fr/")
    expect(visit.page.locator(".answer :is(.verdict, .sources)")).to_have_count(0)
    visit.ask("Quel délai ?")
    assert service.state.asked[-1]["history"] == []


def test_a_question_of_two_lines_is_typed_with_shift(visit: Visit, service: FastAPI) -> None:
    field = visit.page.locator("#question textarea")
    field.fill("Quel délai")
    field.press("Shift+Enter")
    field.press_sequentially("de réponse ?")
    field.press("Enter")
    visit.reply(0)
    assert service.state.asked[-1]["question"] == "Quel délai\nde réponse ?"


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


def test_what_was_meant_is_asked_with_one_click_and_what_is_being_typed_stays(
    visit: Visit, service: FastAPI
) -> None:
    visit.ask("Article 1 ?")
    visit.page.locator("#question textarea").fill("Et qui")
    held = hold(visit)
    visit.page.get_by_role("button", name="Que dit l'article L1 ?").click()
    visit.page.locator(".pending").wait_for()
    visit.page.get_by_role("button", name="Que dit l'article L2 ?").click()
    held[0].continue_()
    visit.reply(2)
    assert [body["question"] for body in service.state.asked[-2:]] == [
        "Que dit l'article L1 ?",
        "Que dit l'article L2 ?",
    ]
    assert visit.typed() == "Et qui"


def test_everything_that_an_answer_shows_is_there_again_after_a_reload(visit: Visit) -> None:
    for question in ("Tout ?", "Proche ?", "Article 1 ?"):
        visit.ask(question)
    before = visit.page.locator("#log").inner_html()
    visit.page.reload()
    visit.reply(2)
    assert visit.page.locator("#log").inner_html() == before
    assert visit.complaints == []


def test_a_folded_source_opens_in_the_panel_with_the_keyboard_alone(visit: Visit) -> None:
    visit.ask("Tout ?")
    visit.page.locator("details.beside summary").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#panel h1")).to_have_text("Code de la place, art. L3")
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.textContent") == "Code de la place, art. L3"


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
    visit.ready()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#send")).to_have_text("Demander")
    page.locator("#again").click()
    page.get_by_role("heading", name="Posez votre question").wait_for()
    visit.close()


def test_a_screen_reader_is_not_read_the_markup_of_messages(visit: Visit) -> None:
    visit.ask("Quel délai ?")
    assert visit.page.locator("#conversation [aria-label*='<']").count() == 0
    assert visit.page.get_by_role("log", name="Conversation").count() == 1


def test_the_question_stands_at_the_top_once_it_is_answered(visit: Visit) -> None:
    for _ in range(3):
        visit.ask("Quel délai ?")
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
    visit.ready()
    found = {"empty": Axe().run(page)}
    for question in ("Quel délai ?", "Tout ?", "Proche ?", "Article 1 ?"):
        visit.ask(question)
    for folded in page.locator(".answer summary").all():
        folded.click()
    found["answers"] = Axe().run(page)
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
    visit.ask("Tout ?")
    for folded in page.locator(".answer summary").all():
        folded.click()
    visit.ask("Article 1 ?")
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


def test_paper_shows_the_other_cases_of_a_list(visit: Visit) -> None:
    visit.ask("Tout ?")
    case = visit.page.locator(".folded li").first
    expect(case).to_be_hidden()
    visit.page.emulate_media(media="print")
    expect(case).to_be_visible()
