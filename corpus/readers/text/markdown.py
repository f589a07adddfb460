"""Markdown: pages of sites (Jekyll, Hugo, VuePress), notes linked by wikilinks, READMEs."""

import re
from pathlib import PurePath

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.hyphenation.hyphens import mend_cut_words, told_of_cut_words
from corpus.readers.text.callouts import plain_callouts
from corpus.readers.text.code_spans import CodeSpans
from corpus.readers.text.front_matter import FrontMatter, split_front_matter
from corpus.readers.text.lines import drawn_table, refuse_many_lines
from corpus.readers.text.markdown_parser import markdown_parser
from corpus.readers.text.notation import without_notation
from corpus.readers.text.places import Places
from corpus.readers.text.template_marks import without_template_marks
from corpus.readers.titles import title_for
from corpus.readers.web.markup import write_markup
from corpus.readers.web.nodes import plain_text
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.text import MISSING, letters

_MOST_LINES = 300_000  # half a minute
# Marks that other tools than Markdown's own understand, and what is kept of them.
_CLEARED = tuple(
    (re.compile(pattern, re.MULTILINE), kept)
    for pattern, kept in (
        (r"^[ \t]*(?:[*+-]|1\.)[ \t]+\S.*\n[ \t]*\{:[ \t]*toc\b[^}]*\}", ""),  # kramdown's contents
        (r"^([ \t]*(?:[*+-]|\d+[.)])[ \t]+)\[[ xX]\][ \t]+", r"\1"),  # - [x] a task
        (
            r"^([ \t]*)(?:[•●▪◦‣][ \t]*|[o·]\t)(?=\S)",
            r"\1- ",
        ),  # bullets pasted from a text processor
        (r"(?<![*\\])\*{4}(?!\*)", ""),  # bold around nothing
        (r"(?<=\S)[ \t]\^[A-Za-z\d][\w-]{1,40}$", ""),  # the name of a block
    )
)
# What R works out where the page is made.
_COMPUTED = re.compile(r"`r [^`\n]{1,500}`")
_COMPUTING = frozenset((".rmd", ".qmd"))
# A module's imports and exports, to the next blank line.
_MODULE = re.compile(r"(?:\A\s*+|(?<=\n\n))(?:import|export)[ \t{*].*(?:\n.*\S.*)*")


def read(file: SourceFile) -> Reading:
    """The page that `file` holds; none where its front matter says that it is not published."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    refuse_many_lines(text, most=_MOST_LINES, where=where)
    front, body = split_front_matter(text, file.fields, on=file.day)
    warnings = file.warnings(warning, *front.warnings)
    if front.hidden:
        return Reading((), (LeftOut(file.path, front.hidden),), warnings)
    builder = DocumentBuilder()
    first = text.count("\n", 0, len(text) - len(body)) + 1
    suffix = PurePath(file.path).suffix.lower()
    if suffix in _COMPUTING and _COMPUTED.search(body):
        body = _COMPUTED.sub(MISSING, body)
        warnings += file.warnings("values that R works out (“`r …`”) are not in the file")
    mdx = suffix == ".mdx"
    warnings += file.warnings(*write_page(builder, front, body, first=first, mdx=mdx))
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


def write_page(
    builder: DocumentBuilder, front: FrontMatter, body: str, *, first: int = 1, mdx: bool = False
) -> tuple[str, ...]:
    """Appends a page to `builder`: what its front matter tells of its subject, then its text.

    Returns what is to be warned of; `first` is the number of the text's first line in its file.
    """
    html, warnings = _to_html(body, first=first, mdx=mdx)
    said = letters(plain_text(html))
    for description in front.descriptions:
        described, _ = _to_html(description, first=1, mdx=mdx)
        if letters(plain_text(described)) not in said:
            warnings += write_markup(builder, described, told=True)
    warnings += write_markup(builder, html, told=True)
    for detail in front.details:
        builder.list_item(detail)
    if not builder.length and front.title:
        builder.paragraph(front.title)
    return warnings


def write_markdown(builder: DocumentBuilder, text: str) -> tuple[str, ...]:
    """Appends a text without front matter to `builder`; returns what is to be warned of."""
    html, warnings = _to_html(text, first=1, mdx=False)
    return (*warnings, *write_markup(builder, html, told=True))


def _to_html(text: str, *, first: int, mdx: bool) -> tuple[str, tuple[str, ...]]:
    """A text as HTML, and what could not be read of it."""
    written = text
    text = _MODULE.sub("", text) if mdx else text
    text, unfilled = without_template_marks(text, Places(written, first=first), mdx=mdx)
    text, elsewhere = plain_callouts(text, Places(written, first=first))
    text, unread = without_notation(text, Places(written, first=first))
    text, cut = mend_cut_words(text)
    told = told_of_cut_words(cut)
    drawn = drawn_table(written, dashed=True)
    if drawn and not CodeSpans(written).holds(drawn[0]):
        line = written.count("\n", 0, drawn[0]) + first
        elsewhere = (*elsewhere, f"line {line}: {drawn[1]}")
    for form, kept in _CLEARED:
        text = form.sub(kept, text)
    warnings = (*unfilled, *elsewhere, *unread, *([told] if told else ()))
    return str(markdown_parser().render(text)), warnings
