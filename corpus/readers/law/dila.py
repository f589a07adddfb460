"""DILA's XML, as its open data have it: articles of LEGI and JORF, visas of texts, decisions."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, tostring

from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.law.article_numbers import names_itself
from corpus.readers.law.alineas import Alinea, alineas, write
from corpus.readers.law.legifrance import (
    CODE_ARTICLE_URL,
    LICENCE,
    PUBLISHER,
    real_day,
    why_no_law,
)
from corpus.readers.metadata import date_of
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.xml.trees import child, children, local_name, parse, words

_SITE = "https://www.legifrance.gouv.fr"
# Where a text or an article is shown, by the letters that its id begins with.
_ADDRESSES = {
    "LEGITEXT": f"{_SITE}/loda/id/{{}}",
    "LEGIARTI": f"{_SITE}/loda/article_lc/{{}}",
    "JORFTEXT": f"{_SITE}/jorf/id/{{}}",
    "JORFARTI": f"{_SITE}/jorf/article_jo/{{}}",
    "JURITEXT": f"{_SITE}/juri/id/{{}}",
    "CETATEXT": f"{_SITE}/ceta/id/{{}}",
    "CONSTEXT": f"{_SITE}/cons/id/{{}}",
    "CNILTEXT": f"{_SITE}/cnil/id/{{}}",
}
_DEEPEST_HEADING = 6
_NO_WORDS = "it lists the parts of a text and holds none of its words, which its ARTICLE files do"
_REMEDY = "download it again from DILA's open data"


def read(file: SourceFile) -> Reading:
    """An article as a document of its own, which is cited as its text's; or the words of a text.

    What only lists articles is left out, and so is an article that is no law any more.
    """
    root = parse(file)
    if local_name(root) == "ARTICLE":
        return _article(root, file)
    return _text(root, file)


def _article(root: Element, file: SourceFile) -> Reading:
    meta = child(root, "META", "META_SPEC", "META_ARTICLE")
    identifier = _identifier(root)
    number = words(child(meta, "NUM"))
    reason = why_no_law(words(child(meta, "ETAT")))
    if reason:
        return Reading(
            (), (LeftOut(f"{file.path}: article {number or identifier}", f"it {reason}"),)
        )
    begins, ends = _day(meta, "DATE_DEBUT"), _day(meta, "DATE_FIN")
    lines = _lines(child(root, "BLOC_TEXTUEL", "CONTENU"), file)
    if not lines:
        left = LeftOut(
            f"{file.path}: article {number or identifier}", "it has no words in the source"
        )
        return Reading((), (left,))
    text = child(root, "CONTEXTE", "TEXTE")
    path = tuple(_headings(text, begins))
    builder = DocumentBuilder()
    for level, heading in enumerate(path, start=1):
        builder.heading(heading, level=min(level, _DEEPEST_HEADING))
    number = number or "unique"
    name = number if names_itself(number) else f"Article {number}"
    builder.heading(name, level=min(len(path) + 1, _DEEPEST_HEADING))
    start, end = write(builder, lines)
    permalink = _address(identifier, text)
    builder.article(
        Article(
            number=number,
            start=start,
            end=end,
            heading_path=path,
            source_id=identifier or None,
            permalink=permalink,
            valid_from=begins,
            valid_to=ends,
            version_ids=tuple(
                one.get("id", "")
                for version in children(child(root, "VERSIONS"), "VERSION")
                for one in children(version, "LIEN_ART")
                if one.get("id") not in (None, "", identifier)
            ),
            section_ids=tuple(_sections(text, begins)),
        )
    )
    note = " ".join(line.text for line in _lines(child(root, "NOTA", "CONTENU"), file))
    if note:
        builder.paragraph(f"Nota : {note}")
    title = _title(text, begins)
    warning = None if title else "it does not say of which text it is an article"
    document = _build(
        builder,
        file,
        identifier=identifier,
        title=title or name,
        kind=DocumentKind.LAW,
        url=permalink,
        published=real_day(date_of(text.get("date_publi"))) if text is not None else None,
    )
    return Reading((document,), (), file.warnings(warning))


def _text(root: Element, file: SourceFile) -> Reading:
    """A text without its articles (visas, signatures, notes), or the words of a decision."""
    identifier = _identifier(root)
    spec = child(root, "META", "META_SPEC")
    title = _first(spec, ("TITREFULL", "TITRE")) or identifier
    reason = why_no_law(_first(spec, ("ETAT",)))
    if reason:
        return Reading((), (LeftOut(f"{file.path}: {title}", f"it {reason}"),))
    builder = DocumentBuilder()
    for element in root.iter():
        if local_name(element) == "CONTENU":
            for line in _lines(element, file):
                builder.add(line.kind, line.text, level=line.level)
    if not builder.length:
        return Reading((), (LeftOut(file.path, _NO_WORDS),))
    days = (date_of(_first(spec, (name,))) for name in ("DATE_PUBLI", "DATE_DEC", "DATE_TEXTE"))
    document = _build(
        builder,
        file,
        identifier=identifier,
        title=title,
        kind=None if "JURI" in local_name(root) else DocumentKind.LAW,
        url=_address(identifier, None),
        published=next((day for day in map(real_day, days) if day), None),
    )
    return Reading((document,))


def _build(
    builder: DocumentBuilder,
    file: SourceFile,
    *,
    identifier: str,
    title: str,
    kind: DocumentKind | None,
    url: str | None,
    published: date | None,
) -> Document:
    return builder.build(
        id=identifier or None,
        file=file,
        title=title,
        kind=kind,
        language="fr",
        url=url,
        published=published,
        licence=LICENCE,
        publisher=PUBLISHER,
    )


def _lines(content: Element | None, file: SourceFile) -> list[Alinea]:
    """The alinéas of an element that holds HTML. Raises UnreadableFile where it is none."""
    if content is None or not words(content):
        return []
    try:
        return list(alineas(tostring(content, encoding="unicode", method="html")))
    except ValueError as error:
        raise UnreadableFile(file.where, f"its words cannot be read ({error})", _REMEDY) from error


def _title(text: Element | None, day: date | None) -> str:
    """The text's title, as it was on the day."""
    named = [one for one in children(text, "TITRE_TXT") if words(one) or one.get("c_titre_court")]
    chosen = _of_day(named, day)
    if chosen is None:
        return ""
    return words(chosen) or " ".join(chosen.get("c_titre_court", "").split())


