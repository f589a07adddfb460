"""Chat: the Gradio page at "/", beside the API that it asks."""

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from ui import pages, render
from ui.client import Client, Failure
from ui.conversation import Exchange, awaiting, clean, history, messages
from ui.cover import Cover, Packed
from ui.sentences import SENTENCES, typeset
from ui.shield import Shield

if TYPE_CHECKING:
    from gradio import Blocks

EXAMPLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "fr": (
            "Qu'est-ce que le gouvernement ouvert ?",
            "Que faire si l'administration refuse de me communiquer un document ?",
            "Au bout de combien de temps le silence de l'administration vaut-il accord ?",
            "Peut-on réutiliser librement les données publiques ?",
        ),
        "en": (
            "What is open government?",
            "What can I do if a public administration refuses to give me a document?",
            "After how long does silence from the administration mean acceptance?",
            "Can public data be reused freely?",
        ),
    }
)
# Gradio sums up all past events with pandas after each one, for a dashboard that is closed here.
_SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
_FORGET_AFTER = 3600.0
_FONT = ("system-ui", "sans-serif")
_MONOSPACE = ("ui-monospace", "monospace")


def mount(
    app: FastAPI,
    *,
    base_url: str | None = None,
    examples: Mapping[str, Sequence[str]] = EXAMPLES,
    private: bool = True,
    timeout: float = 20.0,
    at_once: int = 32,
    waiting: int = 512,
) -> FastAPI:
    """Puts the chat at "/" of `app`. Call it last: every path that no route has taken is Gradio's.

    The chat asks the API of `app` itself, or the one at `base_url`. `examples` are questions by
    language ("fr", "en"). `private` says that nothing typed leaves the server. At most `at_once`
    questions are under way, each for `timeout` seconds, and `waiting` more stand in line.
    """
    for name, value in _SILENCE.items():
        os.environ.setdefault(name, value)
    from gradio import mount_gradio_app
    from gradio.themes import Base

    client = (
        Client.inside(app, timeout=timeout)
        if base_url is None
        else Client.at(base_url, timeout=timeout)
    )
    app.include_router(pages.router(client))
    app.add_middleware(Cover)
    app.add_middleware(Packed)
    app.add_middleware(Shield)
    page = build(client, examples=examples, private=private, at_once=at_once)
    page.queue(max_size=waiting, api_open=False)
    mounted: FastAPI = mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,
        theme=Base(font=_FONT, font_mono=_MONOSPACE),
    )
    return mounted


def build(
    client: Client,
    *,
    examples: Mapping[str, Sequence[str]] = EXAMPLES,
    private: bool = True,
    at_once: int = 32,
) -> "Blocks":
    """The page, whose questions go to `client`."""
    import gradio as gr

    async def ask(
        question: str, exchanges: list[Exchange]
    ) -> AsyncIterator[tuple[Any, Any, Any, Any]]:
        words = clean(question)
        if not words:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        shown = awaiting(exchanges, words, render.pending())
        yield "", shown, exchanges, gr.Column(visible=False)
        said = await client.ask(words, history=history(exchanges))
        if isinstance(said, Failure):
            shown = awaiting(exchanges, words, render.failure(said))
            yield question, shown, exchanges, gr.skip()
            return
        exchanges = [*exchanges, Exchange.of(words, said)]
        yield gr.skip(), messages(exchanges), exchanges, gr.skip()

    async def begin_again() -> tuple[Any, ...]:
        return "", [], [], gr.Column(visible=True)

    page: Blocks
    with gr.Blocks(title="Parvis", analytics_enabled=False, fill_width=True) as page:
        exchanges = gr.State([], time_to_live=_FORGET_AFTER)
        with gr.Row(elem_id="bar"):
            gr.Markdown(render.banner(), elem_id="brand", sanitize_html=False)
            again = gr.Button(SENTENCES["again"].fr, elem_id="again")
            gr.Button(SENTENCES["other-language"].fr, elem_id="language")
        with gr.Column(elem_id="welcome") as welcome:
            gr.Markdown(render.welcome(), sanitize_html=False)
            chips = [
                gr.Button(typeset(text), elem_classes=["example", f"in-{language}"])
                for language, texts in examples.items()
                for text in texts
            ]
        conversation = gr.Chatbot(
            elem_id="conversation",
            show_label=False,
            container=False,
            height=None,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            autoscroll=False,
            group_consecutive_messages=False,
        )
        with gr.Column(elem_id="foot"):
            with gr.Row(elem_id="composer"):
                question = gr.Textbox(
                    elem_id="question",
                    label=SENTENCES["question"].fr,
                    placeholder=SENTENCES["placeholder"].fr,
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    scale=1,
                )
                send = gr.Button(SENTENCES["send"].fr, elem_id="send", variant="primary", scale=0)
            gr.Markdown(render.note(private=private), elem_id="note", sanitize_html=False)

        outputs = [question, conversation, exchanges, welcome]
        asking: dict[str, Any] = {
            "outputs": outputs,
            "show_progress": "hidden",
            "trigger_mode": "always_last",
            "concurrency_limit": at_once,
            "concurrency_id": "ask",
            "api_visibility": "private",
        }
        events = [gr.on([question.submit, send.click], ask, [question, exchanges], **asking)]
        events += [chip.click(ask, [chip, exchanges], **asking) for chip in chips]
        again.click(
            begin_again,
            outputs=outputs,
            cancels=events,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
        )
    return page
