"""Questions that a page asks and answers are the headings of their answers."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.splitters.sections import sections_of
from tests.corpus.outlines import only, outline

_ONE, _TWO = "Qui peut demander ?", "Combien cela coûte-t-il ?"
_SEEN = "<h2>Aide</h2><p>" + "Ce que tout le monde voit de la page. " * 4 + "</p>"


def _stated(*questions: str) -> str:
    """What the page says to search engines, which says more than it shows."""
    asked = [
        {"@type": "Question", "name": f"<p>{one}</p>", "acceptedAnswer": {"text": "Non montré."}}
        for one in questions
    ]
    page = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": asked}
    return f'<script type="application/ld+json">{json.dumps(page)}</script>'


def _paths(body: str, head: str = "") -> list[tuple[tuple[str, ...], str]]:
    document = only(
        f"<html><head>{head}</head><body><main>{_SEEN}{body}</main></body></html>", "a.html"
    )
    return [
        (section.path[1:], document.text[section.start : section.end])
        for section in sections_of(document)[1:]
    ]


_ANSWERED = [((_ONE,), "Tout le monde."), ((_TWO,), "Rien."), ((), "Après.")]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="item"><p class="q">{}</p><div><p>{}</p></div></div>',
        '<div class="item"><button aria-expanded="false">{}</button><div hidden>{}</div></div>',
        '<section><a role="button" href="#">{}</a><div style="display:none">{}</div></section>',
        "<div><div><b>{}</b> <i class='icon' aria-hidden='true'>+</i></div><p>{}</p></div>",
        "<div><button><span>{}</span><i aria-hidden='true'>expand_more</i></button><p>{}</p></div>",
        "<details><summary>{}</summary>{}</details>",
        "<div><div><span><b>{}</b></span></div>{}</div>",
    ],
)
def test_questions_that_the_page_states_rule_their_answers_and_nothing_after(body: str) -> None:
    told = body.format(_ONE, "Tout le monde.") + body.format(_TWO, "Rien.")
    assert _paths(f"<div>{told}</div><p>Après.</p>", _stated(_ONE, _TWO)) == _ANSWERED


def test_questions_on_buttons_that_open_their_answers_are_headings() -> None:
    body = '<div><button aria-expanded="false">{}</button><div hidden>{}</div></div>'
    told = body.format(_ONE, "Tout le monde.") + body.format(_TWO, "Rien.")
    assert _paths(f"<div>{told}</div><p>Après.</p>") == _ANSWERED


def test_questions_of_a_list_are_no_items_of_it() -> None:
    body = "<li><div>{}</div><p>{}</p></li>"
    told = body.format(_ONE, "Tout le monde.") + body.format(_TWO, "Rien.")
    assert _paths(f"<ul>{told}</ul><p>Après.</p>", _stated(_ONE, _TWO)) == _ANSWERED


def test_a_lone_question_rules_no_more_than_what_stands_with_it() -> None:
    body = f"<div><p>{_ONE}</p><p>Tout le monde.</p></div><p>Après.</p>"
    assert _paths(body, _stated(_ONE)) == [_ANSWERED[0], _ANSWERED[2]]


def test_questions_within_an_item_do_not_rule_the_items_after() -> None:
    inner = f"<dl><dt>{_ONE}</dt><dd>Tous.</dd></dl>"
    page = f"<html><main>{_SEEN}<ul><li>Un{inner}</li><li>Deux</li></ul></main></html>"
    assert outline(only(page, "a.html"))[2:] == ["li1 Un", f"li1 {_ONE}", "li2 Tous.", "li1 Deux"]


def test_terms_that_are_questions_are_headings_of_what_defines_them() -> None:
    pairs = f"<dt>{_ONE}</dt><dd>Tout le monde.</dd><div><dt>{_TWO}</dt><dd><p>Rien.</p></dd></div>"
    assert _paths(f"<dl>{pairs}</dl><p>Après.</p>") == _ANSWERED


def test_a_list_with_a_term_that_is_no_question_stays_a_list() -> None:
    pairs = f"<dt>{_ONE}</dt><dd>Tous.</dd><dt>Alinéa</dt><dd>Un paragraphe.</dd>"
    page = only(f"<html><body><main>{_SEEN}<dl>{pairs}</dl></main></body></html>", "a.html")
    assert outline(page)[2:] == [f"li1 {_ONE}", "li2 Tous.", "li1 Alinéa", "li2 Un paragraphe."]


@pytest.mark.parametrize(
    "marks",
    [
        ('itemscope itemtype="https://schema.org/Question"', "itemprop=name", "itemscope"),
        ('itemscope itemtype="http://schema.org/Question/"', "itemprop=name", ""),
        ('typeof="Question"', "property=name", ""),
    ],
)
@pytest.mark.parametrize(
    "asked",
    [
        "<div {name}>{{}}</div>",
        "<span {name}>{{}}</span>",
        "<h3 {name}>{{}}</h3>",
        "<h3><span {name}>{{}}</span></h3>",
        "<button {name}>{{}}</button>",
        "<button><span {name}>{{}}</span></button>",
    ],
)
def test_questions_that_the_markup_tells_are_headings(asked: str, marks: tuple[str, ...]) -> None:
    item, name, answer = marks
    told_of = asked.format(name=name)
    body = f"<div {item}>{told_of}<div {answer}><p>{{}}</p></div></div>"
    told = body.format(_ONE, "Tout le monde.") + body.format(_TWO, "Rien.")
    assert _paths(f"{told}<p>Après.</p>") == _ANSWERED


def test_names_of_other_things_are_no_questions() -> None:
    person = (
        '<div itemscope itemtype="https://schema.org/Person"><b itemprop=name>Ada</b> écrit.</div>'
    )
    inside = f'<div itemscope itemtype="https://schema.org/Question">{person}</div>'
    page = only(f"<html><body><main>{_SEEN}{inside}</main></body></html>", "a.html")
    assert outline(page)[2:] == ["p Ada écrit."]


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<h3>1. <span>{}</span></h3>"])
def test_a_question_that_is_a_heading_stays_as_it_is(heading: str) -> None:
    contents = f"<ul><li><a href='#b'>{_ONE}</a></li></ul>"
    body = f"<p>Voyez :</p>{contents}{heading.format(_ONE)}<p>Tous.</p>"
    document = only(
        f"<html><head>{_stated(_ONE)}</head><main>{_SEEN}{body}</main></html>", "a.html"
    )
    assert outline(document)[-2].endswith(_ONE)
    assert document.text.count(_ONE) == 2
    assert not any(block.box for block in document.blocks)


def test_of_a_question_told_twice_the_last_is_the_heading() -> None:
    contents = f"<p><a href='#a'>{_ONE}</a></p><p><a href='#b'>{_TWO}</a></p>"
    body = f"<div><p>{_ONE}</p><div>Tous.</div></div><div><p>{_TWO}</p><div>Rien.</div></div>"
    assert _paths(contents + f"<div>{body}</div>", _stated(_ONE, _TWO))[-2:] == [
        ((_ONE,), "Tous."),
        ((_TWO,), "Rien."),
    ]


def test_what_the_page_states_and_does_not_show_is_not_read() -> None:
    broken = '<script type="application/ld+json">{"@type": "Question", "name":</script>'
    for stated in (_stated("Invisible ?"), broken):
        page = f"<html><head>{stated}</head><main>{_SEEN}<p>Rien d'autre.</p></main></html>"
        assert outline(only(page, "a.html"))[2:] == ["p Rien d'autre."]


_WORD = st.from_regex(r"[a-z]{3,7}", fullmatch=True)
_LINE = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_FORMS = st.sampled_from(
    [
        "<div><p>{q}</p><p>{a}</p></div>",
        "<p>{q}</p><p>{a}</p>",
        "<ul><li>{q}<p>{a}</p></li></ul>",
        "<ul><li><span>{q}</span><ul><li>{a}</li></ul></li></ul>",
        "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
        "<details><summary>{q}</summary>{a}</details>",
        "<div itemscope itemtype='https://schema.org/Question'><b itemprop=name>{q}</b> {a}</div>",
        "<table><tr><td>{q}</td><td>{a}</td></tr></table>",
        "<h3>{q}</h3><blockquote>{a}</blockquote>",
        "<div><div>{q}</div><div><dl><dt>mot</dt><dd>{a}</dd></dl></div></div>",
    ]
)


@given(pairs=st.lists(st.tuples(_FORMS, _LINE, _LINE), min_size=1, max_size=5))
def test_no_word_is_lost_or_told_twice(pairs: list[tuple[str, str, str]]) -> None:
    asked = [f"{question} ?" for _, question, _ in pairs]
    body = "".join(form.format(q=q, a=a) for (form, _, a), q in zip(pairs, asked, strict=True))
    shown = re.sub(r"<[^>]+>", " ", f"{_SEEN}{body}<p>fin</p>")
    page = f"<html><head>{_stated(*asked)}</head><main>{_SEEN}{body}<p>fin</p></main></html>"
    document = only(page, "a.html")
    assert re.findall(r"\w+", document.text) == re.findall(r"\w+", shown)
