"""source.js: what a document is, who publishes it, when it holds, and where it is read."""

import pytest

from tests.shared import needs_chromium
from tests.ui.fake_service import answered, refused
from tests.ui.static.modules import Modules, french
from tests.ui.static.shown import DAYS, OPEN, answer, quoting, with_citation

pytestmark = needs_chromium


def test_an_id_cannot_lead_to_another_address(modules: Modules) -> None:
    marker = with_citation(modules, passage_id="../x?y#z").xpath("//*[@class='sentences']//a")[0]
    assert str(marker.get("href")).startswith("/passages/..%2Fx%3Fy%23z?start=")


def test_a_source_has_its_label_kind_date_and_official_address(modules: Modules) -> None:
    source = quoting(modules, ("L1", OPEN)).xpath("//ol/li")[0]
    assert french(source) == (
        "Source 1 Code de la place, art. L1 Loi Code de la place publique Ministère des places "
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
    (element,) = with_citation(modules, kind=kind, official=None).xpath("//*[@class='kind']")
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


def test_passages_of_one_article_share_one_source(modules: Modules) -> None:
    said = answered(("L2", DAYS), ("L1", OPEN), ("L1", OPEN))
    said["citations"][1]["passage_id"] = "L1-2"
    sources = answer(modules, said).xpath("//ol/li")
    assert [len(one.xpath(".//a[@class='marker']")) for one in sources] == [1, 2]
    assert sources[1].xpath(".//a/@href")[0].startswith("/passages/L1-2?")


def test_a_source_says_whether_the_law_that_it_cites_has_changed(modules: Modules) -> None:
    said = answered(("L1", OPEN), ("L2", DAYS))
    text = "Page du 1er mai 2020 ; l'article L1 <a> changé."
    said["citations"][0]["currency"] = {"state": "behind", "text": text, "language": "fr"}
    (found,) = answer(modules, said).xpath("//li/*[contains(@class, 'currency')]")
    assert (found.get("class"), found.get("lang")) == ("currency behind", "fr")
    assert french(found) == text


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


def test_a_long_passage_that_is_near_is_cut_at_a_word(modules: Modules) -> None:
    said = refused("Hors du sujet.")
    said["refusal"]["nearest"][0]["quote"] = "liberté " * 100
    (quoted,) = answer(modules, said).xpath("//*[@class='quoted']")
    assert quoted.text_content() == ("liberté " * 29).strip() + "…"


@pytest.mark.parametrize(
    ("fields", "kind", "publisher"),
    [
        pytest.param(
            {"kind": "page", "official": True, "publisher": "Ministère"},
            "Page officielle",
            ["Ministère"],
            id="a page that an authority publishes",
        ),
        pytest.param(
            {"kind": "page", "official": True, "publisher": None},
            "Page d'information",
            [],
            id="a page that nobody answers for",
        ),
        pytest.param(
            {"kind": "page", "official": False, "publisher": "Parvis"},
            "Résumé de Parvis, sans valeur officielle",
            [],
            id="a note of Parvis's own",
        ),
        pytest.param(
            {"kind": "law", "official": False, "publisher": "Parvis"},
            "Résumé de Parvis, sans valeur officielle",
            [],
            id="whatever the note says that it is",
        ),
        pytest.param(
            {"kind": "law", "official": True, "publisher": "Légifrance"},
            "Loi",
            ["Légifrance"],
            id="a law",
        ),
    ],
)
def test_a_source_tells_what_it_is_and_who_publishes_it(
    modules: Modules, fields: dict[str, object], kind: str, publisher: list[str]
) -> None:
    page = with_citation(modules, **fields)
    assert [french(one) for one in page.xpath("//*[starts-with(@class, 'kind')]")] == [kind]
    assert [one.text for one in page.xpath("//*[@class='publisher']")] == publisher
