"""Laws that come as plain text, or as the words of a PDF, have their title and their articles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, DocumentKind
from corpus.readers import read
from corpus.reading import SourceFile
from corpus.splitters import split
from tests.corpus.laws import count_words
from tests.corpus.readers.pdfs import pdf
from tests.shared import SHARED, needs_shared

DENSE = """Arrêté du 3 mars 2024 relatif aux jardins
La ministre,
Vu le code des jardins et notamment ses articles L. 12 et L. 13, ensemble les avis ;
Vu le décret n° 2017-331 du 14 mars 2017,
Arrête :
Art. 1er. - Les jardins de référence sont ouverts au public par les services qui les
tiennent, gratuitement et sans inscription préalable, dans les conditions prévues à
l'article 12. Ils ferment la nuit.
Art. 2. - Le directeur interministériel des jardins est chargé de l'exécution du
présent arrêté en ce qui le concerne.
Art. 2bis. - Il en rend compte.
Art. 3. - Le présent arrêté sera publié au Journal officiel.
Fait le 3 mars 2024."""
NUMBERS = ["1er", "2", "2bis", "3"]


def _read(text: str) -> Document:
    (document,) = read(SourceFile("a.txt", text.encode())).documents
    return document


def _articles(document: Document) -> dict[str, str]:
    """The words of each article, by its number, in the order of the passages."""
    found: dict[str, str] = {}
    for passage in split(document, count_tokens=count_words, max_tokens=200):
        number = passage.locator.article
        if number is not None:
            found[number] = f"{found.get(number, '')} {passage.text}".strip()
    return found


def test_articles_one_under_the_other_are_articles_of_their_own() -> None:
    law = _read(DENSE)
    assert (law.kind, law.title) == (
        DocumentKind.LAW,
        "Arrêté du 3 mars 2024 relatif aux jardins",
    )
    articles = _articles(law)
    assert list(articles) == NUMBERS
    assert articles["1er"].endswith("prévues à l'article 12. Ils ferment la nuit.")
    assert articles["2"].endswith("présent arrêté en ce qui le concerne.")
    assert articles["3"] == "Le présent arrêté sera publié au Journal officiel."


def test_articles_one_under_the_other_in_a_pdf_are_articles_of_their_own() -> None:
    rows = [(line, 60.0, 800.0 - 14 * row, 11.0) for row, line in enumerate(DENSE.split("\n"))]
    (law,) = read(SourceFile("a.pdf", pdf(rows))).documents
    assert law.title == "Arrêté du 3 mars 2024 relatif aux jardins"
    articles = _articles(law)
    assert list(articles) == NUMBERS
    assert articles["2"].endswith("présent arrêté en ce qui le concerne.")


def test_the_title_of_a_law_is_not_the_letterhead_above_it() -> None:
    head = "RÉPUBLIQUE FRANÇAISE\nLiberté - Égalité - Fraternité\nMinistère des jardins\n\n"
    law = _read(head + DENSE)
    assert law.title == "Arrêté du 3 mars 2024 relatif aux jardins"
    assert law.short_title == "Arrêté du 3 mars 2024"
    assert law.text.startswith("RÉPUBLIQUE FRANÇAISE")
    (first, *_) = split(law, count_tokens=count_words, max_tokens=200)
    assert first.locator.heading_path == ()


def test_a_law_of_articles_alone_is_not_called_by_the_first() -> None:
    law = _read("Loi du 3 mai 2018 relative aux parcs.\n\nArt. 1er.\n\nUn.\n\nArt. 2.\n\nDeux.")
    assert law.title == "Loi du 3 mai 2018 relative aux parcs."
    assert _articles(law) == {"1er": "Un.", "2": "Deux."}


def test_a_law_of_quebec_is_a_law_with_its_sections() -> None:
    law = _read(
        "chapitre P-2\nLOI SUR L'ACCÈS AUX PARCS ET SUR LA PROTECTION DES HAIES DE LA PROVINCE\n\n"
        "CHAPITRE I\nAPPLICATION\n\n1. La présente loi s'applique aux parcs ouverts au public,\n"
        "quel que soit leur gardien.\n\n2. Elle ne s'applique pas:\n1° aux bois;\n2° aux prés.\n\n"
        "CHAPITRE II\nACCÈS\n\n9. Toute personne a droit d'accès aux parcs.\n"
    )
    assert law.kind is DocumentKind.LAW
    assert law.title.startswith("LOI SUR L'ACCÈS AUX PARCS")
    assert list(_articles(law)) == ["1", "2", "9"]
    assert "1° aux bois;" in _articles(law)["2"]


def test_an_english_act_is_called_as_it_says_that_it_may_be_cited() -> None:
    act = _read(
        "ARRANGEMENT OF SECTIONS\n1. Short title.\n2. Parks.\n3. Hedges.\n\nParks Act, 2019\n\n"
        "BE IT ENACTED by the Parliament:\n\n1. This Act may be cited as the Parks Act, 2019.\n\n"
        "2. Every person shall have access to parks.\n\n3. Hedges shall be cut once a year.\n"
    )
    assert (act.kind, act.title) == (DocumentKind.LAW, "Parks Act, 2019")
    assert list(_articles(act)) == ["1", "2", "3"]


def test_regulations_have_their_title_and_their_provisions_by_number() -> None:
    law = _read(
        "STATUTORY INSTRUMENTS\n\n2004 No. 33\n\nThe Parks Regulations 2004\n\nCitation\n"
        "1. These Regulations may be cited as the Parks Regulations 2004.\n\nInterpretation\n"
        '2.—(1) In these Regulations—\n"park" means any parcel;\n(2) So are hedges.\n\n'
        "Application\n3.—(1) These Regulations apply to public parks.\n"
    )
    assert law.title == "The Parks Regulations 2004"
    articles = _articles(law)
    assert list(articles) == ["1", "2", "3"]
    assert articles["2"].startswith("(1) In these Regulations—")


def test_an_american_act_is_called_by_its_short_title() -> None:
    act = _read(
        "An Act to open parks.\n\nBe it enacted by the Senate,\n\nSECTION 1. SHORT TITLE.\n"
        'This Act may be cited as the "Parks Access Act of 2021".\n\nSEC. 2. ACCESS.\n'
        "The Secretary shall open parks.\n"
    )
    assert act.title == "Parks Access Act of 2021"
    assert list(_articles(act)) == ["1", "2"]
    assert "The Secretary shall open parks." in _articles(act)["2"]


def test_the_numbered_parts_of_a_circular_are_no_articles() -> None:
    circular = _read(
        "Circulaire n° 62 du 27 avril 2021 relative aux parcs\n\n1. Une ambition forte\n\n"
        "La présente loi n'est pas concernée.\n\n2. Une gouvernance\n\nLe présent décret non plus."
        "\n\n3. Des moyens\n\nIls sont renforcés.\n"
    )
    assert circular.kind is DocumentKind.LAW
    assert _articles(circular) == {}


def test_the_titles_above_the_sections_of_a_canadian_act_lead_to_them() -> None:
    act = _read(
        "Access to Parks Act\n\nShort title\n1 This Act may be cited as the Parks Act.\n\n"
        "Interpretation\n\nDefinitions\n\n2 In this Act, park means any parcel.\n\n"
        "Purpose\n3 (1) The purpose of this Act is access.\n"
    )
    passages = split(act, count_tokens=count_words, max_tokens=200)
    told = {p.locator.article: (p.locator.heading_path, p.text) for p in passages}
    assert told["1"] == (("Short title",), "This Act may be cited as the Parks Act.")
    assert told["2"] == (("Definitions",), "In this Act, park means any parcel.")


def test_prose_that_cites_articles_at_the_beginning_of_lines_has_none() -> None:
    page = _read(
        "Vos droits\n\nLe guide explique ce que disent la loi et le code, en particulier ce que\n"
        "Article 5 du décret prévoit pour les usagers qui demandent un document, ainsi que\n"
        "Article 13 TFUE.\n\nVoir aussi :\n\nArticle 6 de la loi de 1978\n\nArticle 7 de la loi\n"
    )
    assert page.kind is DocumentKind.PAGE
    assert all("Article" not in page.text[b.start : b.end] for b in page.blocks if b.level)


WORDS = st.sampled_from(
    "Le parc ouvre au public. Chacun peut entrer, sans payer. La ministre en rend compte.".split(
        ". "
    )
)


@settings(max_examples=30)
@given(
    st.lists(WORDS, min_size=2, max_size=6),
    st.sampled_from(["Article {}\n{}", "Art. {}. - {}", "Article {} : {}", "ARTICLE {}\n\n{}"]),
    st.sampled_from(["\n", "\n\n"]),
)
@pytest.mark.slow
def test_every_article_of_a_law_comes_back_word_for_word_in_order(
    sentences: list[str], form: str, gap: str
) -> None:
    numbers = ["1er", *map(str, range(2, len(sentences) + 1))]
    said = [
        f"{sentence.rstrip('.')} {number}."
        for sentence, number in zip(sentences, numbers, strict=True)
    ]
    head = "Décret n° 2031-12 du 3 janvier 2031 relatif aux parcs\n\nVu la loi,\n\nDécrète :\n\n"
    law = _read(head + gap.join(form.format(n, s) for n, s in zip(numbers, said, strict=True)))
    assert _articles(law) == dict(zip(numbers, said, strict=True))


@needs_shared
@pytest.mark.parametrize(
    ("path", "title", "numbers"),
    [
        (
            "law/be.txt",
            "Loi du 11 avril 1994 relative à la publicité de l'administration",
            ["1er", "2bis", "8/1", "12", "13"],
        ),
        (
            "law1/c.txt",
            "Loi n° 2025-15 du 4 septembre 2025 relative à l'accès à l'information",
            ["1er", "2", "3", "4"],
        ),
        (
            "txt/arrete.txt",
            "Arrêté du 12 mars 2024 relatif à la publication des données de référence",
            ["1er", "2", "3"],
        ),
        ("txt/dense-arrete.txt", "Arrêté du 3 mars 2024 relatif aux données", ["1er", "2", "3"]),
        (
            "txt/uk-act.txt",
            "Freedom of Information Act 2000",
            ["1", "10", "Schedule 1, paragraph 1"],
        ),
    ],
)
def test_the_shared_laws_have_their_titles_and_articles(
    path: str, title: str, numbers: list[str]
) -> None:
    law = _read((SHARED / "cases" / path).read_text(encoding="utf-8"))
    assert (law.kind, law.title) == (DocumentKind.LAW, title)
    articles = _articles(law)
    assert list(articles) == numbers
    if path == "law/be.txt":
        assert articles["12"] == "§ 2. Le Roi fixe le tarif."
    if path == "law1/c.txt":
        assert articles["3"] == "La séance est publique"


def test_a_law_of_belgium_s_official_journal_has_the_day_in_its_title() -> None:
    title = "12 NOVEMBRE 1997. - Loi relative aux jardins dans les communes"
    law = _read(
        f"{title}\n\nCHAPITRE Ier. - Objet\n\nArt. 1er. Ils sont ouverts.\n\nArt. 2. Un an."
    )
    assert (law.kind, law.title) == (DocumentKind.LAW, title)
    assert _articles(law) == {"1er": "Ils sont ouverts.", "2": "Un an."}


def test_the_numbered_alineas_of_a_swiss_law_stay_apart_from_the_title_above() -> None:
    law = _read(
        "Loi sur les jardins\n\n"
        "Art. 1 Champ d'application à raison des personnes qui s'y tiennent\n"
        "1 La loi s'applique aux jardins des communes et aux personnes qui les tiennent.\n"
        "2 Elle ne s'applique pas aux parcs de la Confédération, ni à leurs dépendances.\n\n"
        "Art. 2a Fermeture\n1 Ils ferment."
    )
    assert _articles(law) == {
        "1": "1 La loi s'applique aux jardins des communes et aux personnes qui les tiennent.\n\n"
        "2 Elle ne s'applique pas aux parcs de la Confédération, ni à leurs dépendances.",
        "2a": "1 Ils ferment.",
    }


def test_an_article_right_under_a_chapter_is_no_part_of_its_heading() -> None:
    dense = DENSE.replace("Art. 1er. - ", "Chapitre Ier : Dispositions générales\nArticle 1er\n")
    assert list(_articles(_read(dense))) == NUMBERS


def test_articles_may_be_numbered_in_words() -> None:
    law = _read(
        "ARRÊTÉ N° 12 portant ouverture\n\nARTICLE PREMIER\nIl ouvre.\n\nARTICLE DEUX\nIl ferme."
    )
    assert _articles(law) == {"PREMIER": "Il ouvre.", "DEUX": "Il ferme."}


def test_an_extract_of_an_act_leaves_sections_out() -> None:
    words = ("Les jardins sont ouverts.", "La présente loi s'y applique.", "Ils ferment.")
    law = _read(
        "LOI SUR LES JARDINS\n\n"
        + "\n\n".join(f"{n}. {w}" for n, w in zip(("1", "4", "63.2"), words, strict=True))
    )
    assert _articles(law) == dict(zip(("1", "4", "63.2"), words, strict=True))
    act = _read(
        "Gardens Act 1972\n\n100A. Opening.\n(1) A garden shall open.\n\n"
        "100B. Closing.\n(1) It shall close."
    )
    assert list(_articles(act)) == ["100A", "100B"]


def test_a_day_is_no_section_and_a_part_no_title_of_one() -> None:
    act = _read(
        "Gardens Regulations 2024\n\nPART 1\nOPENING\n\nCitation\n\n1. These Regulations may be "
        "cited so.\n\nPART 2\n\nHours\n\n2. Gardens shall open.\n\n3. They shall close.\n\n"
        "GIVEN under my Seal,\n10 March, 2024."
    )
    assert list(_articles(act)) == ["1", "2", "3"]
    headings = [
        (block.level, act.text[block.start : block.end])
        for block in act.blocks
        if act.text[block.start : block.end].startswith("PART")
    ]
    assert headings == [(2, "PART 1"), (2, "PART 2")]


def test_a_circular_has_its_own_title_under_the_letterhead() -> None:
    title = "Circulaire du 3 mai 2024 relative à l'accueil dans les jardins"
    circular = _read(f"RÉPUBLIQUE FRANÇAISE\n\nMinistère des jardins\n\n{title}\n\nIls ouvrent.")
    assert (circular.kind, circular.title) == (DocumentKind.LAW, title)


def test_an_extract_of_a_law_of_quebec_begins_where_it_begins() -> None:
    law = _read(
        "Chapitre J-2.1 - Loi sur les jardins\n\nCHAPITRE II\n\n9. Le jardin ouvre.\n\n"
        "10. Il ferme. 1982, c. 3, a. 10.\n\n13.1. Le présent chapitre s'applique."
    )
    assert law.kind is DocumentKind.LAW
    assert list(_articles(law)) == ["9", "10", "13.1"]
