"""What Parvis says in its own words, in French and in English.

Everything else that a citizen reads is a quote. Refusals say why and where to go next.
"""

from collections.abc import Mapping

from assistant.answer import Link, RefusalReason
from assistant.citation import Citation
from assistant.understand.courtesies import SmallTalk
from assistant.understand.distress import Distress

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

# Distress and courtesies have their own, below.
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
            "Je n'ai pas trouvé de réponse à cette question dans les documents dont je dispose. "
            + _ACCESS_FR
        ),
        ENGLISH: ("I found no answer to this question in the documents I hold. " + _ACCESS_EN),
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

# For want of an answer, where there is one passage on the subject, or where there are more.
_NEAR_ONE: Mapping[str, str] = {
    FRENCH: "Je n'ai pas trouvé de réponse ; voici le passage le plus proche. " + _ACCESS_FR,
    ENGLISH: "I found no answer; here is the nearest passage. " + _ACCESS_EN,
}
_NEAR_MORE: Mapping[str, str] = {
    FRENCH: "Je n'ai pas trouvé de réponse ; voici les passages les plus proches. " + _ACCESS_FR,
    ENGLISH: "I found no answer; here are the nearest passages. " + _ACCESS_EN,
}

SMALL_TALK: Mapping[SmallTalk, Mapping[str, str]] = {
    SmallTalk.GREETING: {
        FRENCH: (
            "Bonjour ! Je suis Parvis : posez-moi une question sur le gouvernement ouvert, l'accès "
            "aux documents administratifs ou les données publiques, et je vous réponds en citant "
            "les textes, passage à l'appui."
        ),
        ENGLISH: (
            "Hello! I am Parvis: ask me about open government, access to administrative documents "
            "or public data, and I answer by quoting the texts, with the passage to back it up."
        ),
    },
    SmallTalk.THANKS: {
        FRENCH: "Avec plaisir ! N'hésitez pas si vous avez une autre question.",
        ENGLISH: "You are welcome! Do ask if you have another question.",
    },
    SmallTalk.FAREWELL: {
        FRENCH: "Au revoir, et à bientôt sur Parvis.",
        ENGLISH: "Goodbye, and see you soon on Parvis.",
    },
    SmallTalk.IDENTITY: {
        FRENCH: (
            "Je suis Parvis, un assistant automatique. Je cherche dans des lois, des plans "
            "d'action et des notes publiques les passages qui répondent à votre question, et je "
            "les cite mot pour mot ; quand je ne trouve pas, je le dis. Je ne donne pas de conseil "
            "juridique."
        ),
        ENGLISH: (
            "I am Parvis, an automatic assistant. I look in laws, action plans and public notes "
            "for the passages that answer your question and quote them word for word; when I find "
            "none, I say so. I do not give legal advice."
        ),
    },
}

_SHOWN_AGAIN = {
    FRENCH: "Ce passage vous a déjà été cité : c'est celui qui répond le mieux.",
    ENGLISH: "This passage was quoted to you before: it is the one that answers best.",
}

