"""render.js: what a person reads, and that no document or question can say more than words."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from lxml.html import tostring as written

from tests.shared import needs_chromium
from tests.ui.fake_service import NASTY, TEXT, answered, distressed, hostile, refused
from tests.ui.static.modules import Modules, french

pytestmark = needs_chromium

DAYS = "La réponse est donnée dans un délai de douze jours."
OPEN = "La place est ouverte à tous."
words = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
# The fixtures that these tests share are a browser's, which keeps nothing of an example.
in_the_browser = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def answer(modules: Modules, said: dict[str, Any], *helpful: bool) -> HtmlElement:
    return modules.rendered("render", "answer", said, *helpful)


def quoting(modules: Modules, *quotes: tuple[str, str]) -> HtmlElement:
    return answer(modules, answered(*quotes))


def with_citation(modules: Modules, **changes: object) -> HtmlElement:
    said = answered(("L1", OPEN))
    said["citations"][0] |= changes
    return answer(modules, said)


def tags(page: HtmlElement) -> set[str]:
    return {str(element.tag) for element in page.iter()}


def test_each_sentence_is_followed_by_the_numbers_of_its_sources(modules: Modules) -> None:
    page = quoting(modules, ("L2", DAYS), ("L1", OPEN))
    assert [french(one) for one in page.xpath("//*[@class='sentences']/p")] == [
        f"{DAYS} Source 1",
        f"{OPEN} Source 2",
    ]


def test_a_marker_leads_to_the_quote_in_its_passage(modules: Modules) -> None:
    marker = quoting(modules, ("L2", DAYS)).xpath("//*[@class='sentences']//a")[0]
    start = TEXT.index(DAYS)
    assert marker.get("href") == f"/passages/L2?start={start}&end={start + len(DAYS)}#quote"


def test_an_id_cannot_lead_to_another_address(modules: Modules) -> None:
    marker = with_citation(modules, passage_id="../x?y#z").xpath("//*[@class='sentences']//a")[0]
    assert str(marker.get("href")).startswith("/passages/..%2Fx%3Fy%23z?start=")


def test_a_source_has_its_label_kind_date_and_official_address(modules: Modules) -> None:
    source = quoting(modules, ("L1", OPEN)).xpath("//ol/li")[0]
    assert french(source) == (
        "Source 1 Code de la place, art. L1 Loi Code de la place publique "
        "En vigueur depuis le 1er janvier 2016 example.org (nouvel onglet)"
    )
    official = source.xpath(".//a[@class='official']")[0]
    assert official.get("href") == "https://example.org/place/L1"
    assert official.get("target") == "_blank"
    assert official.get("rel") == "noopener noreferrer"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("law", "Loi"),
        ("action_plan", "Plan d'action"),
        ("concept_note", "Note conceptuelle"),
        ("web_page", "Page d'information"),
        ("constructor", "Page d'information"),
    ],
)
def test_each_kind_of_document_has_its_name(modules: Modules, kind: str, shown: str) -> None:
    (element,) = with_citation(modules, kind=kind).xpath("//*[@class='kind']")
    assert french(element) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", [("fr", "en anglais")]), ("fr", [("en", "in French")]), ("de", []), (None, [])],
)
def test_a_quote_in_the_other_language_is_told_to_its_readers_alone(
    modules: Modules, language: str | None, shown: list[tuple[str, str]]
) -> None:
    found = with_citation(modules, language=language).xpath("//*[@class='t foreign']")
    assert [(one.get("lang"), one.text_content()) for one in found] == shown


def test_quotes_of_one_passage_share_one_source(modules: Modules) -> None:
    more = "Toute personne peut demander à lire les comptes de la place."
    page = quoting(modules, ("L2", DAYS), ("L1", OPEN), ("L2", more))
    numbers = [
        [french(marker) for marker in source.xpath(".//a[@class='marker']")]
        for source in page.xpath("//ol/li")
    ]
    assert numbers == [["Source 1", "Source 3"], ["Source 2"]]


def test_only_what_is_quoted_to_the_letter_is_shown_as_a_quote(modules: Modules) -> None:
    said = answered(("L1", OPEN))
    said["sentences"][0]["verbatim"] = False
    assert answer(modules, said).xpath("//*[contains(@class, 'verbatim')]") == []


def test_a_note_of_the_service_is_no_quote(modules: Modules) -> None:
    said = {**answered(("L1", OPEN)), "notes": ["Les deux textes <diffèrent>."]}
    page = answer(modules, said)
    assert french(page.xpath("//*[@class='remark']")[0]) == "Les deux textes <diffèrent>."
    assert len(page.xpath("//*[@class='sentences']/p")) == 1


def test_a_source_says_whether_the_law_that_it_cites_has_changed(modules: Modules) -> None:
    said = answered(("L1", OPEN), ("L2", DAYS))
    text = "Page du 1er mai 2020 ; l'article L1 <a> changé."
    said["citations"][0]["currency"] = {"state": "behind", "text": text, "language": "fr"}
    (found,) = answer(modules, said).xpath("//li/*[contains(@class, 'currency')]")
    assert (found.get("class"), found.get("lang")) == ("currency behind", "fr")
    assert french(found) == text


def test_a_list_keeps_its_lines(modules: Modules) -> None:
    quote = "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai."
    sentence = quoting(modules, ("L2", quote)).xpath("//*[@class='sentence verbatim']")[0]
    assert written(sentence, encoding="unicode", with_tail=False) == (
        '<span class="sentence verbatim" lang="fr">Le refus est motivé :<br>'
        "1° par écrit ;<br>2° dans le même délai.</span>"
    )


def test_a_refusal_says_why_and_shows_the_nearest_passages(modules: Modules) -> None:
    page = answer(modules, refused("Hors du sujet."))
    assert french(page.xpath("//*[@class='refusal']")[0]) == "Hors du sujet."
    assert french(page.xpath("//*[@class='heading']")[0]) == "Les passages les plus proches"
    assert french(page.xpath("//ul/li//*[@class='quoted']")[0]) == OPEN
    assert page.xpath("//*[@class='verdict']") != []


def test_a_long_passage_that_is_near_is_cut_at_a_word(modules: Modules) -> None:
    said = refused("Hors du sujet.")
    said["refusal"]["nearest"][0]["quote"] = "liberté " * 100
    (quoted,) = answer(modules, said).xpath("//*[@class='quoted']")
    assert quoted.text_content() == ("liberté " * 29).strip() + "…"


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


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param(
            {"valid_from": "2016-01-01", "valid_to": None},
            ("En vigueur depuis le 1er janvier 2016", "In force since 1 January 2016"),
            id="in force with no end",
        ),
        pytest.param(
            {"valid_from": "2016-01-02", "valid_to": "2999-01-01"},
            ("En vigueur depuis le 2 janvier 2016", "In force since 2 January 2016"),
            id="an end that means none",
        ),
        pytest.param(
            {"valid_from": "2016-01-01", "valid_to": "2019-08-01"},
            (
                "En vigueur du 1er janvier 2016 au 31 juillet 2019",
                "In force from 1 January 2016 to 31 July 2019",
            ),
            id="no longer in force: the last day is the one before",
        ),
        pytest.param(
            {"valid_from": None, "valid_to": "2020-03-01"},
            ("En vigueur jusqu'au 29 février 2020", "In force until 29 February 2020"),
            id="only an end",
        ),
        pytest.param(
            {"valid_from": None, "valid_to": None, "published": "2013-10-31"},
            ("Publié le 31 octobre 2013", "Published 31 October 2013"),
            id="only published",
        ),
        pytest.param({"valid_from": None, "valid_to": None}, (), id="no date at all"),
    ],
)
def test_dates_are_written_out_in_both_languages(
    modules: Modules, fields: dict[str, object], said: tuple[str, ...]
) -> None:
    dates = with_citation(modules, **fields).xpath("//*[@class='date']/span")
    assert tuple(one.text_content() for one in dates) == said


@pytest.mark.parametrize(
    ("addresses", "kept"),
    [
        pytest.param(
            ("https://a.example/1", "https://b.example"), "https://a.example/1", id="first"
        ),
        pytest.param((None, "http://b.example"), "http://b.example", id="the next where none"),
        pytest.param(("javascript:alert(1)", None), None, id="a script is no address"),
        pytest.param(("JaVaScRiPt:alert(1)", None), None, id="whatever its case"),
        pytest.param((" java\nscript:alert(1)", None), None, id="whatever its spaces"),
        pytest.param(("data:text/html,x", "file:///etc/passwd"), None, id="nor data, nor a file"),
        pytest.param(("//b.example/x", "/local"), None, id="nor a path"),
        pytest.param(("https://", "http:///x"), None, id="nor one without a host"),
        pytest.param(("http://[::1", None), None, id="nor one that cannot be read"),
    ],
)
def test_only_web_addresses_become_links(
    modules: Modules, addresses: tuple[str | None, str | None], kept: str | None
) -> None:
    page = with_citation(modules, permalink=addresses[0], url=addresses[1])
    found = [one.get("href") for one in page.xpath("//a[@class='official']")]
    assert found == ([kept] if kept else [])


def test_nothing_that_the_api_says_becomes_markup(modules: Modules) -> None:
    page = answer(modules, hostile())
    assert tags(page) <= {"a", "button", "div", "li", "ol", "p", "span"}
    assert {name for one in page.iter() for name in one.attrib if name.startswith("on")} == set()
    assert page.xpath("//a[@class='reads']")[0].text_content() == NASTY
    assert page.xpath("//*[@class='sentence verbatim']")[0].text_content() == NASTY
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
