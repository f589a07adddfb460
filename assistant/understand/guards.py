"""Guards: messages that may not be answered, whatever the documents hold.

Only what is certain: the assistant's own instructions, a bomb, hate; a medical dose or remedy, the
odds of one's own trial. A doubtful message goes on to the search, whose own threshold decides.
All patterns read the folded message: no accents, no marks, lower case.
"""

import re

from assistant.answer import RefusalReason

_PEOPLE = (
    r"(?:juifs?|juives?|arabes?|noirs?|musulmans?|chretiens?|roms?|homosexuels?|etrangers?"
    r"|immigres?"
    r"|migrants?|asiatiques?|jews?|muslims?|blacks?|gays?|immigrants?|foreigners?|negres?|pedes?"
    r"|arabs?)"
)
# Addressed to the assistant, and so a command: at the beginning, or after what goes on with one.
_COMMAND = r"(?:^(?:\w++ )?|\b(?:et|and|puis|then|maintenant|now|please) )"
_RULES = r"(?:consigne|instruction|regle|directive|prompt|rule|guideline|limitation)s?"
_UNSAFE = re.compile(
    # The instructions of the assistant itself.
    rf"{_COMMAND}(?:oublie[rz]?|ignore[rz]?|neglige[rz]?|contourne[rz]?|disregard|forget|ignore"
    r"|bypass|override) (?:(?:toutes?|all|any|of) ){0,2}"
    rf"(?:(?:tes|vos|your|(?:(?:the|your) )?(?:previous|prior|above)) {_RULES}"
    rf"|(?:les )?{_RULES} (?:precedentes?|initiales?|systeme|ci dessus))\b"
    r"|\b(?:"
    r"(?:affiche|montre|revele|donne|repete|ecris|quels? (?:est|sont)|quelles? (?:est|sont)|show"
    r"|reveal|print|repeat|tell|what (?:is|are)|what s)[rz]?(?: (?:moi|nous|me|us|toutes?"
    r"|all)){0,2}"
    r" (?:ton|tes|votre|vos|your) (?:prompt|(?:system|initial|hidden) (?:prompt|instructions?)"
    r"|(?:consignes?|instructions?)(?: (?:systeme|initiales?|secretes?|internes?|cachees?)|$))"
    # Violence and crime.
    r"|(?:comment|how (?:to|do i|do you|can i)|je veux|i want to)"
    r" (?:(?:je|on|peux|puis|peut|peut on|puis je|faire pour|i|to) ){0,2}"
    r"(?:fabriquer|construire|faire|poser|make|build|plant) "
    r"(?:une |un |des |de l |de la |a |an )?(?:(?:pipe|nail|dirty|car|time|homemade|petite) )?"
    r"(?:bombes?(?! (?:de|a|aerosol)\b)|explosifs?|cocktails? molotov|bombs?|explosives?"
    r"|armes? a feu)"
    # Hate: contempt or death wished on people for what they are.
    rf"|(?:mort aux|a mort les|death to|kill all|gas the|dehors les|exterminer les)"
    rf" (?:les |the )?{_PEOPLE}|sales? {_PEOPLE}|^les {_PEOPLE} dehors$"
    rf"|(?:je hais|je deteste|i hate) (?:tous )?(?:les |the |all )?{_PEOPLE}"
    r")\b"
    # The assistant made another one.
    r"|^(?:tu es|you are) (?:maintenant|desormais|now) (?:un|une|a|an) \w+"
    r"|^(?:reponds|repondez|parle|parlez|answer|reply|speak|talk)(?: moi)?"
    r" (?:comme|en|like|as) (?:un |une |a |an )?(?:pirate|poete|rappeur|yoda|robot|poet)\b"
)
# Who tells of hate, or asks what the law says of it, does not utter it.
_REPORTED = re.compile(
    r"\b(?:traite\w*|insult\w*|injur\w*|tag|tags|graffitis?|propos|plainte|victimes?|racis\w*"
    r"|antisemit\w*|homophob\w*|delit|puni\w*|interdit\w*|loi|law|called|slogans?|signaler"
    r"|report)\b"
)
_MEDICINE = (
    r"(?:paracetamol|doliprane|ibuprofene?|aspirine?|morphine|antibiotiques?|insulin|insuline"
    r"|codeine|tramadol|efferalgan|dafalgan|advil|cortisone|xanax|lexomil|valium)"
)
_MEASURE = r"(?:comprimes?|cachets?|gelules?|gouttes?|milligrammes?|mg|pills?|tablets?|drops)"
_PERSONAL = re.compile(
    r"\b(?:"
    # Medical.
    r"(?:quelle|quelles|what|which) (?:dose|doses|posologie|dosage)s? (?:de |d "
    r"|of )(?!l administration)"
    r"(?:\w+ ){0,3}?(?:prendre|donner|puis je|dois je|peut on|faut il|take|give|should i|can i)"
    rf"|(?:quelles?|what)(?: est| is| are)?(?: la| the)? (?:doses?|posologie|dosage)"
    rf" (?:de |d |of )(?:la |l )?{_MEDICINE}"
    rf"|(?:combien|how (?:many|much))(?: de| d)? {_MEASURE} (?:de |d |of )(?:la |l )?{_MEDICINE}"
    rf"|(?:combien|how (?:many|much))(?: de| d)? (?:{_MEASURE}|{_MEDICINE})"
    r" (?:\w+ ){0,5}?(?:prendre|donner|take|give)"
    r"|(?:quels?|which|what) (?:medicaments?|remedes?|medicines?|drugs?|medications?)"
    r" (?:(?:dois je|puis je|faut il|should i|can i|to) )?(?:prendre|take)"
    r"|(?:j ai|i have|mon enfant a|ma fille a|mon fils a)(?: \w+){0,2} (?:mal (?:au|a la|aux|a l)"
    r"|fievre|pain|fever|headaches?) (?:\w+ ){0,6}?(?:que (?:faire|prendre)|quoi (?:faire|prendre)"
    r"|comment (?:me |le |la )?soigner|est ce grave|what (?:should|can) i (?:do|take))"
    r"|(?:dois je|puis je|should i|can i) (?:\w+ ){0,2}(?:arreter mon traitement|me faire operer"
    r"|prendre (?:du|de l|des|un) (?:\w+ )?(?:medicament|paracetamol|ibuprofene|antibiotique"
    r"|aspirine)s?|take (?:\w+ )?(?:aspirin|paracetamol|ibuprofen|antibiotics))"
    # The odds of one's own trial.
    r"|(?:ai je|est ce que j ai|quelles sont mes|do i have|what are my)(?: \w+){0,3}?"
    r" chances?(?: \w+){0,3}? (?:gagner|succes|gain de cause|win|winning|success)"
    r"|(?:combien de|quelles) chances (?:est ce que j ai|ai je|j ai|do i have)(?: \w+){0,3}?"
    r" (?:gagner|succes|gain de cause)"
    r"|^mes chances (?:de|d) (?:gagner|succes|avoir gain de cause|obtenir gain de cause)"
    r"|(?:vais je|est ce que je vais|will i) (?:\w+ )?(?:gagner|perdre|obtenir(?: gain)?|win|lose)"
    r" (?:(?:mon|ma|mes|ce|le|la|my|the|this) )?(?:proces|recours|divorce|appel|affaire|garde|case"
    r"|trial"
    r"|appeal|lawsuit|de cause)"
    r"|(?:mon|my) (?:proces|divorce|trial) (?:sera t il|will (?:it )?be|va t il)"
    r")\b"
    r"|^(?:est ce que )?(?:dois je|devrais je|should i) (?:divorcer|porter plainte"
    r"|plaider(?: non)? coupable|sue|divorce|press charges"
    r"|plead(?: not)? guilty)(?: contre \w+ \w+)?$"
)


def forbidden(folded: str) -> RefusalReason | None:
    """Why the folded message may not be answered, None where it may."""
    if _UNSAFE.search(folded) and not _REPORTED.search(folded):
        return RefusalReason.UNSAFE
    return RefusalReason.PERSONAL_CASE if _PERSONAL.search(folded) else None
