"""conversation.js: what is kept of it in the browser, and what of it goes to the API."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.shared import needs_chromium
from tests.ui.fake_service import answered, complete, distressed, refused
from tests.ui.static.modules import Modules

pytestmark = needs_chromium

REMEMBERED = 6
IN_A_TAB = """async ({ kept, exchanges }) => {
    const { Conversation } = await import("/ui/conversation.js");
    sessionStorage.setItem("parvis-conversation", kept ?? "{}");
    const conversation = new Conversation();
    for (const [question, answer] of exchanges ?? []) conversation.add(question, answer);
    return conversation.history();
}"""


def said(words: str = "La place est ouverte à tous.") -> dict[str, Any]:
    return answered(("L1", words))


def history(
    modules: Modules, *exchanges: tuple[str, dict[str, Any]], kept: str | None = None
) -> Any:
    return modules.evaluate(IN_A_TAB, {"exchanges": exchanges, "kept": kept})


def cleaned(modules: Modules, typed: str) -> str:
    """The question `typed`, as units of UTF-16, which the way to a browser may not hold."""
    script = """async (units) => {
        const { clean } = await import("/ui/conversation.js");
        const sent = clean(String.fromCharCode(...units));
        return Array.from({ length: sent.length }, (_, at) => sent.charCodeAt(at));
    }"""
    raw = typed.encode("utf-16-le", "surrogatepass")
    units = [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
    found = modules.evaluate(script, units) if units else []
    return b"".join(unit.to_bytes(2, "little") for unit in found).decode("utf-16-le")


def test_an_answer_is_remembered_in_plain_words_with_its_numbers(modules: Modules) -> None:
    assert history(modules, ("Quel délai ?", said())) == [
        {"role": "user", "content": "Quel délai ?"},
        {"role": "assistant", "content": "La place est ouverte à tous. [1]"},
    ]


def test_a_refusal_is_remembered_by_its_message(modules: Modules) -> None:
    turns = history(modules, ("Quelle heure ?", refused("Je ne sais pas.")))
    assert turns[1]["content"] == "Je ne sais pas."


def test_only_the_last_exchanges_go_to_the_api(modules: Modules) -> None:
    turns = history(modules, *[(f"Question {number}", said()) for number in range(20)])
    asked = [turn["content"] for turn in turns if turn["role"] == "user"]
    assert asked == [f"Question {number}" for number in range(20 - REMEMBERED, 20)]


def test_what_was_said_in_distress_is_not_stored(modules: Modules) -> None:
    stored = """async (exchanges) => {
        const { Conversation } = await import("/ui/conversation.js");
        sessionStorage.clear();
        const conversation = new Conversation();
        for (const [question, answer] of exchanges) conversation.add(question, answer);
        return sessionStorage.getItem("parvis-conversation");
    }"""
    kept = modules.evaluate(stored, [("Je veux mourir", distressed()), ("Quel délai ?", said())])
    assert "Quel délai ?" in kept
    assert "mourir" not in kept


def test_what_was_said_in_distress_is_not_said_again(modules: Modules) -> None:
    turns = history(modules, ("Quel délai ?", said()), ("Je veux mourir", distressed()))
    assert [turn["content"] for turn in turns if turn["role"] == "user"] == ["Quel délai ?"]


def test_a_long_answer_goes_as_far_as_the_api_takes_it(modules: Modules) -> None:
    long = {**said(), "text": "🏛" * 30_000}
    assert history(modules, ("Quel délai ?", long))[1]["content"] == "🏛" * 20_000


def test_what_is_kept_is_read_again_with_the_verdict_and_the_draft(modules: Modules) -> None:
    script = """async (said) => {
        const { Conversation } = await import("/ui/conversation.js");
        const before = new Conversation();
        before.forget();
        before.add("Un ?", said);
        before.exchanges[0].helpful = true;
        before.keepDraft("Deux ?");
        const after = new Conversation();
        return [after.exchanges, after.draft];
    }"""
    assert modules.evaluate(script, said()) == [
        [{"question": "Un ?", "answer": said(), "helpful": True}],
        "Deux ?",
    ]


def test_all_that_an_answer_says_is_kept_and_answers_of_before_are_read(modules: Modules) -> None:
    before = said()
    for sentence in before["sentences"]:
        assert set(sentence) == {"text", "citations", "verbatim"}
    for citation in before["citations"]:
        del citation["publisher"], citation["official"]
    kept = [{"question": "Un ?", "answer": one} for one in (before, complete())]
    script = """async (kept) => {
        const { Conversation } = await import("/ui/conversation.js");
        sessionStorage.setItem("parvis-conversation", kept);
        return new Conversation().exchanges;
    }"""
    assert modules.evaluate(script, json.dumps({"exchanges": kept})) == kept


def test_what_is_forgotten_is_nowhere_in_the_browser(modules: Modules) -> None:
    script = """async (said) => {
        const { Conversation } = await import("/ui/conversation.js");
        const conversation = new Conversation();
        conversation.add("Un secret ?", said);
        conversation.keepDraft("Un autre secret ?");
        conversation.forget();
        return JSON.stringify([{ ...sessionStorage }, { ...localStorage }]);
    }"""
    assert "secret" not in modules.evaluate(script, said())


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("null", id="nothing"),
        pytest.param('{"exchanges": {"length": 3}}', id="no list"),
        pytest.param('{"exchanges": [null, {"question": "Un ?"}]}', id="exchanges without answers"),
        pytest.param(
            '{"exchanges": [{"question": "Un ?", "answer": {"id": 1}}], "draft": 3}',
            id="answers of another shape",
        ),
    ],
)
def test_what_no_version_of_the_page_wrote_is_not_shown(modules: Modules, kept: str) -> None:
    assert history(modules, kept=kept) == []


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        pytest.param("  Quel délai ?\n", "Quel délai ?", id="spaces around"),
        pytest.param("Un\r\ndeux", "Un\ndeux", id="line ends of another system"),
        pytest.param("Un\x00\x07 deux", "Un deux", id="control characters"),
        pytest.param("Un \ud800deux", "Un deux", id="half of a surrogate pair"),
        pytest.param("Un \U0001f3dbdeux", "Un \U0001f3dbdeux", id="both halves of one"),
        pytest.param("Quel délai\u00a0?", "Quel délai ?", id="the spaces of French typography"),
        pytest.param(" \n\t ", "", id="nothing but white space"),
    ],
)
def test_a_question_is_cleaned(modules: Modules, typed: str, sent: str) -> None:
    assert cleaned(modules, typed) == sent


@given(st.text(alphabet=st.characters(codec=None)))
@example("\ud800\udc00\ud800")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cleaned_question_can_always_be_sent(modules: Modules, typed: str) -> None:
    sent = cleaned(modules, typed)
    assert sent.encode() or not sent
    assert not [character for character in sent if character < " " and character not in "\n\t"]
