"""Few texts are cut by a part of the vocabulary exactly as by the whole of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from index.models.vocabulary import Vocabulary, write_vocabulary

QUESTIONS = [
    "query: Au bout de combien de temps le silence vaut-il accord ?",
    "query: ﬁn d’année, cœur & Łódź — ½ n° 3",
    "query:   beaucoup   d'espaces\tet\nde lignes ",
    "query: 你好，世界 🙂🙃 \U0001f23b",
    "query: a\0b\0",
    "query: " + "anticonstitutionnellement" * 40,
    "query: <mask> et </s> au milieu, <unk>",
    "query: ▁▁ déjà▁coupé",
    "",
    " ",
]


@pytest.fixture(scope="module")
def tokenizer_file(prepared_model: Path) -> Path:
    return prepared_model / "tokenizer.json"


@pytest.fixture(scope="module")
def few(tokenizer_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    folder = tmp_path_factory.mktemp("table")
    write_vocabulary(tokenizer_file, folder)
    return Vocabulary(tokenizer_file, folder)


@pytest.fixture(scope="module")
def whole(tokenizer_file: Path) -> Tokenizer:
    return Tokenizer.from_file(str(tokenizer_file))


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_text_is_cut_as_by_the_whole_vocabulary(
    few: Vocabulary, whole: Tokenizer, text: str
) -> None:
    assert few.encode([text]) == [whole.encode(text).ids]


@given(text=st.text(max_size=60))
def test_any_text_is_cut_as_by_the_whole_vocabulary(
    few: Vocabulary, whole: Tokenizer, text: str
) -> None:
    assert few.encode([text]) == [whole.encode(text).ids]


def test_few_and_many_texts_are_cut_alike(tokenizer_file: Path, few: Vocabulary) -> None:
    plain = Vocabulary(tokenizer_file, Path("nowhere"))
    assert few.encode(QUESTIONS[:4]) * 10 == plain.encode(QUESTIONS[:4] * 10)
    assert few.closing == plain.closing == 1
    assert few.count(QUESTIONS[0]) == len(few.encode(QUESTIONS[:1])[0])


def test_a_question_does_not_load_the_whole_vocabulary(
    tokenizer_file: Path, tmp_path: Path
) -> None:
    write_vocabulary(tokenizer_file, tmp_path)
    vocabulary = Vocabulary(tmp_path / "there-is-no-tokenizer.json", tmp_path)
    assert len(vocabulary.encode(["query: bonjour"])[0]) > 2


def test_a_tokenizer_of_another_kind_is_loaded_whole(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    words = {"[UNK]": 0, "oui": 1, "non": 2}
    Tokenizer(models.WordLevel(words, unk_token="[UNK]")).save(str(file))
    write_vocabulary(file, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tokenizer.json"]
    assert Vocabulary(file, tmp_path).encode(["oui", "non"]) == [[1], [2]]


def test_unknown_letters_are_scored_below_the_worst_piece(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    pieces = [("<pad>", 0.0), ("a", -1.0), ("<unk>", 0.0), ("rare", -30.0), ("b", -2.0)]
    Tokenizer(models.Unigram(pieces, unk_id=2)).save(str(file))
    write_vocabulary(file, tmp_path)
    assert Vocabulary(file, tmp_path).encode(["abzrare"]) == [[1, 4, 2, 3]]
