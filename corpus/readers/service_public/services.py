"""What a sheet leads on to: services online, forms, and whom to turn to, each in a line."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.readers.service_public.lines import Line, phrase, title_of
from corpus.xml.trees import children, local_name

_NOTES = frozenset(("Introduction", "Texte"))
_ANNEXES = frozenset(("ServiceEnLigneAnnexe", "NoticeLiee"))


def service_items(element: Element, level: int = 1) -> Iterator[tuple[int, Line]]:
    """The lines of a service, a form or a notice, and of what belongs to it, with their levels.

    "Formulaire : Demande de rectification – cerfa n° 11531*03 – Ministère de la justice"
    """
    kind, number = element.get("type", ""), element.get("numerocerfa", "")
    places = (element, *children(element, "LienWeb"))
    sources = [phrase(one).text for place in places for one in children(place, "Source")]
    title = title_of(element) or phrase(element).text
    parts = (f"{kind} : {title}" if kind and title else title, number and f"cerfa n° {number}")
    head = " – ".join(filter(None, (*parts, *dict.fromkeys(sources))))
    notes = [phrase(one).text for one in element if local_name(one) in _NOTES]
    yield level, Line("\n".join(filter(None, (head, *notes))))
    for one in element:
        if local_name(one) in _ANNEXES:
            yield from service_items(one, min(level + 1, 6))


def contact_line(element: Element) -> Line:
    """Whom to turn to, what for, and of which administration they are."""
    parts = ("Titre", "Complement", "Source")
    names = [phrase(one).text for name in parts for one in children(element, name)]
    return Line(" – ".join(dict.fromkeys(filter(None, names))))


def address_lines(chapter: Element) -> str:
    """A chapter of a contact as one paragraph ("Par courrier : …"), line by line as it is written.

    Empty where the chapter holds anything but lines.
    """
    title = title_of(chapter)
    lines = [phrase(one) for one in children(chapter, "Paragraphe")]
    if not title or len(lines) + 1 != len(chapter) or any(line.pictures for line in lines):
        return ""
    return Line("\n".join(filter(None, (line.text for line in lines)))).after(title).text
