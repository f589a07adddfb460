"""quotes.js: what is quoted, with its role, its cuts, and the figure asked for marked in it."""

import pytest
from lxml.html import HtmlElement
from lxml.html import tostring as written

from tests.shared import needs_chromium
from tests.ui.fake_service import TEXT, answered, complete
from tests.ui.static.modules import Modules, french
from tests.ui.static.shown import DAYS, OPEN, answer, quoting

pytestmark = needs_chromium


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


def test_only_what_is_quoted_to_the_letter_is_shown_as_a_quote(modules: Modules) -> None:
    said = answered(("L1", OPEN))
    said["sentences"][0]["verbatim"] = False
    assert answer(modules, said).xpath("//*[contains(@class, 'verbatim')]") == []


def test_a_list_keeps_its_lines(modules: Modules) -> None:
    quote = "Le refus est motivé :\n1° par écrit ;\n2° dans le même délai."
    sentence = quoting(modules, ("L2", quote)).xpath("//*[@class='sentence']")[0]
    assert written(sentence, encoding="unicode", with_tail=False) == (
        '<span class="sentence">Le refus est motivé :<br>'
        "1° par écrit ;<br>2° dans le même délai.</span>"
    )


def shown(modules: Modules, **changes: object) -> HtmlElement:
    return answer(modules, {**complete(), **changes})


def with_roles(modules: Modules, *roles: str | None) -> HtmlElement:
    said = answered(*[("L1", OPEN)] * len(roles))
    for sentence, role in zip(said["sentences"], roles, strict=True):
        sentence["role"] = role
    return answer(modules, said)


def test_the_answer_in_a_word_is_told_as_the_services_own_and_leads_to_its_quote(
    modules: Modules,
) -> None:
    page = shown(modules)
    assert [french(one) for one in page.xpath("//*[@class='gist']/p")] == [
        "Oui, d'après ce texte. en bref Source 1",
        "Délai : douze jours en bref, d'après le texte cité Source 2",
    ]
    assert page.xpath("//*[@class='gist']//*[contains(@class, 'quotation')]") == []
    start = TEXT.index(DAYS)
    assert page.xpath("//*[@class='gist']//a")[1].get("href") == (
        f"/passages/L2?start={start}&end={start + len(DAYS)}#quote"
    )
    assert shown(modules, asked_for=None, yes_or_no=None).xpath("//*[@class='gist']") == []


def test_the_figure_asked_for_is_marked_in_its_quote(modules: Modules) -> None:
    (mark,) = shown(modules).xpath("//mark")
    assert mark.text == "douze jours"
    assert french(mark.getparent()) == DAYS


def test_the_figure_is_marked_in_a_case_that_is_folded(modules: Modules) -> None:
    start = TEXT.index("même délai")
    figure = {"kind": "delay", "text": "Délai", "citation": 5, "start": start, "end": start + 10}
    (mark,) = shown(modules, asked_for=figure).xpath("//details//mark")
    assert mark.text == "même délai"


def marked(modules: Modules, quote: str, figure: str, *, text: str | None = None) -> list[str]:
    """What is marked of a quote whose `figure` is asked for, `text` being shown."""
    start = 1000
    said = answered(("L1", OPEN))
    said["citations"][0] |= {"quote": quote, "start": start, "end": start + len(quote)}
    said["sentences"][0]["text"] = quote if text is None else text
    place = start + quote.index(figure)
    said["asked_for"] = {"kind": "number", "text": figure, "citation": 1, "start": place}
    said["asked_for"]["end"] = place + len(figure)
    return [one.text_content() for one in answer(modules, said).xpath("//mark")]


@pytest.mark.parametrize(
    ("quote", "figure"),
    [
        pytest.param("🏛🏛 Dans deux mois.", "deux mois", id="after what takes two units each"),
        pytest.param("Dans 𝟚𝟚 🏛 mois.", "𝟚𝟚 🏛 mois", id="made of such characters"),
        pytest.param("Deux mois.", "Deux mois.", id="all of it"),
    ],
)
def test_places_count_characters_whatever_the_browser_counts(
    modules: Modules, quote: str, figure: str
) -> None:
    assert marked(modules, quote, figure) == [figure]


def test_a_figure_that_goes_over_a_line_is_marked_on_both(modules: Modules) -> None:
    assert marked(modules, "Dans les\ndeux\nmois.", "deux\nmois") == ["deux", "mois"]


def test_nothing_is_marked_in_words_that_are_no_quote(modules: Modules) -> None:
    assert marked(modules, "Dans les deux mois.", "deux", text="En deux mois.") == []


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("rule", ["Règle"]),
        ("exception", ["Exception"]),
        ("delay", ["Délai"]),
        ("whom", ["À qui s'adresser"]),
        ("remedy", ["En cas de refus"]),
        ("other", []),
        ("toString", []),
        (None, []),
    ],
)
def test_a_sentence_is_labelled_with_what_it_does(
    modules: Modules, role: str | None, label: list[str]
) -> None:
    assert [french(one) for one in with_roles(modules, role).xpath("//*[@class='role']")] == label


def test_sentences_that_do_the_same_share_their_label(modules: Modules) -> None:
    page = with_roles(modules, "rule", "rule", "exception", "rule")
    assert [french(one) for one in page.xpath("//*[@class='role']")] == [
        "Règle",
        "Exception",
        "Règle",
    ]


def test_plain_words_come_first_with_who_says_them_and_the_law_below(modules: Modules) -> None:
    said = complete()
    said["sentences"].reverse()
    page = answer(modules, said)
    plain, law = page.xpath("//*[starts-with(@class, 'sentences')]")
    assert french(plain) == "Selon Ministère des places La place est ouverte à tous. Source 1"
    assert french(law.getprevious()) == "Ce que dit la loi"
    assert [french(one) for one in law.xpath("./p//*[@class='sentence']")] == [
        "Le refus est motivé :",
        DAYS,
    ]


def test_what_is_no_law_does_not_stand_under_what_the_law_says(modules: Modules) -> None:
    said = complete()
    for citation in said["citations"]:
        citation["kind"] = "page"
    page = answer(modules, said)
    assert "Ce que dit la loi" not in french(page)
    assert len(page.xpath("//*[@class='sentences']/p")) == 3


def test_without_plain_words_the_law_needs_no_heading(modules: Modules) -> None:
    assert "Ce que dit la loi" not in french(with_roles(modules, "rule", "delay"))


def test_a_summary_of_parvis_is_not_said_to_be_somebodys_words(modules: Modules) -> None:
    said = complete()
    said["citations"][0]["official"] = False
    assert "Selon" not in french(answer(modules, said))


def test_a_cut_is_shown_inside_the_quotation_marks_and_told(modules: Modules) -> None:
    (before, after) = shown(modules).xpath("//*[contains(@class, 'law')]/p/*[1]")
    assert french(before) == f"[…](le texte continue){DAYS}"
    assert french(after) == "Le refus est motivé :[…](le texte continue)"
    assert [one.text for one in before.xpath(".//*[@aria-hidden='true']")] == ["[…]"]


def test_the_other_cases_of_a_list_are_folded_in_their_place(modules: Modules) -> None:
    (folded,) = shown(modules).xpath("//details[@class='folded']")
    assert folded.get("open") is None
    assert french(folded.xpath("./summary")[0]) == "Voir les autres cas"
    assert [french(one) for one in folded.xpath(".//li")] == [
        "1° par écrit ; Source 4",
        "2° dans le même délai. Source 5",
    ]
    assert "Le refus est motivé" in french(folded.getprevious())
