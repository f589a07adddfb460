"""Layout: what Gradio puts on the page, and that none of it reaches the server."""

from typing import Any

import pytest

from ui.chat import EXAMPLES
from ui.layout import lay_out

pytestmark = pytest.mark.slow  # imports Gradio


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return dict(lay_out(EXAMPLES, private=True).get_config_file())


def props(config: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["props"] for one in config["components"] if one["type"] == kind]


def test_no_event_of_the_page_reaches_the_server(config: dict[str, Any]) -> None:
    assert config["dependencies"] == []
    assert config["connect_heartbeat"] is False
    assert props(config, "state") == []


def test_no_function_of_the_page_is_offered_as_an_api() -> None:
    blocks = lay_out(EXAMPLES, private=True)
    assert blocks.fns == {}
    assert blocks.get_api_info()["named_endpoints"] == {}


def test_analytics_are_off(config: dict[str, Any]) -> None:
    assert config["analytics_enabled"] is False


def test_each_example_is_a_button_of_its_language(config: dict[str, Any]) -> None:
    examples = [one for one in props(config, "button") if "example" in one["elem_classes"]]
    shown = {
        language: [
            one["value"].replace("\u00a0", " ")
            for one in examples
            if f"in-{language}" in one["elem_classes"]
        ]
        for language in ("fr", "en")
    }
    assert shown == {language: list(texts) for language, texts in EXAMPLES.items()}


@pytest.mark.parametrize("private", [True, False])
def test_the_note_claims_privacy_only_where_it_holds(private: bool) -> None:
    blocks = lay_out({}, private=private)
    (note,) = [
        one["props"]["value"]
        for one in blocks.get_config_file()["components"]
        if one["props"].get("elem_id") == "note"
    ]
    assert ("ne quitte ce serveur" in note) is private
