"""Layout: what Gradio puts on the page, and where; no event of it reaches the server."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ui import render
from ui.strings import STRINGS, typeset

if TYPE_CHECKING:
    from gradio import Blocks

# Gradio would tell its makers of each start.
_SILENCE = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1"}
_LOG = '<div id="log" role="log"></div>'


def lay_out(examples: Mapping[str, Sequence[str]], *, private: bool) -> "Blocks":
    """The blocks of the page; its scripts (static/) give them their words and listen to them.

    `examples` are questions by language ("fr", "en"). `private`: nothing typed leaves the server.
    """
    for name, value in _SILENCE.items():
        os.environ.setdefault(name, value)
    import gradio as gr

    page: Blocks
    with gr.Blocks(title="Parvis", analytics_enabled=False, fill_width=True) as page:
        with gr.Row(elem_id="bar"):
            gr.Markdown(render.banner(), elem_id="brand", sanitize_html=False)
            gr.Button(STRINGS["again"].fr, elem_id="again")
            gr.Button(STRINGS["other-language"].fr, elem_id="language")
        with gr.Column(elem_id="welcome"):
            gr.Markdown(render.welcome(), sanitize_html=False)
            for language, texts in examples.items():
                for text in texts:
                    gr.Button(typeset(text), elem_classes=["example", f"in-{language}"])
        gr.Markdown(_LOG, elem_id="conversation", sanitize_html=False)
        with gr.Column(elem_id="foot"):
            with gr.Row(elem_id="composer"):
                gr.Textbox(
                    elem_id="question",
                    label=STRINGS["question"].fr,
                    placeholder=STRINGS["placeholder"].fr,
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    scale=1,
                )
                gr.Button(STRINGS["send"].fr, elem_id="send", variant="primary", scale=0)
            gr.Markdown(render.note(private=private), elem_id="note", sanitize_html=False)
    return page
