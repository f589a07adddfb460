"""Statutes and regulations of Canada, as laws-lois.justice.gc.ca gives them in XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from corpus.builder import DocumentBuilder
from corpus.document import Article, Block, BlockKind, DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.metadata import date_of, language_of
from corpus.reading import LeftOut, Reading, ReadingWarning, SourceFile
from corpus.text import MISSING
from corpus.xml.trees import child, children, local_name, parse

_LIMS = "{http://justice.gc.ca/lims}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = {"Paragraph": 1, "Subparagraph": 2, "Clause": 3, "Subclause": 4, "Subsubclause": 5,
          "Item": 1}  # fmt: skip
_LINES = frozenset(
    "Subsection Text Definition Provision ContinuedSectionSubsection ContinuedParagraph "
    "ContinuedSubparagraph ContinuedClause ContinuedDefinition Note MarginalNote p "
    "FormulaDefinition FormulaConnector Caption SignatureName SignatureTitle".split()
)
# What stands beside the law: its history, what its publisher adds, what it does not hold yet.
_BESIDE = frozenset(("HistoricalNote", "ReaderNote", "Footnote", "OriginatingRef", "RunningHead"))
_AFTER = frozenset(("RecentAmendments", "BillPiece", "RelatedOrNotInForce"))
_HOLES = {"Formula": "formula", "ImageGroup": "picture", "Image": "picture", "math": "formula"}
_NUMBER = re.compile(r"\d[\w.]*")
_DEEPEST = 6
_NESTED_TOO_DEEPLY = "its elements are nested too deeply"


def read(file: SourceFile) -> Reading:
    """One Document, with an Article for each section; repealed ones are left out and told."""
    root = parse(file)
    identification = child(root, "Identification")
    title = _said(child(identification, "ShortTitle")) or _said(child(identification, "LongTitle"))
    if root.get("in-force") == "no":
        return Reading((), (LeftOut(f"{file.path}: {title}", "it is not in force"),))
    writing = _Writing(file)
    try:
        for part in root:
            if local_name(part) != "Identification":
                writing.write(part)
        writing.end_line()
    except RecursionError as error:
        raise UnreadableFile(file.path, _NESTED_TOO_DEEPLY, "check how it was made") from error
    if not writing.builder.length:
        raise UnreadableFile(file.path, "it has no text", "download it again")
    for article in writing.articles:
        writing.builder.article(article)
    language = language_of(root.get(_LANGUAGE))
    document = writing.builder.build(
        file=file,
        title=title or None,
        kind=DocumentKind.LAW,
        language=language,
        url=_address(root, language),
        published=_stage(identification),
        modified=date_of(root.get(f"{_LIMS}lastAmendedDate")),
    )
    return Reading((document,), tuple(writing.left_out), writing.all_warnings())


@dataclass(slots=True)
class _Writing:
    """Walks the tree and writes each line of it as soon as it ends."""

    file: SourceFile
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    articles: list[Article] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    beside: int = 0
    headings: list[tuple[int, str]] = field(default_factory=list)
    schedule: str = ""
    inside: bool = False
    line: list[str] = field(default_factory=list)
    item: int = 0

    def all_warnings(self) -> tuple[ReadingWarning, ...]:
        """What could not be read, and what stands beside the law."""
        notes = f"its notes are not read, {self.beside} in all" if self.beside else None
        return (*self.warnings, *self.file.warnings(notes))

    def write(self, element: Element) -> None:
        """Writes what an element says, in its order."""
        name = local_name(element)
        if name in _BESIDE:
            self.beside += 1
        elif name in _AFTER or element.get("id") in ("RelatedProvs", "NifProvs"):
            self.left_out.append(LeftOut(f"{self.file.path}: {name}", "it is no part of the law"))
        elif name == "Section":
            if self.inside:
                self._block(element, item=0)  # quoted: a section of another law
            else:
                self._section(element)
        elif name == "Schedule":
            self._schedule(element)
        elif name == "Heading" and not self.inside:
            self._heading(element, level=int(element.get("level", "1")[:1] or 1))
        elif name in _HOLES:
            self.line.append(MISSING)
            place = f"under “{self.headings[-1][1]}”" if self.headings else "before its headings"
            self.warnings.append(self.file.warning(f"a {_HOLES[name]} {place} is not read"))
        elif name == "row":
            self._row(element)
        elif name in _ITEMS:
            self._block(element, item=_ITEMS[name])
        elif name in _LINES:
            self._block(element, item=self.item if name == "Text" else 0)
        else:
            self._words_of(element)

    def end_line(self) -> None:
        """Writes the words gathered since the last line."""
        said = " ".join("".join(self.line).split())
        self.line.clear()
        if any(character.isalnum() for character in said):
            kind = BlockKind.LIST_ITEM if self.item else BlockKind.PARAGRAPH
            self.builder.add(kind, said, level=self.item)

    def _words_of(self, element: Element) -> None:
        self.line.append(element.text or "")
        for part in element:
            self.write(part)
            self.line.append(part.tail or "")

    def _block(self, element: Element, *, item: int) -> None:
        """A line of its own; the number of an item or a subsection goes before its first words."""
        name = local_name(element)
        if name != "Text" or not "".join(self.line).strip():
            self.end_line()
        before, self.item = self.item, item
        for note in children(element, "MarginalNote"):
            self.builder.paragraph(_said(note))
        label = _said(child(element, "Label"))
        if label:
            self.line.append(f"{label} ")
        self.line.append(element.text or "")
        for part in element:
            if local_name(part) not in ("Label", "MarginalNote"):
                self.write(part)
                self.line.append(part.tail or "")
        self.end_line()
        self.item = before

    def _heading(self, element: Element, *, level: int) -> None:
        self.end_line()
        text = " ".join(filter(None, (_said(child(element, "Label")), _title(element))))
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if text:
            self.builder.heading(text, level=min(level, _DEEPEST))
            self.headings.append((level, text))

    def _section(self, section: Element) -> None:
        self.end_line()
        label, note = _said(child(section, "Label")), _said(child(section, "MarginalNote"))
        found = _NUMBER.match(label)
        number = found.group().rstrip(".") if found else ""
        if child(section, "Text", "Repealed") is not None or section.get("in-force") == "no":
            why = "it is not in force" if section.get("in-force") == "no" else "it is repealed"
            self.left_out.append(LeftOut(f"{self.file.path}: section {label}", why))
            return
        path = tuple(text for _, text in self.headings)
        level = min(len(path) + 1, _DEEPEST)
        before: list[Block] = list(self.builder.blocks)
        if label or note:
            self.builder.heading(f"{label} {note}".strip(), level=level)
        first = len(before) + bool(label or note)
        self.inside = True
        for part in section:
            if local_name(part) not in ("Label", "MarginalNote"):
                self.write(part)
        self.end_line()
        self.inside = False
        blocks = self.builder.blocks
        if not number:
            return
        if first == len(blocks):
            left = LeftOut(f"{self.file.path}: section {label}", "it has no words in the source")
            self.left_out.append(left)
            return
        self.articles.append(
            Article(
                number=f"{self.schedule}, section {number}" if self.schedule else number,
                start=blocks[first].start,
                end=self.builder.length,
                heading_path=path,
                source_id=section.get(f"{_LIMS}id"),
                valid_from=date_of(section.get(f"{_LIMS}inforce-start-date")),
            )
        )

    def _schedule(self, schedule: Element) -> None:
        self.end_line()
        above = list(self.headings)
        self.headings.clear()
        form = child(schedule, "ScheduleFormHeading")
        label = _said(child(form, "Label"))
        self.schedule = label.capitalize() or "Schedule"
        if form is not None:
            self._heading(form, level=1)
        for part in schedule:
            if local_name(part) != "ScheduleFormHeading":
                self.write(part)
        self.end_line()
        self.schedule, self.headings = "", above

    def _row(self, row: Element) -> None:
        self.end_line()
        cells = [_said(entry) for entry in row if local_name(entry) == "entry"]
        self.builder.table([cells])


def _said(element: Element | None) -> str:
    """The words inside an element, without the notes to them."""
    return "" if element is None else " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if local_name(part) not in _BESIDE:
            yield from _texts(part)
        yield part.tail or ""


def _title(heading: Element) -> str:
    return " ".join(_said(title) for title in children(heading, "TitleText"))


def _stage(identification: Element | None) -> date | None:
    """The day of assent of an act, or of registration of a regulation."""
    for scope in (child(identification, "BillHistory"), identification):
        for stage in (*children(scope, "Stages"), *children(scope, "RegistrationDate")):
            day = child(stage, "Date")
            if day is not None and stage.get("stage", "assented-to") == "assented-to":
                parts = [_said(child(day, name)) for name in ("YYYY", "MM", "DD")]
                return date_of("-".join(parts))
    return None


def _address(root: Element, language: str | None) -> str | None:
    english = language != "fr"
    site = "https://laws-lois.justice.gc.ca/" + ("eng" if english else "fra")
    act = _said(child(root, "Identification", "Chapter", "ConsolidatedNumber"))
    if act:
        return f"{site}/{'acts' if english else 'lois'}/{act}/"
    regulation = _said(child(root, "Identification", "InstrumentNumber")).replace("/", "-")
    if regulation and " " not in regulation:
        return f"{site}/{'regulations' if english else 'reglements'}/{regulation}/"
    return None
