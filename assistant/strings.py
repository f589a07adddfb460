"""What Parvis says in its own words, in French and in English.

Everything else that a citizen reads is a quote. Refusals say why and where to go next.
"""

from collections.abc import Mapping

from assistant.answer import Citation, RefusalReason

FRENCH = "fr"
ENGLISH = "en"

_ACCESS_FR = (
    "Vous pouvez vous adresser à la personne responsable de l'accès aux documents administratifs "
    "de l'administration concernée, à la CADA (www.cada.fr) ou à service-public.fr."
)
_ACCESS_EN = (
    "You can turn to the administration's person responsible for access to documents, to the CADA "
    "(www.cada.fr), or to service-public.fr."
)

REFUSALS: Mapping[RefusalReason, Mapping[str, str]] = {
    RefusalReason.OUT_OF_SCOPE: {
        FRENCH: (
            "Cette question ne porte pas sur les documents dont je dispose : je réponds sur le "
            "gouvernement ouvert, l'accès aux documents administratifs, les données publiques et "
            "les relations avec l'administration. Pour vos autres démarches, voyez "
            "service-public.fr."
        ),
        ENGLISH: (
            "This question is not about the documents I hold: I answer on open government, access "
            "to administrative documents, public data, and dealings with public administrations. "
            "For other matters, see service-public.fr."
        ),
    },
    RefusalReason.INSUFFICIENT_EVIDENCE: {
        FRENCH: (
            "Je n'ai pas trouvé, dans les documents dont je dispose, de passage qui réponde "
            "sûrement à cette question ; voici les plus proches. " + _ACCESS_FR
        ),
        ENGLISH: (
            "I found no passage in the documents I hold that surely answers this question; here "
            "are the nearest ones. " + _ACCESS_EN
        ),
    },
    RefusalReason.NEEDS_PRECISION: {
        FRENCH: "Il me faut une précision pour répondre : {choices}. Lequel vous intéresse ?",
        ENGLISH: "I need one more detail to answer: {choices}. Which one do you mean?",
    },
    RefusalReason.PERSONAL_CASE: {
        FRENCH: (
            "Je ne peux pas donner d'avis sur une situation personnelle, médicale ou "
            "contentieuse : je ne fais que citer des documents publics. Pour votre cas, "
            "adressez-vous à un professionnel (médecin, avocat, point-justice), au Défenseur des "
            "droits ou à service-public.fr."
        ),
        ENGLISH: (
            "I cannot advise on a personal, medical or legal case: I only quote public documents. "
            "For your own situation, turn to a professional (a doctor, a lawyer, a legal advice "
            "centre), to the Défenseur des droits, or to service-public.fr."
        ),
    },
    RefusalReason.UNSAFE: {
        FRENCH: (
            "Je ne peux pas donner suite à ce message. Je réponds, en citant des documents "
            "publics, aux questions sur le gouvernement ouvert et l'accès aux documents "
            "administratifs."
        ),
        ENGLISH: (
            "I cannot act on this message. I answer questions on open government and access to "
            "administrative documents by quoting public documents."
        ),
    },
}

GREETING = {
    FRENCH: (
        "Bonjour ! Je suis Parvis : posez-moi une question sur le gouvernement ouvert, l'accès aux "
        "documents administratifs ou les données publiques, et je vous réponds en citant les "
        "textes, passage à l'appui."
    ),
    ENGLISH: (
        "Hello! I am Parvis: ask me about open government, access to administrative documents or "
        "public data, and I answer by quoting the texts, with the passage to back it up."
    ),
}
THANKS = {
    FRENCH: "Avec plaisir ! N'hésitez pas si vous avez une autre question.",
    ENGLISH: "You are welcome! Do ask if you have another question.",
}
FAREWELL = {
    FRENCH: "Au revoir, et à bientôt sur Parvis.",
    ENGLISH: "Goodbye, and see you soon on Parvis.",
}
IDENTITY = {
    FRENCH: (
        "Je suis Parvis, un assistant automatique. Je cherche dans des lois, des plans d'action et "
        "des notes publiques les passages qui répondent à votre question, et je les cite mot pour "
        "mot ; quand je ne trouve pas, je le dis. Je ne donne pas de conseil juridique."
    ),
    ENGLISH: (
        "I am Parvis, an automatic assistant. I look in laws, action plans and public notes for "
        "the passages that answer your question and quote them word for word; when I find none, I "
        "say so. I do not give legal advice."
    ),
}
_DISAGREEMENT = {
    FRENCH: (
        "Attention : les documents cités ne donnent pas le même chiffre ou la même date "
        "({one} ; {other})."
    ),
    ENGLISH: "Note: the documents quoted do not give the same figure or date ({one}; {other}).",
}


def disagreement(one: Citation, other: Citation, language: str) -> str:
    """The sentence that says that two citations disagree, each with its document's date."""
    text = _DISAGREEMENT.get(language, _DISAGREEMENT[FRENCH])
    return text.format(one=_dated(one, language), other=_dated(other, language))


def _dated(citation: Citation, language: str) -> str:
    day = citation.valid_from or citation.published
    if day is None:
        return f"[{citation.number}]"
    written = f"{day:%d/%m/%Y}" if language == FRENCH else day.isoformat()
    return f"[{citation.number}], {written}"


def refusal(reason: RefusalReason, language: str, *, choices: str = "") -> str:
    """The sentence that goes with a refusal; `choices` fills the one that asks for precision."""
    texts = REFUSALS[reason]
    return texts.get(language, texts[FRENCH]).format(choices=choices)
