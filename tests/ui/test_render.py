"""Render: what the server writes as HTML, and that no document can say more than words."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement

from tests.ui.fake_service import NASTY, TEXT, passage
from ui import render
from ui.client import Failure, FailureKind
from ui.contract import PassageLink, ShownPassage


def parsed(page: str) -> HtmlElement:
    return lxml_html.fromstring(page)


def french(element: HtmlElement) -> str:
    """The words of `element` that a French reader sees."""
    pieces = element.xpath(".//text()[not(ancestor::*[starts-with(@class, 't') and @lang='en'])]")
    assert isinstance(pieces, list)
    return " ".join("".join(str(piece) for piece in pieces).split())


def a_passage(**changes: object) -> ShownPassage:
    return ShownPassage.model_validate(passage("L1")).model_copy(update=changes)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param(
            {"valid_from": date(2016, 1, 1), "valid_to": None},
            ("En vigueur depuis le 1er janvier 2016", "In force since 1 January 2016"),
            id="in force with no end",
        ),
        pytest.param(
            {"valid_from": date(2016, 1, 2), "valid_to": date(2999, 1, 1)},
            ("En vigueur depuis le 2 janvier 2016", "In force since 2 January 2016"),
            id="an end that means none",
        ),
        pytest.param(
            {"valid_from": date(2016, 1, 1), "valid_to": date(2019, 8, 1)},
            (
                "En vigueur du 1er janvier 2016 au 31 juillet 2019",
                "In force from 1 January 2016 to 31 July 2019",
            ),
            id="no longer in force: the last day is the one before",
        ),
        pytest.param(
            {"valid_from": None, "valid_to": None, "published": date(2013, 10, 31)},
            ("Publié le 31 octobre 2013", "Published 31 October 2013"),
            id="only published",
        ),
        pytest.param({"valid_from": None, "valid_to": None}, ("", ""), id="no date at all"),
    ],
)
def test_dates_are_written_out_in_both_languages(
    fields: dict[str, object], said: tuple[str, str]
) -> None:
    page = parsed(render.passage_page(a_passage(**fields)))
    dates = page.xpath("//*[@class='date']/span")
    assert tuple(one.text_content() for one in dates) == tuple(one for one in said if one)


@pytest.mark.parametrize(
    ("addresses", "kept"),
    [
        pytest.param(
            ("https://a.example/1", "https://b.example"), "https://a.example/1", id="first"
        ),
        pytest.param((None, "http://b.example"), "http://b.example", id="the next where none"),
        pytest.param(("javascript:alert(1)", None), None, id="a script is no address"),
        pytest.param(("JaVaScRiPt:alert(1)", None), None, id="whatever its case"),
        pytest.param(("data:text/html,x", "file:///etc/passwd"), None, id="nor data, nor a file"),
        pytest.param(("//b.example/x", "/local"), None, id="nor a path"),
        pytest.param(("https://", "http:///x"), None, id="nor one without a host"),
        pytest.param(("http://[::1", None), None, id="nor one that cannot be read"),
    ],
)
def test_only_web_addresses_become_links(
    addresses: tuple[str | None, str | None], kept: str | None
) -> None:
    assert render.web_address(*addresses) == kept
    place = a_passage(permalink=addresses[0], url=addresses[1])
    page = parsed(render.passage_page(place))
    found = [one.get("href") for one in page.xpath("//a[@class='official']")]
    assert found == ([kept] if kept else [])


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_failure_says_something(kind: FailureKind) -> None:
    heading = parsed(render.failure_page(Failure(kind))).xpath("//h1")[0]
    assert len(french(heading)) > 10


@given(st.integers(-50, 400), st.integers(-50, 400), st.sampled_from(["L1", "L2", "L3"]))
def test_the_stretches_of_a_passage_are_the_document_and_the_marked_ones_the_quote(
    start: int, end: int, number: str
) -> None:
    place = ShownPassage.model_validate(passage(number))
    found = render.stretches(place, start=start, end=end)
    assert "".join(one.text for one in found) == place.before + place.text + place.after
    assert "".join(one.text for one in found if one.inside) == place.text
    quoted = "".join(one.text for one in found if one.quoted)
    assert quoted == (TEXT[max(start, 0) : max(end, 0)] if start < end else "")


def test_a_passage_page_marks_the_quote_to_the_letter() -> None:
    quote = "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai."
    start = TEXT.index(quote)
    place = ShownPassage.model_validate(passage("L2"))
    page = parsed(render.passage_page(place, start=start, end=start + len(quote)))
    assert [mark.text_content() for mark in page.xpath("//mark")] == [quote]
    assert page.xpath("//*[@class='text']")[0].text_content() == TEXT


def a_passage_far_into_its_document() -> ShownPassage:
    before = "".join(f"Alinéa {number}, qui compte quarante caractères.\n" for number in range(30))
    body = {**passage("L1"), "before": before, "start": 5000, "end": 5000 + len("La place est")}
    return ShownPassage.model_validate({**body, "text": "La place est"})


def test_what_comes_long_before_a_passage_is_folded_at_a_line() -> None:
    place = a_passage_far_into_its_document()
    found = render.stretches(place, start=5000, end=5005)
    assert [(one.folded, one.inside, one.quoted) for one in found] == [
        (True, False, False),
        (False, False, False),
        (False, True, True),
        (False, True, False),
        (False, False, False),
    ]
    assert found[0].text + found[1].text == place.before
    assert found[0].text.endswith("\n")
    assert 50 < len(found[1].text) <= 100


def test_nothing_is_folded_over_the_quote() -> None:
    place = a_passage_far_into_its_document()
    assert not any(one.folded for one in render.stretches(place, start=4000, end=5005))


def test_a_passage_page_says_where_the_passage_stands() -> None:
    place = ShownPassage.model_validate({**passage("L2"), "page": 12})
    page = parsed(render.passage_page(place))
    assert french(page.xpath("//h1")[0]) == "Code de la place, art. L2"
    assert french(page.xpath("//*[@class='document']")[0]) == "Code de la place publique"
    assert [french(one) for one in page.xpath("//*[@class='place']/li")] == [
        "Livre Ier : Usages",
        "Titre II : Lecture",
    ]
    assert french(page.xpath("//*[@class='facts']")[0]) == (
        "Loi page 12 En vigueur depuis le 1er janvier 2016 example.org (nouvel onglet)"
    )
    assert page.xpath("//mark") == []


def test_a_passage_page_says_whether_the_law_that_it_cites_has_changed() -> None:
    told = {"state": "behind", "text": "Page du 1er mai 2020 ; <b> a changé.", "language": "fr"}
    changed = ShownPassage.model_validate(passage("L1") | {"currency": told})
    (found,) = parsed(render.passage_page(changed)).xpath("//*[contains(@class, 'currency')]")
    assert (found.get("class"), found.get("lang")) == ("currency behind", "fr")
    assert found.text_content() == told["text"]
    assert not parsed(render.passage_page(a_passage())).xpath("//*[@class='currency']")


def test_a_passage_page_leads_to_its_neighbours_and_to_what_cites_it() -> None:
    body = passage("L2")
    body["previous"] = {"passage_id": "L1", "label": "art. L1"}
    body["next"] = {"passage_id": "L3", "label": "art. L3"}
    page = parsed(render.passage_page(ShownPassage.model_validate(body)))
    turn = page.xpath("//*[@class='turn']/a")
    assert [(one.get("rel"), one.get("href")) for one in turn] == [
        ("prev", "/passages/L1"),
        ("next", "/passages/L3"),
    ]
    named = {french(heading): french(heading.getnext()) for heading in page.xpath("//nav/h2")}
    assert named == {
        "Ce passage renvoie à": "Code de la place, art. L1",
        "Ce passage est cité par": "Code de la place, art. L3",
    }


def test_a_document_that_holds_markup_is_read_as_it_is_written() -> None:
    page = parsed(render.passage_page(ShownPassage.model_validate(passage("L3"))))
    assert page.xpath("//script | //b") == []
    assert "<script>alert('banc')</script>" in page.xpath("//*[@class='text']")[0].text_content()


def test_nothing_that_a_document_says_becomes_markup() -> None:
    place = a_passage(title=NASTY, label=NASTY, kind=NASTY, language='"><b>', text=NASTY)
    page = parsed(render.passage_page(place))
    assert page.xpath("//main//img | //script | //main//b") == []
    assert page.xpath("//main/h1")[0].text_content() == NASTY


def test_no_string_of_the_chats_page_leads_out_of_its_script() -> None:
    config = {"title": "</script><script>alert(1)</script>"}
    page = render.chat_page(config=config, script="assets/index-1.js", style="assets/index-1.css")
    (data,) = parsed(page).xpath("//script[@id='gradio-config']")
    assert json.loads(data.text) == config


def test_a_removed_document_is_named_with_the_day() -> None:
    failed = Failure(FailureKind.REMOVED, "", "Ancien <plan>", date(2026, 3, 1))
    page = parsed(render.failure_page(failed))
    assert french(page.xpath("//h1")[0]) == "Ce document a été retiré"
    assert "« Ancien <plan> » a été retiré de ce service le 1er mars 2026." in french(page)


def test_a_rewritten_passage_leads_to_what_stands_there_now() -> None:
    instead = PassageLink(passage_id="L2", label="CP, art. <L2>")
    day = date(2026, 3, 1)
    failed = Failure(FailureKind.REMOVED, title="Code <neuf>", changed_on=day, instead=instead)
    page = parsed(render.failure_page(failed))
    assert french(page.xpath("//h1")[0]) == "Ce passage a changé"
    assert "« Code <neuf> » a été remanié le 1er mars 2026" in french(page)
    (link,) = page.xpath("//main//a")
    assert link.get("href") == "/passages/L2"
    assert link.text_content().endswith("CP, art. <L2>")


def test_a_changed_document_without_passages_leads_nowhere() -> None:
    failed = Failure(FailureKind.REMOVED, title="Code", changed_on=date(2026, 3, 1))
    assert parsed(render.failure_page(failed)).xpath("//main//a") == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_says_its_language(language: str) -> None:
    page = parsed(render.failure_page(Failure(FailureKind.MISSING), language=language))
    assert page.get("lang") == language
    titles = {"fr": "Ce passage n'existe pas · Parvis", "en": "There is no such passage · Parvis"}
    assert page.findtext(".//title") == titles[language]


def test_the_note_claims_privacy_only_where_it_holds() -> None:
    assert "ne quitte ce serveur" in render.note(private=True)
    assert "ne quitte ce serveur" not in render.note(private=False)
