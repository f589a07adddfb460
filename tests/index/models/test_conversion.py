"""Any sentence-transformers model, by its folder: converted once, faithfully, or run by torch."""

import logging
import shutil
import tempfile
from pathlib import Path

import numpy as np
import orjson
import pytest

from index.errors import ModelUnavailable
from index.models import conversion, load_encoder, prepare_runtime
from index.models.conversion import FOLDER, find_graph
from index.models.folder import open_model
from index.models.openvino import OpenVinoEncoder
from index.models.sentence_transformer import TorchEncoder

TEXTS = ["Un mot.", "Several words about public records, in another language.", "mot " * 90]


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model of another family: its own words, the first token's vector, no prompts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import DistilBertConfig, DistilBertModel, PreTrainedTokenizerFast

    torch.manual_seed(5)
    source = tmp_path_factory.mktemp("source")
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *"un mot several words about public records".split(),
    ]
    tokenizer = Tokenizer(
        models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    ).save_pretrained(str(source))
    DistilBertModel(
        DistilBertConfig(
            vocab_size=len(words),
            dim=32,
            hidden_dim=64,
            n_layers=2,
            n_heads=4,
            max_position_embeddings=64,
            initializer_range=0.5,
        )
    ).save_pretrained(str(source))
    transformer = Transformer(str(source), max_seq_length=64)
    folder = tmp_path_factory.mktemp("models") / "small"
    SentenceTransformer(
        modules=[transformer, Pooling(32, pooling_mode="cls")], device="cpu"
    ).save_pretrained(str(folder))
    return folder


@pytest.fixture
def small(small_model: Path, tmp_path: Path) -> Path:
    """A copy of the model that a test may change."""
    folder = tmp_path / "small"
    shutil.copytree(small_model, folder, ignore=shutil.ignore_patterns(FOLDER))
    return folder


def test_another_model_is_converted_once_and_gives_its_own_vectors(
    small: Path, tmp_path: Path
) -> None:
    fast = load_encoder(small, models=tmp_path)
    reference = load_encoder(small, runtime="torch", models=tmp_path)
    assert isinstance(fast, OpenVinoEncoder)
    assert isinstance(reference, TorchEncoder)
    assert fast.fingerprint == reference.fingerprint
    assert (fast.name, fast.dimension, fast.max_tokens) == ("small", 32, 64)
    ours, theirs = fast.encode_passages(TEXTS), reference.encode_passages(TEXTS)
    assert (ours * theirs).sum(axis=1).min() >= 0.999
    assert (ours[0] @ ours[1]) < 0.9
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    made_at = (small / FOLDER / "model.xml").stat().st_mtime_ns
    load_encoder(small, models=tmp_path)
    assert (small / FOLDER / "model.xml").stat().st_mtime_ns == made_at


def test_a_graph_of_other_weights_is_made_again(small: Path, tmp_path: Path) -> None:
    prepare_runtime(small, models=tmp_path)
    settings = orjson.loads((small / "config_sentence_transformers.json").read_bytes())
    settings["prompts"] = {"query": "un ", "document": "mot "}
    (small / "config_sentence_transformers.json").write_bytes(orjson.dumps(settings))
    assert find_graph(open_model(small), elsewhere=tmp_path) is None
    encoder = load_encoder(small, models=tmp_path)
    assert find_graph(open_model(small), elsewhere=tmp_path) is not None
    assert (encoder.encode_queries(["words"]) @ encoder.encode_passages(["words"]).T).item() < 0.99


def test_a_read_only_model_keeps_its_graph_among_our_own_files(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tempfile.mkdtemp

    def refuse(*, prefix: str, dir: Path) -> str:
        if Path(dir) == small:
            raise PermissionError(13, "Permission denied", str(dir))
        return plain(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    encoder = load_encoder(small, models=tmp_path / "ours")
    assert isinstance(encoder, OpenVinoEncoder)
    assert not (small / FOLDER).exists()
    graph = find_graph(open_model(small), elsewhere=tmp_path / "ours")
    assert graph is not None
    assert graph.path.is_relative_to(tmp_path / "ours")


def test_a_graph_that_is_not_faithful_gives_way_to_torch_and_says_so(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(conversion, "_FAITHFUL", 1.5)
    with caplog.at_level(logging.WARNING):
        encoder = load_encoder(small, models=tmp_path)
    assert isinstance(encoder, TorchEncoder)
    assert "less than 1.5" in caplog.text
    assert "Torch is used" in caplog.text
    with pytest.raises(ModelUnavailable, match="use the torch runtime"):
        load_encoder(small, runtime="openvino", models=tmp_path)
    assert not (small / FOLDER).exists()


def test_a_model_that_pools_without_its_prompt_is_left_to_torch(
    small: Path, tmp_path: Path
) -> None:
    path = small / "1_Pooling" / "config.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | {"include_prompt": False}))
    assert isinstance(load_encoder(small, models=tmp_path), TorchEncoder)
    with pytest.raises(ModelUnavailable, match="leaves its prompt out of its pooling"):
        load_encoder(small, runtime="openvino", models=tmp_path)
