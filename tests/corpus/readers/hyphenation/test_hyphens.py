"""A word cut by a hyphen is one word again, and a compound word keeps its hyphen."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.hyphenation.hyphens import join_lines, mend_cut_words, told_of_cut_words
from tests.corpus.outlines import only, reading

CUT = "administrations communiquant établissement surveillance internet contrepartie paragraph"


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("les adminis-", "trations centrales", "les administrations centrales"),
        ("the establish-", "ment of parks", "the establishment of parks"),
        ("des données pseudonymi-", "sées ici", "des données pseudonymisées ici"),
        ("aujour-", "d'hui même", "aujourd'hui même"),
        ("lors-", "qu'il vient", "lorsqu'il vient"),
        ("to fol-", "low-up", "to follow-up"),
        ("LES ADMINIS-", "TRATIONS CENTRALES", "LES ADMINISTRATIONS CENTRALES"),
        ("une déﬁni-", "tion ﬁne", "une déﬁnition ﬁne"),
        ("un mot in\u00ad", "terrompu", "un mot interrompu"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_loses_its_hyphen(
    line: str, following: str, joined: str
) -> None:
    assert join_lines(line, following) == joined


@pytest.mark.parametrize(
    "words",
    [
        "peut-être", "sous-préfet", "celui-ci", "vice-président", "porte-parole", "rendez-vous",
        "est-il", "vis-à-vis", "a-t-il", "demandez-le", "Franche-Comté", "Provence-Alpes-Côte",
        "Île-de-France", "Saint-Pierre-et-Miquelon", "outre-mer", "en-tête", "week-end",
        "socio-économique", "auto-évaluation", "co-construction", "non-renewable", "re-use",
        "government-funded", "follow-up", "main-d'œuvre",
        "ﬁne-tuned", "well-being", "in-depth", "UK-registered", "CSG-CRDS",
        "Val-d'Oise", "Villeneuve-d’Ascq", "L. 311-1", "2018-2020", "14-bis", "covid-19",
        "www.example.org/open-government-licence",
    ],
)  # fmt: skip
def test_what_is_written_with_a_hyphen_keeps_it_at_every_end_of_line(words: str) -> None:
    places = [place for place, character in enumerate(words) if character == "-"]
    for place in places:
        line, following = f"Ici {words[: place + 1]}", f"{words[place + 1 :]} suit"
        assert join_lines(line, following) == f"Ici {words} suit"


@pytest.mark.parametrize(
    ("line", "following"),
    [("les sous-", "et sur-déclarations"), ("le plan -", "rappel"), ("pré-", "ou post-vote")],
)
def test_what_is_no_cut_word_keeps_its_space(line: str, following: str) -> None:
    assert join_lines(line, following) == f"{line} {following}"


def test_what_else_the_file_holds_decides_nothing() -> None:
    text = "Les adminis-\ntrations.\n\nLes trations et les adminis, adminis, trations."
    assert "Les administrations." in only(text, "a.txt").text


def test_words_cut_within_a_line_are_joined_and_told() -> None:
    text = "Les adminis-trations et le peut-être, en commu- niquant, sous-préfet, co-opération."
    found = reading(text, "a.txt")
    assert found.documents[0].text == (
        "Les administrations et le peut-être, en communiquant, sous-préfet, co-opération."
    )
    (warning,) = found.warnings
    assert warning.message == (
        "2 words that a hyphen cut within a line were joined: “adminis-trations”, “commu- niquant”"
    )


def test_usual_words_cut_into_words_are_joined_where_the_text_is_cut_throughout() -> None:
    doubtful = "La de-mande est faite."
    assert mend_cut_words(doubtful) == (doubtful, ())
    sure = "Les adminis-trations, en commu-niquant, ré-pondent aux éta-blissements."
    assert mend_cut_words(f"{sure} {doubtful}")[0].endswith("La demande est faite.")


@pytest.mark.parametrize(
    "text",
    [
        "on-line, e-mail, web-site, bien-être, médico-social, ré-utilisation, anti-corruption",
        "https://example.org/adminis-trations et adminis-trations@example.org",
        "2021-2023, L. 311-1, AB-cdef, Eta-Lab",
        "micro- et macro-économie",
    ],
)
def test_within_a_line_only_what_is_no_word_with_its_hyphen_is_touched(text: str) -> None:
    assert mend_cut_words(text) == (text, ())


@given(st.sampled_from(CUT.split()), st.data())
def test_a_word_cut_anywhere_at_the_end_of_a_line_is_whole_again(
    word: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(2, len(word) - 2))
    assert join_lines(f"x {word[:place]}-", f"{word[place:]} y") == f"x {word} y"


@given(st.text(alphabet="ab-’' é2A\u2010", max_size=60))
def test_mending_only_takes_hyphens_and_spaces_away(text: str) -> None:
    mended, cut = mend_cut_words(text)
    bare = str.maketrans("", "", "- \u2010")
    assert mended.translate(bare) == text.translate(bare)
    assert (mended == text) == (not cut)


@pytest.mark.parametrize(
    "unit", ["a-", "ab-", "aa-bb ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "- "]
)
@pytest.mark.slow
def test_mending_takes_time_in_proportion_to_the_length(unit: str) -> None:
    mend_cut_words("adminis-trations")
    begun = time.process_time()
    mend_cut_words(unit * (300_000 // len(unit)))
    assert time.process_time() - begun < 2


def test_a_warning_names_a_few_words_at_most() -> None:
    told = told_of_cut_words(tuple(f"adminis-trations{n}" for n in range(1000)))
    assert told is not None
    assert told.startswith("1000 words")
    assert len(told) < 200
