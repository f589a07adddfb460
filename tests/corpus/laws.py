"""Small laws of our own for tests: written in one line each, read as a reader would write them."""

from datetime import date

from corpus.builder import DocumentBuilder
from corpus.document import Article, BlockKind, Document, DocumentKind
from corpus.readers.law.alineas import Nesting

GARDENS = "Code des jardins"


def count_words(text: str) -> int:
    """A tokenizer that counts words, so that a test can count them too."""
    return len(text.split())


def law(
    *provisions: tuple[str, str],
    id: str = "jardins",
    title: str = GARDENS,
    short_title: str | None = None,
    language: str = "fr",
    headings: tuple[str, ...] = (),
    dates: tuple[date | None, date | None] = (None, None),
) -> Document:
    """A law of (number, words) articles under `headings`; each line of the words is an alinéa."""
    builder = DocumentBuilder()
    for level, heading in enumerate(headings, start=1):
        builder.heading(heading, level=level)
    for number, words in provisions:
        builder.heading(f"Article {number}", level=len(headings) + 1)
        nesting = Nesting()
        start: int | None = None
        for line in words.split("\n"):
            alinea = nesting.place(line)
            block = builder.add(alinea.kind, alinea.text, level=alinea.level)
            if block and start is None:
                start = block.start
        assert start is not None
        builder.article(
            Article(
                number=number,
                start=start,
                end=builder.length,
                heading_path=headings,
                permalink=f"https://example.org/{id}/{number}",
                valid_from=dates[0],
                valid_to=dates[1],
            )
        )
    return builder.build(
        id=id,
        source_path=f"{id}.json",
        title=title,
        kind=DocumentKind.LAW,
        language=language,
        short_title=short_title,
    )


def plain_law(*lines: str, title: str = GARDENS, language: str = "fr") -> Document:
    """A law without records of its articles: "# " and "## " begin headings, "- " begins an item."""
    builder = DocumentBuilder()
    for line in lines:
        marks = len(line) - len(line.lstrip("#"))
        if marks:
            builder.heading(line.lstrip("# "), level=marks)
        else:
            kind = BlockKind.LIST_ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
            builder.add(kind, line.removeprefix("- "), level=int(kind is BlockKind.LIST_ITEM))
    return builder.build(
        id="plain", source_path="plain.txt", title=title, kind=DocumentKind.LAW, language=language
    )
