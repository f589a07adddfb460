"""Akoma Ntoso XML: acts, bills and other papers of parliaments, in any version of the standard."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.builder import DocumentBuilder
from corpus.document import Article, Block, BlockKind, DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.law.akoma_ntoso_metadata import SKIPPED, identify, inline_text, local_name
from corpus.reading import LeftOut, Reading, SourceFile

# The provision that jurists cite by number, most telling first: where articles stand in sections,
# the article is cited; where sections stand alone, the section is.
_UNITS = ("article", "section", "clause", "rule")
_DIVISIONS = frozenset(
    "book tome part subpart title subtitle chapter subchapter division subdivision section article "
    "clause rule subrule level hcontainer transitional".split()
)
_ITEMS = frozenset("item point indent paragraph subparagraph subclause li proviso".split())
_PARAGRAPHS = frozenset(("subsection", "alinea"))
_BREAKS = frozenset(
    "p content intro wrapUp list sublist listIntroduction listConclusion listWrapUp blockList "
    "coverPage preface preamble body mainBody conclusions header introduction background "
    "motivation decision formula block blockContainer container recitals recital citations "
    "citation longTitle br ul ol div interstitial signature components component attachments "
    "attachment act bill doc amendment amendmentBody judgment judgmentBody debate debateBody "
    "debateReport statement portion portionBody officialGazette collectionBody tblock".split()
)
_HEADINGS = frozenset(("heading", "subheading", "crossHeading"))
_PAPERS_OF_LAW = frozenset(
    "act bill doc amendment amendmentList documentCollection officialGazette portion".split()
)
# "Article 12", "Artículo 1º", "SEC. 2", "§ 4", "Article premier".
_NUMBER_WORDS = re.compile(r"^(?:[^\W\d_]+\.?\s*(?=\d)|§+\s*|art(?:icle|\.)\s*)", re.IGNORECASE)
_COUNTED = re.compile(r"\(?\d+[A-Z]{0,2}[.)]*$")
# The last part of an identifier, where it holds the number: "art_12", "sec3.a".
_NUMBERED_ID = re.compile(r"(?:^|[_-])(?:art|sec|cl|rule)_?(\d[\w.]*)$")
_DEEPEST_HEADING = 6
_NESTED_TOO_DEEPLY = "its elements are nested too deeply"


def read(file: SourceFile) -> Reading:
    """One Document, with an Article for each provision that is cited by its number.

    Provisions that the text inserts into another law have theirs too: their spans lie inside the
    span of the provision that quotes them. Notes and tables of contents are left out.
    """
    root = _root(file)
    writing = _Writing(file.path)
    try:
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
    return Reading((document,), tuple(writing.left_out))


def _root(file: SourceFile) -> Element:
    """The root element. Entities are refused, declared or used: they serve only to do harm here."""
    try:
        root: Element = fromstring(file.raw)
    except ParseError as error:
        raise UnreadableFile(
            file.path, f"its XML is broken ({error})", "download or export it again"
        ) from error
    except DefusedXmlException as error:
        raise UnreadableFile(
            file.path, "it declares XML entities", "remove its DOCTYPE and write them out"
        ) from error
    except (ValueError, LookupError) as error:
        raise UnreadableFile(
            file.path, f"its encoding is not known ({error})", "save it as UTF-8"
        ) from error
    return root


@dataclass(frozen=True, slots=True)
class _Marker:
    """The number of an item or paragraph, to be put before its first words."""

    text: str
    kind: BlockKind
    level: int


@dataclass(slots=True)
class _Writing:
    """Walks the tree and writes each line of it as soon as a block ends."""

    path: str
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    left_out: list[LeftOut] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    unit: str | None = None
    in_unit: bool = False
    depth: int = 0
    marker: _Marker | None = None
    words: list[str] = field(default_factory=list)

    def write(self, root: Element) -> None:
        """Writes all that the papers under `root` say."""
        self.unit = _unit(root)
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

    def _element(self, element: Element) -> None:
        name = local_name(element)
        if name in SKIPPED:
            return
        if name in _DIVISIONS:
            self._division(element, is_unit=name == self.unit)
        elif name == "quotedStructure":
            self._quoted(element)
        elif name in _ITEMS or name in _PARAGRAPHS:
            self._item(element, name)
        elif name == "table":
            self._table(element)
        elif name in _HEADINGS:
            self._end_line()
            self._heading(inline_text(element), level=len(self.headings) + 1)
        elif name in _BREAKS:
            self._end_line()
            self._inside(element)
            self._end_line()
        else:
            self._inside(element)

    def _division(self, element: Element, *, is_unit: bool) -> None:
        self._end_line()
        number, heading = _child_text(element, "num"), _child_text(element, "heading")
        line = " ".join(part for part in (number, heading) if part)
        above, was_in_unit, depth = self.headings, self.in_unit, self.depth
        self._heading(line, level=len(above) + 1)
        first = len(self.blocks)
        self.headings = (*above, line) if line else above
        self.in_unit, self.depth = was_in_unit or is_unit, 0
        self._inside(element, but=frozenset(("num", "heading")))
        self._end_line()
        self.headings, self.in_unit, self.depth = above, was_in_unit, depth
        if is_unit:
            self._record(element, number, above, first)

    def _record(self, element: Element, number: str, headings: tuple[str, ...], first: int) -> None:
        identifier = element.get("eId") or element.get("wId") or element.get("id") or ""
        plain = _NUMBER_WORDS.sub("", number).strip(" .-–—:")
        if not plain and (numbered := _NUMBERED_ID.search(identifier)):
            plain = numbered.group(1)
        if not plain:
            return
        if first == len(self.blocks):
            self.left_out.append(
                LeftOut(f"{self.path}: article {plain}", "it has no words in the source")
            )
            return
        self.articles.append(
            Article(
                number=plain,
                start=self.blocks[first].start,
                end=self.builder.length,
                heading_path=headings,
                source_id=identifier or None,
            )
        )

    def _quoted(self, element: Element) -> None:
        """Words that the text inserts into another law: cited by that law's own provisions."""
        self._end_line()
        unit, depth = self.unit, self.depth
        self.unit, self.depth = _unit(element) or unit, 0
        self._inside(element)
        self._end_line()
        self.unit, self.depth = unit, depth

    def _item(self, element: Element, name: str) -> None:
        self._end_line()
        number, heading = _child_text(element, "num"), _child_text(element, "heading")
        if heading and not self.in_unit:
            self._heading(f"{number} {heading}".strip(), level=len(self.headings) + 1)
            number = heading = ""
        counted = name == "paragraph" and self.depth == 0 and bool(_COUNTED.match(number))
        as_paragraph = name in _PARAGRAPHS or counted
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


def _unit(scope: Element) -> str | None:
    """The element that is cited by number in `scope`, what it quotes from elsewhere apart."""
    names: set[str] = set()
    pending = list(scope)
    while pending:
        element = pending.pop()
        if local_name(element) != "quotedStructure":
            names.add(local_name(element))
            pending.extend(element)
    return next((name for name in _UNITS if name in names), None)


def _child_text(element: Element, name: str) -> str:
    return inline_text(next((child for child in element if local_name(child) == name), None))
