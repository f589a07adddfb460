"""CSV and TSV: rows of cells set apart by a mark, under the row that names their columns."""

from collections.abc import Iterator
from itertools import islice

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.tables.dialect import NO_MARK, Dialect, dialect_of
from corpus.readers.tables.grid import MOST_COLUMNS, MOST_ROWS, write_grid
from corpus.readers.titles import table_title
from corpus.reading import Reading, SourceFile

_COMMENT = "#"


def read(file: SourceFile) -> Reading:
    """The document that a file of values set apart by marks holds."""
    text, warning = decode(file.raw, path=file.where)
    text = text.lstrip("\ufeff")
    dialect = dialect_of(text, file.path) or Dialect(NO_MARK, 1)
    rows = dialect.rows(text)
    kept = list(islice(_without_comment_marks(rows, dialect.width), MOST_ROWS))
    beyond = sum(1 for row in rows if any(cell.strip() for cell in row))
    wide = max(map(len, kept), default=0)
    builder = DocumentBuilder()
    write_grid(builder, [row[:MOST_COLUMNS] for row in kept], level=1)
    if not any(character.isalnum() for character in builder.text):
        raise UnreadableFile(file.where, "it holds no text", "fill its cells, or take it out")
    document = builder.build(file=file, title=table_title(builder, file.path))
    warnings = file.warnings(
        warning,
        f"only the first {MOST_ROWS:,} of {len(kept) + beyond:,} rows were read; give the part "
        "that people ask about, or a page that describes the data"
        if beyond
        else None,
        f"only the first {MOST_COLUMNS} of {wide:,} columns were read"
        if wide > MOST_COLUMNS
        else None,
    )
    return Reading((document,), (), warnings)


def _without_comment_marks(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """The rows; a comment over the table is one cell without its mark."""
    over = True
    for row in rows:
        comment = over and bool(row) and row[0].startswith(_COMMENT) and len(row) != width
        over = over and (comment or sum(map(bool, row)) < 2)
        yield [" ".join(row).lstrip(_COMMENT).strip()] if comment else row
