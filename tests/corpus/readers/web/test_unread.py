"""What of a page cannot be read, and how it is told."""

import pytest

from corpus.text import MISSING
from tests.corpus.outlines import reading


def _read(html: str) -> tuple[str, list[str]]:
    read = reading(f"<main><h1>Titre</h1>{html}</main>", "a.html")
    text = read.documents[0].text.removeprefix("Titre").strip()
    return text, [warning.message for warning in read.warnings]


def test_a_picture_within_a_sentence_is_a_hole_in_it() -> None:
    assert _read('<p>Cliquer sur <img src="a.png"> pour modifier. Fin.</p>') == (
        f"Cliquer sur {MISSING} pour modifier. Fin.",
        ["a picture is not read, in “Cliquer sur … pour modifier. Fin”"],
    )


def test_pictures_that_may_hold_what_the_page_says_are_told() -> None:
    assert _read('<p><img src="p1.png"></p><p><img src="p2.png"></p><p>Dit.</p>')[1] == [
        "2 pictures without a description are not read"
    ]
    assert _read(f'<p><img src="p1.png"></p><p>{"Un mot. " * 50}</p>')[1] == []


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="a.png"> Au début.</p>',
        '<p>À la fin <img src="a.png"></p>',
        '<p>Une phrase. <img src="a.png"> Une autre.</p>',
        '<p>Un <img src="a.png" alt=""> mot.</p>',
        '<p>Un <img src="a.png" width="16" height="16"> mot.</p>',
        '<p>Un <img src="a.png" role="presentation"> mot.</p>',
    ],
)
def test_a_picture_beside_sentences_is_none(html: str) -> None:
    assert MISSING not in _read(html)[0]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>',
         "the page inserted from www.youtube.com"),
        ('<object data="https://a.fr/plan.pdf"></object>', "the object inserted from a.fr"),
        ("<canvas></canvas>", "the drawing"),
        ("<svg><text>Part des refus en 2023</text></svg>", "the drawing"),
        ("<video></video>", "the film"),
    ],
)  # fmt: skip
def test_what_is_inserted_is_told_with_its_place(html: str, what: str) -> None:
    assert _read(f"<p>Dit.</p>{html}") == ("Dit.", [f"{what} is not read (under “Titre”)"])


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.google-analytics.com/x" width="0"></iframe>',
        '<iframe src="about:blank"></iframe>',
        "<svg><path></path></svg>",
        '<svg aria-hidden="true"><text>Un dessin de trop</text></svg>',
    ],
)
def test_what_says_nothing_is_passed_over_in_silence(html: str) -> None:
    assert _read(f"<p>Dit.</p>{html}") == ("Dit.", [])


def test_many_of_one_sort_are_counted() -> None:
    _, messages = _read("<p>Dit.</p>" + '<iframe src="https://a.fr/"></iframe>' * 20)
    assert len(messages) == 9
    assert messages[-1] == "the page inserted from a.fr is not read, at 12 more places"


def test_a_sign_of_a_symbol_font_is_a_hole_and_its_bullet_is_none() -> None:
    sign = '<span style="font-family:Symbol">³</span>'
    assert _read(f"<p>Au moins {sign} 10 agents.</p>") == (
        f"Au moins {MISSING} 10 agents.",
        ["a sign of a symbol font is not read, in “Au moins … 10 agents”"],
    )
    assert _read("<p><font face=Wingdings>§</font> Un point.</p>") == ("Un point.", [])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> habitants", "10⁶ habitants"),
        ("en 2023<sup>1</sup>", "en 2023¹"),
        ("m<sup>2</sup>, 1<sup>er</sup>, CO<sub>2</sub>", "m2, 1er, CO2"),
        ('note<sup><a href="#n1">1</a></sup>.', "note."),
        ('note<a href="#fn1" role="doc-noteref"><sup>1</sup></a>.', "note."),
        ('note<a href="#_ftn1"><span>[1]</span></a>.', "note."),
        ('<a href="#_ftnref1">[1]</a>Loi de 1978.', "[1] Loi de 1978."),
        ("Il dit <q>oui</q>.", "Il dit « oui »."),
        ("This is what he says: <q>yes</q>.", "This is what he says: “yes”."),
        ('<span lang="en">He says <q>yes</q></span>.', "He says “yes”."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢 (kan)"),
        ("dé<wbr>lai, sou&shy;vent", "délai, souvent"),
    ],
)
def test_what_stands_within_a_line_is_said_as_it_is_shown(html: str, text: str) -> None:
    assert _read(f"<p>{html}</p>")[0] == text


def test_a_word_drawn_within_a_sentence_is_missing_and_warned_of() -> None:
    read = reading("<main><h1>A</h1><p>Le prix <svg><text>12</text></svg> est dû.</p>", "a.html")
    assert f"Le prix {MISSING} est dû." in read.documents[0].text
    assert [one.message for one in read.warnings] == [
        "a picture is not read, in “Le prix … est dû”"
    ]