def _headings(text: Element | None, day: date | None) -> Iterable[str]:
    """The titles of the sections that hold the article, outermost first."""
    return filter(None, (words(title) for title in _titles(text, day)))


def _sections(text: Element | None, day: date | None) -> Iterable[str]:
    """The ids of the sections that hold the article, outermost first."""
    return filter(None, (title.get("id", "") for title in _titles(text, day)))


def _titles(text: Element | None, day: date | None) -> Iterator[Element]:
    section = child(text, "TM")
    while section is not None:
        title = _of_day(list(children(section, "TITRE_TM")), day)
        if title is not None:
            yield title
        section = child(section, "TM")


def _of_day(versions: list[Element], day: date | None) -> Element | None:
    """The version that held on the day; else the last one that begins on a real day, or at all."""
    real = [one for one in versions if real_day(date_of(one.get("debut")))] or versions
    for one in real:
        begins, ends = date_of(one.get("debut")), date_of(one.get("fin"))
        if day and (begins is None or begins <= day) and (ends is None or day < ends):
            return one
    return real[-1] if real else None


def _identifier(root: Element) -> str:
    return words(child(root, "META", "META_COMMUN", "ID")) or words(child(root, "ID"))


def _address(identifier: str, text: Element | None) -> str | None:
    if text is not None and text.get("nature") == "CODE" and identifier.startswith("LEGIARTI"):
        return CODE_ARTICLE_URL.format(identifier)
    form = _ADDRESSES.get(identifier[:8])
    return form.format(identifier) if form else None


def _first(scope: Element | None, names: tuple[str, ...]) -> str:
    """The words of the first element of the first of `names` that has some."""
    for name in names if scope is not None else ():
        for element in scope.iter() if scope is not None else ():
            if local_name(element) == name and words(element):
                return words(element)
    return ""


def _day(meta: Element | None, name: str) -> date | None:
    return real_day(date_of(words(child(meta, name))))
