"""Passages are linked to the articles that they cite, limit or set aside."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, DocumentKind
from corpus.law.citation_grammar import Relation
from corpus.law.citation_graph import Reference, citation_graph
from corpus.passage import Passage
from corpus.readers import read
from corpus.reading import SourceFile
from corpus.splitters.law import split_law
from tests.corpus.laws import count_words, law, plain_law


def passages(*documents: Document, max_tokens: int = 256) -> list[Passage]:
    return [
        passage
        for document in documents
        for passage in split_law(document, count_tokens=count_words, max_tokens=max_tokens)
    ]


def edges(*documents: Document) -> list[tuple[str | None, str]]:
    """(article that refers, article referred to), in reading order."""
    cut = passages(*documents)
    articles = {passage.id: passage.locator.article for passage in cut}
    return [(articles[r.source], r.target_article) for r in citation_graph(documents, cut)]


def test_a_reference_goes_from_its_passage_to_the_articles_passages() -> None:
    code = law(("L1-1", "Les jardins ouvrent."), ("L1-2", "Selon l'article L. 1-1, ils ferment."))
    one, two = passages(code)
    (reference,) = citation_graph([code], [one, two])
    assert reference == Reference(
        source=two.id,
        targets=(one.id,),
        target_document="jardins",
        target_article="L1-1",
        relation=Relation.CITES,
        start=code.text.index("L. 1-1"),
        end=code.text.index("L. 1-1") + len("L. 1-1"),
    )


def test_a_range_takes_the_laws_own_articles_of_the_same_part_in_its_order() -> None:
    code = law(
        *((number, "Texte.") for number in ("L1", "L2", "R2-1", "L2-1", "L3", "L4")),
        ("L9", "Voir les articles L. 2 à L. 3."),
    )
    assert edges(code) == [("L9", "L2"), ("L9", "L2-1"), ("L9", "L3")]


def test_a_range_whose_end_is_gone_is_told_by_numbers() -> None:
    code = law(
        *((n, "Texte.") for n in ("L1", "L2", "L4")), ("L9", "Voir les articles L. 2 à L. 3.")
    )
    assert edges(code) == [("L9", "L2")]


def test_an_article_that_the_law_does_not_have_is_not_linked() -> None:
    assert edges(law(("L1", "Voir l'article L. 99."))) == []


def test_an_article_that_names_itself_is_not_linked() -> None:
    assert edges(law(("L1", "L'article L. 1 vaut pour tous."))) == []


def test_the_star_of_a_decree_is_written_or_not() -> None:
    code = law(("R*1-1", "Texte."), ("R1-2", "Voir l'article R. 1-1 et l'article R. * 1-1."))
    assert edges(code) == [("R1-2", "R*1-1"), ("R1-2", "R*1-1")]


def test_neighbours_are_found_by_their_place() -> None:
    code = law(("1", "Un."), ("2", "L'article précédent et l'article suivant valent."), ("3", "T."))
    assert edges(code) == [("2", "1"), ("2", "3")]


def test_there_is_nothing_before_the_first_article() -> None:
    assert edges(law(("1", "L'article précédent vaut."))) == []


def test_another_law_is_linked_where_the_corpus_holds_it() -> None:
    roads = law(("L1", "Les routes mènent."), id="routes", title="Code des routes")
    code = law(("L2", "L'article L. 1 du code des routes et l'article L. 1 du code des ports."))
    assert edges(roads, code) == [("L2", "L1")]


@pytest.mark.parametrize(
    "named", ["du CJP", "du code des jardins partagés", "de la loi n° 99-123 du 4 mai 1999"]
)
def test_a_law_is_known_by_its_short_title_its_title_and_its_number(named: str) -> None:
    title = "Loi n° 99-123 du 4 mai 1999" if "99-123" in named else "Code des jardins partagés"
    known = law(("1", "Texte."), id="known", title=title, short_title="CJP")
    code = law(("L2", f"Voir l'article 1er {named}."))
    assert edges(known, code) == [("L2", "1")]


def test_a_page_that_names_a_law_is_linked_to_it() -> None:
    code = law(("L1", "Texte."), short_title="CJA")
    page = Document(
        "page", DocumentKind.PAGE, "Guide", "Voir l'article L1 du CJA. Puis l'article L1."
    )
    words = Passage("p", "page", 0, len(page.text), page.text)
    found = citation_graph([code, page], [*passages(code), words])
    assert [(r.source, r.target_article) for r in found] == [("p", "L1"), ("p", "L1")]


def test_the_item_that_is_cited_is_found_in_an_article_that_was_cut() -> None:
    long = "Sont ouverts :\n1° " + "Les parcs " * 20 + ";\n2° " + "Les squares " * 20 + "."
    code = law(
        ("L1", long), ("L2", "Voir le 2° de l'article L. 1."), ("L3", "Voir l'article L. 1.")
    )
    cut = passages(code, max_tokens=60)
    by_id = {passage.id: passage for passage in cut}
    item, whole = citation_graph([code], cut)
    assert [by_id[target].text[:2] for target in item.targets] == ["2°"]
    assert [by_id[target].locator.article for target in whole.targets] == ["L1", "L1"]


def test_a_derogation_from_a_whole_title_reaches_each_of_its_articles() -> None:
    code = law(
        ("L1", "Un."),
        ("L2", "Par dérogation aux dispositions du présent titre, rien."),
        headings=("Livre Ier", "Titre II"),
    )
    found = citation_graph([code], passages(code))
    assert [(r.target_article, r.relation) for r in found] == [("L1", Relation.DEROGATES)]


def test_what_departs_from_hundreds_of_articles_limits_none_in_particular() -> None:
    code = law(
        *((f"L{number}", "Texte.") for number in range(1, 60)),
        ("L60", "Par dérogation aux dispositions du présent titre, rien."),
        headings=("Titre II",),
    )
    assert edges(code) == []


def test_words_inserted_into_another_law_refer_to_no_provision_of_this_one() -> None:
    def section(number: str, words: str) -> str:
        return f"<section><num>{number}.</num><content><p>{words}</p></content></section>"

    quoted = section("3", "Parks.") + section("3A", "As section 3 says.")
    inserted = f"Insert - <quotedStructure>{quoted}</quotedStructure>"
    raw = f"<akomaNtoso><act><body>{section('3', inserted)}{section('4', 'See section 3.')}"
    act = read(SourceFile("act.xml", f"{raw}</body></act></akomaNtoso>".encode())).documents[0]
    cut = passages(replace(act, language="en"))
    texts = {passage.id: passage.text for passage in cut}
    found = citation_graph([replace(act, language="en")], cut)
    assert [(texts[r.source], texts[r.targets[0]]) for r in found] == [
        ("See section 3.", "Insert -"),
    ]


def test_a_reference_says_whether_it_derogates_is_subject_or_only_cites() -> None:
    code = law(
        ("L1", "Sous réserve de l'article L. 4, les jardins ouvrent."),
        ("L2", "Par dérogation à l'article L. 1, ils ferment la nuit."),
        ("L3", "L'article L. 1 est affiché."),
        ("L4", "Le maire peut fermer un jardin."),
    )
    cut = passages(code)
    found = citation_graph([code], cut)
    by_id = {passage.id: passage.locator.article for passage in cut}
    assert [(by_id[r.source], r.target_article, r.relation) for r in found] == [
        ("L1", "L4", Relation.SUBJECT_TO),
        ("L2", "L1", Relation.DEROGATES),
        ("L3", "L1", Relation.CITES),
    ]


def test_articles_found_in_plain_text_are_linked_too() -> None:
    act = plain_law("## Article 1", "Un.", "## Article 2", "Voir l'article 1er.")
    assert edges(act) == [("2", "1")]


def test_the_crpas_own_graph_holds_its_known_links_and_is_quickly_made(crpa: Path) -> None:
    code = read(SourceFile(crpa.name, crpa.read_bytes())).documents[0]
    cut = split_law(code, count_tokens=lambda text: len(text) // 4, max_tokens=256)
    start = time.process_time()
    graph = citation_graph([code], cut)
    assert time.process_time() - start < 5
    articles = {passage.id: passage.locator.article for passage in cut}
    links = {(articles[r.source], r.target_article, r.relation.value) for r in graph}
    assert {
        ("L231-4", "L231-1", "derogates"),
        ("L231-5", "L231-1", "derogates"),
        ("L242-2", "L242-1", "derogates"),
        ("L241-2", "L242-1", "derogates"),
        ("L311-1", "L311-6", "subject_to"),
        ("L311-7", "L311-5", "cites"),
        ("R*132-5", "R*132-4", "cites"),
    } <= links
    assert not any(target == "L1111-7" for _, target, _ in links)
    for reference in graph:
        assert code.text[reference.start : reference.end].strip()
        assert reference.targets
