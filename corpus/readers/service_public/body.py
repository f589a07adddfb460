"""The text of a sheet: chapters and cases under headings, boxes, lists, tables, contacts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar
from xml.etree.ElementTree import Element

from corpus.builder import DocumentBuilder
from corpus.readers.service_public.lines import PICTURES, Line, phrase, title_of
from corpus.readers.service_public.services import address_lines, contact_line, service_items
from corpus.readers.tables.spans import Cell, spread
from corpus.readers.titles import is_headline
from corpus.xml.trees import child, children, local_name, words

_HEADED = frozenset(("Chapitre", "SousChapitre", "Cas", "Situation"))
CONTACTS = frozenset(("OuSAdresser", "QuiPeutMAider", "CentreDeContact"))
SERVICE = "ServiceEnLigne"
# What leads to other pages, or says what the page is: the words of neither are the sheet's text.
_NAVIGATION = frozenset(
    "FilDAriane Theme SousThemePere SousDossierPere DossierPere SousDossier Dossier Fiche "
    "VoirAussi QuestionReponse CommentFaireSi RechercheGuidee PourEnSavoirPlus Questionnaire "
    "Problematiques SurTitre Audience Canal Cible".split()
)
_BESIDE = frozenset(
    "Titre TitreRiche TitreAlternatif Condition Colonne Credits Source PivotLocal".split()
)
_DEEPEST = 6
_WIDEST = 1_000  # columns that a cell may span
# A condition on these is told by their titles.
_TITLED = frozenset(("Cas", "Situation"))


@dataclass(slots=True)
class Body:
    """Writes the elements of a sheet in their order; what it could not read is counted.

    `told` are the lines of services and contacts that stand in the text already.
    """

    builder: DocumentBuilder
    told: set[str] = field(default_factory=set)
    pictures: int = 0
    conditions: int = 0
    narrow_tables: bool = False
    depth: int = 0
    plain: int = 0  # boxes under way in which nothing is a heading
    label: str = ""  # what the next paragraph begins with

    def write(self, element: Element) -> None:
        """Writes an element and all that is in it."""
        name = local_name(element)
        if name in _NAVIGATION or name in _BESIDE or not name:
            return
        self.conditions += name not in _TITLED and child(element, "Condition") is not None
        known = self._WRITERS.get(name)
        if name in _HEADED and not self.plain:
            self._headed(element)
        elif known is not None:
            known(self, element)
        elif title_of(element):
            self._box(element)
        elif _has_words_of_its_own(element):
            self._paragraph(element)
        else:
            self.inside(element)

    def inside(self, element: Element) -> None:
        """Writes what is in an element, fragments for different readers once where they agree."""
        fragments: set[str] = set()
        for part in element:
            if local_name(part) == "FragmentConditionne":
                said = words(part)
                if said in fragments:
                    continue
                fragments.add(said)
            self.write(part)

    def say(self, line: Line) -> None:
        """Writes a paragraph, behind the label that waits for one."""
        self.pictures += line.pictures
        if line.text:
            line = line.after(self.label)
            self.label = ""
            line.link_in(self.builder, self.builder.paragraph(line.text))

    def item(self, line: Line, *, level: int = 1) -> None:
        """Writes an item of a list, after the label that waits."""
        self.end_label()
        self.pictures += line.pictures
        if line.text:
            line.link_in(self.builder, self.builder.list_item(line.text, level=level))

    def end_label(self) -> None:
        """Writes a label that has no paragraph to begin."""
        if self.label:
            label, self.label = self.label, ""
            self.builder.paragraph(label)

    def contact(self, element: Element) -> None:
        """Writes whom to turn to, and where that is written to."""
        line = contact_line(element)
        self.told.add(line.text)
        self.item(line)
        with self._boxed():
            for text in children(element, "Texte"):
                for part in text:
                    lines = address_lines(part)
                    if lines:
                        self.builder.paragraph(lines)
                    else:
                        self.write(part)

    def service(self, element: Element) -> None:
        """Writes a form, or what is done online."""
        for level, line in service_items(element):
            self.told.add(line.head)
            self.item(line, level=level)

    def _headed(self, element: Element) -> None:
        self.end_label()
        title = title_of(element)
        self.depth += 1
        self.builder.heading(title, level=min(self.depth, _DEEPEST))
        self.inside(element)
        self.depth -= 1

    def _cases(self, element: Element) -> None:
        """Writes cases in a box of their own: what follows them holds for all of them."""
        self.say(Line(title_of(element)))
        self.end_label()
        with self.builder.boxed():
            self.inside(element)

    def _box(self, element: Element) -> None:
        """Writes what is set apart, its title before its first words ("À noter : …")."""
        self.end_label()
        self.label = title_of(element)
        with self._boxed():
            self.inside(element)
            self.end_label()

    @contextmanager
    def _boxed(self) -> Iterator[None]:
        """A box in which nothing is a heading: within a case it would rule what follows the box."""
        self.plain += 1
        with self.builder.boxed():
            yield
        self.plain -= 1

    def _paragraph(self, element: Element) -> None:
        line = phrase(element)
        bold = [one for one in element if local_name(one) == "MiseEnEvidence"]
        emphatic = bool(bold) and "".join(phrase(one).text for one in bold) == line.text
        if emphatic and is_headline(line.text):
            self._subheading(line)
        else:
            self.say(line)

    def _floating_title(self, element: Element) -> None:
        self._subheading(phrase(element))

    def _subheading(self, line: Line) -> None:
        """Writes a title over what follows it, which no element holds; in a box it is a line."""
        if self.plain or self.label:
            self.say(line)
        else:
            self.builder.heading(line.text, level=min(self.depth + 1, _DEEPEST))

    def _list(self, element: Element, level: int = 1) -> None:
        numbered = element.get("type") == "numero"
        for number, item in enumerate(children(element, "Item"), start=1):
            self.conditions += child(item, "Condition") is not None
            marker = f"{number}." if numbered else ""
            self._item(item, marker, level)

    def _item(self, item: Element, marker: str, level: int) -> None:
        for part in item:
            name = local_name(part)
            if name == "Liste":
                self._list(part, level + 1)
            elif name == "Paragraphe" or _has_words_of_its_own(part):
                line = phrase(part)
                self.item(line.after(marker) if line.text else line, level=level)
                marker = "" if line.text else marker
            else:
                self.write(part)
        if not len(item):
            line = phrase(item)
            self.item(line.after(marker) if line.text else line, level=level)

    def _table(self, table: Element) -> None:
        self.say(Line(title_of(table)))
        self.end_label()
        for part in children(table, "Resume"):
            self.write(part)
        rows = list(children(table, "Rangée"))
        said, whole = spread([[_cell(cell) for cell in children(row, "Cellule")] for row in rows])
        self.narrow_tables = self.narrow_tables or not whole
        heads = next((n for n, row in enumerate(rows) if row.get("type") != "header"), len(rows))
        self.builder.table(said, head=heads)

    def _commented_link(self, element: Element) -> None:
        for comment in children(element, "Commentaire"):
            self.inside(comment)
        named = (phrase(part).text for part in element if local_name(part) != "Commentaire")
        links = phrase(element).links
        text = " – ".join(filter(None, named))
        self.item(Line(text, tuple((0, len(text), to) for *_, to in links[-1:])))

    def _picture(self, element: Element) -> None:
        described = False
        for part in element:
            described = described or bool(words(part) and local_name(part) not in _BESIDE)
            self.write(part)
        self.pictures += not described

    _WRITERS: ClassVar = {
        "Paragraphe": _paragraph,
        "BlocCas": _cases,
        "Liste": _list,
        "Tableau": _table,
        "TitreFlottant": _floating_title,
        "LienExterneCommente": _commented_link,
        SERVICE: service,
        **dict.fromkeys(CONTACTS, contact),
        **dict.fromkeys(PICTURES, _picture),
    }


def _cell(cell: Element) -> Cell:
    columns, rows = cell.get("fusionHorizontale", ""), cell.get("fusionVerticale", "")
    return Cell(" ".join(_said(cell)), min(_count(columns), _WIDEST), min(_count(rows), _WIDEST))


def _said(cell: Element) -> Iterator[str]:
    for part in cell:
        if local_name(part) == "Liste":
            yield "; ".join(filter(None, (phrase(item).text for item in children(part, "Item"))))
        else:
            yield phrase(part).text
    if not len(cell):
        yield phrase(cell).text


def _count(said: str) -> int:
    return max(1, int(said[:6])) if said.isdecimal() else 1


def _has_words_of_its_own(element: Element) -> bool:
    """Whether words stand in the element beside those of its parts."""
    return bool((element.text or "").strip()) or any((p.tail or "").strip() for p in element)
