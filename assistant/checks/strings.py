"""What Parvis says of a claim in its own words, in French and in English."""

from collections.abc import Mapping
from datetime import date

from assistant.strings import ENGLISH, FRENCH, in_language

_DETAILS: Mapping[str, Mapping[str, str]] = {
    "article exists": {
        FRENCH: "{article} : cet article existe ({law}) et est en vigueur au {day}.",
        ENGLISH: "{article}: this article exists ({law}) and is in force on {day}.",
    },
    "only one article": {
        FRENCH: (
            "{article} : aucune loi n'est nommée ; un seul texte de l'index a un article de ce "
            "numéro ({law}), en vigueur au {day}."
        ),
        ENGLISH: (
            "{article}: no law is named; one text of the index has an article of that number "
            "({law}), in force on {day}."
        ),
    },
    "no such article": {
        FRENCH: "{article} : {law}, tel que l'index l'a, n'a pas d'article de ce numéro.",
        ENGLISH: "{article}: {law}, as the index has it, has no article of that number.",
    },
    "law not held": {
        FRENCH: "L'index n'a pas ce texte ({law}) : rien ne peut en être dit.",
        ENGLISH: "The index does not hold that text ({law}): nothing can be said of it.",
    },
    "law not named": {
        FRENCH: "Rien ne dit de quel texte est cet article : nommez-le à côté de son numéro.",
        ENGLISH: "Nothing says of which text this article is: name it beside its number.",
    },
    "no longer in force": {
        FRENCH: "{article} : cette version ne vaut plus depuis le {day} (vérifié au {on}).",
        ENGLISH: "{article}: this version no longer holds since {day} (checked for {on}).",
    },
    "not in force yet": {
        FRENCH: "{article} : cette version ne vaut qu'à partir du {day} (vérifié au {on}).",
        ENGLISH: "{article}: this version only holds from {day} on (checked for {on}).",
    },
    "version not in force": {
        FRENCH: "Ces mots sont d'une version qui ne vaut pas au {day}.",
        ENGLISH: "These words are of a version that does not hold on {day}.",
    },
    "stands there": {
        FRENCH: "Ces mots y sont, à la lettre.",
        ENGLISH: "These words stand there, to the letter.",
    },
    "stands": {
        FRENCH: "Ces mots sont, à la lettre, dans un document de l'index.",
        ENGLISH: "These words stand, to the letter, in a document of the index.",
    },
    "stands, law untold": {
        FRENCH: (
            "Ces mots sont, à la lettre, dans un document de l'index ; l'article nommé à côté "
            "n'a pas pu être vérifié."
        ),
        ENGLISH: (
            "These words stand, to the letter, in a document of the index; the article named "
            "beside them could not be checked."
        ),
    },
    "stands elsewhere": {
        FRENCH: "Ces mots ne sont pas dans {article} ; ils sont, à la lettre, ailleurs.",
        ENGLISH: "These words are not in {article}; they stand, to the letter, elsewhere.",
    },
    "near elsewhere": {
        FRENCH: "Ces mots ne sont pas dans {article} ; de plus proches sont ailleurs.",
        ENGLISH: "These words are not in {article}; nearer ones stand elsewhere.",
    },
    "altered": {
        FRENCH: "Les mots du document sont autres : voyez les différences.",
        ENGLISH: "The document's words are others: see the differences.",
    },
    "not in the article": {
        FRENCH: "Ces mots ne sont pas dans {article}, ni rien d'approchant.",
        ENGLISH: "These words are not in {article}, nor anything near to them.",
    },
    "not anywhere": {
        FRENCH: "Ces mots ne sont dans aucun document de l'index, ni rien d'approchant.",
        ENGLISH: "These words are in no document of the index, nor anything near to them.",
    },
    "words of a law not held": {
        FRENCH: "L'article nommé n'a pas pu être trouvé ici : rien ne peut être dit de ces mots.",
        ENGLISH: "The article named could not be found here: nothing can be said of these words.",
    },
}


def detail(name: str, language: str, **parts: str) -> str:
    """The sentence of that name, with its parts."""
    return in_language(_DETAILS[name], language).format(**parts)


def day(on: date, language: str) -> str:
    """A day as figures: 31/01/2026; 2026-01-31 in English."""
    return f"{on:%d/%m/%Y}" if language == FRENCH else on.isoformat()
