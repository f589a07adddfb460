"""Bytes to characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding import decode, garbled
from corpus.errors import UnreadableFile

_FRENCH = "L’État s’engage à publier les données où « cœur » et élève s’écrivent ; ça coûte 3 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_name_themselves_are_read_without_a_word(encoding: str) -> None:
    assert decode(_FRENCH.encode(encoding)) == (_FRENCH, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_that_do_not_name_themselves_are_told_and_said(encoding: str) -> None:
    text, warning = decode(_FRENCH.encode(encoding), path="a.txt")
    assert text == _FRENCH
    assert warning is not None
    assert encoding in warning


@pytest.mark.parametrize("encoding", ["iso-8859-15", "cp850", "mac_roman"])
def test_old_french_files_are_read(encoding: str) -> None:
    text = "Le cœur des élèves, à l'été déjà passé, où ça".replace(
        "œ", "oe" if encoding == "cp850" else "œ"
    )
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "declared",
    ['<meta charset="iso-8859-1">', '<?xml version="1.0" encoding="ISO-8859-1"?>',
     '<META http-equiv=Content-Type content="text/html; charset=windows-1252">'],
)  # fmt: skip
def test_markup_that_says_its_encoding_is_read_in_it_without_a_word(declared: str) -> None:
    text = f"{declared}<p>Le délai, déjà passé, à l’été</p>"
    assert decode(text.encode("cp1252"), markup=True) == (text, None)


@pytest.mark.parametrize("declared", ["utf-8", "x-user-defined", "rot13", "utf-16"])
def test_an_encoding_that_is_said_wrongly_is_told_by_the_bytes(declared: str) -> None:
    text = f"<meta charset={declared}><p>Le délai, déjà passé</p>"
    read, warning = decode(text.encode("cp1252"), markup=True)
    assert (read, bool(warning)) == (text, True)


def test_a_few_bad_bytes_are_shown_as_such_and_counted() -> None:
    raw = "Été à la mairie".encode() + b"\xff" + " déjà".encode()
    assert decode(raw, path="a.txt") == (
        "Été à la mairie\ufffd déjà",
        "1 bytes that are not UTF-8 are shown as \ufffd; save it again as UTF-8",
    )


def test_a_text_in_another_alphabet_is_left_to_the_library() -> None:
    russian = "Открытое правительство и доступ к документам для всех граждан страны"
    assert decode(russian.encode("cp1251"))[0] == russian


def test_line_ends_become_one_character() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


def test_binary_junk_is_refused_by_its_name() -> None:
    with pytest.raises(UnreadableFile, match=r"^x\.bin: its bytes are not text; give"):
        decode(bytes(range(256)) * 20, path="x.bin")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode())[0] == text.lstrip("\ufeff") or text.startswith("\ufeff")


_TWICE = "L’administration répond dans un délai d’un mois, « ça » : 3 €."


def _encoded_again(text: str, times: int) -> str:
    for _ in range(times):
        text = text.encode().decode("cp1252")
    return text


@pytest.mark.parametrize("times", [1, 2])
def test_accents_that_were_encoded_twice_are_mended_and_told(times: int) -> None:
    assert decode(_encoded_again(_TWICE, times).encode()) == (
        _TWICE,
        "its accents were encoded twice, and were mended",
    )


def test_a_space_that_was_half_a_letter_is_mended() -> None:
    assert decode("Ã\u00a0 la mairie, rÃ©ponse Ã  compter du dÃ©lai".encode())[0] == (
        "à la mairie, réponse à compter du délai"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le caractère « é » devient « Ã© », et « è » devient « Ã¨ » : voilà l’erreur.",
        "é | Ã©\nè | Ã¨\nà | Ã\u00a0\nç | Ã§",
        "Où écrire « dÃ©jÃ » ? Le mot déjà a été encodé deux fois, ici, par mégarde répétée.",
        "SÃO PAULO, Åre, Âge, 12 € et 3 °C, l’été",
        "√© est ce que lit un vieux Mac",
    ],
)
def test_a_text_that_is_about_encodings_stays(text: str) -> None:
    assert decode(text.encode())[0] == text


def test_a_word_that_looks_garbled_is_told() -> None:
    text = "Où écrire ? Voilà l’été, répété : le dÃ©lai."
    message = "words of it look garbled, such as “dÃ©lai”; save it again as UTF-8"
    assert decode(text.encode()) == (text, message)
    assert decode(text.encode(), markup=True) == (text, None)
    assert garbled(text) == message


def test_dashes_and_quotation_marks_that_were_encoded_twice_are_mended_and_told() -> None:
    right = "He played from 1986–1990, 1990–1993 and 1993–1996: “the best”."
    assert decode(right.encode().decode("latin-1").encode()) == (
        right,
        "its dashes and quotation marks were encoded twice, and were mended",
    )


def test_a_dash_that_was_encoded_twice_is_told_where_it_stays() -> None:
    told = decode("Played 1986â\u0080\u0093 90, whoâ\u0080\u0099s he?".encode())[1]
    assert told is not None
    assert "look garbled" in told


def test_characters_that_were_lost_before_are_counted() -> None:
    told = "2 characters were lost before it was saved, and are \ufffd in it"
    assert decode("Le d\ufffdlai d\ufffdun mois.".encode())[1] == told


def test_a_word_that_was_escaped_twice_is_told() -> None:
    message = "words of it look garbled, such as “D&eacute;lai”; save it again as UTF-8"
    assert garbled("D&eacute;lai") == message
    assert garbled("R&D; Q&A, AT&T") is None
