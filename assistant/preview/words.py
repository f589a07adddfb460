"""The words of the page that shows what was read, in French and in English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from assistant.preview.read_documents import ReadDocument
from assistant.translation.locale import reads_french

Language = Literal["fr", "en"]

_FRENCH = {
    "title": "Ce que Parvis lit",
    "lead": "Ce qu’une indexation ferait de ces fichiers. Rien n’a été indexé, et rien n’a changé.",
    "legend": "Un trait à gauche et un numéro marquent chaque passage : ce sont les mots qui "
    "peuvent répondre et être cités. Le texte gris n’est dans aucun passage.",
    "colon": "\u00a0:",
    "semicolon": "\u00a0;",
    "file": "Fichier",
    "id": "Identifiant",
    "kind": "Nature",
    "language": "Langue",
    "published": "Publié le",
    "no-date": "pas de date",
    "licence": "Licence",
    "no-licence": "non indiquée",
    "link": "Lien",
    "no-link": "aucun : les citations ne mèneront pas à la source",
    "holds": "Contient",
    "articles": "Articles",
    "article": "article",
    "commitment": "engagement",
    "from": "du",
    "to": "jusqu’au",
    "page": "Page",
    "passage": "passage",
    "missing": "mots non lus",
    "warnings": "Avertissements",
    "rejected": "Fichiers refusés",
    "refused": "Refusés",
    "left-out": "Laissés de côté",
    "documents": "Documents",
    "nothing": "Rien n’a pu être lu.",
    "footer": "Écrit par Parvis. La page tient en un seul fichier, ne contient pas de script et "
    "ne demande rien au réseau.",
    "more": "de plus",
    "headings": "Titres",
    "numbers": "Le numéro à gauche est celui du passage qui peut répondre et être cité ; ce qui "
    "n’en a pas est du contexte.",
    "use-text": "--text montre tout le texte, avec les limites de chaque passage.",
    "use-json": "de plus : --json les donne tous",
    "law": "loi ou code",
    "action_plan": "plan d’action",
    "concept_note": "note de cadrage",
    "fr": "français",
    "en": "anglais",
}
_ENGLISH = {
    "title": "What Parvis reads",
    "lead": "What indexing would make of these files. Nothing was indexed, and nothing changed.",
    "legend": "A line at the left and a number mark each passage: these are the words that can "
    "answer and be quoted. Grey text is in no passage.",
    "colon": ":",
    "semicolon": ";",
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
    "articles": "Articles",
    "article": "article",
    "commitment": "commitment",
    "from": "from",
    "to": "until",
    "page": "Page",
    "passage": "passage",
    "missing": "words not read",
    "warnings": "Warnings",
    "rejected": "Files refused",
    "refused": "Rejected",
    "left-out": "Left out",
    "documents": "Documents",
    "nothing": "Nothing could be read.",
    "footer": "Written by Parvis. The page is one file, holds no script and asks the network for "
    "nothing.",
    "more": "more",
    "headings": "Headings",
    "numbers": "The number at the left is that of the passage that can answer and be quoted; what "
    "has none is context.",
    "use-text": "--text shows the whole text, with the bounds of every passage.",
    "use-json": "more: --json lists them all",
    "law": "law or code",
    "action_plan": "action plan",
    "concept_note": "concept note",
    "fr": "French",
    "en": "English",
}
WORDS: Mapping[Language, Mapping[str, str]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH})
_COUNTED: Mapping[Language, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "fr": {
            "pages": ("page", "pages"),
            "blocks": ("bloc", "blocs"),
            "articles": ("article", "articles"),
            "passages": ("passage", "passages"),
            "characters": ("caractère", "caractères"),
        },
        "en": {
            "pages": ("page", "pages"),
            "blocks": ("block", "blocks"),
            "articles": ("article", "articles"),
            "passages": ("passage", "passages"),
            "characters": ("character", "characters"),
        },
    }
)


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of the person at the terminal, as for every other message."""
    return "fr" if reads_french(environment) else "en"


def counted(number: int, noun: str, language: Language) -> str:
    """A number of things: "1 page", "2 000 caractères"."""
    one, many = _COUNTED[language][noun]
    if language == "fr":
        return f"{number:,} {one if number < 2 else many}".replace(",", "\u202f")
    return f"{number:,} {one if number == 1 else many}"


def counts(read: ReadDocument, language: Language) -> str:
    """What a document holds, in numbers: "2 pages, 14 blocks, 3 passages"."""
    numbers = {
        "pages": read.pages,
        "blocks": len(read.document.blocks),
        "articles": len(read.articles),
        "passages": len(read.passages),
        "characters": len(read.document.text),
    }
    always = ("passages", "characters")
    return ", ".join(
        counted(number, noun, language)
        for noun, number in numbers.items()
        if number or noun in always
    )
