"""Claims on corpus.segmenter: sentences end where a reader would say that they end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.segmenter import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["Le délai court.", "Il est de deux mois."], id="two plain sentences"),
        pytest.param(
            ["Elle applique l'article L. 311-5 du code.", "Elle motive son refus."],
            id="an article number with a space",
        ),
        pytest.param(["Voir l'art. 12 et p. 4 du plan."], id="abbreviations"),
        pytest.param(["M. Dupont préside.", "Mme Durand rapporte."], id="titles of persons"),
        pytest.param(["Est-ce permis ?", "Oui !", "Toujours."], id="marks after a space"),
        pytest.param(
            ["Il a dit : « Non. »", "Elle partit."], id="a quote that closes after its full stop"
        ),
        pytest.param(
            ["1. Le dossier est complet.", "2. Il est transmis."], id="numbered sentences"
        ),
        pytest.param(
            ["Les avis, notes, etc. sont publiés.", "Les autres, etc.", "Rien d'autre."],
            id="etc. inside and at the end",
        ),
        pytest.param(
            ["The plan costs 3.5 million.", "It ends in Dec. 2015."], id="decimals and months"
        ),
    ],
)
def test_sentences_end_where_a_reader_says(sentences: list[str]) -> None:
    assert _sentences(" ".join(sentences)) == sentences


def test_a_line_break_ends_a_sentence() -> None:
    text = "Sont communicables :\n1° Les avis ;\n2° Les rapports.\n\nLe reste ne l'est pas."
    assert _sentences(text) == [
        "Sont communicables :",
        "1° Les avis ;",
        "2° Les rapports.",
        "Le reste ne l'est pas.",
    ]


@given(st.text(alphabet="aéLR1. ?!»«\n()'-", max_size=200))
def test_no_character_is_lost_and_none_is_in_two_sentences(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
