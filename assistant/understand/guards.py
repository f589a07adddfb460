"""Guards: messages that are not questions to the documents, told before anything is searched.

Each is a short table of patterns over the folded message (no accents, lower case). They are narrow
on purpose: a doubtful message goes on to the search, whose own threshold decides.
"""

import re
from collections.abc import Mapping
from enum import Enum

from assistant import strings as wording
from assistant.answer import RefusalReason
from corpus.text import fold


class SmallTalk(Enum):
    """A message that is only a courtesy."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"


REPLIES: Mapping[SmallTalk, Mapping[str, str]] = {
    SmallTalk.GREETING: wording.GREETING,
    SmallTalk.THANKS: wording.THANKS,
    SmallTalk.FAREWELL: wording.FAREWELL,
    SmallTalk.IDENTITY: wording.IDENTITY,
}

_COURTESY = (
    r"(?:parvis|monsieur|madame|a tous|tout le monde|s il (?:vous|te) plait|beaucoup|bien"
    r"|infiniment|encore|a vous|a toi|there|everyone|very much|so much|a lot|again|toi|vous|et"
    r"|and|c est|super|parfait|top|great|nice|oh|ok|d accord|au revoir|a bientot|bonne journee|bye"
    r"|ca va|comment ca va|comment allez vous|comment vas tu"
    r"|how are you|tres|pour (?:votre|ton|cette|l) (?:aide|reponse|info|information)s?"
    r"|for (?:your|the) (?:help|answer))"
)
_SMALL_TALK: tuple[tuple[SmallTalk, re.Pattern[str]], ...] = tuple(
    (talk, re.compile(rf"^(?:{_COURTESY} )*(?:{words})(?: (?:{_COURTESY}|{words}))*$"))
    for talk, words in (
        (SmallTalk.THANKS, r"merci|mille mercis|thanks|thank you|thx|cheers"),
        (
            SmallTalk.FAREWELL,
            r"au revoir|a bientot|adieu|bonne (?:journee|soiree|nuit)|goodbye|good bye|bye|see you"
            r"|ciao",
        ),
        (
            SmallTalk.GREETING,
            r"bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|evening|afternoon)|re"
            r"|comment (?:ca va|allez vous|vas tu)|ca va|how are you",
        ),
    )
)
_IDENTITY = re.compile(
    r"^(?:(?:bonjour|salut|hello|hi) )?(?:mais )?(?:"
    r"(?:qui|que|quoi) (?:es tu|etes vous|est tu)|tu es qui|vous etes qui|t es qui|c est qui parvis"
    r"|(?:qu est ce que|c est quoi|qui est|what is|who is) (?:ce )?parvis"
    r"|(?:es tu|etes vous|tu es|vous etes|are you) (?:un |une |a |an )?"
    r"(?:robot|humain|ia|intelligence artificielle|machine|bot|chatbot|human|ai|personne)"
    r"(?: ou .*| or .*)?"
    r"|(?:a quoi|comment) (?:sers tu|servez vous|tu sers|ca marche|marches tu|fonctionnes tu"
    r"|fonctionne parvis|fonctionnez vous)"
    r"|(?:que|qu est ce que|quoi) (?:sais tu|savez vous|peux tu|pouvez vous|tu sais|tu peux)"
    r"(?: faire)?(?: pour moi)?"
    r"|comment (?:t appelles tu|vous appelez vous|tu t appelles)|quel est (?:ton|votre) nom"
    r"|who are you|what are you|what(?: is| s) your name|what can you do(?: for me)?|what do you do"
    r"|how do you work|aide|help|aidez moi|aide moi|help me)$"
)

_UNSAFE = re.compile(
    r"\b(?:"
    # Instructions to the assistant.
    r"(?:oublie[rz]?|ignore[rz]?|neglige[rz]?|contourne[rz]?|disregard|forget|ignore|bypass|override)"
    r"(?: \w+){0,3} (?:consigne|instruction|regle|directive|prompt|rule|guideline|limitation)s?"
    r"|(?:affiche|montre|revele|donne|repete|show|reveal|print|repeat)[rz]?(?: \w+){0,3}"
    r" (?:prompt(?: systeme)?|system prompt|consignes? (?:systeme|initiales?|secretes?|internes?)"
    r"|instructions? (?:systeme|initiales?|secretes?|internes?|systems?))"
    r"|(?:tu es|vous etes|you are) (?:maintenant|desormais|now) (?:un |une |a |an )?\w+"
    r"|(?:reponds|repondez|parle|parlez|answer|reply|speak|talk)(?: moi)?"
    r" (?:comme|en|like|as) (?:un |une |a |an )?(?:pirate|poete|rappeur|yoda|chat|robot|poet)"
    r"|(?:fais|faites) (?:comme si|semblant)|pretend (?:to be|that|you)|jailbreak|mode dan"
    r"|(?:mode|developer) (?:developpeur|mode) (?:active|enabled|on)"
    # Violence and crime.
    r"|(?:comment|how (?:to|do i|can i)) (?:\w+ ){0,2}(?:fabriquer|construire|make|build)"
    r" (?:\w+ ){0,2}(?:bombe|explosif|arme|bomb|explosive|weapon)s?"
    r"|(?:comment|how to|je veux|i want to) (?:\w+ ){0,2}(?:tuer|assassiner|kill|murder)"
    # Hate: contempt or death wished on people for what they are.
    r"|(?:mort aux|a mort les|death to|sale|sales|kill all|gas the|dehors les|exterminer les)"
    r" (?:les )?(?:juifs?|arabes?|noirs?|musulmans?|chretiens?|roms?|homosexuels?|etrangers?"
    r"|immigres?|migrants?|blancs?|asiatiques?|jews?|muslims?|blacks?|gays?|immigrants?|foreigners?"
    r"|negres?|pedes?|arabs?)"
    r"|(?:je hais|je deteste|i hate) (?:tous )?(?:les |the |all )?(?:juifs?|arabes?|noirs?"
    r"|musulmans?|roms?|homosexuels?|etrangers?|immigres?|migrants?|jews?|muslims?|blacks?|gays?"
    r"|immigrants?|foreigners?)"
    r")\b"
)
_PERSONAL = re.compile(
    r"\b(?:"
    # Medical.
    r"(?:quels?|quelles?|which|what) (?:medicament|traitement|remede|dose|posologie|medicine|drug"
    r"|medication|treatment)s? (?:\w+ ){0,3}(?:prendre|contre|pour|soigner|take|for|against)"
    r"|(?:j ai|i have|mon enfant a|ma fille a|mon fils a)(?: \w+){0,2} (?:mal|fievre|douleurs?"
    r"|symptomes?|cancer|diabete|pain|fever|symptoms?|headaches?)"
    r"|(?:dois je|puis je|should i|can i) (?:\w+ ){0,2}(?:arreter mon traitement|me faire operer"
    r"|prendre (?:du|de l|des|un) (?:\w+ )?(?:medicament|paracetamol|ibuprofene|antibiotique"
    r"|aspirine)s?|take (?:\w+ )?(?:aspirin|paracetamol|ibuprofen|antibiotics))"
    # One's own legal case.
    r"|(?:ai je|est ce que j ai|quelles sont mes|do i have|what are my)(?: \w+){0,3}"
    r" (?:chances?|chance)(?: \w+){0,3} (?:gagner|succes|win|winning|obtenir)"
    r"|(?:vais je|est ce que je vais|will i) (?:gagner|perdre|obtenir gain|win|lose)\b"
    r"|mon (?:proces|divorce|licenciement|ex (?:mari|femme|conjoint|conjointe))|ma garde a vue"
    r"|(?:que|quoi) (?:dois je|faut il) (?:dire|plaider|repondre) (?:\w+ ){0,2}(?:juge|tribunal)"
    r"|(?:est ce que )?(?:dois je|devrais je|should i) (?:divorcer|porter plainte|plaider|sue"
    r"|divorce|press charges|plead)"
    r"|my (?:divorce|trial|dismissal|ex (?:wife|husband))"
    r")\b"
)


def small_talk(text: str) -> SmallTalk | None:
    """Which courtesy the message is, None where it is more than that."""
    folded = fold(text)
    for talk, pattern in _SMALL_TALK:
        if pattern.match(folded):
            return talk
    return SmallTalk.IDENTITY if _IDENTITY.match(folded) else None


def forbidden(text: str) -> RefusalReason | None:
    """Why the message may not be answered whatever the documents hold, None where it may."""
    folded = fold(text)
    if _UNSAFE.search(folded):
        return RefusalReason.UNSAFE
    return RefusalReason.PERSONAL_CASE if _PERSONAL.search(folded) else None
