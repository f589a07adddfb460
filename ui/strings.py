"""The interface's own strings, in French and in English; the page carries them to its scripts.

Both are written into the page and the one of the reader's language is shown, so that changing
language takes no request and keeps the conversation. Everything else on the page is a quote.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_BEFORE = re.compile(r" (?=[;:?!»])")
_AFTER = re.compile(r"(?<=«) ")


class Both(NamedTuple):
    """One string in each language."""

    fr: str
    en: str


def typeset(french: str) -> str:
    """French words with the spaces of their punctuation, at which no line may break."""
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", french))


_PLAIN: Mapping[str, Both] = {
    "tagline": Both(
        "Le gouvernement ouvert, expliqué par ses textes",
        "Open government, explained by its own texts",
    ),
    "welcome": Both("Posez votre question", "Ask your question"),
    "purpose": Both(
        "Parvis cherche la réponse dans des documents officiels et vous montre le passage exact "
        "derrière chaque phrase.",
        "Parvis looks for the answer in official documents and shows you the exact passage behind "
        "every sentence.",
    ),
    "examples": Both("Par exemple", "For example"),
    "caution": Both(
        "Parvis cite des documents officiels mot pour mot ; il ne donne pas de conseil juridique.",
        "Parvis quotes official documents word for word; it does not give legal advice.",
    ),
    "private": Both(
        "Rien de ce que vous écrivez ne quitte ce serveur.",
        "Nothing you type leaves this server.",
    ),
    "question": Both("Votre question", "Your question"),
    "placeholder": Both("Votre question…", "Your question…"),
    "send": Both("Demander", "Ask"),
    "again": Both("Nouvelle conversation", "New conversation"),
    "conversation": Both("Conversation", "Conversation"),
    "you": Both("Vous", "You"),
    "searching": Both("Recherche dans les documents…", "Searching the documents…"),
    "sources": Both("Sources", "Sources"),
    "source": Both("Source", "Source"),
    "nearest": Both("Les passages les plus proches", "The nearest passages"),
    "nearest-one": Both("Le passage le plus proche", "The nearest passage"),
    "near": Both("Un passage proche, pas une réponse", "A passage nearby, not an answer"),
    "about": Both("Vous demandez, à propos de", "You ask, about"),
    "colon": Both(" :", ":"),
    "in-short": Both("en bref", "in short"),
    "in-short-quoted": Both("en bref, d'après le texte cité", "in short, from the text quoted"),
    "the-law": Both("Ce que dit la loi", "What the law says"),
    "role-plain": Both("Selon {publisher}", "According to {publisher}"),
    "role-rule": Both("Règle", "Rule"),
    "role-exception": Both("Exception", "Exception"),
    "role-delay": Both("Délai", "Time limit"),
    "role-whom": Both("À qui s'adresser", "Whom to turn to"),
    "role-remedy": Both("En cas de refus", "If refused"),
    "cut": Both("(le texte continue)", "(the text goes on)"),
    "other-cases": Both("Voir les autres cas", "See the other cases"),
    "see-also": Both("Voir aussi", "See also"),
    "what-next": Both("Et ensuite", "What next"),
    "words-explained": Both("Mots expliqués", "Words explained"),
    "published": Both("Publié le {day}", "Published {day}"),
    "since": Both("En vigueur depuis le {day}", "In force since {day}"),
    "between": Both("En vigueur du {day} au {last}", "In force from {day} to {last}"),
    "until": Both("En vigueur jusqu'au {last}", "In force until {last}"),
    "in-french": Both("en français", "in French"),
    "in-english": Both("en anglais", "in English"),
    "new-tab": Both("(nouvel onglet)", "(new tab)"),
    "page": Both("page {number}", "page {number}"),
    "helpful?": Both("Cette réponse vous aide-t-elle ?", "Does this answer help?"),
    "yes": Both("Oui", "Yes"),
    "no": Both("Non", "No"),
    "thanks": Both("Merci, c'est noté.", "Thank you, noted."),
    "not-kept": Both(
        "Votre avis n'a pas pu être enregistré.", "Your opinion could not be recorded."
    ),
    "law": Both("Loi", "Law"),
    "action_plan": Both("Plan d'action", "Action plan"),
    "concept_note": Both("Note conceptuelle", "Concept note"),
    "kind-official": Both("Page officielle", "Official page"),
    "kind-page": Both("Page d'information", "Information page"),
    "kind-own": Both(
        "Résumé de Parvis, sans valeur officielle", "Parvis's own summary, not official"
    ),
    "passage": Both("Passage", "Passage"),
    "in-document": Both("Le passage dans son document", "The passage in its document"),
    "close": Both("Fermer", "Close"),
    "permanent": Both("Lien permanent", "Permanent link"),
    "official": Both("Voir la source", "See the source"),
    "before": Both("Lire ce qui précède", "Read what comes before"),
    "previous": Both("Passage précédent", "Previous passage"),
    "next": Both("Passage suivant", "Next passage"),
    "cites": Both("Ce passage renvoie à", "This passage refers to"),
    "cited-by": Both("Ce passage est cité par", "This passage is cited by"),
    "home": Both("Poser une question", "Ask a question"),
    "other-language": Both("English", "Français"),
    "opening": Both("Ouverture du passage…", "Opening the passage…"),
    "rejected": Both(
        "La question n'a pas pu être prise telle quelle ; elle est restée dans le champ.",
        "The question could not be taken as it is; it is still in the field.",
    ),
    "busy": Both(
        "Le service ne peut pas répondre à l'instant. Votre question est restée dans le champ : "
        "réessayez dans un moment.",
        "The service cannot answer right now. Your question is still in the field: try again in "
        "a moment.",
    ),
    "slow": Both(
        "La réponse tarde trop. Votre question est restée dans le champ : réessayez dans un "
        "moment.",
        "The answer is taking too long. Your question is still in the field: try again in a "
        "moment.",
    ),
    "unreachable": Both(
        "Le service ne répond pas. Votre question est restée dans le champ : réessayez dans un "
        "moment.",
        "The service does not respond. Your question is still in the field: try again in a moment.",
    ),
    "broken": Both(
        "Une erreur est survenue de notre côté. Votre question est restée dans le champ : "
        "réessayez dans un moment.",
        "Something went wrong on our side. Your question is still in the field: try again in a "
        "moment.",
    ),
    "lost": Both("Cette page n'existe pas", "There is no such page"),
    "lost-why": Both("Son adresse est peut-être incomplète.", "Its address may be incomplete."),
    "passage-missing": Both("Ce passage n'existe pas", "There is no such passage"),
    "passage-missing-why": Both(
        "Le lien est peut-être incomplet, ou le document a été remanié depuis.",
        "The link may be incomplete, or the document has been revised since.",
    ),
    "passage-removed": Both("Ce document a été retiré", "This document was removed"),
    "passage-removed-why": Both(
        "« {title} » a été retiré de ce service le {day}.",
        "“{title}” was removed from this service on {day}.",
    ),
    "passage-removed-some-day": Both(
        "Il a été retiré de ce service.", "It was removed from this service."
    ),
    "passage-changed": Both("Ce passage a changé", "This passage has changed"),
    "passage-changed-why": Both(
        "« {title} » a été remanié le {day} : le passage que vous cherchez n'y est plus mot pour "
        "mot.",
        "“{title}” was revised on {day}: the passage you are looking for is no longer there word "
        "for word.",
    ),
    "passage-now": Both("Lire ce qui s'y trouve aujourd'hui", "Read what stands there today"),
    "passage-trouble": Both(
        "Le passage ne peut pas être ouvert à l'instant", "The passage cannot be opened right now"
    ),
    "passage-trouble-why": Both("Réessayez dans un moment.", "Try again in a moment."),
}
STRINGS: Mapping[str, Both] = {
    name: Both(typeset(both.fr), both.en) for name, both in _PLAIN.items()
}

_MONTHS = Both(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "January February March April May June July August September October November December",
)
MONTHS = (tuple(_MONTHS.fr.split()), tuple(_MONTHS.en.split()))
