"""sources.toml: read into records, with errors that a person can act on, and added to."""

import difflib
import os
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import tomlkit
from pydantic import TypeAdapter, ValidationError

from corpus.document import DocumentKind
from corpus.errors import SourceError
from corpus.sources.source import AnySource, FetchSettings, FolderSource, NpmSource, SourcesConfig
from corpus.urls import host_of, without_credentials

_DEFAULT = Path(__file__).with_name("default.toml")
_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")
_SOURCE: TypeAdapter[AnySource] = TypeAdapter(AnySource)
_SETTINGS = TypeAdapter(FetchSettings)
_RECORDS = {
    str(record.__dataclass_fields__["type"].default): record
    for record in get_args(get_args(AnySource)[0])
}
_HINTS = {
    "type": "one of " + ", ".join(f'"{name}"' for name in _RECORDS),
    "kind": "one of " + ", ".join(f'"{kind}"' for kind in DocumentKind),
    "language": 'two small letters, such as "fr" or "en"',
    "licence": 'the name of the licence between quotes, such as "Licence Ouverte 2.0"',
    "publisher": "the name of who publishes it, between quotes",
    "every": 'how often to look, such as "6 hours", "1 day" or "never"',
    "path": 'a folder between quotes, such as "documents"',
    "url": 'a whole address, such as "https://www.example.org/page"',
    "package": 'the name of the package and its version, such as "@scope/name@1.2.3"',
    "files": 'the files of the package or archive, such as ["data/*.json"]',
    "cites": 'the laws to be cited, such as ["LEGITEXT000031366350"]',
    "contents": '["pages"], ["posts"] or both',
    "max_documents": "a whole number above 0",
    "ignore_robots": "true or false, without quotes",
    "ocr": "true or false, without quotes",
    "contact": 'an address where the operator can be reached, such as "https://www.example.org"',
    "proxy": 'the address of the proxy, such as "http://proxy.example.org:3128"',
    "attempts": "a whole number from 1 to 20",
    "max_redirects": "a whole number from 0 to 20",
    "hosts_at_once": "a whole number from 1 to 64",
}
_LIST_HINT = 'texts between brackets, such as ["*.pdf"]'


def load_config(path: Path) -> SourcesConfig:
    """The sources that the file at `path` lists.

    Folders are taken from the file's own folder. Raises SourceError, which names the source, the
    key and what to write instead.
    """
    return _config(path, _parse(path))


def default_config(documents: Path, *, registry: str) -> SourcesConfig:
    """The sources where no file lists any: those that come with Parvis, and `documents`.

    What comes from npm is had from `registry`.
    """
    return _config(_DEFAULT, _default_table(documents, registry=registry).unwrap())


def begin_config(
    path: Path, *, documents: Path, registry: str, first: Mapping[str, Any] | None = None
) -> None:
    """Writes the default sources to `path`, so that a first source of one's own does not end them.

    Folders that the source `first` holds itself are left to it.
    """
    base = path.resolve().parent
    table = _default_table(documents, registry=registry)
    held = (base / first["path"]).resolve() if first and "path" in first else None
    for name, entry in list(table["sources"].items()):
        if "path" not in entry:
            continue
        folder = Path(entry["path"])
        if held and folder.is_relative_to(held):
            del table["sources"][name]
        elif folder.is_relative_to(base):
            entry["path"] = folder.relative_to(base).as_posix()
    _replace(path.resolve(), tomlkit.dumps(table))


def _default_table(documents: Path, *, registry: str) -> Any:
    """The table of the default sources, its folders as whole paths."""
    table: Any = tomlkit.parse(_DEFAULT.read_text("utf-8"))
    table["fetch"].update({"registry": registry, "allow_hosts": [host_of(registry)]})
    sources = table["sources"]
    sources["starter"]["path"] = str((_DEFAULT.parent / sources["starter"]["path"]).resolve())
    sources["documents"]["path"] = str(documents.resolve())
    if not documents.is_dir():
        del sources["documents"]
    return table


def _config(path: Path, table: Mapping[str, Any]) -> SourcesConfig:
    for key in table:
        if key not in {"fetch", "sources"}:
            raise SourceError(
                f"{path}: `{key}` means nothing here{_nearest(key, ['fetch', 'sources'])}; "
                "write [sources.NAME] above each source, and [fetch] above the download settings"
            )
    sources = table.get("sources", {})
    if not isinstance(sources, dict):
        raise SourceError(f"{path}: `sources` is no table; write [sources.NAME] above each source")
    return SourcesConfig(
        sources=tuple(_source(path, name, entry) for name, entry in sources.items()),
        fetch=_settings(path, table.get("fetch", {})),
    )


