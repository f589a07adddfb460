"""JSON Lines: a document a line, {"id", "title", "text", "url", "kind"}; only text is required.

A text that has the marks of HTML or Markdown is read as such.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from corpus.builder import DocumentBuilder, stable_id
from corpus.decoding import decode
from corpus.document import Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.formats.foreign_json import keys_of
from corpus.formats.format import Format
from corpus.formats.marks import prose_format
from corpus.readers.hyphenation.hyphens import mend_cut_words, told_of_cut_words
from corpus.readers.metadata import address_of, date_of, kind_of, language_of, names_of, words_of
from corpus.readers.text.front_matter import why_hidden
from corpus.readers.text.markdown import write_markdown
from corpus.readers.text.plain import write_text
from corpus.readers.titles import title_for
from corpus.readers.web.markup import write_markup
from corpus.reading import LeftOut, Reading, SourceFile


def read(file: SourceFile) -> Reading:
    """The documents of `file`; a line that gives none costs a warning with its number."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    warnings = [warning] if warning else []
    documents: dict[str, Document] = {}
    left_out: list[LeftOut] = []
    for number, record in _records(text):
        place = f"line {number}"
        if isinstance(record, str):
            warnings.append(f"{place}: {record}")
        elif hidden := why_hidden(_folded(record), file.day)[0]:
            left_out.append(LeftOut(f"{file.path}#{number}", f"it says that it {hidden}"))
        else:
            document = _document(record, f"{file.path}#{number}", file, place, warnings)
            if document is None:
                continue
            if document.id in documents:
                warnings.append(f"{place}: its id {document.id} is an earlier line's; left out")
                continue
            documents[document.id] = document
    if not documents and not left_out:
        raise UnreadableFile(where, "none of its lines gives a document", "mend its lines")
    return Reading(tuple(documents.values()), tuple(left_out), file.warnings(*warnings))


def _records(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Each line's object with its number, or what is wrong with the line.

    A file that is one JSON value, an object or an array of objects, counts as so many lines.
    """
    whole = _parsed(text)
    if isinstance(whole, dict | list):
        values = whole if isinstance(whole, list) else [whole]
        for number, value in enumerate(values, start=1):
            yield number, _checked(value)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _checked(_parsed(line))


def _parsed(text: str) -> Any:
    """The JSON value of `text`, or None where it is none."""
    try:
        return orjson.loads(text.lstrip("\ufeff"))
    except orjson.JSONDecodeError:
        return None


def _checked(value: Any) -> Mapping[str, Any] | str:
    if not isinstance(value, dict):
        return "it is no JSON object, and was passed over"
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        what = "its “text” is empty" if "text" in value else f"it has no text ({keys_of(value)})"
        return f"{what}, and was passed over"
    return value


def _document(
    record: Mapping[str, Any], name: str, file: SourceFile, place: str, warnings: list[str]
) -> Document | None:
    builder = DocumentBuilder()
    warnings.extend(f"{place}: {told}" for told in _write(builder, record["text"]))
    if not builder.length:
        warnings.append(f"{place}: its “text” has no words, and it was passed over")
        return None
    given = words_of(record.get("id"))
    title = words_of(record.get("title"))
    return builder.build(
        id=stable_id(given) if given else name,
        source_path=name,
        file=file,
        title=title or title_for(builder, name, file_names=False),
        kind=file.kind or _kind(record, place, warnings),
        language=language_of(record.get("language") or record.get("lang")),
        short_title=words_of(record.get("short_title")),
        url=address_of(record.get("url")),
        published=date_of(record.get("published") or record.get("date")),
        modified=date_of(record.get("modified")),
        licence=words_of(record.get("licence") or record.get("license")),
        publisher=words_of(record.get("publisher")),
        aliases=names_of(record.get("aliases")),
    )


def _folded(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in record.items()}


def _write(builder: DocumentBuilder, text: str) -> tuple[str, ...]:
    """Appends a text by the marks that are in it; returns what is to be warned of."""
    match prose_format(text):
        case Format.MARKDOWN:
            return write_markdown(builder, text)
        case Format.HTML:
            return write_markup(builder, text)
        case _:
            text, cut = mend_cut_words(text)
            write_text(builder, text, titled=False)
            told = told_of_cut_words(cut)
            return (told,) if told else ()


def _kind(record: Mapping[str, Any], place: str, warnings: list[str]) -> DocumentKind | None:
    given = record.get("kind")
    kind = kind_of(given)
    if given and kind is None:
        known = ", ".join(DocumentKind)
        warnings.append(f"{place}: its kind “{given}” is none of {known}; told from its text")
    return kind
