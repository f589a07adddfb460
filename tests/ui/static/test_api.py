"""api.js: the API as any integrator would ask it, and every way in which a call fails."""

import pytest
from fastapi import FastAPI
from playwright.sync_api import expect

from tests.journeys.browser import Visit
from tests.shared import needs_chromium
from tests.ui.static.modules import Modules

pytestmark = needs_chromium


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("Panne ?", "Une erreur est survenue de notre côté.", id="broken"),
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


def test_a_service_that_is_too_slow_gets_one_kind_sentence_too(visit: Visit) -> None:
    visit.page.clock.install()
    visit.page.reload()
    visit.ready()
    visit.send("Attendre ?")
    visit.page.locator(".pending").wait_for()
    expect(visit.page.locator(".pending")).to_contain_text("Recherche dans les documents…")
    visit.page.clock.fast_forward(20_001)
    expect(visit.page.locator(".failure")).to_contain_text("La réponse tarde trop.")
    assert visit.typed() == "Attendre ?"


def test_a_lost_connection_keeps_the_question_and_says_so(visit: Visit) -> None:
    visit.page.route("**/v1/answers", lambda route: route.abort())
    visit.ask("Quel délai ?")
    expect(visit.page.locator(".failure")).to_contain_text("Le service ne répond pas.")
    assert visit.typed() == "Quel délai ?"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<html>", id="a page instead of JSON"),
        pytest.param('{"id": "a1"}', id="JSON of another shape"),
        pytest.param("null", id="nothing"),
        pytest.param(
            '{"id": "a1", "status": "answered", "text": "x", "sentences": [{"text": {}}]}',
            id="sentences of another shape",
        ),
        pytest.param(
            '{"id": "a1", "status": "answered", "text": "x", "asked_for": {"text": "2"}}',
            id="a figure that stands nowhere",
        ),
        pytest.param(
            '{"id": "a1", "status": "maybe", "text": "x"}', id="a state that nobody knows"
        ),
    ],
)
def test_an_answer_that_keeps_to_no_contract_is_a_failure(visit: Visit, body: str) -> None:
    visit.page.route("**/v1/answers", lambda route: route.fulfill(body=body))
    visit.ask("Quel délai ?")
    expect(visit.page.locator(".failure")).to_contain_text("Une erreur est survenue")
    assert visit.typed() == "Quel délai ?"


def test_fields_that_the_page_does_not_know_are_no_trouble(visit: Visit) -> None:
    body = '{"id": "a1", "status": "answered", "text": "Oui.", "new": {"field": 1}}'
    visit.page.route("**/v1/answers", lambda route: route.fulfill(body=body))
    visit.ask("Quel délai ?")
    expect(visit.page.locator(".answer")).to_be_visible()


def test_a_failure_without_problem_json_keeps_its_kind(visit: Visit) -> None:
    visit.page.route("**/v1/answers", lambda route: route.fulfill(status=503, body="down"))
    visit.ask("Quel délai ?")
    expect(visit.page.locator(".failure")).to_contain_text("ne peut pas répondre à l'instant")
    expect(visit.page.locator(".failure .detail")).to_have_count(0)


def test_an_id_cannot_lead_to_another_address(visit: Visit) -> None:
    modules = Modules(visit.page)
    with visit.page.expect_request("**/v1/**") as asked:
        script = """async (id) => {
            const { passage } = await import("/ui/api.js");
            return passage(id).catch((error) => error.kind);
        }"""
        assert modules.evaluate(script, "../documents?x=1#y") == "missing"
    assert asked.value.url.endswith("/v1/passages/..%2Fdocuments%3Fx%3D1%23y")


def test_an_answer_is_asked_for_as_the_contract_says(visit: Visit, service: FastAPI) -> None:
    visit.ask("Quel délai ?")
    visit.ask("Et après ?")
    answer = service.state.asked[-1]["history"][1]["content"]
    assert service.state.asked[-1] == {
        "question": "Et après ?",
        "history": [
            {"role": "user", "content": "Quel délai ?"},
            {"role": "assistant", "content": answer},
        ],
    }
    assert answer.startswith("La réponse est donnée dans un délai de douze jours. [1] ")


def test_an_opinion_that_cannot_be_kept_is_not_thanked_for(visit: Visit) -> None:
    visit.page.route("**/v1/feedback", lambda route: route.fulfill(status=404, body="{}"))
    visit.ask("Quel délai ?")
    visit.page.get_by_role("button", name="Oui").click()
    expect(visit.page.locator(".thanks")).to_have_text("Votre avis n'a pas pu être enregistré.")
    assert visit.page.get_by_role("button", name="Oui").get_attribute("aria-pressed") is None
