"""ODP: the slides of an OpenDocument presentation, each under its title."""

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.metadata import language_of
from corpus.readers.office.odf.names import children, name, value, words_of
from corpus.readers.office.odf.package import open_odf
from corpus.readers.office.odf.text import modified_of
from corpus.readers.office.odf.walk import Walk
from corpus.readers.office.slides import tell_slides
from corpus.readers.titles import is_headline, office_title
from corpus.reading import Reading, ReadingWarning, SourceFile

_PAGE, _FRAME = name("draw:page"), name("draw:frame")
_PARAGRAPHS = (name("text:p"), name("text:h"))
_DRAWN = _FRAME.rpartition("}")[0] + "}"
# What stands on each slide and is no part of what it says.
_FURNITURE = frozenset(("header", "footer", "date-time", "page-number", "notes", "page", "handout"))


def read(file: SourceFile) -> Reading:
    """The document that a presentation holds. Raises UnreadableFile where it has none to give."""
    odf = open_odf(file, "office:presentation")
    builder = DocumentBuilder()
    walk = Walk.over(file, odf, builder)
    hidden: list[int] = []
    noted: list[int] = []
    pictured: list[int] = []
    for number, slide in enumerate(odf.body.iterchildren(_PAGE), start=1):
        if not walk.styles.is_shown("drawing-page", value(slide, "draw:style-name")):
            hidden.append(number)
            continue
        walk.page = number
        before = builder.length
        _write_slide(walk, slide, first=not before)
        if any(_has_words(one) for one in slide.iterchildren(name("presentation:notes"))):
            noted.append(number)
        if builder.length == before and _shows_picture(slide):
            pictured.append(number)
    warnings: list[ReadingWarning] = [
        *walk.warnings,
        *tell_slides(file, hidden=hidden, noted=noted, pictured=pictured),
        *walk.left_out(),
    ]
    if not builder.length:
        raise UnreadableFile(
            file.where, "its slides have no text", "give the document with its text, or as PDF"
        )
    document = builder.build(
        file=file,
        title=office_title(
            builder, file.path, styled=None, property=odf.properties.get(name("dc:title"))
        ),
        language=language_of(odf.properties.get(name("dc:language"))),
        modified=modified_of(odf),
    )
    return Reading((document,), (), tuple(warnings))


def _write_slide(walk: Walk, slide: etree._Element, *, first: bool) -> None:
    """Writes the title of a slide as a heading, then what it says, in the file's order."""
    shapes = [one for one in children(slide) if _is_shape(one)]
    classes = {value(one, "presentation:class") for one in shapes}
    title = next((one for one in shapes if _is_title(one)), None)
    if title is None:
        title = next((one for one in shapes if _is_headline(walk, one)), None)
    if title is not None:
        read = [walk.reader.read(one) for one in title.iter(*_PARAGRAPHS)]
        words = " ".join(one.text for one in read if one.text.strip())
        opening = first and ("subtitle" in classes or len(shapes) == 1)
        walk.builder.heading(words, level=1 if opening else 2, page=walk.page)
        for one in read:
            walk.after(one)
    for shape in shapes:
        if shape is not title:
            walk.shape(shape, apart=False)


def _is_shape(node: etree._Element) -> bool:
    """Whether a part of a slide is drawn on it, and is no part of every slide."""
    drawn = str(node.tag).startswith(_DRAWN)
    placeholder = value(node, "presentation:placeholder") == "true"
    return drawn and not placeholder and value(node, "presentation:class") not in _FURNITURE


def _is_title(shape: etree._Element) -> bool:
    return value(shape, "presentation:class") == "title" and _has_words(shape)


def _is_headline(walk: Walk, shape: etree._Element) -> bool:
    """Whether a shape holds one line that can be the title of a slide without one."""
    lines = [one for one in shape.iter(*_PARAGRAPHS) if words_of(one).strip()]
    return len(lines) == 1 and is_headline(" ".join(walk.reader.read(lines[0]).text.split()))


def _has_words(node: etree._Element) -> bool:
    return any(words_of(one).strip() for one in node.iter(*_PARAGRAPHS))


def _shows_picture(slide: etree._Element) -> bool:
    return next(slide.iter(name("draw:image")), None) is not None
