"""Front matter: what a Markdown page says of itself before its text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

import yaml
from frontmatter.default_handlers import YAMLHandler

from corpus.document import DocumentKind
from corpus.fields import FieldNames
from corpus.readers.metadata import address_of, date_of, kind_of, language_of, names_of, words_of

_HANDLER = YAMLHandler()
_FIELD_LINE = re.compile(r"^([A-Za-z_][\w -]*?)\s*:[ \t]+(\S.*)$", re.MULTILINE)
_FIELD_START = re.compile(r"\A-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\w][\w .-]*[ \t]*:|-{3,})")
_TIMESTAMP_ID = re.compile(r"\d{12,14}")
_HIDDEN_STATES = frozenset(("draft", "private", "unpublished", "pending", "brouillon"))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that become part of a document; `descriptions` and `details` join its text.

    `hidden` is the field that says that the page is not published, where one does.
    """

    title: str | None = None
    id: str | None = None
    kind: DocumentKind | None = None
    language: str | None = None
    licence: str | None = None
    url: str | None = None
    publisher: str | None = None
    short_title: str | None = None
    published: date | None = None
    modified: date | None = None
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    hidden: str | None = None
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str, names: FieldNames) -> tuple[FrontMatter, str]:
    """The front matter of `text` and the text after it; an empty one where there is none.

    `names` are those of its fields. Front matter that is not valid YAML is read line by line, and
    its warnings say so.
    """
    start = text.lstrip("\ufeff \t\n")
    if not _FIELD_START.match(start):
        return FrontMatter(), text
    pieces = _HANDLER.FM_BOUNDARY.split(start, 2) if _HANDLER.FM_BOUNDARY else []
    if len(pieces) < 3:
        return _unclosed(start, names)
    try:
        fields = _HANDLER.load(pieces[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: date: 2019-13-45
        return _front_matter(_plain_lines(pieces[1]), names, (_complaint(error),)), pieces[2]
    if not isinstance(fields, dict):  # a text that begins with a rule
        return FrontMatter(), text
    known = {str(key).strip().lower(): value for key, value in fields.items()}
    return _front_matter(known, names), pieces[2]


def _unclosed(start: str, names: FieldNames) -> tuple[FrontMatter, str]:
    """Front matter that nothing ends runs to the first blank line."""
    head, _, body = start.partition("\n\n")
    warning = "its front matter has no closing “---” line, and was read up to the first blank line"
    return _front_matter(_plain_lines(head), names, (warning,)), body


def _plain_lines(block: str) -> dict[str, object]:
    return {
        match[1].strip().lower(): match[2].strip().strip("\"'")
        for match in _FIELD_LINE.finditer(block)
    }


def _complaint(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f" (line {mark.line + 1})" if mark is not None else ""
    problem = getattr(error, "problem", None) or str(error)
    return f"its front matter is not valid YAML{place}: {problem}; it was read line by line"


def _front_matter(
    fields: Mapping[str, object], names: FieldNames, warnings: tuple[str, ...] = ()
) -> FrontMatter:
    kind, complaint = _kind(fields, names)
    return FrontMatter(
        title=words_of(_first(fields, names.title)),
        id=words_of(_first(fields, names.id)),
        kind=kind,
        language=language_of(_first(fields, names.language)),
        licence=words_of(_first(fields, names.licence)),
        url=next(filter(None, (address_of(fields.get(name)) for name in names.url)), None),
        publisher=words_of(_first(fields, names.publisher)),
        short_title=words_of(_first(fields, names.short_title)),
        published=date_of(_first(fields, names.published)),
        modified=date_of(_first(fields, names.modified)),
        aliases=names_of(_first(fields, names.aliases)),
        descriptions=_descriptions(fields, names),
        details=_details(fields, names),
        hidden=_hidden(fields),
        warnings=(*warnings, *complaint),
    )


def _first(fields: Mapping[str, object], names: Iterable[str]) -> object:
    return next((fields[name] for name in names if fields.get(name) not in (None, "")), None)


def _kind(
    fields: Mapping[str, object], names: FieldNames
) -> tuple[DocumentKind | None, tuple[str, ...]]:
    """The kind that the page gives itself, by name or as a note among linked notes."""
    given = _first(fields, names.kind)
    if given is not None:
        kind = kind_of(given)
        if kind:
            return kind, ()
        known = ", ".join(DocumentKind)
        return None, (f"its kind “{given}” is none of {known}; the kind was told from the text",)
    types = names_of(_first(fields, names.type))
    concept = any(kind_of(name) is DocumentKind.CONCEPT_NOTE for name in types)
    # A note that answers "what is it?" in its front matter, or one numbered by the minute in
    # which it was written, is a note on a concept whatever its type.
    asks = any(name in fields for name in names.concept)
    numbered = bool(_TIMESTAMP_ID.fullmatch(words_of(_first(fields, names.id)) or ""))
    return (DocumentKind.CONCEPT_NOTE if concept or asks or numbered else None), ()


def _descriptions(fields: Mapping[str, object], names: FieldNames) -> tuple[str, ...]:
    values = (fields.get(name) for name in names.description)
    said = (value.strip() for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(text for text in said if text))


def _details(fields: Mapping[str, object], names: FieldNames) -> tuple[str, ...]:
    """Where and how an event is held, as lines such as "Lieu : Forum de Grenelle"."""
    lines = [
        f"{name.capitalize()} : {place}"
        for name in names.place
        if (place := words_of(fields.get(name)))
    ]
    entries = chain.from_iterable(value for value in fields.values() if isinstance(value, list))
    for entry in entries:
        if isinstance(entry, dict):
            label = (words_of(_first(entry, names.entry_name)) or "").rstrip(" :")
            content = words_of(_first(entry, names.entry_text))
            if label and content:
                lines.append(f"{label} : {content}")
    return tuple(lines)


def _hidden(fields: Mapping[str, object]) -> str | None:
    for key in ("published", "publish"):
        if key in fields and _denied(fields[key]):
            return f"{key}: false"
    if _affirmed(fields.get("draft")):
        return "draft: true"
    state = (words_of(fields.get("status")) or "").lower()
    return f"status: {state}" if state in _HIDDEN_STATES else None


def _denied(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in {"false", "no", "non"})


def _affirmed(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in {"true", "yes", "oui"})
