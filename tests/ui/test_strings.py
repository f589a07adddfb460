"""Strings: the same in both languages, set as each is printed, and each of them used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import ui
from ui.strings import MONTHS, STRINGS, typeset

_FILES = [
    file
    for folder in ("static", "templates", ".")
    for file in (Path(ui.__file__).parent / folder).glob("*.*")
    if file.suffix in (".py", ".js", ".html") and file.name != "strings.py"
]
_SOURCE = "\n".join(file.read_text("utf-8") for file in _FILES)


@pytest.mark.parametrize("name", list(STRINGS))
def test_a_string_asks_for_the_same_things_in_both_languages(name: str) -> None:
    fields = [{part[1] for part in Formatter().parse(text) if part[1]} for text in STRINGS[name]]
    assert fields[0] == fields[1]
    assert all(STRINGS[name])


def test_no_line_breaks_before_french_punctuation() -> None:
    assert not [both.fr for both in STRINGS.values() if re.search(r" [;:?!»]|« ", both.fr)]
    assert typeset("« Où ? »") == "«\u00a0Où\u00a0?\u00a0»"


def test_there_are_twelve_months_in_each_language() -> None:
    assert [len(names) for names in MONTHS] == [12, 12]


@pytest.mark.parametrize("name", list(STRINGS))
def test_no_string_is_written_for_nobody(name: str) -> None:
    written = name.removesuffix("-why")  # The page of a failure makes one name of the other.
    assert re.search(rf"[\"']({re.escape(name)}|{re.escape(written)})[\"']", _SOURCE)
