"""A law is split by article, and an article by alinéa, so that each passage can be quoted."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.passage import Passage
from corpus.readers import read
from corpus.reading import SourceFile
from corpus.segmenter import sentence_spans
from corpus.splitters.law import split_law
from tests.corpus.laws import GARDENS, count_words, law, plain_law


def split(document: Document, *, max_tokens: int = 100) -> tuple[Passage, ...]:
    return split_law(document, count_tokens=count_words, max_tokens=max_tokens)


def texts(document: Document, *, max_tokens: int = 100) -> list[str]:
    return [passage.text for passage in split(document, max_tokens=max_tokens)]


def test_an_article_that_fits_is_one_passage_with_its_place_dates_and_link() -> None:
    code = law(
        ("L1-1", "Les jardins ouvrent.\nIls ferment."),
        headings=("Livre Ier : LES JARDINS", "Chapitre II : Horaires"),
        dates=(date(2020, 1, 1), date(2030, 1, 1)),
    )
    (passage,) = split(code)
    assert passage.text == "Les jardins ouvrent.\n\nIls ferment."
    assert passage.locator.article == "L1-1"
    assert passage.locator.heading_path == ("Livre Ier : LES JARDINS", "Chapitre II : Horaires")
    assert passage.permalink == "https://example.org/jardins/L1-1"
    assert (passage.valid_from, passage.valid_to) == (date(2020, 1, 1), date(2030, 1, 1))


def test_the_context_tells_title_headings_and_number_without_ranks_and_capitals() -> None:
    code = law(("L1", "Un."), headings=("Livre Ier : LES JARDINS", "Section 2 : Horaires"))
    assert split(code)[0].context == f"{GARDENS} > Les jardins > Horaires > Article L1"


def test_the_short_title_stands_for_the_title() -> None:
    assert split(law(("L1", "Un."), short_title="CJ"))[0].context == "CJ > Article L1"


def test_the_outermost_headings_leave_the_context_first_where_there_are_too_many() -> None:
    headings = tuple(f"Titre {n} : " + f"Heading number {n}" for n in range(1, 7))
    context = split(law(("L1", "Un."), headings=headings), max_tokens=60)[0].context
    assert context.endswith("Heading number 5 > Heading number 6 > Article L1")
    assert "number 1" not in context
    assert count_words(context) <= 20


def test_a_long_heading_is_shortened_so_that_the_outer_ones_stay() -> None:
    headings = ("Titre Ier : En Polynésie", "Chapitre Ier : " + "Des organismes " * 20)
    context = split(law(("L1", "Un."), headings=headings), max_tokens=96)[0].context
    assert "> En Polynésie > Des organismes" in context


def test_a_long_article_is_cut_between_its_alineas() -> None:
    code = law(("1", "Aa bb cc dd ee ff.\nGg hh ii jj kk ll.\nMm nn oo pp."))
    assert texts(code, max_tokens=20) == [
        "Aa bb cc dd ee ff.",
        "Gg hh ii jj kk ll.\n\nMm nn oo pp.",
    ]


def test_what_is_cut_from_its_introduction_has_it_in_its_context() -> None:
    code = law(("1", "Sont ouverts :\n1° Aa bb cc dd ;\n2° Ee ff gg hh."))
    first, second = split(code, max_tokens=15)
    assert first.text == "Sont ouverts :\n\n1° Aa bb cc dd ;"
    assert second.text == "2° Ee ff gg hh."
    assert second.context == f"{GARDENS} > Article 1\nSont ouverts :"
    assert first.context == f"{GARDENS} > Article 1"


def test_the_note_under_an_article_is_in_the_document_and_in_no_passage() -> None:
    tree = (
        b'{"data": {"cid": "C", "title": "Code"}, "children": [{"type": "article", "data":'
        b'{"num": "L1", "id": "A", "texte": "Un.", "nota": "Voir le d\xc3\xa9cret."}}]}'
    )
    code = read(SourceFile("code.json", tree)).documents[0]
    assert "Nota : Voir le décret." in code.text
    assert texts(code) == ["Un."]


def test_what_stands_outside_the_articles_is_split_under_its_headings() -> None:
    act = plain_law(
        "# Visas", "Vu le code des bois,", "# Dispositif", "## Article 1", "Un.", "Fait à Paris."
    )
    assert [(p.text, p.locator.article, p.locator.heading_path) for p in split(act)] == [
        ("Vu le code des bois,", None, ("Visas",)),
        ("Un.", "1", ("Dispositif",)),
        ("Fait à Paris.", None, ("Dispositif",)),
    ]


def test_an_article_inside_another_takes_its_own_words_only() -> None:
    def section(number: str, words: str) -> str:
        return f"<section><num>{number}.</num><content><p>{words}</p></content></section>"

    quoted = f"<quotedStructure>{section('9A', 'Hedges are cut.')}</quotedStructure>"
    body = section("2", f"Insert - {quoted} and repeal the rest.")
    raw = f"<akomaNtoso><act><body>{body}</body></act></akomaNtoso>".encode()
    act = read(SourceFile("act.xml", raw)).documents[0]
    assert [(p.locator.article, p.text) for p in split(act)] == [
        ("2", "Insert -"),
        ("2", "Hedges are cut."),
        ("2", "and repeal the rest."),
    ]


def test_the_same_words_in_the_same_place_have_ids_of_their_own() -> None:
    code = law(("1", "Abrogé."), ("1", "Abrogé."))
    assert len({passage.id for passage in split(code)}) == 2


def test_the_page_of_a_passage_is_that_of_its_first_word() -> None:
    from corpus.builder import DocumentBuilder

    builder = DocumentBuilder()
    builder.heading("Article 1", level=1, page=3)
    builder.paragraph("Aa bb cc dd ee.", page=4)
    builder.paragraph("Ff gg hh ii jj.", page=5)
    document = builder.build(id="p", source_path="p", title="Loi n° 1 du 2 mai 1930")
    assert [p.locator.page for p in split(document, max_tokens=15)] == [4, 5]


WORD = st.sampled_from("jardin parc ouvert la le maire clé L. 1-2 grille août n° 12".split())
SENTENCE = st.lists(WORD, min_size=1, max_size=9).map(lambda words: "Le " + " ".join(words) + ".")
LINE = st.builds(
    "{}{}".format,
    st.sampled_from(["", "", "1° ", "2° ", "a) ", "- ", "II. - "]),
    st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join),
)
WORDS = st.lists(LINE, min_size=1, max_size=7).map("\n".join)
LAWS = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda bodies: law(*((str(number), body) for number, body in enumerate(bodies, start=1)))
)


@given(LAWS, st.integers(1, 60))
def test_every_passage_is_to_the_letter_a_stretch_of_its_document(
    code: Document, max_tokens: int
) -> None:
    for passage in split(code, max_tokens=max_tokens):
        assert code.text[passage.start : passage.end] == passage.text


@given(LAWS, st.integers(1, 60))
def test_no_word_of_an_article_is_lost_or_told_twice(code: Document, max_tokens: int) -> None:
    cut = split(code, max_tokens=max_tokens)
    for article in code.articles:
        told = " ".join(p.text for p in cut if p.locator.article == article.number)
        assert told.split() == code.text[article.start : article.end].split()


@given(LAWS, st.integers(1, 60))
@pytest.mark.slow
def test_ids_are_unique_and_the_same_on_each_run(code: Document, max_tokens: int) -> None:
    ids = [passage.id for passage in split(code, max_tokens=max_tokens)]
    assert len(set(ids)) == len(ids)
    assert ids == [passage.id for passage in split(code, max_tokens=max_tokens)]


@given(LAWS, st.integers(1, 60))
@pytest.mark.slow
def test_no_passage_begins_or_ends_inside_a_sentence(code: Document, max_tokens: int) -> None:
    spans = sentence_spans(code.text)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    for passage in split(code, max_tokens=max_tokens):
        assert passage.start in starts
        assert passage.end in ends


@given(LAWS, st.integers(30, 80))
@pytest.mark.slow
def test_a_passage_keeps_to_the_budget_unless_it_is_one_sentence(
    code: Document, max_tokens: int
) -> None:
    for passage in split(code, max_tokens=max_tokens):
        tokens = count_words(passage.context) + count_words(passage.text)
        assert tokens <= max_tokens or len(sentence_spans(passage.text)) == 1


@pytest.mark.parametrize(
    ("article", "beginnings"),
    [
        ("L231-4", ["Par dérogation", "4° Dans les cas"]),
        ("R311-3-1-2", ["L'administration communique"]),
        ("L300-2", ["Sont considérés comme"]),
        ("R*132-4", ["La décision"]),
    ],
)
def test_articles_of_the_crpa_are_cut_where_a_reader_would(
    article: str, beginnings: list[str], crpa: Path
) -> None:
    code = read(SourceFile(crpa.name, crpa.read_bytes())).documents[0]
    cut = split_law(code, count_tokens=lambda text: len(text) // 4 + 1, max_tokens=256)
    passages = [p for p in cut if p.locator.article == article]
    assert len(passages) == len(beginnings)
    for passage, beginning in zip(passages, beginnings, strict=True):
        assert passage.text.startswith(beginning)


def test_an_article_that_is_one_heading_gives_a_passage() -> None:
    section = "<section><num>1.</num><hcontainer><heading>Repeals</heading></hcontainer></section>"
    raw = f"<akomaNtoso><act><body>{section}</body></act></akomaNtoso>".encode()
    act = read(SourceFile("act.xml", raw)).documents[0]
    assert [(p.locator.article, p.text) for p in split(act)] == [("1", "Repeals")]


def test_an_article_that_gives_no_passage_is_refused_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = law(("1", "Un."), ("2", "Deux."))
    monkeypatch.setattr("corpus.splitters.law.pack", lambda parts, capacity: [])
    with pytest.raises(UnreadableFile, match="its article 1 gives no passage"):
        split(code)
