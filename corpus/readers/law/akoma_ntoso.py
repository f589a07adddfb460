"""Akoma Ntoso XML: acts, bills and other papers of parliaments, in any version of the standard."""

import re
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from corpus.builder import DocumentBuilder
from corpus.document import Article, Block, BlockKind, DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.law.akoma_ntoso_elements import (
    BREAKS,
    DIVISIONS,
    HEADINGS,
    ITEMS,
    NOTES,
    PARAGRAPHS,
    PICTURES,
    UNITS,
    UNITS_OF_SCHEDULES,
    identifier_of,
    is_schedule,
    name_of,
    number_of,
    schedule_label,
    unit_of,
)
from corpus.readers.law.akoma_ntoso_metadata import SKIPPED, identify, inline_text
from corpus.readers.law.akoma_ntoso_validity import Validity
from corpus.reading import LeftOut, Reading, ReadingWarning, SourceFile
from corpus.text import MISSING
from corpus.xml.trees import local_name, parse

_PAPERS_OF_LAW = frozenset(
    "act bill doc amendment amendmentList documentCollection officialGazette portion".split()
)
_COUNTED = re.compile(r"\(?\d+[A-Z]{0,2}[.)]*$")
_DEEPEST_HEADING = 6
_NESTED_TOO_DEEPLY = "its elements are nested too deeply"


def read(file: SourceFile) -> Reading:
    """One Document, with an Article for each provision that is cited by its number.

    Those of a schedule are numbered as the schedule's ("Schedule 2, paragraph 3"). Words that the
    text inserts into another law are cited as the provision that quotes them: their spans lie
    inside its own. What was removed, or held in an earlier version only, is left out; so are notes
    and tables of contents.
    """
    root = parse(file)
    try:
        writing = _Writing(file, validity=Validity.of(root))
        writing.write(root)
        identity = identify(root)
    except RecursionError as error:
        raise UnreadableFile(file.path, _NESTED_TOO_DEEPLY, "check how it was made") from error
    if not writing.builder.length:
        raise UnreadableFile(file.path, "it has no text", "give the whole document")
    of_law = any(local_name(child) in _PAPERS_OF_LAW for child in root)
    document = writing.builder.build(
        file=file,
        title=identity.title,
        kind=DocumentKind.LAW if of_law else None,
        language=identity.language,
        published=identity.published,
        modified=identity.modified,
        publisher=identity.publisher,
        aliases=identity.uris,
    )
    return Reading((document,), tuple(writing.left_out), writing.all_warnings())


@dataclass(frozen=True, slots=True)
class _Marker:
    """The number of an item or paragraph, to be put before its first words."""

    text: str
    kind: BlockKind
    level: int


