"""The language model: asked within bounds, read with care, and its failures told in a sentence."""

from collections.abc import Callable
from typing import Any

import httpx
import orjson
import pytest

from assistant.errors import ModelFailed, SettingsError
from assistant.language_model import LanguageModel, language_model_of, read_questions
from assistant.settings import read_settings
from corpus.passage import Passage
from corpus.splitters import split
from tests.index.library import page

Reply = Callable[[httpx.Request], httpx.Response]


def a_passage() -> Passage:
    document = page("ponts.md", "Le pont {tournant} ferme la nuit.")
    return next(iter(split(document, count_tokens=lambda text: len(text.split()), max_tokens=64)))


def said(words: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"content": words}}]})


def model(*replies: httpx.Response | Exception, key: str = "") -> tuple[LanguageModel, list[Any]]:
    """A model that replies so, one after the other, and the requests that it got."""
    left, got = list(replies), list[Any]()

    def answer(request: httpx.Request) -> httpx.Response:
        got.append(request)
        reply = left.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    transport = httpx.MockTransport(answer)
    url = "http://llm.example/v1/"
    return LanguageModel(url, "petit", key=key, transport=transport, pause=0), got


def test_it_is_asked_with_the_passage_and_gives_its_questions() -> None:
    asked, got = model(said("1. Quand ferme le pont ?\n- Le pont, la nuit ?\nVoilà."), key="s3cret")
    assert asked.write_questions(a_passage(), "fr", 3) == (
        "Quand ferme le pont ?",
        "Le pont, la nuit ?",
    )
    (request,) = got
    assert str(request.url) == "http://llm.example/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer s3cret"
    content = orjson.loads(request.content)
    assert content["model"] == "petit"
    assert content["max_tokens"] == 240
    prompt = content["messages"][0]["content"]
    assert "Écris 3 questions" in prompt
    assert "Ponts\nLe pont {tournant} ferme la nuit." in prompt


def test_it_is_asked_in_the_language_of_the_document() -> None:
    asked, got = model(said("When does the bridge close?"))
    asked.write_questions(a_passage(), "en", 1)
    assert "Write 1 different questions" in orjson.loads(got[0].content)["messages"][0]["content"]


@pytest.mark.parametrize(
    ("words", "questions"),
    [
        ("Quand ?\nQuand ferme-t-il ?", ("Quand ferme-t-il ?",)),
        ("* « Quand ferme-t-il ? »\n12) quand ferme-t-il ?", ("Quand ferme-t-il ?",)),
        ("Un ordre, sans question.\n\n", ()),
        ("Pourquoi " + "a" * 1000 + " ?", ()),
        ("Qui est là ?\nQue fait-il ?\nOù va-t-il ?", ("Qui est là ?", "Que fait-il ?")),
    ],
    ids=["too short", "twice, in a list", "none", "too long", "more than asked for"],
)
def test_lines_that_ask_are_read_and_others_are_not(words: str, questions: tuple[str, ...]) -> None:
    assert read_questions(words, count=2) == questions


@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(500),
        httpx.Response(429),
        httpx.ConnectError("no one there"),
        httpx.ReadTimeout("too slow"),
        httpx.Response(200, content=b"<html>"),
        said(None),
    ],
    ids=["500", "429", "down", "slow", "no JSON", "no words"],
)
def test_what_may_pass_is_tried_again(failure: httpx.Response | Exception) -> None:
    asked, got = model(failure, failure, said("Quand ferme-t-il ?"))
    assert asked.write_questions(a_passage(), "fr", 1) == ("Quand ferme-t-il ?",)
    assert len(got) == 3


@pytest.mark.parametrize(
    ("replies", "tries", "told"),
    [
        ([httpx.Response(503)] * 3, 3, r"\(status 503\): what it wrote before is kept"),
        ([httpx.Response(401)], 1, r"\(status 401\)"),
        ([httpx.ConnectError("no one there")] * 3, 3, r"\(no one there\)"),
        ([httpx.Response(200, json={})] * 3, 3, "its reply is no chat completion"),
        ([httpx.Response(200, content=b" " * 1_000_001)] * 3, 3, "more than 1,000,000 bytes"),
    ],
    ids=["broken", "refused", "down", "another shape", "endless"],
)
def test_what_does_not_pass_is_told_without_the_key(
    replies: list[httpx.Response | Exception], tries: int, told: str
) -> None:
    asked, got = model(*replies, key="s3cret")
    with pytest.raises(ModelFailed, match=told) as failed:
        asked.write_questions(a_passage(), "fr", 1)
    assert len(got) == tries
    assert "s3cret" not in str(failed.value)


@pytest.mark.parametrize("given", [{}, {"llm_url": "http://x/v1"}, {"llm_model": "petit"}])
def test_without_a_model_the_settings_to_give_are_named(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"PARVIS_LLM_URL, .* and PARVIS_LLM_MODEL"):
        language_model_of(read_settings(**given))


def test_a_key_is_not_shown_with_the_settings() -> None:
    settings = read_settings(llm_url="http://x/v1", llm_model="petit", llm_key="s3cret")
    assert "s3cret" not in repr(settings)
    assert language_model_of(settings).name == "petit"
