"""A model's folder tells its name, its prompts and a digest of all that decides its vectors."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from index.errors import ModelUnavailable
from index.models import load_encoder
from index.models.folder import Prompts, open_model, seal_model, tell_prompts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model"
    (path / "1_Pooling").mkdir(parents=True)
    for name, content in (
        ("modules.json", []),
        ("config_sentence_transformers.json", {"prompts": {"query": "q: ", "document": "d: "}}),
        ("1_Pooling/config.json", {"pooling_mode": "mean"}),
    ):
        (path / name).write_bytes(orjson.dumps(content))
    (path / "model.safetensors").write_bytes(b"weights")
    seal_model(path, name="someone/model")
    return path


def test_a_sealed_folder_tells_its_public_name_and_its_prompts(folder: Path) -> None:
    model = open_model(folder)
    assert model.name == "someone/model"
    assert model.prompts == Prompts(query="q: ", passage="d: ")


@pytest.mark.parametrize(
    "name",
    ["model.safetensors", "1_Pooling/config.json", "config_sentence_transformers.json"],
    ids=["weights", "pooling", "prompts"],
)
def test_the_fingerprint_follows(folder: Path, name: str) -> None:
    before = open_model(folder).fingerprint
    with (folder / name).open("ab") as file:
        file.write(b" ")
    assert open_model(folder).fingerprint != before


def test_the_fingerprint_does_not_follow_what_a_runtime_made_nor_the_read_me(folder: Path) -> None:
    before = open_model(folder).fingerprint
    (folder / "openvino").mkdir()
    (folder / "openvino" / "model.bin").write_bytes(b"graph")
    (folder / "README.md").write_text("Read me", encoding="utf-8")
    assert open_model(folder).fingerprint == before


def test_the_fingerprint_is_the_same_wherever_the_folder_lies(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(folder, copy)
    os.utime(copy / "model.safetensors", (1, 1))
    assert open_model(copy).fingerprint == open_model(folder).fingerprint
    assert open_model(copy).name == "someone/model"


def test_a_folder_that_is_no_model_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no modules\.json: name a folder"):
        load_encoder(tmp_path)


@pytest.mark.slow  # imports torch
def test_a_name_that_no_hub_gives_is_refused_in_a_sentence(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from index.models import load_encoder;"
        f"load_encoder('nobody/nothing', models=Path({str(tmp_path)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"HF_ENDPOINT": "http://127.0.0.1:9"},
    )
    assert "ModelUnavailable: The embedding model nobody/nothing cannot be loaded" in done.stderr
    assert "name a folder that holds a sentence-transformers model" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "settings", "prompts"),
    [
        ("intfloat/e5-base", {}, Prompts("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large", {"prompts": {}}, Prompts("query: ", "passage: ")),
        ("someone/e5", {"prompts": {"query": "Q "}}, Prompts("Q ", "")),
        ("someone/plain", {}, Prompts()),
        ("someone/plain", {"prompts": {"query": "", "document": ""}}, Prompts()),
        (
            "someone/one",
            {"prompts": {"x": "both: "}, "default_prompt_name": "x"},
            Prompts("both: ", "both: "),
        ),
    ],
    ids=["e5", "e5 with empty settings", "its own", "none", "empty ones", "a default for both"],
)
def test_prompts_are_the_models_own_or_those_of_its_family(
    name: str, settings: dict[str, object], prompts: Prompts
) -> None:
    assert tell_prompts(name, settings) == prompts
