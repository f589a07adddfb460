"""Quality: what a person should look at among the documents before they answer questions."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from corpus.document import Document
from corpus.ingest import Ingested
from corpus.intake.copies import FEWEST_WORDS
from corpus.intake.resemblance import find_alike
from corpus.language import share_of_commonest
from corpus.reading import ReadingWarning

Where = Callable[[Document], str]

_STARTER = Path(__file__).resolve().parents[1] / "starter"
_ANSWERED = ("fr", "en")
_MANY = 3  # documents that are alike
_SHOWN = 3  # documents that a line about many names

# Chosen with `python -m tests.benchmarks.quality`, 2026-11-28: none of the 76 documents of
# ../shared/documents that has 40 words comes near a threshold; in brackets, the nearest.
_FEWEST_JUDGED = 40
_PROSE = 0.45  # share of the commonest French words beyond which no other language has them
_ODD = 0.06  # share of odd words [0.022, a page about an API]
_SINGLE = 0.05  # share of letters that stand alone and are no word [0.013]
_SHORTEST = 4.0  # letters of a word on average [4.5]
_MARKS = 0.005  # marks of a wrong encoding for each word [0]
_SAMPLE = 250  # words, at the beginning and in the middle, that tell the language
_SURE = 0.8  # probability of a third language
_LONGEST = 200_000  # characters of a document that are looked at

_LANGUAGES = {
    "ar": "Arabic", "br": "Breton", "ca": "Catalan", "co": "Corsican", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "eu": "Basque",
    "fi": "Finnish", "gcf": "Antillean Creole", "gcr": "Guianese Creole", "gl": "Galician",
    "ht": "Haitian Creole", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "la": "Latin",
    "lb": "Luxembourgish", "nl": "Dutch", "oc": "Occitan", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_REMEDY = "give a better copy of it, or have the text of its pictures recognised again"
_NO_LANGUAGE = ("und", "zxx")

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s’'/.,;:()«»\"“”–—-]+")
# Figures or bars between letters, a capital after a small letter, signs that are no letters, and
# words that no one writes.
_ODD_TOKEN = re.compile(
    r"[^\W\d_][\d|$€@]+[^\W\d_]|[^\W\d_]\||\|[^\W\d_]|[\ufffd\ue000-\uf8ff]|[a-zà-ÿ][A-Z]"
    r"|[^\W\d_]{30,}"
)
_LETTERS_THAT_ARE_WORDS = frozenset("aàyolndcsmtjqi")
# "Ã©", "â€™": UTF-8 that was read as something else.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€|ï¿½"
)


def assess(ingested: Ingested) -> Ingested:
    """What was ingested, with a warning for each thing that a person should look at.

    What many documents lack is told once, with their number.
    """
    documents = ingested.documents
    in_folders = [one for one in documents if one.source_path not in ingested.fetched]
    fetched = [one for one in documents if one.source_path in ingested.fetched]
    found = (
        *(warning for one in documents for warning in _alone(one, ingested.where(one))),
        *_alike(documents, ingested.where),
        *_lacking(in_folders, ingested.where, in_folders=True),
        *_lacking(fetched, ingested.where, in_folders=False),
    )
    return replace(ingested, warnings=(*ingested.warnings, *found))


def _alone(document: Document, where: str) -> Iterator[ReadingWarning]:
    """What is wrong with the text of one document."""
    text = document.text[:_LONGEST]
    words = _WORD.findall(text)
    if len(text.split(maxsplit=FEWEST_WORDS)) < FEWEST_WORDS:
        message: str | None = (
            f"it has fewer than {FEWEST_WORDS} words: check that all of it was read"
        )
    else:
        message = _misspelt(text, words) or _foreign(document, words) or _in_pieces(words)
    if message:
        yield ReadingWarning(where, message)


def _misspelt(text: str, words: Sequence[str]) -> str | None:
    """Which signs in a text show that it is garbled; None where there are none."""
    marks = _MOJIBAKE.findall(text)
    if len(marks) >= max(3, _MARKS * len(words)):
        return (
            f"its accents look garbled, such as “{marks[0]}”: save it again in UTF-8, or get it "
            "from where it was published"
        )
    tokens = _TOKEN.findall(text)
    odd = [token for token in tokens if _ODD_TOKEN.search(token)]
    if len(words) >= _FEWEST_JUDGED and len(odd) >= _ODD * len(tokens):
        return f"its words look garbled, such as “{odd[0][:40]}”: {_REMEDY}"
    return None


def _in_pieces(words: Sequence[str]) -> str | None:
    """Whether words are cut where no space is; not to be asked of every language."""
    single = sum(len(one) == 1 and one.lower() not in _LETTERS_THAT_ARE_WORDS for one in words)
    short = sum(map(len, words)) < _SHORTEST * len(words)
    if len(words) >= _FEWEST_JUDGED and (short or single >= _SINGLE * len(words)):
        return f"its words look cut into pieces: {_REMEDY}"
    return None


def _foreign(document: Document, words: Sequence[str]) -> str | None:
    """Which third language a document is in; None where it is in French or English."""
    code = document.language
    if code in _ANSWERED:
        if share_of_commonest(words) >= _PROSE:
            return None
        middle = len(words) // 2
        code, sure = _classify()(" ".join((*words[:_SAMPLE], *words[middle : middle + _SAMPLE])))
        if code in _NO_LANGUAGE and len(words) >= _FEWEST_JUDGED and sure >= _SURE:
            return f"its words are of no language: {_REMEDY}"
        if code in (*_ANSWERED, *_NO_LANGUAGE) or sure < _SURE:
            return None
    name = _LANGUAGES.get(code, f"the language {code}")
    return f"it is in {name}, and questions are answered from French and English alone"


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    """What tells the language of a text, and how sure it is."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return cast(Callable[[str], tuple[str, float]], identifier.classify)


