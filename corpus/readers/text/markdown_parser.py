"""The parser of Markdown, with the rules of the dialects that sites and notes are written in."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.text.callouts import box_title
from corpus.readers.text.wikilinks import wikilink

# Attributes of kramdown on a line of their own, tags of Liquid, and line breaks used as space.
_NO_TEXT = re.compile(r"^(?:\{:[^}]*\}|\{%[^%{}]*%\}|<br\s*/?>|\s)+$", re.IGNORECASE)
_TIGHT_HEADING = re.compile(r"(#{2,6})([^\s#].*?)\s*#*$")
_ATTRIBUTES = re.compile(r"\{::?[^{}\n]{0,500}\}|\{[ \t]*[.#][A-Za-z_][^{}\n]{0,500}\}")
_SELF_CLOSED = re.compile(r"<([A-Za-z][\w.-]*)((?:\s[^<>]*)?)/>")
# Elements in which a browser reads no markup: one left open in prose would swallow what follows.
_SWALLOWING = re.compile(
    r"<(?=/?(?:title|textarea|xmp|noembed|noframes|plaintext|script|style|iframe|select)\b)", re.I
)
_VOID = frozenset("br hr img input meta link source track wbr area base col embed".split())


def markdown_parser() -> MarkdownIt:
    """A parser that renders HTML: boxes as <details>, struck words left out."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(
        container_plugin, name="box", validate=lambda params, _: bool(params.strip()), render=_box
    )
    parser.use(admon_plugin, render=_admonition)
    parser.core.ruler.push("struck_and_cut_words", _without_struck_or_cut_words)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("html_block", "line_without_text", _line_without_text, ends)
    parser.block.ruler.before("heading", "tight_heading", _tight_heading, ends)
    parser.inline.ruler.before("link", "wikilink", wikilink)
    parser.inline.ruler.before("link", "attributes", _attributes)
    parser.add_render_rule("html_inline", _html)
    parser.add_render_rule("html_block", _html)
    return parser


def _line_without_text(state: StateBlock, line: int, _last: int, silent: bool) -> bool:
    """Steps over a line that only lays out the page, and ends the paragraph or quotation before."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start : start + 1] not in ("{", "<"):
        return False
    if not _NO_TEXT.match(state.src[start : state.eMarks[line]]):
        return False
    if not silent:
        state.line = line + 1
    return True


def _tight_heading(state: StateBlock, line: int, _last: int, silent: bool) -> bool:
    """A heading without a space after its marks (##Titre), as older parsers take it."""
    start = state.bMarks[line] + state.tShift[line]
    match = _TIGHT_HEADING.match(state.src, start, state.eMarks[line])
    if not match or state.is_code_block(line):
        return False
    if not silent:
        tag = f"h{len(match[1])}"
        state.push("heading_open", tag, 1)
        token = state.push("inline", "", 0)
        token.content = match[2]
        token.children = []
        token.map = [line, line + 1]
        state.push("heading_close", tag, -1)
        state.line = line + 1
    return True


def _attributes(state: StateInline, _silent: bool) -> bool:
    """Steps over attributes ({:target="_blank"}, {#id}) and the tags of templates."""
    if state.src[state.pos] != "{":
        return False
    match = _ATTRIBUTES.match(state.src, state.pos)
    if not match:
        return False
    state.pos = match.end()
    return True


def _box(_renderer: RendererProtocol, tokens: Sequence[Token], index: int, *_: object) -> str:
    """A box (::: tip Title) as <details>, whose summary is a heading for what is in the box."""
    token = tokens[index]
    if token.nesting != 1:
        return "</details>\n"
    title = box_title(token.info)
    title = str(markdown_parser().renderInline(title)) if title else ""
    return f"<details><summary>{title}</summary>\n" if title else "<details>\n"


def _admonition(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, *_: object
) -> str:
    """An indented box (!!! tip "Title"), likewise; without a title of its own it has none."""
    token = tokens[index]
    if token.type == "admonition_open":
        return "<details>\n"
    if token.type == "admonition_close":
        return "</details>\n"
    return "<summary>" if token.nesting == 1 else "</summary>\n"


def _without_struck_or_cut_words(state: StateCore) -> None:
    """Takes struck words out, and puts words cut at the end of a line together."""
    for place, token in enumerate(state.tokens):
        if token.type == "admonition_open" and not re.search(r"\s\S", token.info.strip()):
            title = state.tokens[place + 2]
            if title.type == "inline":
                title.children = []
        elif token.type == "inline" and token.children:
            token.children = _with_whole_words(_without_struck(token.children))


def _without_struck(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.type == "s_open"
        if not depth:
            kept.append(token)
        depth -= token.type == "s_close"
    return kept


def _with_whole_words(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if (
            token.type == "text"
            and [one.type for one in kept[-2:]] == ["text", "softbreak"]
            and token.content
            and kept[-2].content.endswith(("-", "\u2010", "\u00ad"))
        ):
            kept.pop()
            kept[-1].content = join_lines(kept[-1].content, token.content)
        else:
            kept.append(token)
    return kept


def _html(_renderer: RendererProtocol, tokens: Sequence[Token], index: int, *_: object) -> str:
    html = _SELF_CLOSED.sub(
        lambda m: m[0] if m[1].lower() in _VOID else f"<{m[1]}{m[2]}></{m[1]}>",
        tokens[index].content,
    )
    return _without_open_swallowers(html)


def _without_open_swallowers(html: str) -> str:
    """`html` with "<title>" and its like as plain words where nothing closes them."""
    kept: list[str] = []
    end = 0
    for match in _SWALLOWING.finditer(html):
        if match.start() < end:
            continue
        name = re.match(r"<(\w+)", html[match.start() :])
        close = re.search(rf"</{name[1]}\s*>", html[match.start() :], re.I) if name else None
        if close:
            kept.append(html[end : match.start() + close.end()])
            end = match.start() + close.end()
        else:
            kept.append(html[end : match.start()] + "&lt;")
            end = match.start() + 1
    return "".join(kept) + html[end:]
