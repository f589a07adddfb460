"""Front matter: what a Markdown page says of itself before its text."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from corpus.document import DocumentKind
from corpus.fields import FieldNames
from corpus.readers.metadata import address_of, date_of, kind_of, language_of, names_of, words_of

_HANDLER = YAMLHandler()
_JSON = json.JSONDecoder()
_FIELD_LINE = re.compile(r"^([A-Za-z_][\w -]*?)\s*[:=][ \t]+(\S.*)$", re.MULTILINE)
_BARE_FIELD = re.compile(r"[a-z_]+:(?:[ \t]|$)")
# YAML itself ends a document with three dots, and so do writers of pandoc.
_YAML_END = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_TOML = re.compile(r"\A\+{3,}[ \t]*\n((?:.*\n)*?)\+{3,}[ \t]*(?:\n|\Z)")
_FIELD_START = re.compile(r"\A-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\w][\w .-]*[ \t]*:|-{3,})")
# "---json", "---toml": the rule that opens front matter tells its format.
_NAMED_FORMAT = re.compile(
    r"-{3}(?P<format>json|toml)[ \t]*\n(?P<fields>.*?)\n-{3}[ \t]*(?:\n(?P<after>.*)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TIMESTAMP_ID = re.compile(r"\d{12,14}")
_HIDDEN_STATES = frozenset(("draft", "private", "unpublished", "pending", "brouillon", "archived"))
# Tables in which generators of sites keep the fields that are the author's own.
_TABLES = ("extra", "params")
_EXPIRES = (
    "expirydate", "expiry_date", "expires", "expiry", "expiration", "expiration_date",
    "expirationdate", "unpublishdate", "unpublish_date", "unpublish", "date_expiration",
)  # fmt: skip
_BEGINS = ("publishdate", "publish_date", "pubdate", "publication_date", "publishon", "publish_on")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that become part of a document; `descriptions` and `details` join its text.

    `hidden` is the reason why the page is left out, where there is one.
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


def split_front_matter(text: str, names: FieldNames, *, on: date) -> tuple[FrontMatter, str]:
    """The front matter of `text`, in YAML, TOML or JSON, and the text after it.

    It is empty where there is none. `names` are those of its fields, `on` the day on which it is
    read. What is not valid is read line by line, and its warnings say so.
    """
    start = text.lstrip("\ufeff \t\n")
    named = _NAMED_FORMAT.match(start)
    if named:
        start, mark = named["fields"].strip(), named["format"].lower()
        start = f"+++\n{start}\n+++" if mark == "toml" else start
        start += "\n" + (named["after"] or "")
    if start.startswith("{"):
        found = _split_json(start, names, on)
    elif start.startswith("+++"):
        found = _split_toml(start, names, on)
    else:
        start = start if _FIELD_START.match(start) else _opened(start)
        found = _split_yaml(start, names, on) if start else None
    return found or (FrontMatter(), text)


def _opened(start: str) -> str:
    """`start` with the rule that Hexo leaves out before front matter; empty where there is none."""
    lines = start[:20_000].split("\n")[:60]
    end = next((place for place, line in enumerate(lines) if re.fullmatch(r"-{3,}\s*", line)), 0)
    names = [line.partition(":")[0] for line in lines[:end] if _BARE_FIELD.match(line)]
    others = [line for line in lines[:end] if line.strip() and line[0] not in " \t-#"]
    complete = len(names) >= 2 and len(others) == len(names) and "title" in names
    return f"---\n{start}" if complete else ""


def _split_yaml(start: str, names: FieldNames, on: date) -> tuple[FrontMatter, str] | None:
    begin = max(0, start.find("\n"))
    end = _YAML_END.search(start, begin + 1)
    if end is None:
        return _unclosed(start, names, on)
    block, body = start[begin : end.start()], start[end.end() :]
    try:
        fields = _HANDLER.load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: date: 2019-13-45
        return _front_matter(_plain_lines(block), names, on, (_complaint(error),)), body
    if not isinstance(fields, dict):  # a text that begins with a rule
        return None
    return _front_matter(_known(fields), names, on), body


def _split_toml(start: str, names: FieldNames, on: date) -> tuple[FrontMatter, str] | None:
    found = _TOML.match(start)
    if not found:
        return _unclosed(start, names, on) if _FIELD_LINE.search(start[:500]) else None
    body = start[found.end() :]
    try:
        fields = tomllib.loads(found[1])
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        complaint = f"its front matter is not valid TOML: {error}; it was read line by line"
        return _front_matter(_plain_lines(found[1]), names, on, (complaint,)), body
    return _front_matter(_known(fields), names, on), body


def _split_json(start: str, names: FieldNames, on: date) -> tuple[FrontMatter, str] | None:
    try:
        fields, end = _JSON.raw_decode(start)
    except (ValueError, RecursionError):
        return None
    return _front_matter(_known(fields), names, on), start[end:]


def _known(fields: Mapping[Any, object]) -> dict[str, object]:
    """The fields by their names in small letters; those of tables of an author's own come last."""
    own = [table for name in _TABLES if isinstance(table := fields.get(name), dict)]
    return {
        str(key).strip().lower(): value for table in (*own, fields) for key, value in table.items()
    }


