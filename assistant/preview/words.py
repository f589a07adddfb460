"""The words that show what was read: they are English here, and put into the reader's language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from assistant.preview.read_documents import ReadDocument
from assistant.translation.catalogue import in_french, load_french
from assistant.translation.locale import Language

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "What Parvis reads",
        "lead": "What a build would make of these files. Nothing was indexed, and nothing changed.",
        "legend": "A line at the left and a number mark each passage: these are the words that can "
        "answer and be quoted. Grey text is in no passage.",
        "whole": "The number at the left is that of a passage: its words can answer and be quoted. "
        "Text without a number stands around it.",
        "outline": "--text shows the whole text, with the bounds of every passage.",
        "file": "File",
        "id": "Id",
        "kind": "Kind",
        "language": "Language",
        "published": "Published",
        "no-date": "no date",
        "licence": "Licence",
        "no-licence": "none told",
        "link": "Link",
        "no-link": "none: citations will not lead to the source",
        "holds": "Holds",
        "headings": "Headings",
        "articles": "Articles",
        "article": "article",
        "commitment": "commitment",
        "from": "from",
        "to": "until",
        "page": "Page",
        "passage": "passage",
        "missing": "words not read",
        "warnings": "Warnings",
        "rejected": "Rejected",
        "left-out": "Left out",
        "documents": "Documents",
        "nothing": "Nothing could be read.",
        "footer": "Written by Parvis. The page is one file, holds no script and asks the network "
        "for nothing.",
        "law": "law or code",
        "action_plan": "action plan",
        "concept_note": "concept note",
        "fr": "French",
        "en": "English",
        ":": ":",
    }
)


@cache
def words_in(language: Language) -> Mapping[str, str]:
    """The words in that language, by the same names."""
    if language == "en":
        return WORDS
    labels = load_french().labels
    return {name: labels[english] for name, english in WORDS.items()}


def message_in(language: Language, message: str) -> str:
    """What Parvis tells of a file, in that language."""
    return in_french(message) if language == "fr" else message


def _counted(number: int, noun: str, language: Language) -> str:
    """A number of things: "1 page", "2 000 caractères"."""
    return message_in(language, f"{number:,} {noun}{'' if number == 1 else 's'}")


def counts_of(read: ReadDocument, language: Language) -> str:
    """What a document holds: "3 pages, 12 passages…"."""
    numbers = {
        "page": read.pages,
        "block": len(read.document.blocks),
        "article": len(read.articles),
        "passage": len(read.passages),
        "character": len(read.document.text),
    }
    always = ("passage", "character")
    return ", ".join(
        _counted(number, noun, language)
        for noun, number in numbers.items()
        if number or noun in always
    )
