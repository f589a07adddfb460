"""Claims on the line that tells a figure: it says what its quote says, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.figures.checks import is_borne_out
from assistant.compose.figures.lines import Line, line_of
from assistant.understand.answer_type import AskedFigure, figure_asked
from assistant.understand.figures.asked_figures import asked_figures
from assistant.understand.figures.figures import Figure
from corpus.text import fold


def _asked(question: str) -> AskedFigure:
    asked = figure_asked(fold(question))
    assert asked is not None
    return asked


def _only(
    quote: str, question: str, *, language: str, answered_in: str
) -> tuple[Figure, Line | None]:
    asked = _asked(question)
    if language != answered_in:
        asked = replace(asked, things=frozenset())
    (figure,) = asked_figures(quote, asked, language=language)
    return figure, line_of(figure, quote, asked, language=language, answered_in=answered_in)


_DELAY, _LONG = "Dans quel délai ?", "Quelle est la durée ?"
_LINES = [
    (_DELAY, "Il répond dans un délai d'un mois à compter de la demande.",
     "Délai : 1 mois, à compter de la demande"),
    (_DELAY, "L'avis paraît huit jours au moins avant la fête.",
     "Délai : 8 jours au moins, avant la fête"),
    (_DELAY, "À compter de la demande, il a deux mois.", "Délai : 2 mois, À compter de la demande"),
    (_DELAY, "Il répond dans un délai de dix jours ouvrés.", "Délai : 10 jours ouvrés"),
    (_LONG, "La fermeture ne peut excéder trois mois.", "Durée : 3 mois au plus"),
    (_LONG, "Elle ne peut être inférieure à quinze jours.", "Durée : 15 jours au moins"),
    (_DELAY, "On la revoit au moins tous les cinq ans.", "Fréquence : tous les 5 ans au moins"),
    ("Quel est le montant ?", "Le seuil est fixé à 500 000 euros.", "Montant : 500 000 euros"),
    ("Quel est le tarif ?", "La copie coûte 0,18 € par page.", "Montant : 0,18 € par page"),
    ("Combien de gardiens ?", "Le parvis a onze gardiens.", "Nombre : 11 gardiens"),
    ("Combien d'habitants ?", "Les communes de dix mille habitants ou plus.",
     "Nombre : 10 000 habitants au moins"),
    ("À quelle majorité ?", "Il vote à la majorité des voix des présents.",
     "Majorité : à la majorité des voix des présents"),
    ("À partir de quel âge ?", "Un gardien est âgé d'au moins dix-huit ans.",
     "Âge : âgé d'au moins dix-huit ans"),
    (_DELAY, "Ce délai est porté à deux mois.", None),
    (_LONG, "Une durée comprise entre douze et vingt-quatre mois.", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "quote", "line"), _LINES)
def test_a_line_tells_the_figure_with_its_bound_and_its_start(
    question: str, quote: str, line: str | None
) -> None:
    figure, told = _only(quote, question, language="fr", answered_in="fr")
    assert (told and told.text) == line
    assert told is None or is_borne_out(told, figure, quote, language="fr", answered_in="fr")


def test_a_line_in_another_language_keeps_the_words_of_the_quote_between_marks() -> None:
    quote = "Il répond dans un délai d'un mois à compter de la demande."
    _, told = _only(quote, "Within how many days?", language="fr", answered_in="en")
    assert told is not None
    assert told.text == "Time limit: 1 month, “à compter de la demande”"


def test_what_qualifies_a_unit_is_told_to_the_letter_or_not_at_all() -> None:
    quote = "Il répond dans un délai de dix jours ouvrés."
    assert _only(quote, "Within how many days?", language="fr", answered_in="en")[1] is None


@pytest.mark.parametrize(
    "text",
    [
        "Délai : 2 mois, à compter de la demande",
        "Délai : 1 an, à compter de la demande",
        "Délai : 1 mois au plus, à compter de la demande",
        "Délai : 1 mois, à compter de la réponse",
    ],
)
def test_a_line_that_says_something_else_is_not_borne_out(text: str) -> None:
    quote = "Il répond dans un délai d'un mois à compter de la demande."
    figure, told = _only(quote, _DELAY, language="fr", answered_in="fr")
    assert told is not None
    false = replace(told, text=text)
    assert not is_borne_out(false, figure, quote, language="fr", answered_in="fr")


@given(
    number=st.integers(2, 99),
    unit=st.sampled_from(["jours", "semaines", "mois", "ans"]),
    bound=st.sampled_from(
        [("ne peut excéder ", "au plus"), ("est au moins de ", "au moins"), ("est de ", "")]
    ),
    start=st.sampled_from(["", " à compter de la demande", " suivant le refus"]),
)
def test_whatever_the_figure_its_line_says_it_with_its_bound_and_start(
    number: int, unit: str, bound: tuple[str, str], start: str
) -> None:
    quote = f"Le délai {bound[0]}{number} {unit}{start}."
    figure, told = _only(quote, _DELAY, language="fr", answered_in="fr")
    assert told is not None
    said = f"Délai : {number} {unit} {bound[1]}".rstrip()
    assert told.text == said + (f",{start}" if start else "")
    assert quote[told.start : told.end] == f"{number} {unit}"
    assert is_borne_out(told, figure, quote, language="fr", answered_in="fr")


_WORDS = st.lists(
    st.sampled_from("dix un mois jours 2 15 . , de à la plus moins au ne ou compter %".split())
)


@given(_WORDS.map(" ".join))
def test_whatever_a_quote_says_a_line_that_is_told_says_its_number(quote: str) -> None:
    for figure in asked_figures(quote, _asked(_DELAY), language="fr"):
        told = line_of(figure, quote, _asked(_DELAY), language="fr", answered_in="fr")
        if told is not None and is_borne_out(told, figure, quote, language="fr", answered_in="fr"):
            assert f"{figure.value:.0f} " in told.text
            assert told.text.partition(", ")[2] in quote
