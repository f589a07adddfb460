"""Claims on assistant.compose.spans.quotable_spans: what is quoted can be understood alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.spans.anaphora import Anaphora, anaphora_of
from assistant.compose.spans.quotable_spans import LONGEST_LIST, quotable_spans
from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.passage import Locator, Passage, cut
from corpus.text import MISSING


def _document(*blocks: tuple[str, str]) -> Document:
    builder = DocumentBuilder()
    for kind, text in blocks:
        if kind == "heading":
            builder.heading(text, level=2)
        elif kind == "item":
            builder.list_item(text)
        elif kind == "row":
            builder.table_row(text)
        else:
            builder.paragraph(text)
    return builder.build(id="d", source_path="d", title="T", kind=DocumentKind.PAGE, language="fr")


def _whole(document: Document) -> Passage:
    return cut(document, 0, len(document.text), locator=Locator())


def _quotes(document: Document) -> list[str]:
    return [document.text[u.start : u.end] for u in quotable_spans(document, [_whole(document)])]


def test_each_sentence_is_a_unit() -> None:
    document = _document(("p", "Le délai court dès la demande. La réponse est écrite."))
    assert _quotes(document) == ["Le délai court dès la demande.", "La réponse est écrite."]


def test_headings_rows_and_clauses_cut_short_are_no_units() -> None:
    document = _document(
        ("heading", "Les délais de réponse"),
        ("row", "un | deux | trois quatre"),
        ("p", "et la suite manque ici"),
        ("p", "La réponse est écrite."),
    )
    assert _quotes(document) == ["La réponse est écrite."]


@pytest.mark.parametrize("sign", [MISSING, "\ufffd", "\uf0a3"])
def test_a_sentence_that_lacks_words_is_never_quoted_nor_what_leans_on_it(sign: str) -> None:
    document = _document(
        ("p", f"La redevance est égale à {sign} où n est le nombre de pages. Elle est payée."),
        ("p", "La réponse est écrite."),
        ("p", "Sont joints à la demande :"),
        ("item", f"le montant {sign} ;"),
        ("item", "le nom du demandeur."),
    )
    assert _quotes(document) == ["La réponse est écrite."]


def test_questions_and_what_a_page_says_of_itself_are_no_units() -> None:
    document = _document(
        ("p", "Quel délai court-il dès la demande ?"),
        ("p", "Voici quelques conseils sur les délais."),
        ("p", "Ce guide suppose que les délais vous sont connus."),
        ("p", "Pour en savoir plus sur les délais, nous vous invitons à lire la loi."),
        ("p", "Le délai est de deux mois."),
    )
    assert _quotes(document) == ["Le délai est de deux mois."]


def test_a_short_list_is_quoted_with_the_sentence_that_introduces_it() -> None:
    document = _document(
        ("p", "Sont refusées les demandes :"),
        ("item", "1° Qui sont abusives ;"),
        ("item", "2° Qui sont sans objet."),
    )
    assert set(_quotes(document)) == {document.text}


def test_an_item_of_a_long_list_is_led_by_its_introduction() -> None:
    long = "qui portent sur des archives closes depuis de nombreuses années " * 7
    document = _document(
        ("p", "Sont refusées les demandes :"),
        *(("item", f"{n}° {long.strip()} ;") for n in (1, 2, 3)),
    )
    spans = quotable_spans(document, [_whole(document)])
    last = spans[-1]
    assert document.text[last.start : last.end].startswith("3°")
    [antecedent] = last.antecedents
    assert document.text[slice(*antecedent)] == "Sont refusées les demandes :"
    assert last.sentences == 2


def test_a_sentence_that_leans_comes_with_the_one_before() -> None:
    document = _document(("p", "La commission rend un avis. Elle le rend sous un mois."))
    assert _quotes(document) == ["La commission rend un avis.", document.text]


def test_a_sentence_that_leans_on_nothing_is_no_unit() -> None:
    document = _document(("heading", "Avis"), ("p", "Elle le rend sous un mois."))
    assert _quotes(document) == []


@pytest.mark.parametrize(
    ("above", "sentence"),
    [
        ("Le visa court", "Ce visa est réservé aux gardiens."),
        ("Parvis clos", "Ces parvis ferment."),
        ("Qui garde le parvis ?", "Pour répondre à cette question, la mairie tient une réunion."),
    ],
)
def test_the_heading_is_the_antecedent_of_what_opens_its_section(above: str, sentence: str) -> None:
    document = _document(("p", sentence))
    whole = cut(document, 0, len(document.text), locator=Locator(heading_path=(above,)))
    [span] = quotable_spans(document, [whole])
    assert (document.text[span.start : span.end], span.antecedents) == (sentence, ())
    other = cut(document, 0, len(document.text), locator=Locator(heading_path=("Les avis",)))
    assert quotable_spans(document, [other]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Il en est de même des avis.",
        "À savoir : elle ferme le soir.",
        "Ainsi, le délai est doublé.",
        "Cette demande est gratuite.",
        "Toutefois, le délai est doublé.",
        "Par dérogation à l'alinéa précédent, nul n'est tenu.",
        "Dans le premier cas, l'attestation est remise.",
        "La commission en informe le demandeur.",
        "This deadline is firm.",
    ],
)
def test_a_sentence_that_points_back_leans_on_the_one_before(sentence: str) -> None:
    assert anaphora_of(sentence) is Anaphora.BEFORE


@pytest.mark.parametrize(
    "sentence",
    [
        "Le présent article ne s'applique pas aux communes.",
        "L'article L. 1-1 ne s'applique pas aux demandes relevant du présent article.",
        "Les personnes mentionnées au premier alinéa sont averties.",
        "Par dérogation au premier alinéa du présent article, nul n'est tenu.",
    ],
)
def test_a_sentence_that_names_its_article_leans_on_its_opening(sentence: str) -> None:
    assert anaphora_of(sentence) is Anaphora.OPENING


@pytest.mark.parametrize(
    "sentence",
    [
        "Il est interdit de refuser.",
        "Il appartient au maire de répondre.",
        "Il n'y a pas de recours.",
        "Il suffit de le demander.",
        "Ainsi qu'il est dit à l'article L. 1-1, le silence vaut refus.",
        "Ainsi que le prévoit la loi, le registre est public.",
        "Les avis sont publics.",
        "Les administrations mentionnées au premier alinéa de l'article L. 300-2 publient.",
    ],
)
def test_a_sentence_that_can_be_understood_alone_leans_on_nothing(sentence: str) -> None:
    assert anaphora_of(sentence) is None


_WORDS = st.sampled_from(["Le", "délai", "Cette", "demande", "court", "1°", "a)", "Elle", "avis"])
_SENTENCE = st.lists(_WORDS, min_size=1, max_size=8).map(" ".join)
_BLOCK = st.tuples(
    st.sampled_from(["p", "item", "heading", "row"]),
    st.tuples(_SENTENCE, st.sampled_from([".", " :", " ;", "", ". Elle court vite."])).map("".join),
)


@given(st.lists(_BLOCK, min_size=1, max_size=12))
def test_every_unit_is_inside_its_passage_and_bounded(blocks: list[tuple[str, str]]) -> None:
    document = _document(*blocks)
    passage = _whole(document)
    for span in quotable_spans(document, [passage]):
        assert passage.start <= span.start <= span.core[0]
        assert span.core[1] <= span.end <= passage.end
        assert span.end - span.start <= max(LONGEST_LIST, span.core[1] - span.core[0])
        assert document.text[span.start : span.end].strip()