def _unclosed(start: str, names: FieldNames, on: date) -> tuple[FrontMatter, str]:
    """Front matter that nothing ends runs to the first blank line."""
    head, _, body = start.partition("\n\n")
    mark = start[:3]
    warning = (
        f"its front matter has no closing “{mark}” line, and was read up to the first blank line"
    )
    return _front_matter(_plain_lines(head), names, on, (warning,)), body


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
    fields: Mapping[str, object], names: FieldNames, on: date, warnings: tuple[str, ...] = ()
) -> FrontMatter:
    kind, complaint = _kind(fields, names)
    hidden, undated = why_hidden(fields, on)
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
        hidden=f"its front matter says that it {hidden}" if hidden else None,
        warnings=(*warnings, *complaint, *undated),
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
        f"{name.replace('_', ' ').capitalize()} : {told}"
        for name in (*names.place, *names.event)
        if (told := _told(fields.get(name)))
    ]
    entries = chain.from_iterable(value for value in fields.values() if isinstance(value, list))
    for entry in entries:
        if isinstance(entry, dict):
            label = (words_of(_first(entry, names.entry_name)) or "").rstrip(" :")
            content = words_of(_first(entry, names.entry_text))
            if label and content:
                lines.append(f"{label} : {content}")
    return tuple(lines)


def _told(value: object) -> str | None:
    """A value in words: names one after the other, a day as ISO 8601 has it, without midnight."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(names_of(value)) or None


def why_hidden(fields: Mapping[str, object], on: date) -> tuple[str | None, tuple[str, ...]]:
    """Why what has these fields is left out on a day ("is not published"), and warnings.

    Both dates count by their day: a page goes on that of its expiry.
    """
    state = _unpublished(fields)
    if state:
        return f"is not published ({state})", ()
    expires, wrong = _day(fields, _EXPIRES)
    if expires and expires <= on:
        return f"expired on {expires}", ()
    begins, unread = _day(fields, _BEGINS)
    if begins and begins > on:
        return f"is published from {begins} on", ()
    return None, (*wrong, *unread)


def _unpublished(fields: Mapping[str, object]) -> str | None:
    """The field that says that a page is not published, where one does."""
    for key in ("published", "publish"):
        if key in fields and _denied(fields[key]):
            return f"{key}: false"
    for key in ("draft", "private", "unpublished"):
        if _affirmed(fields.get(key)):
            return f"{key}: true"
    for key in ("status", "visibility"):
        state = (words_of(fields.get(key)) or "").lower()
        if state in _HIDDEN_STATES:
            return f"{key}: {state}"
    return "permalink: false" if fields.get("permalink") is False else None


def _day(fields: Mapping[str, object], names: Iterable[str]) -> tuple[date | None, tuple[str, ...]]:
    name = next((name for name in names if fields.get(name) not in (None, "", False)), None)
    if name is None:
        return None, ()
    day = date_of(fields[name])
    return day, () if day else (f"its {name} “{fields[name]}” is no day, and was not heeded",)


def _denied(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in {"false", "no", "non"})


def _affirmed(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in {"true", "yes", "oui"})