def add_source(path: Path, name: str, entry: Mapping[str, Any]) -> AnySource:
    """Writes one more source at the end of the file, which is made if need be.

    Raises SourceError, and writes nothing, where the entry is wrong, the name is taken, or the
    documents are those of another source: they would be indexed twice.
    """
    taken = load_config(path).sources if path.exists() else ()
    if name in {other.name for other in taken}:
        raise SourceError(
            f"{path}: there is already a source {name}; give another name, or edit that source"
        )
    source = _source(path, name, dict(entry))
    for other in taken:
        if _holds(other, source):
            raise SourceError(
                f"{path}: {source.address} is in source {other.name} already; edit that source, or "
                "take it out of the file first"
            )
    before = path.read_text("utf-8").rstrip("\n") if path.exists() else ""
    added = tomlkit.dumps({"sources": {name: dict(entry)}})
    text = f"{before}\n\n{added}" if before else added
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"{path}: a table cannot be added at its end ({error}); "
            "write each source as a table [sources.NAME]"
        ) from error
    _replace(path.resolve(), text)
    return source


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: there is no such file; copy sources.example.toml there, or run parvis add"
        ) from error
    except OSError as error:
        raise SourceError(
            f"{path}: it cannot be read ({error.strerror}); check its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: it is not in UTF-8; save it in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: it is not valid TOML: {error}; correct that place") from error


def _source(path: Path, name: str, entry: object) -> AnySource:
    where = f"{path}: source {name}"
    if not _NAME.match(name):
        raise SourceError(
            f"{where}: the name will not do; write small letters, digits, - and _, 64 at most"
        )
    if not isinstance(entry, dict):
        raise SourceError(f"{where}: it is no table; write [sources.{name}] and its keys below")
    if "name" in entry:
        raise SourceError(f"{where}: `name` is given twice; [sources.{name}] says it already")
    try:
        source = _SOURCE.validate_python({**entry, "name": name})
    except ValidationError as error:
        record = _RECORDS.get(str(entry.get("type")))
        keys = [field.name for field in fields(record) if field.name != "name"] if record else []
        raise SourceError(f"{where}: {_sentence(error, keys, depth=1)}") from error
    if isinstance(source, FolderSource):
        base = path.resolve().parent
        return replace(source, path=(base / source.path.expanduser()).resolve())
    return source


def _holds(one: AnySource, other: AnySource) -> bool:
    """Whether the documents of `other` are all among those of `one`."""
    if isinstance(one, FolderSource) and isinstance(other, FolderSource):
        everything = not (one.include or one.exclude)
        return one.path == other.path or (everything and other.path.is_relative_to(one.path))
    if isinstance(one, NpmSource) and isinstance(other, NpmSource):
        return one.package_name == other.package_name and set(other.files) <= set(one.files)
    return type(one) is type(other) and one.address == other.address


def _settings(path: Path, entry: object) -> FetchSettings:
    if not isinstance(entry, dict):
        raise SourceError(f"{path}: `fetch` is no table; write [fetch] and its keys below")
    try:
        return _SETTINGS.validate_python(entry)
    except ValidationError as error:
        keys = [field.name for field in fields(FetchSettings)]
        raise SourceError(f"{path}: [fetch]: {_sentence(error, keys)}") from error


def _sentence(error: ValidationError, keys: list[str], *, depth: int = 0) -> str:
    """What is wrong, and what to write instead; the key is at `depth` of the error's place."""
    fault = error.errors()[0]
    key = str(fault["loc"][depth]) if len(fault["loc"]) > depth else ""
    match fault["type"]:
        case "union_tag_not_found":
            return f"`type` is missing; write type = {_HINTS['type']}"
        case "union_tag_invalid":
            wrong = fault["ctx"]["tag"]
            return f"type is {wrong!r}{_nearest(wrong, list(_RECORDS))}; write {_HINTS['type']}"
        case "missing":
            return f"`{key}` is missing; write {key} = {_HINTS.get(key, _LIST_HINT)}"
        case "unexpected_keyword_argument" | "extra_forbidden":
            known = ", ".join(keys)
            return f"there is no key `{key}`{_nearest(key, keys)}; the keys are {known}"
        case "value_error":
            subject = f"{key} is {_shown(fault['input'])}: " if key else ""
            return f"{subject}{fault['ctx']['error']}"
        case _:
            return f"{key} is {_shown(fault['input'])}; write {_HINTS.get(key, _LIST_HINT)}"


def _shown(value: object) -> str:
    text = without_credentials(repr(value))
    return text if len(text) <= 80 else f"{text[:77]}..."


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f", did you mean {close[0]}?" if close else ""


def _replace(path: Path, text: str) -> None:
    """Writes the whole file or leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8")
    if path.exists():
        shutil.copymode(path, new)
    os.replace(new, path)