def _alike(documents: Sequence[Document], where: Where) -> Iterator[ReadingWarning]:
    long = [one for one in documents if len(one.text.split(maxsplit=FEWEST_WORDS)) > FEWEST_WORDS]
    for group in find_alike([one.text for one in long], fewest=_MANY):
        alike = [long[place] for place in group]
        yield ReadingWarning(
            "",
            f"{len(alike)} documents have nearly the same words: {_names(alike, where)}; keep one, "
            "or check that what is theirs was read, and not only what all pages have",
        )


def _lacking(
    documents: Sequence[Document], where: Where, *, in_folders: bool
) -> Iterator[ReadingWarning]:
    """What many documents do not say; only a folder can have a metadata.csv that does."""
    undated = [one for one in documents if not _is_dated(one)]
    if undated:
        yield ReadingWarning(
            "",
            f"no date is known of {_counted(undated)}: {_names(undated, where)}"
            f"{'; metadata.csv can give it' if in_folders else ''}",
        )
    unlinked = [one for one in documents if not (_is_linked(one) or _is_own(where(one)))]
    if unlinked:
        yield ReadingWarning(
            "",
            f"no link is known to {_counted(unlinked)}: {_names(unlinked, where)}"
            f"{'; metadata.csv can give it' if in_folders else ''}",
        )


def _counted(documents: Sequence[Document]) -> str:
    return f"{len(documents):,} document{'' if len(documents) == 1 else 's'}"


def _names(documents: Sequence[Document], where: Where) -> str:
    names = ", ".join(map(where, documents[:_SHOWN]))
    more = len(documents) - _SHOWN
    return f"{names} and {more:,} more" if more > 0 else names


def _is_dated(document: Document) -> bool:
    held = any(one.valid_from for one in document.articles)
    return held or bool(document.published or document.modified)


def _is_own(location: str) -> bool:
    """Whether a document is one of those that come with Parvis, and stand nowhere else."""
    return Path(location).resolve().is_relative_to(_STARTER)


def _is_linked(document: Document) -> bool:
    return bool(document.url) or any(one.permalink for one in document.articles)
