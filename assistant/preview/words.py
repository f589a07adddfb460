"""The words of the page that shows what was read, in French and in English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["fr", "en"]

_FRENCH = {
    "title": "Ce que Parvis lit",
    "lead": "Ce qu’une indexation ferait de ces fichiers. Rien n’a été indexé, et rien n’a changé.",
    "legend": "Un trait à gauche et un numéro marquent chaque passage : ce sont les mots qui "
    "peuvent répondre et être cités. Le texte gris n’est dans aucun passage.",
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
    "left-out": "Laissés de côté",
    "documents": "Documents",
    "nothing": "Rien n’a pu être lu.",
    "footer": "Écrit par Parvis. La page tient en un seul fichier, ne contient pas de script et "
    "ne demande rien au réseau.",
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
    "left-out": "Left out",
    "documents": "Documents",
    "nothing": "Nothing could be read.",
    "footer": "Written by Parvis. The page is one file, holds no script and asks the network for "
    "nothing.",
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
    """The language of a person's system: French where its locale is, English otherwise."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return "fr" if locale.lower().startswith("fr") else "en"


def counted(number: int, noun: str, language: Language) -> str:
    """A number of things: "1 page", "2 000 caractères"."""
    one, many = _COUNTED[language][noun]
    if language == "fr":
        return f"{number:,} {one if number < 2 else many}".replace(",", "\u202f")
    return f"{number:,} {one if number == 1 else many}"
