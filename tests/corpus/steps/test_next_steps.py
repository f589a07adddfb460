"""The next steps that come with Parvis stand on the law, and a wrong file says what is wrong."""

import re
from pathlib import Path

import pytest

from corpus.errors import StepsError
from corpus.ingest import collect, ingest
from corpus.law.article_numbers import article_key
from corpus.steps.next_steps import STEPS_FILE, Step, read_steps, shipped_steps, steps_with

_DELAY = re.compile(r"\b(une?|deux|trois|quatre|six|\d+) (mois|jours?|ans?)\b")
_TABLE = """
[[step]]
document = "code"
after = ["L. 1-1"]
article = "L1-2"
words = "deux mois"
fr = "Allez au conseil."
en = "Go to the council."
"""


def test_each_shipped_step_stands_on_words_of_its_article_and_follows_from_articles(
    crpa: Path,
) -> None:
    documents = {one.id: one for one in ingest(collect([crpa])).documents}
    for step in shipped_steps():
        document = documents[step.document]
        said: dict[str, str] = {}
        for one in document.articles:
            key = article_key(one.number)
            said[key] = said.get(key, "") + document.text[one.start : one.end]
        assert all(words in said[article_key(step.article)] for words in step.words), step
        assert step.after <= said.keys(), step


@pytest.mark.parametrize("step", shipped_steps(), ids=lambda step: step.article)
def test_a_shipped_step_says_what_the_law_says_instead_of_sending_the_reader_to_look(
    step: Step,
) -> None:
    words = " ".join(step.words)
    for number, unit in _DELAY.findall(step.texts["fr"]):
        assert re.search(rf"\b{number} {unit}|dans le {unit}", words), step
    assert not re.search(r"\b(?:voyez|vérifiez|see|check)\b", " ".join(step.texts.values()).lower())


def test_the_words_of_a_step_may_be_the_first_and_the_last_of_what_is_quoted(
    tmp_path: Path,
) -> None:
    path = tmp_path / STEPS_FILE
    path.write_text(_TABLE.replace('"deux mois"', '["Il a", "sauf"]'), encoding="utf-8")
    assert read_steps(path)[0].words == ("Il a", "sauf")
    path.write_text(_TABLE.replace('"deux mois"', "[]"), encoding="utf-8")
    with pytest.raises(StepsError, match="`words` is no text"):
        read_steps(path)


def test_an_operators_own_steps_come_before_those_of_parvis(tmp_path: Path) -> None:
    (tmp_path / STEPS_FILE).write_text(_TABLE, encoding="utf-8")
    own, *shipped = steps_with(tmp_path)
    assert (own.document, own.article, own.texts["en"]) == ("code", "L1-2", "Go to the council.")
    assert own.after == {"l1-1"}
    assert tuple(shipped) == shipped_steps() == steps_with(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[[step", "is no TOML", id="torn"),
        pytest.param("step = 1", "has no [[step]] tables", id="no tables"),
        pytest.param("step = [1]", "step 1 is no table", id="no table"),
        pytest.param(_TABLE.replace("words", "word"), "step 1 lacks words", id="a key too few"),
        pytest.param(_TABLE.replace('["L. 1-1"]', "1"), "`after` is no list", id="no list"),
        pytest.param(_TABLE.replace('"deux mois"', '" "'), "`words` is no text", id="no words"),
        pytest.param(_TABLE.replace('document = "code"', ""), "`document` is no", id="no law"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / STEPS_FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StepsError) as told:
        read_steps(path)
    assert says in str(told.value)
    assert STEPS_FILE in str(told.value)
