"""Markdown: pages of sites (Jekyll, VuePress), notes linked by wikilinks, READMEs."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.text.front_matter import FrontMatter, split_front_matter
from corpus.readers.text.wikilinks import wikilink
from corpus.readers.titles import title_for
from corpus.readers.web.markup import write_markup
from corpus.readers.web.nodes import plain_text
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.text import letters

# Attributes of kramdown on a line of their own, tags of Liquid, and line breaks used as space.
_NO_TEXT = re.compile(r"^(?:\{:[^}]*\}|\{%[^%{}]*%\}|<br\s*/?>|\s)+$", re.IGNORECASE)
_TIGHT_HEADING = re.compile(r"(#{2,6})([^\s#].*?)\s*#*$")
_ATTRIBUTES = re.compile(r"\{::?[^{}\n]{0,500}\}|\{%[^{}\n]{0,500}%\}|\{\{[^{}\n]{0,500}\}\}")
_ANCHOR = re.compile(r"\{[#.][A-Za-z][^{}\n]{0,500}\}\s*$")
# Marks that other tools than Markdown's own understand, and what is kept of them.
_CLEARED = tuple(
    (re.compile(pattern, re.MULTILINE), kept)
    for pattern, kept in (
        (r"^[ \t]*(?:[*+-]|1\.)[ \t]+\S.*\n[ \t]*\{:[ \t]*toc\b[^}]*\}", ""),  # kramdown's contents
        (r"^([ ]{0,3}>[ \t]*)\[!\w+\][+-]?[ \t]*", r"\1"),  # > [!NOTE]
        (r"^([ \t]*(?:[*+-]|\d+[.)])[ \t]+)\[[ xX]\][ \t]+", r"\1"),  # - [x] a task
        (
            r"^([ \t]*)(?:[•●▪◦‣][ \t]*|[o·]\t)(?=\S)",
            r"\1- ",
        ),  # bullets pasted from a text processor
        (r"(?<![*\\])\*{4}(?!\*)", ""),  # bold around nothing
    )
)
_SELF_CLOSED = re.compile(r"<([A-Za-z][\w.-]*)((?:\s[^<>]*)?)/>")
# Elements in which a browser reads no markup: one left open in prose would swallow what follows.
_SWALLOWING = re.compile(
    r"<(?=/?(?:title|textarea|xmp|noembed|noframes|plaintext|script|style|iframe|select)\b)", re.I
)
_VOID = frozenset("br hr img input meta link source track wbr area base col embed".split())


def read(file: SourceFile) -> Reading:
    """The page that `file` holds; none where its front matter says that it is not published."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    front, body = split_front_matter(text, file.fields)
    warnings = file.warnings(warning, *front.warnings)
    if front.hidden:
        reason = f"its front matter says that it is not published ({front.hidden})"
        return Reading((), (LeftOut(file.path, reason),), warnings)
    builder = DocumentBuilder()
    write_page(builder, front, body)
    if not builder.length:
        raise UnreadableFile(where, "it holds no text", "write its text, or take it out")
    document = builder.build(
        id=front.id,
        file=file,
        title=plain_text(front.title or "") or title_for(builder, file.path),
        kind=front.kind,
        language=front.language,
        short_title=front.short_title,
        url=front.url,
        published=front.published,
        modified=front.modified,
        licence=front.licence,
        publisher=front.publisher,
        aliases=front.aliases,
    )
    return Reading((document,), (), warnings)


def write_page(builder: DocumentBuilder, front: FrontMatter, body: str) -> None:
    """Appends a page to `builder`: what its front matter tells of its subject, then its text."""
    parser = _parser()
    html = _to_html(parser, body)
    said = letters(plain_text(html))
    for description in front.descriptions:
        described = _to_html(parser, description)
        if letters(plain_text(described)) not in said:
            write_markup(builder, described)
    write_markup(builder, html)
    for detail in front.details:
        builder.list_item(detail)
    if not builder.length and front.title:
        builder.paragraph(front.title)


def _to_html(parser: MarkdownIt, text: str) -> str:
    for form, kept in _CLEARED:
        text = form.sub(kept, text)
    return str(parser.render(text))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(
        container_plugin, name="box", validate=lambda params, _: bool(params.strip()), render=_box
    )
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
    match = _ATTRIBUTES.match(state.src, state.pos) or _ANCHOR.match(state.src, state.pos)
    if not match:
        return False
    state.pos = match.end()
    return True


def _box(_renderer: RendererProtocol, tokens: Sequence[Token], index: int, *_: object) -> str:
    """A box (::: tip Title) as <details>, whose summary is a heading for what is in the box."""
    token = tokens[index]
    if token.nesting != 1:
        return "</details>\n"
    _kind, _space, title = token.info.strip().partition(" ")
    title = str(_parser().renderInline(title.strip())) if title.strip() else ""
    return f"<details><summary>{title}</summary>\n" if title else "<details>\n"


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