@dataclass(slots=True)
class _Writing:
    """Walks the tree and writes each line of it as soon as a block ends."""

    file: SourceFile
    validity: Validity
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    left_out: list[LeftOut] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    unit: str | None = None
    schedule: str = ""
    span: tuple[date | None, date | None] = (None, None)
    in_unit: bool = False
    cited: str = ""
    quoting: bool = False
    notes: int = 0
    warnings: list[ReadingWarning] = field(default_factory=list)
    depth: int = 0
    marker: _Marker | None = None
    words: list[str] = field(default_factory=list)

    def write(self, root: Element) -> None:
        """Writes all that the papers under `root` say."""
        self.unit = unit_of(root, UNITS)
        self._inside(root)
        self._end_line()
        for article in sorted(self.articles, key=lambda article: (article.start, -article.end)):
            self.builder.article(article)

    def _inside(self, element: Element, *, but: frozenset[str] = frozenset()) -> None:
        self.words.append(element.text or "")
        for child in element:
            if local_name(child) not in but:
                self._element(child)
            self.words.append(child.tail or "")

    def all_warnings(self) -> tuple[ReadingWarning, ...]:
        """What of the paper's words could not be read, or stands beside them."""
        notes = f"its notes are not read, {self.notes} in all" if self.notes else None
        return (*self.warnings, *self.file.warnings(notes))

    def _element(self, element: Element) -> None:
        name = name_of(element)
        if name in SKIPPED:
            self.notes += name in NOTES and bool(inline_text(element))
            return
        reason = self.validity.why_gone(element)
        if reason:
            self._leave_out(element, name, reason)
        elif name in PICTURES:
            self.words.append(MISSING)
            self.warnings.append(
                self.file.warning(f"a {_what(element)} {self._place()} is not read")
            )
        elif is_schedule(element):
            self._schedule(element)
        else:
            self._part(element, name)

    def _part(self, element: Element, name: str) -> None:
        if name in ITEMS or name in PARAGRAPHS or (name == "level" and self.in_unit):
            if name == self.unit and not self.in_unit:
                self._division(element, is_unit=True)
            else:
                self._item(element, name)
        elif name in DIVISIONS:
            self._division(element, is_unit=name == self.unit)
        elif name == "quotedStructure":
            self._quoted(element)
        elif name == "table":
            self._table(element)
        elif name in HEADINGS:
            self._end_line()
            self._heading(inline_text(element), level=len(self.headings) + 1)
        elif name in BREAKS:
            self._end_line()
            self._inside(element)
            self._end_line()
        else:
            self._inside(element)

    def _leave_out(self, element: Element, name: str, reason: str) -> None:
        number = _child_text(element, "num") or element.get("eId") or element.get("id") or ""
        place = " ".join(filter(None, (self.schedule, name, number.strip(" .:"))))
        self.left_out.append(LeftOut(f"{self.file.path}: {place}", reason))

    def _place(self) -> str:
        """Where the walk is, as a person finds it."""
        if self.headings:
            return f"under “{self.headings[-1]}”"
        return "before its first heading"

    def _division(self, element: Element, *, is_unit: bool) -> None:
        self._end_line()
        number, heading = _child_text(element, "num"), _child_text(element, "heading")
        line = " ".join(filter(None, (number, heading, _child_text(element, "subheading"))))
        above, was_in_unit, depth, span = self.headings, self.in_unit, self.depth, self.span
        cited = self.cited
        if is_unit and not self.quoting:
            self.cited = number_of(element, number)
            if self.cited and self.schedule:
                self.cited = f"{self.schedule}, {self.unit} {self.cited}"
        self._heading(line, level=len(above) + 1)
        first = len(self.blocks)
        self.headings = (*above, line) if line else above
        own = self.validity.span(element)
        self.span = (own[0] or span[0], own[1] or span[1])
        self.in_unit, self.depth = was_in_unit or is_unit, 0
        self._inside(element, but=frozenset(("num", "heading", "subheading")))
        self._end_line()
        if is_unit and self.cited:
            self._record(element, self.headings if self.quoting else above, first)
        self.headings, self.in_unit, self.depth, self.span = above, was_in_unit, depth, span
        self.cited = cited

    def _schedule(self, element: Element) -> None:
        """A part after the paper itself: it numbers its provisions on its own."""
        unit, schedule = self.unit, self.schedule
        number, heading = _child_text(element, "num"), _child_text(element, "heading")
        if not schedule or number or heading:
            self.schedule = schedule_label(element, number, heading)
        self.unit = unit_of(element, UNITS_OF_SCHEDULES)
        self._division(element, is_unit=False)
        self.unit, self.schedule = unit, schedule

    def _record(self, element: Element, headings: tuple[str, ...], first: int) -> None:
        if first == len(self.blocks):
            self.left_out.append(
                LeftOut(f"{self.file.path}: article {self.cited}", "it has no words in the source")
            )
            return
        self.articles.append(
            Article(
                number=self.cited,
                start=self.blocks[first].start,
                end=self.builder.length,
                heading_path=headings,
                source_id=identifier_of(element) or None,
                valid_from=self.span[0],
                valid_to=self.span[1],
            )
        )

    def _quoted(self, element: Element) -> None:
        """Words that the text inserts into another law: cited as the provision that quotes them."""
        self._end_line()
        unit, quoting, depth, in_unit = self.unit, self.quoting, self.depth, self.in_unit
        self.unit = unit_of(element, UNITS) or unit
        self.quoting, self.depth = True, 0
        self._inside(element)
        self._end_line()
        self.unit, self.quoting, self.depth, self.in_unit = unit, quoting, depth, in_unit

    def _item(self, element: Element, name: str) -> None:
        self._end_line()
        number, heading = _child_text(element, "num"), _child_text(element, "heading")
        if heading and not self.in_unit:
            self._heading(f"{number} {heading}".strip(), level=len(self.headings) + 1)
            number = heading = ""
        counted = name == "paragraph" and self.depth == 0 and bool(_COUNTED.match(number))
        as_paragraph = name in PARAGRAPHS or counted
        depth = self.depth
        self.depth += not as_paragraph
        waiting = self.marker.text if self.marker else ""
        self.marker = _Marker(
            f"{waiting} {number} {heading}".strip(),
            BlockKind.PARAGRAPH if as_paragraph else BlockKind.LIST_ITEM,
            0 if as_paragraph else self.depth,
        )
        self._inside(element, but=frozenset(("num", "heading")))
        self._end_line()
        self.marker, self.depth = None, depth

    def _table(self, table: Element) -> None:
        self._end_line()
        for row in table.iter():
            if local_name(row) == "tr":
                cells = [inline_text(cell) for cell in row if local_name(cell) in ("td", "th")]
                self._add(BlockKind.TABLE_ROW, " | ".join(cells).rstrip(" |"))
            elif local_name(row) == "caption":
                self._add(BlockKind.PARAGRAPH, inline_text(row))

    def _heading(self, text: str, *, level: int) -> None:
        if text:
            self._add(BlockKind.HEADING, text, level=min(level, _DEEPEST_HEADING))

    def _end_line(self) -> None:
        """Writes the words gathered since the last line, after the marker that waits for them."""
        line = " ".join("".join(self.words).split())
        self.words.clear()
        if not any(character.isalnum() for character in line):
            return
        kind, level = BlockKind.PARAGRAPH, 0
        if self.marker is not None:
            kind, level = self.marker.kind, self.marker.level
            # Some sources write the number a second time, as the first word.
            if not line.startswith(self.marker.text):
                line = f"{self.marker.text} {line}"
            self.marker = None
        self._add(kind, line, level=level)

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        block = self.builder.add(kind, text, level=level)
        if block:
            self.blocks.append(block)


def _what(element: Element) -> str:
    return "formula" if local_name(element) == "math" else "picture"


def _child_text(element: Element, name: str) -> str:
    return inline_text(next((child for child in element if local_name(child) == name), None))
