"""The lines of a PDF that begin the provisions of a law, told as those of plain text are."""

from collections.abc import Sequence

from corpus.kinds import names_a_law
from corpus.law.designations import annex_of
from corpus.readers.pdf.lines import PdfLine, leading
from corpus.readers.text.lines import TextLine, wrap_width
from corpus.readers.text.provisions import Provisions, Role

# A gap of so many usual ones is as good as a blank line.
_GAP = 1.35
_OPENING = 12  # lines in which a law gives its title
_ANNEX_WORDS = 3


def roles_of(pages: Sequence[Sequence[PdfLine]]) -> dict[int, Role]:
    """What each line is that begins a provision, an annex or a law's title, by its place in all."""
    lines: list[TextLine] = []
    for page in pages:
        usual = leading(page)
        before: PdfLine | None = None
        for line in page:
            apart = before is not None and (
                before.column != line.column or before.y - line.y > _GAP * usual > 0
            )
            lines.append(TextLine(line.text or " ", 0, int(apart), line.page))
            before = line
    roles = Provisions.of(lines, width=wrap_width(lines)).roles
    title = next((i for i, line in enumerate(lines[:_OPENING]) if names_a_law(line.text)), None)
    if title is not None:
        roles.setdefault(title, Role.WORDS)
    articles = [index for index, role in roles.items() if role is not Role.TITLE_ABOVE]
    for index, one in enumerate(lines):
        alone = len(one.text.split()) <= _ANNEX_WORDS
        if articles and index > min(articles) and alone and annex_of(one.text):
            roles.setdefault(index, Role.HEADING)
    return roles
