"""render.js: what a person reads, and that no document or question can say more than words."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shared import needs_chromium
from tests.ui.fake_service import (
    NASTY,
    ambiguous,
    answered,
    complete,
    distressed,
    hostile,
    near,
    refused,
)
from tests.ui.static.modules import Modules, french
from tests.ui.static.shown import OPEN, answer, tags

pytestmark = needs_chromium

words = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
# The fixtures that these tests share are a browser's, which keeps nothing of an example.
in_the_browser = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_note_of_the_service_is_no_quote(modules: Modules) -> None:
    said = {**answered(("L1", OPEN)), "notes": ["Les deux textes <diffèrent>."]}
    page = answer(modules, said)
    assert french(page.xpath("//*[@class='remark']")[0]) == "Les deux textes <diffèrent>."
    assert len(page.xpath("//*[@class='sentences']/p")) == 1


def test_a_refusal_says_why_and_shows_the_nearest_passages(modules: Modules) -> None:
    page = answer(modules, refused("Hors du sujet."))
    assert french(page.xpath("//*[@class='refusal']")[0]) == "Hors du sujet."
    assert french(page.xpath("//*[@class='heading']")[0]) == "Le passage le plus proche"
    assert french(page.xpath("//ul/li//*[@class='quoted']")[0]) == OPEN
    assert page.xpath("//*[@class='verdict']") != []


def test_what_is_only_near_is_told_apart_with_its_passages_whole(modules: Modules) -> None:
    said = near()
    said["refusal"]["nearest"][0]["quote"] = "liberté " * 100
    page = answer(modules, said)
    assert page.xpath("//*[@class='answer near']") != []
    assert french(page.xpath("//*[@class='state']")[0]) == "Un passage proche, pas une réponse"
    assert french(page.xpath("//*[@class='refusal']")[0]).startswith("Je n'ai pas trouvé")
    assert page.xpath("//*[@class='quoted']")[0].text_content() == "liberté " * 100
    assert page.xpath("//*[@class='sentences']") == []
    bare = answer(modules, refused("Hors du sujet."))
    assert bare.xpath("//*[@class='answer near' or @class='state']") == []


def test_several_passages_are_told_as_several(modules: Modules) -> None:
    said = near()
    said["refusal"]["nearest"] *= 2
    heading = answer(modules, said).xpath("//*[@class='heading']")[0]
    assert french(heading) == "Les passages les plus proches"


def test_what_may_have_been_meant_can_be_asked(modules: Modules) -> None:
    choices = answer(modules, ambiguous()).xpath("//*[@class='choices']/li/button")
    assert [one.text for one in choices] == ["Que dit l'article L1 ?", "Que dit l'article L2 ?"]
    without = distressed()
    without["refusal"]["choices"] = ["Que dit l'article L1 ?"]
    assert answer(modules, without).xpath("//*[@class='choices']") == []


@pytest.mark.parametrize("said", [complete(), near()], ids=["answered", "near"])
def test_what_a_question_leans_on_stands_above_the_answer(
    modules: Modules, said: dict[str, Any]
) -> None:
    page = answer(modules, {**said, "about": "la place"})
    (about,) = page.xpath("//*[@class='about']")
    assert french(about) == "Vous demandez, à propos de la place\u00a0:".replace("\u00a0", " ")
    assert about.getprevious() is None
    assert answer(modules, {**said, "about": None}).xpath("//*[@class='about']") == []


@pytest.mark.parametrize("nearest", [[], None])
def test_a_refusal_with_nothing_near_shows_no_empty_list(
    modules: Modules, nearest: list[object] | None
) -> None:
    said = refused("Bonjour !")
    said["refusal"]["nearest"] = nearest
    assert answer(modules, said).xpath("//ul | //*[@class='heading']") == []


def test_a_person_in_distress_reads_the_message_and_nothing_else(modules: Modules) -> None:
    page = answer(modules, distressed())
    assert french(page) == (
        "Vous n'êtes pas seul. Appelez le 3114, jour et nuit, ou le 15. 3114.fr (nouvel onglet)"
    )
    assert page.xpath("//*[@class='verdict' or @class='heading' or @class='sources']") == []


def test_the_numbers_that_help_can_be_dialled(modules: Modules) -> None:
    said = distressed()
    said["refusal"]["message"] = (
        "Le 3114, le 15, le 112, le 17, le 3919, le 119 et le 115.\n24 h/24"
    )
    numbers = answer(modules, said).xpath("//a[starts-with(@href, 'tel:')]")
    assert [one.get("href") for one in numbers] == [f"tel:{one.text_content()}" for one in numbers]
    expected = ["3114", "15", "112", "17", "3919", "119", "115"]
    assert [one.text_content() for one in numbers] == expected


def test_the_links_of_a_refusal_lead_to_the_web_alone(modules: Modules) -> None:
    links = answer(modules, distressed()).xpath("//*[@class='links']//a")
    assert [one.get("href") for one in links] == ["https://3114.fr/"]
    without = distressed()
    without["refusal"].pop("links")
    assert answer(modules, without).xpath("//*[@class='links']") == []


def test_nothing_that_the_api_says_becomes_markup(modules: Modules) -> None:
    page = answer(modules, hostile())
    inline = {"a", "button", "mark", "span", "summary"}
    blocks = {"dd", "details", "div", "dl", "dt", "h2", "li", "ol", "p", "ul"}
    assert tags(page) <= inline | blocks
    assert {name for one in page.iter() for name in one.attrib if name.startswith("on")} == set()
    assert page.xpath("//a[@class='reads']")[0].text_content() == NASTY
    assert page.xpath("//*[@class='sentence']")[0].text_content() == NASTY
    for told in ("leans-on", "quoted", "remark"):
        assert page.xpath(f"//*[@class='{told}']")[0].text_content().startswith("<img src=x")
    assert [one.text_content() for one in page.xpath("//*[@class='told'] | //dt")] == [NASTY] * 3
    assert {str(one.get("href")).partition(":")[0] for one in page.xpath("//a")} == {
        "/passages/..%2FL1?start=0&end=28#quote",
        "https",
    }


@given(words)
@in_the_browser
def test_a_question_is_shown_to_the_letter_and_as_text_alone(
    modules: Modules, question: str
) -> None:
    page = modules.rendered("render", "question", question)
    assert tags(page) <= {"div", "span", "br"}
    assert re.sub(r"\s+", "", page.text_content()) == "VousYou" + re.sub(r"\s+", "", question)


def test_a_failure_is_one_kind_sentence_and_the_service_own_words(modules: Modules) -> None:
    failed = {"kind": "rejected", "problem": {"detail": "2,000 characters at most <b>."}}
    assert french(modules.rendered("render", "failure", failed)) == (
        "La question n'a pas pu être prise telle quelle ; elle est restée dans le champ. "
        "2,000 characters at most <b>."
    )


@pytest.mark.parametrize(
    "kind", ["rejected", "busy", "slow", "unreachable", "broken", "missing", "removed", "other"]
)
def test_every_failure_says_what_becomes_of_the_question(modules: Modules, kind: str) -> None:
    page = modules.rendered("render", "failure", {"kind": kind, "problem": {}})
    assert "question" in french(page)
    assert page.xpath("//*[@class='detail']") == []


@pytest.mark.parametrize("helpful", [True, False])
def test_what_the_reader_said_of_an_answer_is_shown_again(modules: Modules, helpful: bool) -> None:
    page = answer(modules, answered(("L1", OPEN)), helpful)
    pressed = [one.get("aria-pressed") for one in page.xpath("//button")]
    assert pressed == [str(helpful).lower(), str(not helpful).lower()]
    unsaid = answer(modules, answered(("L1", OPEN)))
    assert [one.get("aria-pressed") for one in unsaid.xpath("//button")] == [None, None]
