"""A citizen asks, reads the answer, opens the source, and sees the quote in its document."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import running
from tests.shared import CRPA, needs_chromium, needs_crpa
from ui.chat import EXAMPLES

pytestmark = needs_chromium

SILENCE = "Au bout de combien de temps le silence de l'administration vaut-il accord ?"
REFUSED_DOCUMENT = "Que faire si l'administration refuse de me communiquer un document ?"
FOREIGN = "Quelle est la recette de la tarte aux pommes ?"


def words_in_document(page: Page, href: str, address: str) -> str:
    """The words of the document, from the API, at the place where the link `href` points."""
    parts = urlsplit(href)
    query = parse_qs(parts.query)
    passage = httpx.get(f"{address}/v1{parts.path}").raise_for_status().json()
    url = f"{address}/v1/documents/{passage['document_id']}"
    text = httpx.get(url).raise_for_status().json()["text"]
    return str(text[int(query["start"][0]) : int(query["end"][0])])


def test_every_quote_of_an_answer_is_highlighted_in_its_document(
    visit: Visit, address: str
) -> None:
    page = visit.page
    visit.ask(REFUSED_DOCUMENT)
    markers = page.locator(".sentences .marker")
    assert markers.count() >= 1
    for sentence in page.locator(".sentences p").all():
        quote = sentence.locator(".sentence").inner_text()
        marker = sentence.locator(".marker").first
        marker.click()
        mark = page.locator("#panel mark")
        expect(mark).to_have_text(quote, use_inner_text=True)
        href = marker.get_attribute("href") or ""
        assert mark.text_content() == words_in_document(page, href, address)
        assert mark.is_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#panel")).to_be_hidden()


def test_each_source_has_a_label_and_a_kind(visit: Visit) -> None:
    visit.ask(REFUSED_DOCUMENT)
    sources = visit.page.locator(".sources li:visible").all()
    assert sources
    for source in sources:
        assert source.locator(".reads").inner_text().strip()
        assert source.locator(".kind").inner_text() in (
            "Loi",
            "Plan d'action",
            "Note conceptuelle",
            "Page officielle",
            "Page d'information",
            "Résumé de Parvis, sans valeur officielle",
        )


@needs_crpa
def test_the_silence_of_the_administration_is_answered_by_the_law(visit: Visit) -> None:
    page = visit.page
    visit.ask(SILENCE)
    expect(page.locator(".sources").first).to_contain_text("CRPA, art. L231-1")
    page.locator(".sources .reads", has_text="L231-1").first.click()
    expect(page.locator("#panel h1")).to_have_text("CRPA, art. L231-1")
    expect(page.locator("#panel mark").first).to_contain_text("deux mois")
    official = page.locator("#panel a.official")
    address = official.get_attribute("href") or ""
    assert urlsplit(address).hostname == "www.legifrance.gouv.fr"
    assert official.get_attribute("rel") == "noopener noreferrer"
    expect(page.locator("#panel .date")).to_contain_text("En vigueur depuis le")


def test_a_question_from_elsewhere_is_refused_kindly(visit: Visit) -> None:
    visit.ask(FOREIGN)
    refusal = visit.page.locator(".refusal")
    expect(refusal).to_be_visible()
    assert len(refusal.inner_text()) > 60
    expect(visit.page.locator(".sentences")).to_have_count(0)


def test_a_refusal_speaks_the_language_of_the_question(visit: Visit) -> None:
    visit.ask("What is the best recipe for an apple pie?")
    refusal = visit.page.locator(".refusal p")
    assert refusal.get_attribute("lang") == "en"
    assert " the " in refusal.inner_text()


def test_a_greeting_gets_a_greeting(visit: Visit) -> None:
    visit.ask("Bonjour")
    expect(visit.page.locator(".refusal")).to_contain_text("Bonjour")
    expect(visit.page.locator(".sources")).to_have_count(0)


@needs_crpa
def test_a_question_that_follows_is_understood(visit: Visit) -> None:
    visit.ask(REFUSED_DOCUMENT)
    visit.ask("Et dans quel délai ?")
    second = visit.page.locator(".answer").nth(1)
    expect(second.locator(".sentences")).to_be_visible()
    assert any(word in second.inner_text() for word in ("mois", "jours"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_example_has_an_answer(browser: Browser, address: str, language: str) -> None:
    visit = Visit(browser, address, locale={"fr": "fr-FR", "en": "en-GB"}[language])
    page = visit.page
    refused = []
    for number, question in enumerate(EXAMPLES[language]):
        if number == 2 and CRPA is None:
            continue
        page.locator(".example", has_text=question).click()
        visit.reply(0)
        if page.locator(".sentences").count() == 0:
            refused.append(question)
        page.locator("#again").click()
        page.locator("#welcome").wait_for()
    visit.close()
    assert refused == []


def test_an_english_question_is_answered_with_quotes_in_their_own_language(
    browser: Browser, address: str
) -> None:
    visit = Visit(browser, address, locale="en-GB")
    visit.page.locator("html[lang=en]").wait_for()
    visit.ask("What is open government?")
    sentence = visit.page.locator(".quotation").first
    assert sentence.get_attribute("lang") == "fr"
    expect(visit.page.locator(".foreign").first).to_have_text("in French")
    kinds = visit.page.locator(".sources .kind").all_inner_texts()
    own = "Parvis's own summary, not official"
    pages = {"Official page", "Information page", own}
    assert set(kinds) <= {"Law", "Action plan", "Concept note", *pages}
    visit.close()


def test_the_whole_way_goes_by_keyboard(visit: Visit) -> None:
    page = visit.page
    focused = "document.activeElement.closest('{}') !== null"

    def tab_to(selector: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate(focused.format(selector)):
                return
        raise AssertionError(f"{selector} is not reached with Tab")

    tab_to("#question textarea")
    page.keyboard.type(REFUSED_DOCUMENT)
    page.keyboard.press("Enter")
    visit.reply(0)
    page.locator("body").press("Home")
    page.evaluate("document.activeElement.blur()")
    tab_to(".marker")
    page.keyboard.press("Enter")
    page.locator("#panel mark").wait_for()
    assert page.evaluate(focused.format("#panel"))
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate(focused.format(".marker"))


def test_no_other_host_is_asked_for_anything(visit: Visit) -> None:
    visit.ask(REFUSED_DOCUMENT)
    visit.page.locator(".marker").first.click()
    visit.page.locator("#panel mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Oui").click()
    visit.page.get_by_role("status").filter(has_text="Merci").wait_for()
    visit.ask(FOREIGN)
    assert len(visit.asked) > 20
    assert visit.foreign_hosts() == set()
    assert visit.complaints == []
    paths = {urlsplit(url).path for url in visit.asked}
    assert not [path for path in paths if path.startswith("/gradio_api")]
    others = {path for path in paths if not path.startswith(("/assets/", "/ui/", "/v1/passages/"))}
    assert others == {"/", "/theme.css", "/v1/answers", "/v1/feedback"}


def test_a_reload_keeps_the_conversation(visit: Visit) -> None:
    visit.ask(REFUSED_DOCUMENT)
    before = visit.page.locator(".sentences").inner_text()
    visit.page.reload()
    visit.reply(0)
    assert visit.page.locator(".sentences").inner_text() == before
    visit.page.locator(".marker").first.click()
    visit.page.locator("#panel mark").wait_for()


def test_a_restart_of_the_service_loses_nothing(
    browser: Browser, built: None, surroundings: dict[str, str]
) -> None:
    with running(surroundings) as address:
        visit = Visit(browser, address, reduced_motion="reduce")
        visit.ready()
        visit.ask(REFUSED_DOCUMENT)
    visit.ask("Et dans quel délai ?")
    expect(visit.page.locator(".failure")).to_contain_text("Le service ne répond pas.")
    assert visit.typed() == "Et dans quel délai ?"
    with running(surroundings, port=urlsplit(address).port or 0):
        visit.page.locator("#send").click()
        expect(visit.page.locator(".answer")).to_have_count(2)
        visit.page.reload()
        visit.reply(1)
        assert visit.page.locator(".asked").count() == 2
    visit.close()


def test_six_tabs_of_one_browser_all_have_their_answer(visit: Visit, address: str) -> None:
    tabs = [visit.page, *(visit.context.new_page() for _ in range(5))]
    for tab in tabs[1:]:
        tab.goto(address)
    for tab in tabs:
        tab.locator("#log[aria-label]").wait_for(state="attached")
        tab.locator("#question textarea").fill(REFUSED_DOCUMENT)
        tab.locator("#question textarea").press("Enter")
    for tab in tabs:
        tab.locator(".answer .sentences").wait_for()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/config"),
        ("GET", "/nothing"),
    ],
)
def test_what_is_nobodys_address_is_a_problem(address: str, method: str, path: str) -> None:
    body = {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]}
    response = httpx.request(method, f"{address}{path}", json=body if method == "POST" else None)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    page = httpx.get(f"{address}{path}", headers={"Accept": "text/html"})
    assert "Cette page n'existe pas" in page.text.replace("&#39;", "'")


def test_no_header_of_a_stranger_changes_the_page(address: str) -> None:
    hostile = {"X-Forwarded-Host": "evil.example", "X-Gradio-Server": "https://evil.example"}
    assert httpx.get(address, headers=hostile).content == httpx.get(address).content


def test_a_phone_shows_the_answer_and_the_source_over_it(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, size=PHONE, has_touch=True, is_mobile=True)
    page = visit.page
    visit.ask(REFUSED_DOCUMENT)
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0
    page.locator(".marker").first.tap()
    mark = page.locator("#panel mark")
    expect(mark).to_be_in_viewport()
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, PHONE[0])
    page.locator("#panel .close").tap()
    expect(page.locator("#panel")).to_be_hidden()
    visit.close()


def test_a_link_to_a_quote_opens_anywhere_without_scripts(visit: Visit, browser: Browser) -> None:
    visit.ask(REFUSED_DOCUMENT)
    quote = visit.page.locator(".sentence").first.inner_text()
    href = visit.page.locator(".marker").first.get_attribute("href") or ""
    elsewhere = Visit(browser, visit.address, path=href, java_script_enabled=False)
    expect(elsewhere.page.locator("mark")).to_have_text(quote, use_inner_text=True)
    expect(elsewhere.page.locator("mark")).to_be_in_viewport()
    assert elsewhere.foreign_hosts() == set()
    elsewhere.close()


def test_a_link_that_leads_nowhere_says_so_kindly(visit: Visit) -> None:
    response = visit.page.goto(f"{visit.address}/passages/nowhere")
    assert response is not None
    assert response.status == 404
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "Ce passage n'existe pas", use_inner_text=True
    )


def test_a_question_that_is_too_long_stays_in_the_field(visit: Visit) -> None:
    question = "Comment obtenir un document ? " * 200
    visit.ask(question)
    expect(visit.page.locator(".failure .detail")).to_contain_text("2,000")
    assert visit.typed() == question
