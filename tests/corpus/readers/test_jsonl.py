"""JSON Lines."""

import json

import pytest

from corpus.errors import UnreadableFile
from corpus.reading import LeftOut
from tests.corpus.outlines import outline, reading


def _lines(*values: object) -> str:
    return "\n".join(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values)


def test_each_line_is_a_document() -> None:
    read = reading(
        _lines(
            {"id": "F1", "title": "Un", "text": "Premier.\n\nSecond.", "url": "https://a.fr/1"},
            {"id": "F2", "text": "Sans titre. Et la suite du texte.", "kind": "law"},
        ),
        "d.jsonl",
    )
    first, second = read.documents
    assert (first.id, first.title, first.url, first.kind) == ("F1", "Un", "https://a.fr/1", "page")
    assert outline(first) == ["p Premier.", "p Second."]
    assert (second.id, second.title, second.kind) == (
        "F2",
        "Sans titre. Et la suite du texte",
        "law",
    )
    assert read.warnings == ()


def test_a_line_that_gives_no_document_costs_a_warning_with_its_number() -> None:
    read = reading(
        _lines({"id": "a", "text": "Un."}, '{"id": ', "", {"id": "b"}, {"id": "a", "text": "Bis."}),
        "d.jsonl",
    )
    assert [document.text for document in read.documents] == ["Un."]
    assert tuple(map(str, read.warnings)) == (
        "d.jsonl: line 2: it is no JSON object, and was passed over",
        "d.jsonl: line 4: it has no text (it has id), and was passed over",
        "d.jsonl: line 5: its id a is an earlier line's; left out",
    )


def test_the_first_line_may_be_the_broken_one() -> None:
    read = reading(_lines('{"id": "a", "te', {"id": "b", "text": "Deux."}), "d.txt")
    assert [document.id for document in read.documents] == ["b"]


def test_a_document_without_id_is_named_by_its_line() -> None:
    (document,) = reading(_lines({"text": "Un."}), "dossier/d.jsonl").documents
    assert document.id == "dossier-d.jsonl-1"


def test_an_array_of_objects_is_read_like_lines() -> None:
    read = reading(json.dumps([{"id": "a", "text": "Un."}, {"id": "b", "text": "Deux."}]), "d.json")
    assert [document.id for document in read.documents] == ["a", "b"]


def test_a_line_that_says_it_is_unpublished_is_left_out() -> None:
    read = reading(_lines({"id": "a", "text": "Un.", "published": False}), "d.jsonl")
    assert read.left_out == (
        LeftOut("d.jsonl#1", "it says that it is not published (published: false)"),
    )


def test_an_unknown_kind_is_warned_of() -> None:
    read = reading(_lines({"id": "a", "text": "Un.", "kind": "roman"}), "d.jsonl")
    assert read.documents[0].kind == "page"
    assert "d.jsonl: line 1: its kind “roman” is none of law" in str(read.warnings[0])


def test_lines_without_any_document_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="none of its lines gives a document"):
        reading(_lines({"text": " "}), "d.jsonl")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<h2>Délai</h2><p>Un&nbsp;mois.</p>", ["h2 Délai", "p Un mois."]),
        ("Un <strong>mois</strong>.<br>Deux.", ["p Un mois.\nDeux."]),
        ("L&rsquo;acc&egrave;s est libre.", ["p L’accès est libre."]),
        ("## Délai\n\nUn **mois**, [ici](https://a.fr).", ["h2 Délai", "p Un mois, ici."]),
        ("Un mois : 3 < 4 > 2 ; a & b.", ["p Un mois : 3 < 4 > 2 ; a & b."]),
        ("Les adminis-\ntrations.", ["p Les administrations."]),
    ],
)  # fmt: skip
def test_a_text_with_marks_is_read_by_them(text: str, blocks: list[str]) -> None:
    (document,) = reading(_lines({"id": "a", "text": text}), "d.jsonl").documents
    assert outline(document) == blocks


def test_what_is_missing_in_a_text_with_marks_is_told_by_its_line() -> None:
    read = reading(_lines({"text": "Un."}, {"text": "## T\n\nPrix : {{ prix }} euros."}), "d.jsonl")
    assert [one.message for one in read.warnings] == [
        "line 2: line 3: what a template writes in a sentence here is not in the file, “{{ prix }}”"
    ]


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"draft": True}, "it says that it is not published (draft: true)"),
        ({"expires": "2020-01-01"}, "it says that it expired on 2020-01-01"),
        ({"publishDate": "2999-01-01"}, "it says that it is published from 2999-01-01 on"),
    ],
)
def test_a_line_that_is_not_published_today_is_left_out(field: dict[str, object], why: str) -> None:
    read = reading(_lines({"id": "a", "text": "Un.", **field}), "d.jsonl")
    assert read.left_out == (LeftOut("d.jsonl#1", why),)


def test_what_is_not_read_of_html_in_a_line_is_told_by_its_line() -> None:
    html = '<p>Avant.</p><p><object data="a.pdf" type="application/pdf"></object></p><p>Après.</p>'
    read = reading(_lines({"text": "Un."}, {"text": html}), "d.jsonl")
    assert [one.message for one in read.warnings] == ["line 2: the object inserted is not read"]