# What stands in each: who answers by day and night, then who helps on from there.
DISTRESS: Mapping[Distress, Mapping[str, str]] = {
    Distress.DYING: {
        FRENCH: (
            "Ce que vous vivez compte, et vous n'avez pas à le porter en restant sans aide. Je "
            "suis un programme, je ne peux pas vous aider moi-même ; des personnes le peuvent, "
            "maintenant. Appelez le 3114, gratuit, jour et nuit : on y écoute sans juger, pour "
            "vous comme pour un proche. Si le danger est immédiat, ou si quelque chose a été "
            "avalé, appelez le 15 ou le 112 ; par SMS, le 114. Si vous le pouvez, restez avec "
            "quelqu'un, ou avec la personne dont vous parlez."
        ),
        ENGLISH: (
            "What you are going through matters, and you do not have to carry it without help. I "
            "am a program and cannot help you myself; people can, right now. In France, call 3114, "
            "free, day and night: they listen without judging, for you or for someone close to "
            "you. If there is immediate danger, or if something has been swallowed, call 15 or "
            "112; by text message, 114. If you can, stay with someone, or with the person you "
            "speak of."
        ),
    },
    Distress.VIOLENCE: {
        FRENCH: (
            "Ce que vous décrivez est grave, et la personne qui le subit n'y est pour rien. Je "
            "suis un programme, je ne peux pas vous aider moi-même ; des personnes le peuvent. En "
            "cas de danger immédiat, appelez le 17 ou le 112, ou écrivez par SMS au 114 si parler "
            "est risqué ; pour des soins, le 15. Le 3919 écoute les femmes victimes de violences, "
            "gratuitement, jour et nuit, et ne figure pas sur les factures ; le 119 est là pour "
            "les enfants et pour qui s'inquiète pour eux. Le CCAS de votre mairie et le 115 "
            "peuvent aider à trouver un abri."
        ),
        ENGLISH: (
            "What you describe is serious, and it is not the fault of the person who suffers it. I "
            "am a program and cannot help you myself; people can. In immediate danger in France, "
            "call 17 or 112, or text 114 if speaking is risky; for medical care, 15. 3919 listens "
            "to women who suffer violence, free, day and night, and does not show on bills; 119 is "
            "for children and for whoever worries about them. 115 can help find shelter."
        ),
    },
    Distress.STREET: {
        FRENCH: (
            "Je suis désolé que vous en soyez là. Je suis un programme, je ne peux pas vous aider "
            "moi-même ; des personnes le peuvent. Appelez le 115, gratuit, jour et nuit : il "
            "cherche un hébergement d'urgence, et l'on peut rappeler s'il ne répond pas. Si "
            "quelqu'un va mal ou a trop froid, appelez le 15 ou le 112. Le CCAS de la mairie aide "
            "pour les repas, la domiciliation et un logement. Si l'on vous refuse un droit, le "
            "Défenseur des droits peut être saisi gratuitement."
        ),
        ENGLISH: (
            "I am sorry that you are in this situation. I am a program and cannot help you myself; "
            "people can. In France, call 115, free, day and night: it looks for emergency shelter, "
            "and you can call again if it does not answer. If someone is unwell or too cold, call "
            "15 or 112. The town hall's CCAS helps with meals, an address and housing. If you are "
            "refused a right, the Défenseur des droits can be asked for help, free of charge."
        ),
    },
    Distress.HUNGER: {
        FRENCH: (
            "Je suis désolé que vous en soyez là. Je suis un programme, je ne peux pas vous aider "
            "moi-même ; des personnes le peuvent. Le CCAS de votre mairie peut donner une aide "
            "d'urgence et dire où trouver des repas ou des colis près de chez vous. Le 115, "
            "gratuit, jour et nuit, indique aussi où manger. Si quelqu'un va mal, appelez le 15 ou "
            "le 112. Si l'on vous refuse une aide, le Défenseur des droits peut être saisi "
            "gratuitement."
        ),
        ENGLISH: (
            "I am sorry that you are in this situation. I am a program and cannot help you myself; "
            "people can. In France, the town hall's CCAS can give emergency help and say where to "
            "find meals or food parcels near you. 115, free, day and night, also knows where to "
            "eat. If someone is unwell, call 15 or 112. If you are refused help, the Défenseur des "
            "droits can be asked for help, free of charge."
        ),
    },
}
_SUICIDE_LINE = Link("3114", "https://www.3114.fr")
_AGAINST_VIOLENCE = Link("Arrêtons les violences", "https://arretonslesviolences.gouv.fr")
_CHILDREN_IN_DANGER = Link("119", "https://www.allo119.gouv.fr")
_RIGHTS = Link("Défenseur des droits", "https://www.defenseurdesdroits.fr")
DISTRESS_LINKS: Mapping[Distress, tuple[Link, ...]] = {
    Distress.DYING: (_SUICIDE_LINE,),
    Distress.VIOLENCE: (_AGAINST_VIOLENCE, _CHILDREN_IN_DANGER),
    Distress.STREET: (_RIGHTS,),
    Distress.HUNGER: (_RIGHTS,),
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
    return in_language(_DISAGREEMENT, language).format(
        one=_dated(one, language), other=_dated(other, language)
    )


def shown_again(language: str) -> str:
    """The sentence that says that the quote that leads was shown before."""
    return in_language(_SHOWN_AGAIN, language)


def _dated(citation: Citation, language: str) -> str:
    day = citation.valid_from or citation.published
    if day is None:
        return f"[{citation.number}]"
    written = f"{day:%d/%m/%Y}" if language == FRENCH else day.isoformat()
    return f"[{citation.number}], {written}"


_YES_OR_NO = {
    (True, False): {FRENCH: "Oui, d'après ce texte.", ENGLISH: "Yes, according to this text."},
    (False, False): {FRENCH: "Non, d'après ce texte.", ENGLISH: "No, according to this text."},
    (True, True): {
        FRENCH: "Oui, d'après ce texte, sous les réserves qu'il énonce.",
        ENGLISH: "Yes, according to this text, with the exceptions that it states.",
    },
    (False, True): {
        FRENCH: "Non, d'après ce texte, sous les réserves qu'il énonce.",
        ENGLISH: "No, according to this text, with the exceptions that it states.",
    },
}


def yes_or_no(yes: bool, language: str, *, excepted: bool) -> str:
    """What the quotes say to a question for a yes or a no; `excepted` where they limit it."""
    return in_language(_YES_OR_NO[yes, excepted], language)


def refusal(reason: RefusalReason, language: str, *, choices: str = "", nearest: int = 0) -> str:
    """The sentence that goes with a refusal; `choices` fills the one that asks for precision.

    For want of an answer it introduces the `nearest` passages, so many as there are.
    """
    if reason is RefusalReason.INSUFFICIENT_EVIDENCE and nearest:
        return in_language(_NEAR_ONE if nearest == 1 else _NEAR_MORE, language)
    return in_language(REFUSALS[reason], language).format(choices=choices)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in that language, in French where there is none."""
    return texts.get(language, texts[FRENCH])
