"""Org mode, as Emacs and pandoc write it."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import is_whole, letters
from tests.corpus.growth import grows_with_length
from tests.corpus.outlines import only, outline, reading

WORDS = st.lists(
    st.sampled_from("délai mois communes publient 12 ouvert l’été".split()), min_size=1
)


def _outline(text: str) -> list[str]:
    return outline(only(text, "note.org"))


def test_what_the_export_does_not_show_is_left_out() -> None:
    assert _outline(
        "* Délai\nSCHEDULED: <2026-01-02>\n:PROPERTIES:\n:CUSTOM_ID: delai\n:END:\n"
        ":LOGBOOK:\nune note\n:END:\n# un commentaire\n#+begin_comment\ncaché\n#+end_comment\n"
        "Un mois, +dix jours+ au plus.\n"
        "* COMMENT Brouillon\nCaché.\n** Aussi caché\nCaché.\n"
        "* Suite\nFin.\n* Interne :noexport:\nCaché.\n"
    ) == ["h1 Délai", "p Un mois, au plus.", "h1 Suite", "p Fin."]


def test_blocks_keep_their_words_and_lose_their_marks() -> None:
    assert _outline(
        "* Titre\n#+begin_quote\nUne *citation* /courte/.\n#+end_quote\n"
        "#+BEGIN_SRC bash\n* pas un titre\n  curl =x=\n#+END_SRC\nFin.\n"
    ) == ["h1 Titre", "p Une citation courte.", "p * pas un titre\ncurl =x=", "p Fin."]


def test_code_keeps_the_signs_in_it() -> None:
    assert _outline("* T\nÉcrire =a = $b$ *c*= ou ~x~.\n") == ["h1 T", "p Écrire a = $b$ *c* ou x."]


def test_tables_are_read_by_row_with_their_head() -> None:
    assert _outline("* T\n| Lieu | Coût |\n|------+------|\n| Parc | 3 |\n") == [
        "h1 T",
        "tr Lieu | Coût",
        "tr Parc | 3",
    ]


def test_signs_that_mark_nothing_stay() -> None:
    text = "De +10 % à +20 %, soit a*b*c, 3/4 et snake_case_name, 5 $ et 6 $."
    assert _outline(f"* T\n{text}\n") == ["h1 T", f"p {text}"]


def test_notes_stand_after_the_text_and_their_calls_are_gone() -> None:
    assert _outline("* T\nUn mois[fn:1] ou deux[fn:: Ou trois.].\n\n[fn:1] Ouvré.\n") == [
        "h1 T",
        "p Un mois ou deux.",
        "p Ouvré.",
        "p Ou trois.",
    ]


@pytest.mark.parametrize("mark", [r"\(\frac{a}{b}\)", "{{{prix}}}", r"$x^2$"])
def test_what_cannot_be_read_in_a_sentence_is_missing_and_told(mark: str) -> None:
    read = reading(f"* T\nLe tarif est de {mark} euros.\n", "note.org")
    assert not is_whole(read.documents[0].text)
    assert f"could not be read, “{mark}”" in read.warnings[0].message


def test_a_block_without_end_is_told() -> None:
    read = reading("* T\nAvant.\n#+begin_comment\nAprès.\n", "note.org")
    assert "“#+begin_comment” has no end" in read.warnings[0].message


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=5, deadline=None)
@pytest.mark.slow
def test_what_pandoc_writes_comes_back_word_for_word(paragraphs: list[list[str]]) -> None:
    text = "# Titre\n\n" + "\n\n".join(f"**{' '.join(words)}** fin." for words in paragraphs)
    org = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "org"],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert letters(only(org, "note.org").text) == letters(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["=a ", "\\[a ", "[fn:a ", "$a ", ":A:\n", "| a \n", "* a\n"])
def test_time_grows_with_the_length(piece: str) -> None:
    assert grows_with_length(lambda text: reading(f"* T\nb\n{text}", "note.org"), unit=piece)


def test_a_picture_in_a_sentence_is_missing_and_one_on_its_own_line_is_left_out() -> None:
    read = reading(
        "* T\nAppuyez sur [[./bouton.png]] pour finir.\n\n[[file:carte.png]]\n", "note.org"
    )
    assert outline(read.documents[0]) == ["h1 T", "p Appuyez sur \ufffc pour finir."]
    assert read.warnings[0].message == "a picture could not be read, “./bouton.png”"


def test_formulas_set_apart_and_fixed_lines_are_read_as_shown() -> None:
    formula = "\\begin{equation}\nx = \\frac{a}{b}\n\\end{equation}"
    text = f"* [#A] T\nSoit\n{formula}\noù b est 3.\n\n: code\n"
    assert _outline(text) == ["h1 T", "p Soit \ufffc où b est 3.", "p code"]
