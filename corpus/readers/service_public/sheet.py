"""Sheets of service-public.fr: people's rights and duties in plain words, and the law behind."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from corpus.builder import DocumentBuilder
from corpus.document import DocumentKind
from corpus.errors import UnreadableFile
from corpus.readers.metadata import address_of, date_of, language_of
from corpus.readers.service_public.body import CONTACTS, SERVICE, Body
from corpus.readers.service_public.lines import Line, phrase, title_of
from corpus.readers.service_public.services import contact_line, service_items
from corpus.readers.service_public.trees import DUBLIN_CORE, REMEDY, tree_of
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.xml.trees import children, local_name, words

PUBLISHER = "Direction de l'information légale et administrative"
LICENCE = "Licence Ouverte 2.0"
# Where the sheets of each audience are shown, and the name of the audience in their addresses.
_ROOMS = {
    "Particuliers": "particuliers",
    "Professionnels": "professionnels-entreprises",
    "Associations": "associations",
}
_SHEET_URL = "https://www.service-public.fr/{}/vosdroits/{}"
_LEADS_ON = frozenset(("Dossier", "Theme", "Thème", "Sous-thème", "Recherche guidée"))
_AT_END = (
    (frozenset((SERVICE,)), "Services en ligne et formulaires"),
    (CONTACTS - {"QuiPeutMAider"}, "Où s'adresser ?"),
    (frozenset(("QuiPeutMAider",)), "Qui peut m'aider ?"),
)
_GLOSSARIES = {"Definition": "Définitions", "Abreviation": "Abréviations"}
_ALWAYS = frozenset(("Reference", "Definition", "Abreviation"))
_NESTED_TOO_DEEPLY = "its elements are nested too deeply"


def read(file: SourceFile) -> Reading:
    """The document that a sheet is, its cases under headings and the law that it cites at its end.

    What only leads to sheets, or presents a form, is left out.
    """
    try:
        return _read(tree_of(file), file)
    except RecursionError as error:
        raise UnreadableFile(file.path, _NESTED_TOO_DEEPLY, "check how it was made") from error


def _read(root: Element, file: SourceFile) -> Reading:
    identifier, title = root.get("ID", ""), _said(root, "title")
    if not identifier or not title:
        raise UnreadableFile(file.path, "it is no sheet of service-public.fr", REMEDY)
    aside = _why_left_out(root)
    if aside:
        return Reading((), (LeftOut(file.path, aside),))
    builder = DocumentBuilder()
    body = Body(builder)
    _write(root, body)
    if not builder.length:
        raise UnreadableFile(file.path, "the sheet has no text", REMEDY)
    audience = _audience(root)
    everyone = audience == "Particuliers"
    document = builder.build(
        file=file,
        # Sheets of one number may say different things to citizens and to companies.
        id=identifier if everyone else f"{identifier}-{audience.lower()}",
        title=title if everyone else f"{title} ({audience.lower()})",
        kind=DocumentKind.PAGE,
        language=language_of(_said(root, "language")) or "fr",
        url=address_of(root.get("spUrl")) or _SHEET_URL.format(_ROOMS[audience], identifier),
        modified=_modified(root),
        licence=LICENCE,
        publisher=_said(root, "publisher") or PUBLISHER,
    )
    return Reading((document,), (), file.warnings(*_unread(body)))


def _why_left_out(root: Element) -> str | None:
    if local_name(root) == "ServiceComplementaire":
        return "it presents a form or a service online, which sheets name"
    if root.get("type") in _LEADS_ON:
        return "it leads to sheets, which say what it is about"
    return None


def _write(root: Element, body: Body) -> None:
    """Writes the text of the sheet, then what stands at its end."""
    for part in root:
        at_end = local_name(part) in _ALWAYS or local_name(part) in CONTACTS
        if not at_end and local_name(part) != SERVICE and DUBLIN_CORE not in part.tag:
            body.write(part)
    _write_references(root, body)
    for names, heading in _AT_END:
        parts = _untold(root, names, body)
        _entitle(body, heading, parts)
        for part in parts:
            body.write(part)
    for name, heading in _GLOSSARIES.items():
        terms = list(children(root, name))
        _entitle(body, heading, terms)
        for term in terms:
            _define(term, body)


def _untold(root: Element, names: frozenset[str], body: Body) -> list[Element]:
    """The services or contacts of the whole sheet that do not stand in its text, each once."""
    found: dict[str, Element] = {}
    for one in root:
        if local_name(one) in names:
            service = local_name(one) == SERVICE
            line = next(service_items(one))[1] if service else contact_line(one)
            found.setdefault(line.head, one)
    return [one for line, one in found.items() if line and line not in body.told]


def _entitle(body: Body, heading: str, parts: list[Element]) -> None:
    if parts:
        body.builder.heading(heading, level=1)


def _write_references(root: Element, body: Body) -> None:
    """Writes the law that the sheet cites, each reference with its gloss and its address."""
    written: set[str] = set()
    for reference in _references(root):
        line = _reference(reference)
        if not line.text or line.text in written:
            continue
        if not written:
            body.builder.heading("Textes de référence", level=1)
        written.add(line.text)
        body.item(line)


def _references(root: Element) -> Iterator[Element]:
    yield from children(root, "Reference")
    for name in _GLOSSARIES:
        for term in children(root, name):
            yield from children(term, "Reference")


def _reference(element: Element) -> Line:
    parts = (phrase(one).text for name in ("Titre", "Complement", "Source")
             for one in children(element, name))  # fmt: skip
    text = " – ".join(filter(None, parts))
    target = address_of(element.get("URL"))
    return Line(text, ((0, len(text), target),) if target and text else ())


def _define(term: Element, body: Body) -> None:
    """Writes a term and what it means as one item, its lists and boxes after it."""
    label = title_of(term)
    for text in children(term, "Texte"):
        for part in text:
            if label and local_name(part) == "Paragraphe":
                body.item(phrase(part).after(label))
                label = ""
            else:
                body.write(part)
    if label:
        body.item(Line(label))


def _unread(body: Body) -> Iterator[str]:
    if body.pictures:
        yield f"pictures without a description are not read, {body.pictures} in all"
    if body.conditions:
        yield "parts of it are for readers in situations that it does not name, and are all read"
    if body.narrow_tables:
        yield "cells that span too many rows are not repeated in each"


def _said(root: Element, name: str) -> str:
    """What the sheet says of itself, under a name of Dublin Core."""
    return words(next((part for part in root if part.tag == DUBLIN_CORE + name), None))


def _audience(root: Element) -> str:
    """For whom the page of the sheet is: by its address, or else the first that it names."""
    address = root.get("spUrl") or ""
    if "//entreprendre." in address:
        return "Professionnels"
    for audience, room in _ROOMS.items():
        if f"/{room}/" in address:
            return audience
    named = (words(one) for one in children(root, "Audience"))
    return next((one for one in named if one in _ROOMS), "Particuliers")


def _modified(root: Element) -> date | None:
    """The day of the last change ("modified 2020-08-13")."""
    said = _said(root, "date").removeprefix("modified").strip()
    return date_of(said) or date_of(_said(root, "modified"))
