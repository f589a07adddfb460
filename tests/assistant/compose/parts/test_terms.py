"""Words of an answer that the documents define come with their definitions."""

from pathlib import Path

import pytest

from assistant.answer import Content
from assistant.compose.parts.glossary import Glossary
from assistant.compose.parts.terms import with_terms
from index.snapshot.index import Index
from tests.assistant.compose.parts.quoting import DAY, code, indexed, quoting, sheet

_GRILLE = "1° Fermeture d'une grille : l'acte de la pousser ;"
_GUICHET = "2° Guichet couvert public : un guichet sous un toit ;"
_PARVIS = (
    "Sont considérés comme parvis classés, au sens du présent livre, ceux de plus de cent pas."
)
_CFP = "La Commission des parvis publics est une autorité indépendante."
_CIVIC = "Plan de balayage : calendrier des passages"
_GOND = "Gond : axe de la grille"
_ARTICLES = {
    "L1-1": f"Au sens du présent titre, on entend par :\n{_GRILLE}\n{_GUICHET}",
    "L1-2": _PARVIS,
    "L1-3": _CFP,
    "L1-4": "La fermeture se fait au guichet couvert public, jamais dans les parvis classés.",
    "L1-5": "La Commission des parvis publics veille sur le plan de balayage et sur chaque gond.",
    "L1-6": "Le guichet, couvert public ou non, ferme tôt.",
    "L2-1": "La fermeture des marchés de la place est sonnée par une cloche.",
}
_SHEET = {
    "Balayer": ["Un gond se graisse selon le plan de balayage, hors du guichet couvert public."],
    "Définitions": [_CIVIC, _GOND, "Attention à la marche : elle glisse un peu"],
    "Ouvrir": ["Le portillon est lourd.", "Un heurtoir est un anneau qui frappe la porte."],
    "Régler": ["Cette serrure à code est une serrure qui résiste."],
    "Frapper": ["Le heurtoir frappe le portillon trois fois."],
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    documents = code(_ARTICLES), sheet("entretien", _SHEET, items=True)
    return indexed(tmp_path_factory.mktemp("terms"), *documents)


def _terms(index: Index, *quotes: str) -> list[tuple[str, str]]:
    content = with_terms(quoting(index, *quotes), Glossary(index), as_of=DAY)
    for one in content.beside:
        assert index.documents[one.document_id].text[one.start : one.end] == one.quote
    return [(one.term, one.definition.quote) for one in content.terms]


def test_terms_are_told_with_their_definitions_the_longest_first(index: Index) -> None:
    assert _terms(index, _ARTICLES["L1-4"]) == [
        ("guichet couvert public", _GUICHET),
        ("parvis classés", _PARVIS),
        ("fermeture", _GRILLE),
    ]


def test_a_name_is_defined_and_a_glossary_of_a_page_defines_what_laws_say(index: Index) -> None:
    assert _terms(index, _ARTICLES["L1-5"]) == [
        ("Commission des parvis publics", _CFP),
        ("plan de balayage", _CIVIC),
    ]


def test_a_definition_holds_only_in_the_part_that_it_names(index: Index) -> None:
    assert _terms(index, _ARTICLES["L2-1"]) == []


def test_words_that_only_stand_near_each_other_are_no_term(index: Index) -> None:
    assert _terms(index, _ARTICLES["L1-6"]) == []


def test_a_page_has_its_own_words_and_the_terms_of_the_law(index: Index) -> None:
    assert _terms(index, _SHEET["Balayer"][0]) == [
        ("guichet couvert public", _GUICHET),
        ("plan de balayage", _CIVIC),
        ("gond", _GOND),
    ]


def test_a_sentence_that_only_says_what_a_thing_is_like_defines_nothing(index: Index) -> None:
    assert _terms(index, _SHEET["Frapper"][0]) == [
        ("heurtoir", "Un heurtoir est un anneau qui frappe la porte.")
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("Le gond reste au coffre.", ["gond"], id="the word"),
        pytest.param("Le gond du portail rouille.", ["gond"], id="with a complement"),
        pytest.param("Les gonds se changent.", [], id="in the plural"),
        pytest.param("Le gond spécial reste au coffre.", [], id="qualified"),
    ],
)
def test_a_page_explains_its_word_but_not_another_number_or_kind_of_it(
    tmp_path: Path, words: str, told: list[str]
) -> None:
    page = sheet("portail", {"Entretenir": [words], "Définitions": [_GOND]}, items=True)
    assert [term for term, _ in _terms(indexed(tmp_path, page), words)] == told


def test_a_law_means_its_own_word_in_any_number(tmp_path: Path) -> None:
    listed = f"Au sens du présent titre, on entend par :\n{_GRILLE}"
    words = "Les fermetures partielles sont annoncées la veille."
    index = indexed(tmp_path, code({"L1-1": listed, "L1-2": words}))
    assert _terms(index, words) == [("fermetures", _GRILLE)]


def test_what_the_answer_quotes_itself_is_not_explained(index: Index) -> None:
    assert ("parvis classés", _PARVIS) not in _terms(index, _ARTICLES["L1-4"], _PARVIS)
    assert _terms(index, _SHEET["Balayer"][0], _GUICHET) == [
        ("plan de balayage", _CIVIC),
        ("gond", _GOND),
    ]


def test_a_word_that_many_passages_have_needs_no_explaining(tmp_path: Path) -> None:
    many = {f"L1-{number}": f"La grille du parvis {number} est verte." for number in range(2, 8)}
    listed = "Au sens du présent titre, on entend par :\n1° Grille : une clôture ;"
    index = indexed(tmp_path, code({"L1-1": listed, **many}))
    assert _terms(index, many["L1-2"]) == []


def test_at_most_four_terms_are_told(tmp_path: Path) -> None:
    names = ("socle rond", "pavé gris", "banc vert", "mur haut", "puits sec")
    items = "\n".join(f"{at}° {name.capitalize()} : un objet ;" for at, name in enumerate(names, 1))
    articles = {
        "L1-1": f"Au sens du présent titre, on entend par :\n{items}",
        "L1-2": f"Le gardien lave : {', '.join(names)}.",
    }
    index = indexed(tmp_path, code(articles))
    assert len(_terms(index, articles["L1-2"])) == 4


def test_definitions_are_numbered_after_the_citations(index: Index) -> None:
    content: Content = with_terms(quoting(index, _ARTICLES["L1-4"]), Glossary(index), as_of=DAY)
    assert [one.definition.number for one in content.terms] == [2, 3, 4]
