"""Next steps: what can be done after an article applies, and the article that says so."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import StepsError
from corpus.law.article_numbers import article_key

# The operator's own, in the folder of the index.
STEPS_FILE = "next_steps.toml"
_SHIPPED = Path(__file__).parent
_LANGUAGES = ("fr", "en")
_KEYS = frozenset(("after", "article", "words", *_LANGUAGES))


@dataclass(frozen=True, slots=True)
class Step:
    """A step that an article of the law `document` founds.

    It stands on the sentences from the one that holds the first of `words` to that of the last.
    `after` are the articles that lead to it, as article_key writes them. `texts` say it in words of
    the service's own, by language.
    """

    document: str
    after: frozenset[str]
    article: str
    words: tuple[str, ...]
    texts: Mapping[str, str]


def steps_with(folder: Path) -> tuple[Step, ...]:
    """The steps of the operator's own in the folder of an index, then those that come with Parvis.

    Raises StepsError.
    """
    own = folder / STEPS_FILE
    return (*(read_steps(own) if own.is_file() else ()), *shipped_steps())


@cache
def shipped_steps() -> tuple[Step, ...]:
    """The steps that come with Parvis."""
    return tuple(
        step
        for path in sorted(_SHIPPED.glob("*.toml"))
        for step in read_steps(path, document=path.stem)
    )


def read_steps(path: Path, *, document: str = "") -> tuple[Step, ...]:
    """The steps of a file, on the law `document` or on the one that each names itself.

    Raises StepsError.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("step", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StepsError(f"{path} is no TOML ({error}): mend it, or take it away") from error
    if not isinstance(tables, list):
        raise StepsError(f"{path} has no [[step]] tables: corpus/steps/README.md has an example")
    return tuple(
        _read(table, document, where=f"{path}, step {number}")
        for number, table in enumerate(tables, 1)
    )


def _read(table: object, document: str, *, where: str) -> Step:
    if not isinstance(table, Mapping):
        raise StepsError(f"{where} is no table: write [[step]], and a line for each key")
    missing = sorted(_KEYS - table.keys())
    if missing:
        raise StepsError(f"{where} lacks {', '.join(missing)}: add them")
    after, named = table["after"], table.get("document", document)
    if not isinstance(after, list) or not all(isinstance(one, str) for one in after):
        raise StepsError(f"{where}: `after` is no list of articles, but {after!r}")
    others = {key: table[key] for key in ("article", *_LANGUAGES)} | {"document": named}
    words = table["words"] if isinstance(table["words"], list) else [table["words"]]
    for key, value in (*others.items(), *(("words", one) for one in words or [""])):
        if not isinstance(value, str) or not value.strip():
            raise StepsError(f"{where}: `{key}` is no text, but {value!r}")
    return Step(
        document=named,
        after=frozenset(map(article_key, after)),
        article=others["article"],
        words=tuple(words),
        texts={language: table[language] for language in _LANGUAGES},
    )
