"""A LEGI code tree becomes one law whose articles are numbered, dated, placed and linked."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Article, BlockKind, Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.law.legi import read
from corpus.reading import Reading, SourceFile

CODE = "LEGITEXT000000000001"
NO_END = 32472144000000
FIRST_OF_2020 = 1577836800000
FIRST_OF_2021 = 1609459200000


def article(num: str, html: str = "<p>Le texte.</p>", **data: Any) -> dict[str, Any]:
    known = {
        "id": f"LEGIARTI{num}",
        "num": num,
        "etat": "VIGUEUR",
        "texteHtml": html,
        "dateDebut": FIRST_OF_2020,
        "dateFin": NO_END,
    }
    return {"type": "article", "data": known | data}


def section(title: str, *children: dict[str, Any]) -> dict[str, Any]:
    return {"type": "section", "data": {"title": title}, "children": list(children)}


def reading(*children: dict[str, Any], **file: Any) -> Reading:
    tree = {
        "type": "code",
        "data": {"cid": CODE, "title": "Code des jardins", "dateModif": "2026-02-05"},
        "children": list(children),
    }
    return read(SourceFile("jardins.json", orjson.dumps(tree), **file))


def document(*children: dict[str, Any], **file: Any) -> Document:
    return reading(*children, **file).documents[0]


def words(code: Document, found: Article) -> str:
    return code.text[found.start : found.end]


def test_the_code_is_one_law_with_its_own_id_title_and_link() -> None:
    code = document(article("L1"))
    assert (code.id, code.kind, code.title) == (CODE, DocumentKind.LAW, "Code des jardins")
    assert code.url == f"https://www.legifrance.gouv.fr/codes/id/{CODE}"
    assert (code.language, code.modified) == ("fr", date(2026, 2, 5))
    assert code.licence == "Licence Ouverte 2.0"


def test_the_text_holds_headings_numbers_and_words_in_order() -> None:
    code = document(section("Titre Ier : LES HAIES", article("L1", "<p>Un.</p><p>Deux.</p>")))
    assert code.text == "Titre Ier : LES HAIES\n\nArticle L1\n\nUn.\n\nDeux."
    assert [(b.kind, b.level) for b in code.blocks[:2]] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
    ]


def test_an_article_keeps_the_ids_that_links_may_give_of_its_versions_and_sections() -> None:
    chapter = section(
        "Chapitre", article("L1", articleVersions=[{"id": "old"}, {"id": "LEGIARTIL1"}])
    )
    chapter["data"]["id"] = "LEGISCTA2"
    title = section("Titre", chapter, article("L2", articleVersions="none"))
    title["data"]["id"] = "LEGISCTA1"
    first, second = document(title).articles
    assert (first.version_ids, first.section_ids) == (("old",), ("LEGISCTA1", "LEGISCTA2"))
    assert (second.version_ids, second.section_ids) == ((), ("LEGISCTA1",))


def test_an_article_spans_its_words_and_knows_its_place_and_permalink() -> None:
    code = document(section("Livre Ier", section("Titre II", article("R*132-4", "<p>Un.</p>"))))
    (found,) = code.articles
    assert (found.number, words(code, found)) == ("R*132-4", "Un.")
    assert found.heading_path == ("Livre Ier", "Titre II")
    assert found.source_id == "LEGIARTIR*132-4"
    assert found.permalink == "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTIR*132-4"


@pytest.mark.parametrize(
    ("number", "heading"),
    [("R*1-2", "Article R*1-2"), ("Annexe II", "Annexe II"), ("Tableau n° 3", "Tableau n° 3")],
)
def test_an_annexe_is_announced_by_its_own_name(number: str, heading: str) -> None:
    assert document(article(number)).text == f"{heading}\n\nLe texte."


def test_dates_are_days_in_utc_and_2999_is_no_end() -> None:
    code = document(article("L1"), article("L2", dateFin=FIRST_OF_2021, etat="ABROGE_DIFF"))
    assert [(a.valid_from, a.valid_to) for a in code.articles] == [
        (date(2020, 1, 1), None),
        (date(2020, 1, 1), date(2021, 1, 1)),
    ]


def test_two_versions_of_one_article_are_both_kept_with_their_dates() -> None:
    code = document(
        article("L1", "<p>Avant.</p>", dateFin=FIRST_OF_2021),
        article("L1", "<p>Après.</p>", etat="VIGUEUR_DIFF", dateDebut=FIRST_OF_2021),
    )
    assert [(words(code, a), a.valid_from) for a in code.articles] == [
        ("Avant.", date(2020, 1, 1)),
        ("Après.", date(2021, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("ABROGE", "it is repealed"),
        ("MODIFIE", "it is an earlier version, since amended"),
        ("TRANSFERE", "it was moved to another article"),
        ("ANNULE", "it was annulled"),
        ("PERIME", "it has lapsed"),
        ("ETRANGE", "it is in the state ETRANGE"),
    ],
)
def test_what_is_no_longer_law_is_left_out_and_told(state: str, reason: str) -> None:
    read = reading(article("L1"), article("L2", etat=state))
    assert [a.number for a in read.documents[0].articles] == ["L1"]
    assert [(left.path, left.reason) for left in read.left_out] == [
        ("jardins.json: article L2", reason)
    ]


def test_an_article_without_words_is_left_out_and_told() -> None:
    read = reading(article("L1"), article("L2", "<p></p>", texte=""))
    assert [left.reason for left in read.left_out] == ["it has no words in the source"]


def test_plain_words_serve_where_there_is_no_html() -> None:
    code = document(article("L1", "", texte="Le texte nu."))
    assert words(code, code.articles[0]) == "Le texte nu."


def test_an_impossible_date_costs_its_article_only() -> None:
    read = reading(article("L1"), article("L2", dateDebut=10**18), article("L3", dateFin="demain"))
    assert [a.number for a in read.documents[0].articles] == ["L1"]
    assert [left.path for left in read.left_out] == [
        "jardins.json: article L2",
        "jardins.json: article L3",
    ]


def test_a_day_of_change_that_makes_no_sense_is_told_and_left_open() -> None:
    tree = {"data": {"cid": CODE, "dateModif": "hier"}, "children": [article("L1")]}
    read_code = read(SourceFile("jardins.json", orjson.dumps(tree)))
    assert read_code.documents[0].modified is None
    assert "the day of its last change cannot be read" in str(read_code.warnings[0])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["num", "id", "etat", "texte", "texteHtml", "nota", "notaHtml", "dateDebut", "dateFin", "title"]
)
DATA = st.dictionaries(KEYS, JSON | st.just("VIGUEUR") | st.just("<p>1° Un</p>"), max_size=9)
NODE = st.recursive(
    st.builds(lambda data: {"type": "article", "data": data}, DATA | JSON),
    lambda inner: st.builds(
        lambda data, children: {"type": "section", "data": data, "children": children},
        DATA,
        st.lists(inner, max_size=3) | JSON,
    ),
    max_leaves=5,
)


@given(st.lists(NODE, max_size=3), JSON, JSON)
@pytest.mark.slow
def test_any_tree_is_read_or_refused_with_a_reason(
    children: list[Any], title: Any, changed: Any
) -> None:
    data = {"cid": CODE, "title": title, "dateModif": changed}
    raw = orjson.dumps({"data": data, "children": children})
    try:
        code = read(SourceFile("code.json", raw)).documents[0]
    except UnreadableFile:
        return
    assert all(words(code, found).strip() for found in code.articles)


def test_the_note_under_an_article_follows_it_outside_its_span() -> None:
    code = document(article("L1", notaHtml="<p>Voir le décret.</p>"), article("L2"))
    assert words(code, code.articles[0]) == "Le texte."
    assert "Le texte.\n\nNota : Voir le décret.\n\nArticle L2" in code.text


def test_a_section_whose_articles_are_all_left_out_has_no_heading() -> None:
    code = document(section("Titre Ier", article("L1", etat="ABROGE")), article("L2"))
    assert "Titre Ier" not in code.text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"data": {"cid": "LEGITEXT', "its JSON is broken"),
        (b"[1, 2]", "it is not a LEGI tree"),
        (b'{"data": {}, "children": {}}', "it is not a LEGI tree"),
        (b'{"data": {}, "children": []}', "has no article that is or will be in force"),
        (b'{"data": {}, "children": [3]}', "it is not a LEGI tree"),
    ],
)
def test_a_broken_tree_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(SourceFile("code.json", raw))


def test_the_whole_crpa_is_read_with_every_article(crpa: Path) -> None:
    found = read(SourceFile(crpa.name, crpa.read_bytes()))
    code = found.documents[0]
    assert (len(code.articles), found.left_out) == (474, ())
    by_number = {a.number: a for a in code.articles}
    assert len(by_number) == 474
    assert by_number["L115-2"].valid_to == date(2029, 1, 1)
    assert by_number["L311-6"].valid_from == date(2018, 8, 1)
    assert by_number["R*132-4"].source_id == "LEGIARTI000031370083"
    assert "<" not in code.text
    assert "&amp;" not in code.text
    items = [
        b for b in code.blocks if by_number["L231-4"].start <= b.start < by_number["L231-4"].end
    ]
    assert [b.kind for b in items] == [BlockKind.PARAGRAPH] + [BlockKind.LIST_ITEM] * 5
