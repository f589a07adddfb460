"""Taught questions find the passages that answer them, and documents ask questions themselves."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.ingest import collect, ingest
from corpus.law.citation_graph import mentions_of, resolve
from corpus.law.provisions import Law, Laws
from corpus.passage import Passage
from corpus.questions.taught import Provenance, TaughtQuestion, shipped_questions
from corpus.reading import ReadingWarning
from corpus.splitters import split
from index.questions.asked import AskedQuestion, ask, citing_questions, unit_key
from tests.index.library import law, page
from tests.shared import needs_crpa

LAW = law("code", {"L1-1": "Le parvis est ouvert.", "L1-2": "Il ferme.", "R*1-3": "Il rouvre."})


def cut(document: Document) -> tuple[Passage, ...]:
    return tuple(split(document, count_tokens=lambda text: len(text.split()), max_tokens=64))


def asked(
    *questions: TaughtQuestion,
    documents: tuple[Document, ...] = (LAW,),
    sources: Mapping[str, str] = {},
) -> tuple[tuple[AskedQuestion, ...], tuple[ReadingWarning, ...]]:
    return ask([(one, cut(one)) for one in documents], questions, sources=sources)


def numbers(question: AskedQuestion, document: Document = LAW) -> list[str | None]:
    places = {one.id: one.locator.article for one in cut(document)}
    return [places[id] for id in question.passages]


@pytest.mark.parametrize("name", ["L1-2", "L. 1-2", "Article L1-2", "l1-2"])
def test_a_number_is_found_however_it_is_written(name: str) -> None:
    (question,), warnings = asked(TaughtQuestion("Quand ferme-t-il ?", "code", (name,)))
    assert numbers(question) == ["L1-2"]
    assert question.answers == (name,)
    assert warnings == ()


def test_a_commitment_is_found_with_its_word_or_without() -> None:
    assert unit_key("Engagement 12") == unit_key("commitment 12") == unit_key("12")


def test_answers_keep_their_order_and_none_is_the_whole_document() -> None:
    (two, whole, named), _ = asked(
        TaughtQuestion("Et après ?", "code", ("R1-3", "L1-1")),
        TaughtQuestion("Que dit le code ?", "code"),
        TaughtQuestion("Que dit-il ?", "code", ("code",)),
    )
    assert numbers(two) == ["R*1-3", "L1-1"]
    assert numbers(whole) == numbers(named) == ["L1-1", "L1-2", "R*1-3"]


def test_numbers_and_documents_that_are_not_there_are_told_and_cost_nothing_else() -> None:
    (left,), warnings = asked(
        TaughtQuestion("Qui ouvre ?", "code", ("L9", "L1-1")),
        TaughtQuestion("Qui ferme ?", "code", ("L8",)),
        TaughtQuestion("Qui passe ?", "elsewhere", ("L1-1",)),
        TaughtQuestion("Qui vient ?", "elsewhere"),
        TaughtQuestion("Qui part ?", "nowhere"),
    )
    assert (left.text, numbers(left)) == ("Qui ouvre ?", ["L1-1"])
    assert [(one.path, one.message) for one in warnings] == [
        ("", "the index has no document elsewhere: 2 taught questions wait for it"),
        ("", "the index has no document nowhere: 1 taught question waits for it"),
        ("code", "a taught question names L9, which the document has not"),
        ("code", "a taught question names L8, which the document has not"),
    ]


def test_of_many_unknown_numbers_the_first_are_told_and_the_others_counted() -> None:
    names = tuple(f"L9-{number}" for number in range(9))
    questions, warnings = asked(TaughtQuestion("Qui ouvre ?", "code", names))
    assert questions == ()
    assert len(warnings) == 6
    assert warnings[-1].message.startswith("taught questions name 4 more numbers")


def test_of_many_unknown_documents_the_first_are_told_and_the_others_counted() -> None:
    _, warnings = asked(*(TaughtQuestion("Qui ouvre ?", f"no-{place}") for place in range(300)))
    assert len(warnings) == 6
    assert warnings[-1].message == (
        "taught questions wait for 295 more documents that the index has not"
    )


def test_a_document_is_known_by_the_id_of_its_source_too() -> None:
    (question,), warnings = asked(
        TaughtQuestion("Quoi ?", "its-source"), sources={"its-source": "code"}
    )
    assert question.document == "code"
    assert warnings == ()


def test_the_same_question_with_the_same_answers_counts_once() -> None:
    found, _ = asked(
        TaughtQuestion("Qui ouvre ?", "code", ("L1-1",)),
        TaughtQuestion("Qui ouvre ?", "code", ("L. 1-1",), Provenance.STAFF),
        TaughtQuestion("Qui ouvre ?", "code", ("L1-2",), Provenance.STAFF),
    )
    assert [one.provenance for one in found] == [Provenance.WRITTEN, Provenance.STAFF]


def headed(title: str, *headings: str) -> Document:
    builder = DocumentBuilder()
    builder.heading(title, level=1)
    builder.paragraph("Un premier paragraphe, sous le titre seul.")
    for heading in headings:
        builder.heading(heading, level=2)
        builder.paragraph(f"Ce que dit le paragraphe sous « {heading} ».")
    return builder.build(id=None, source_path="faq.md", kind=DocumentKind.PAGE, language="fr")


def test_titles_and_headings_that_ask_are_questions_of_what_is_under_them() -> None:
    document = headed("Qui ouvre le parvis ?", "Horaires", "Comment y entrer la nuit")
    found, _ = asked(documents=(document,))
    assert [(one.text, one.provenance, one.answers) for one in found] == [
        ("Qui ouvre le parvis ?", Provenance.DOCUMENT, ()),
        ("Comment y entrer la nuit", Provenance.DOCUMENT, ()),
    ]
    whole, under = (one.passages for one in found)
    assert whole == tuple(one.id for one in cut(document))
    texts = {one.id: one.text for one in cut(document)}
    assert under
    assert all("entrer la nuit" in texts[id] for id in under)


@pytest.mark.parametrize("heading", ["Le parvis", "Qui sommes", "Comment", "Où " + "a" * 300])
def test_a_heading_that_does_not_ask_is_no_question(heading: str) -> None:
    assert asked(documents=(headed("Le parvis", heading),)) == ((), ())


def test_a_document_without_passages_asks_and_answers_nothing() -> None:
    found, _ = ask([(headed("Qui ?"), ())], [TaughtQuestion("Quoi ?", "faq.md")], sources={})
    assert found == ()


@needs_crpa
def test_every_question_that_comes_with_the_code_finds_its_articles(crpa: Path) -> None:
    (code,) = ingest(collect([crpa])).documents
    found, warnings = ask([(code, cut(code))], (), sources={})
    assert warnings == ()
    shipped = shipped_questions(code.id)
    assert [one.text for one in found[: len(shipped)]] == [one.text for one in shipped]
    places = {one.id: one.locator.article for one in cut(code)}
    for one in found[: len(shipped)]:
        assert {places[id] for id in one.passages} == set(one.answers)


def test_a_page_that_asks_nothing_has_no_question() -> None:
    assert asked(documents=(page("a.md", "Le pont est fermé."),)) == ((), ())


def test_what_a_page_says_when_it_cites_an_article_is_a_question_of_it() -> None:
    code = law("code", {"L1-1": "La grille est close à la nuit."})
    words = "L'heure de fermeture du jardin public (article L. 1-1 du Code des parvis)."
    note = page("note.md", words, title="Ouverture du jardin")
    parts = [(one, cut(one)) for one in (code, note)]
    laws = Laws([Law(code, lambda: parts[0][1])])
    references = resolve(mentions_of(note), note, parts[1][1], laws=laws)
    found, *_ = citing_questions(references, parts)
    assert found.text.startswith("L'heure de fermeture du jardin public")
    assert (found.document, found.answers) == ("code", ("L1-1",))
    assert found.provenance is Provenance.CITATION
    assert found.concerns({"note.md"})
    assert found.concerns({"code"})
    assert not found.concerns({"other"})
