"""Page: the blocks -> the bytes that every browser gets, made once.

Gradio writes addresses that a request names (`Host`, `X-Forwarded-Host`, `X-Gradio-Server`) into
the page of that request, and serves routes that take files in and fetch any address. So none of
its server is mounted: only its configuration, its style and its front end's files leave it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ui import render

if TYPE_CHECKING:
    from gradio import Blocks
    from gradio.themes import ThemeClass

_FONT = ("system-ui", "sans-serif")
_MONOSPACE = ("ui-monospace", "monospace")
# What Gradio's server would add for each request, and links and records that the page has not.
_CONFIG: Mapping[str, object] = MappingProxyType(
    {
        "app_id": 0,
        "css": "",
        "current_page": "",
        "enable_queue": False,
        "footer_links": [],
        "head": "",
        "js": "",
        "root": "",
        "run_history": False,
        "show_error": False,
    }
)
_SCRIPT = re.compile(r'src="\./(assets/index-[^"/]+\.js)"')
_STYLE = re.compile(r'href="\./(assets/index-[^"/]+\.css)"')


@dataclass(frozen=True, slots=True)
class Page:
    """The chat's page, the style sheet of its theme, and the folder of Gradio's front end."""

    html: str
    theme: str
    assets: Path


def page_of(blocks: "Blocks") -> Page:
    """The page that shows `blocks`.

    Raises RuntimeError where this version of Gradio has no front end that the page could start.
    """
    import gradio
    from gradio.themes import Base

    theme = Base(font=_FONT, font_mono=_MONOSPACE)
    frontend = Path(gradio.__file__).parent / "templates" / "frontend"
    own_page = (frontend / "index.html").read_text("utf-8")
    html = render.chat_page(
        config=_config(blocks, theme),
        script=_named(_SCRIPT, own_page, gradio.__version__),
        style=_named(_STYLE, own_page, gradio.__version__),
    )
    style = theme._get_theme_css()  # type: ignore[no-untyped-call]
    return Page(html, style, frontend / "assets")


def _config(blocks: "Blocks", theme: "ThemeClass") -> Mapping[str, Any]:
    blocks.theme = theme  # type: ignore[assignment]  # Gradio sets it when it serves a page itself.
    return {**blocks.get_config_file(), **_CONFIG}


def _named(pattern: "re.Pattern[str]", own_page: str, version: str) -> str:
    found = pattern.search(own_page)
    if found is None:
        raise RuntimeError(
            f"the page of gradio {version} names no file like {pattern.pattern}: install the "
            "version that constraints.txt names"
        )
    return found[1]
