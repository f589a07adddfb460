"""Distress: messages of people who speak of dying, violence at home, hunger or the street.

It is met with kind words and numbers to call, and is not searched. It must speak of the person who
writes or of someone close: a question on what the law says of suicide, violence or lodging is a
question like any other. Where it may be either, it is taken for distress.

All patterns read the folded message with its commonest slips mended.
"""

import re
from enum import Enum

from assistant.understand.slips import mend_slips


class Distress(Enum):
    """What the person is in danger of."""

    DYING = "dying"
    VIOLENCE = "violence"
    STREET = "street"
    HUNGER = "hunger"


_PERSON = (
    r"(?:mari|marie|femme|epouse|epoux|conjoint|conjointe|compagnon|compagne|copain|copine|ami"
    r"|amie"
    r"|petit ami|petite amie|ex|ex (?:mari|femme|conjoint|conjointe|compagnon|copain)|mec|homme"
    r"|pere|mere|papa|maman|beau pere|belle mere|parents|frere|soeur|grand (?:frere|pere|mere)"
    r"|grande soeur|petite? (?:frere|soeur|fils|fille)|demi frere|fils|fille|enfants?|gosses?"
    r"|gamins?|bebe|ado|oncle|tante|cousin|cousine|neveu|niece|tonton|famille|beau frere"
    r"|beau fils)"
)
_OTHER_PERSON = r"(?:voisin|voisine|collegue|eleve|pote|camarade|meilleure? amie?|patient|patiente)"
_CLOSE = (
    rf"(?:(?:mon|ma|mes|notre|nos) (?:{_PERSON}|{_OTHER_PERSON})|une? (?:{_OTHER_PERSON}|amie?"
    r"|copain|copine|proche)|quelqu un)"
)
_ENGLISH_PERSON = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|ex|ex (?:husband|wife|boyfriend|girlfriend)|dad"
    r"|father|mum|mom|mother|stepfather|stepdad|stepmother|parents|brother|sister|son|daughter"
    r"|kids?|child|children|baby|uncle|aunt|cousin|friend|best friend|family|neighbou?r|roommate)"
)


def _few(most: int) -> str:
    """At most so many words of any kind."""
    return rf"(?:\w++ ){{0,{most}}}?"


_ENDING = (
    r" (?:\w++ )?(?:suicid\w*|tuer|flinguer|pendre|noyer|defenestrer"
    r"|ouvrir les veines|tailler les veines|tirer une balle|foutre en l air|faire du mal"
    r"|jeter (?:sous|du|par|d un|d une|dans|sur)|buter)"
    r"|sauter (?:du (?:pont|toit|balcon)|d un (?:pont|toit)|par la fenetre|dans le vide|sous un)"
    r"|mettre fin a (?:mes|ses|ma|sa|nos) (?:jours|vie|souffrances)"
    r"|en finir(?! avec (?!(?:la|ma|sa|cette) vie|tout|moi))(?! d))"
)
_ENDING_ONESELF = rf"(?:(?:me|m|nous){_ENDING}"
_ENDING_THEMSELVES = rf"(?:(?:se|s){_ENDING}"
_DYING = (
    rf"(?:{_ENDING_ONESELF}|mourir(?! (?:de (?:rire|honte|ennui|chaud|curiosite|vieillesse|faim"
    r"|soif|jalousie)|dign))|crever?(?! (?:de (?:faim|chaud|froid)|la dalle|un|une|le|les))"
    r"|(?<!faire )disparaitre(?! (?:de|des|du|d|mes|mon|ma|les|l|le|la|un|une)\b)|etre morte?"
    r"|me reveiller plus|plus (?:jamais )?me reveiller|plus exister"
    r"|plus etre (?:la|ici|en vie|de ce monde)"
    r"|plus vivre|partir pour toujours|quitter (?:ce monde|cette vie|la vie))"
)
_INTENT = (
    r"(?:veux|voudrais|vais|souhaite|souhaiterais|aimerais|aurais aime|voulais|desire|pense|penser"
    r"|songe|envisage|prefere|prefererais|compte|envie|besoin|hate|decide|failli|essaye|tente"
    r"|pensais|peur|prevu|prepare a)"
)
_OTHERS_INTENT = (
    r"(?:veux|veulent|voudrais|voudrait|parle|parlent|menace|menacent|dit|disent|disait|pense"
    r"|songe|envisage|souhaite|envie|essaye|tente|voulait|voulu|prefere|va)"
)
_DEATH = re.compile(
    r"\b(?:"
    rf"(?:je|j|moi) {_few(4)}{_INTENT} {_few(3)}{_DYING}"
    rf"|(?:je|j) {_few(2)}(?:veux|supporte|peux|arrive) plus (?:a |de )?(?:vivre|la vie|exister)"
    rf"|envie d(?:e|) {_few(1)}(?:mourir(?! de)|crever|en finir$|me suicid\w*|me tuer)"
    rf"|{_CLOSE} {_few(3)}{_OTHERS_INTENT} {_few(5)}{_ENDING_THEMSELVES}"
    rf"|{_CLOSE} {_few(3)}(?:veux|voudrait|envie|dit|parle|souhaite) {_few(4)}(?:mourir"
    r"|plus vivre|plus etre la)"
    r"|reste plus (?:qu a|que|qu) (?:\w++ )?(?:me tuer|mourir|me suicid\w*|crever)"
    r"|je (?:vais|veux|risque de|pense) (?:\w++ )?faire une (?:grosse )?betise"
    rf"|(?:veux|voudrais|souhaite|aimerais) que (?:ma vie|tout|ca|la souffrance) s arrete"
    r"|si je (?:meurs|mourais|disparais\w*|creve) (?:personne|tout le monde|ca|rien|ils|on"
    r"|ce serait)"
    r"|j ai (?:achete|trouve|prepare) une corde|lettre d adieu"
    r"|je me (?:tue|suicid\w*|flingue|pends|bute|jette (?:sous|par|du|dans))(?! (?:a|au)\b)"
    rf"|(?:je|j|moi|{_CLOSE}) {_few(6)}(?:idees?|pensees?|envies?|tendances?|pulsions?)"
    r" (?:suicidaires?|de suicid\w*|de mort|noires)"
    rf"|(?:je|j|me|{_CLOSE}) {_few(4)}(?:suis|est|sens|deviens?|devenue?) (?:\w++ )?suicidaires?"
    r"|(?:plus|pas|aucune?|perdu)(?: l| le| la| d)? (?:\w++ )?(?:envie|gout|raison|force|courage)"
    r" (?:de|a|d) (?:vivre|la vie|continuer a vivre|rester en vie)"
    rf"|(?:marre|fatiguee?|lasse?|degoutee?) (?:de|d) (?:vivre|la vie|cette vie|ma vie)"
    rf"|ma vie {_few(3)}(?:plus|pas|aucun|rien) {_few(2)}(?:sens|la peine|interet|vaut)"
    rf"|ma vie (?:ne )?(?:vaut|sert|rime) (?:plus |pas )?(?:a )?(?:rien|plus|pas)"
    r"|la vie (?:ne |n )?(?:vaut|a) (?:plus|pas|aucun) (?:\w++ ){0,3}(?:peine|sens|vecue)"
    r"|(?:je|serais|seraient|serait|monde) (?:\w++ ){0,3}mieux (?:\w++ ){0,2}(?:mort|morte"
    r"|sans moi)"
    r"|a quoi (?:bon|ca sert de|sert de) (?:vivre|continuer a vivre)|vivement que je (?:meure"
    r"|creve)"
    r"|(?:m|me) (?:suis|avoir) (?:\w++ )?(?:ouvert|taillade|coupe) les veines|me scarifi\w*"
    rf"|(?:je|j) {_few(2)}(?:pense|songe|pensais|penser) {_few(2)}(?:au suicid\w*|a la mort"
    r"|a mourir)"
    r"|mettre fin a mes jours|mettre fin a ma vie"
    r"|comment (?:\w++ ){0,2}?(?:(?:se|me) (?:suicid\w*|tuer|pendre)|mourir)"
    r"|(?:mourir|suicid\w*) (?:sans (?:douleur|souffrir|souffrance)|vite|rapidement)"
    r"|(?:comprimes?|medicaments?|pilules?|doliprane|cachets?|dose|boites?) (?:\w++ ){0,3}?pour"
    r" (?:mourir|me tuer|me suicid\w*|en finir)"
    rf"|j (?:ai|viens d) {_few(2)}(?:avale|pris|avaler|prendre) {_few(2)}(?:boites?|tubes?"
    r"|plaquettes?"
    r"|trop|tous?|toute|plein) (?:\w++ ){0,3}?(?:medicaments?|cachets?|comprimes?|pilules?"
    r"|somniferes?|doliprane)"
    rf"|(?:je|j|{_CLOSE}) (?:\w++ ){{0,3}}?(?:fait|fais|faire) (?:une |deux "
    r"|sa )?(?:\w++ )?(?:tentatives?"
    r" de suicid\w*|ts)"
    r"|(?:voudrais|aimerais|voulais|prefere\w*) etre morte?|je me sens mourir"
    r"|je suis en train de mourir"
    r")\b"
    r"|^(?:(?:vraiment|stop|svp|aide|help|aidez moi) )*(?:je )?(?:n )?en peux (?:vraiment )?plus"
    r"(?: (?:de tout|du tout|de rien|aidez moi|svp|de cette vie|de ma vie|de vivre))?$"
    r"|endormir (?:\w++ ){0,3}(?:plus (?:jamais )?me reveiller|(?:pour toujours|a jamais)$)"
    r"|je (?:\w++ )?saute (?:(?:du|d un) (?:pont|toit|balcon)|par la fenetre|dans le vide|sous un)"
    r"|(?:plus|pas|aucune) envie d etre (?:la$|en vie|de ce monde)"
    r"|manquera\w* a personne"
    rf"|(?:j|{_CLOSE}) (?:ai|a|viens d|vient d) (?:\w++ )?(?:avale|avaler|bu|boire) {_few(3)}"
    r"(?:javel|mort aux rats|antigel|lessive|acide|deboucheur|detergent|pesticide|desherbant)"
    r"|^(?:je (?:vais )?(?:meurs|me meurs)|suicid\w*|sos suicid\w*|je (?:veux|vais) crever)$"
    # English.
    r"|\b(?:"
    rf"i {_few(3)}(?:want|wish|going|need|thinking|think|thought|thoughts|plan|planning|tried|feel"
    rf"|ready|about|rather|will|d like|would like) {_few(4)}(?:die(?! hard)|dying|was dead"
    r"|were dead"
    r"|be dead|kill(?:ing)? my ?self|end(?:ing)? it all|end(?:ing)? my life(?! insurance)"
    r"|suicid\w*"
    r"|tak(?:e|ing) my (?:own )?life|hurt(?:ing)? my ?self|harm(?:ing)? my ?self"
    r"|cut(?:ting)? my ?self"
    r"|stop living|not wake up|never wake up|disappear(?! from)|not exist|be alive anymore)"
    rf"|(?:don t|do not|no longer|can t|cannot|can not) {_few(2)}(?:want to live|want to be alive"
    r"|want to be here|wish to live|want to wake up|go on living|go on anymore|keep living"
    r"|live anymore)"
    r"|(?:no|any) (?:reason|point|will) (?:to|in|for) (?:live|living|go on)"
    r"|nothing (?:left )?to live for|better off (?:dead|without me)"
    r"|life (?:isn t|is not|not|is no longer) worth|(?:want|wish) (?:it"
    r"|everything) (?:all )?to (?:end|stop)"
    r"|tired of (?:living|life|being alive)|kill my ?self|killing my ?self|ending my (?:own )?life"
    rf"|(?:i|my {_ENGLISH_PERSON}|a friend|he|she|someone i know) {_few(4)}suicid\w*"
    rf"|(?:my {_ENGLISH_PERSON}|a friend) {_few(3)}(?:wants?|tried|threatens?|threatening|going"
    r"|talks?"
    rf"|talking|says?|said|keeps) {_few(5)}(?:to die|dying|about dying|kill(?:ing)? (?:him|her"
    r"|them) ?sel\w+|end (?:his|her"
    r"|their) life)"
    rf"|how (?:to|do i|can i|could i) {_few(2)}(?:kill my ?self|die|end my life|suicid\w*)"
    rf"|i (?:\w++ ){{0,2}}?(?:took|swallowed|overdosed) (?:\w++ ){{0,4}}?(?:pills|overdose"
    r"|tablets)"
    r"|(?:if|when) i (?:was|were|am|m) (?:dead|gone$|gone forever)|drank (?:bleach|antifreeze)"
    r"|i overdosed|i self harm|i am dying"
    r")\b"
)
_BLOWS = (
    r"(?:frappe|frappent|bat|battent|battait|battu\w*|tape|tapent|tapait|taper|cogne\w*|gifle\w*"
    r"|viole\w*|violent\w*|maltrait\w*|etrangl\w*|sequestr\w*|tabass\w*|agress\w*|brutalis\w*"
    r"|torture\w*"
    r"|roue\w* de coups|enferm\w*|abus\w*|touche\w* sexuellement|pousse dans les escaliers"
    r"|donne des coups"
    r"|donne un coup|coups? de (?:poings?|pieds?|couteau|ceinture)|casse (?:le|la|les|un|une)"
    r"|fait (?:du |tres |vraiment )?mal|fais mal|touche|insulte|insultes|humilie\w*|menac\w*"
    r"|harcel\w*|terroris\w*|surveill\w* tout le temps|force a coucher"
    r"|bas dessus|bas)"
)
_HARD_BLOWS = (
    r"(?:frappe|frappent|bat|battent|battu\w*|bas|tape|tapent|cogne\w*|gifle\w*|viole\w*"
    r"|etrangl\w*"
    r"|sequestr\w*|tabass\w*|maltrait\w*|brutalis\w*|roue\w* de coups|donne des coups"
    r"|donne un coup"
    r"|force a coucher|touche sexuellement|fait du mal|fais du mal)"
)
_NOT_A_SANCTION = r"(?! (?:d une?|de|mes droits|nos droits|l oeil)\b)"
_VIOLENCE = re.compile(
    r"\b(?:"
    rf"(?:mon|ma|mes|son) {_PERSON} {_few(4)}(?:me|m|nous) {_few(3)}{_BLOWS}"
    rf"|(?:mon|ma|mes|son|il|elle|un|une) ?(?:{_PERSON}|{_OTHER_PERSON})? {_few(2)}(?:frappe|bat"
    r"|tape|cogne"
    rf"|gifle|viole|maltraite|tabasse|violente|abuse|battre|frapper|touche) (?:de )?(?:sur )?"
    r"(?:mon|ma|mes|son|sa|ses|nos|notre|les|le) (?:propre )?(?:enfants?|fils|fille|filles"
    r"|gosses?|frere|soeur|petit\w*"
    r" (?:frere|soeur|fils|fille)|mere|maman|bebe|femme|mari|conjointe?|compagne|copine|gamins?"
    r"|petits?)"
    rf"|(?:il|elle|ils|on) {_few(1)}(?:me|m|nous) {_few(2)}{_HARD_BLOWS}{_NOT_A_SANCTION}"
    r"|(?:je suis|j ai ete|je me suis fait|je me fais|on se fait"
    r"|je me faisais) (?:\w++ ){0,2}?(?:battue?s?|battre|frappe"
    r"|violee?|violer|tabassee?|tabasser|cognee?|cogner|taper|maltraitee?|maltraiter|sequestree?"
    r"|violentee?)"
    r"(?! (?:\w++ ){0,2}?(?:par (?:un|une|des|la|le|les|l|d)|d une|d un)\b)"
    rf"|{_CLOSE} {_few(2)}(?:se fait|s est fait|est|se faisait) (?:\w++ ){{0,2}}?(?:battre"
    r"|battue?|frappe|taper|cogner|violer"
    r"|violee?|tabasser|tabassee?|maltraiter|maltraitee?|violentee?|abusee?|sequestree?)"
    rf"|(?:je|j|{_CLOSE}|on) {_few(4)}victimes? (?:de|d) (?:\w++ )?(?:violences?|coups|viols?"
    r"|inceste|maltraitances?)"
    rf"|(?:je|j|on|{_CLOSE}) {_few(2)}(?:subi|subis|subit|vis|endure) {_few(2)}(?:violences?"
    r"|coups|viols?|inceste|maltraitance)"
    rf"|(?:je suis|suis) une (?:femme|homme|enfant) (?:battue?|maltraitee?)"
    rf"|(?:mon|ma|mes) {_PERSON} {_few(2)}abuse (?:de (?:moi|nous|ma|mon)|sexuellement)"
    rf"|(?:mon|ma|mes) {_PERSON} (?:\w++ )?(?:est|sont|devient"
    rf"|etait) (?:\w++ ){{0,2}}?(?:violente?s?|dangereux|armee?)"
    rf"|(?:j ai|on a|ai|a) {_few(2)}peur (?:de|d|du|pour|que) {_few(3)}(?:(?:mon|ma"
    rf"|mes) {_PERSON}|lui|il|qu il) ?"
    rf"(?:(?:me|nous|m) (?:tue|frappe|retrouve|fasse du mal|batte|tape)|$)"
    rf"|(?:j ai|on a) {_few(2)}peur (?:de|d|du) (?:(?:mon|ma|mes) {_PERSON}|rentrer (?:chez moi"
    r"|chez nous|a la maison))"
    rf"|(?:il|elle|(?:mon|ma) {_PERSON}) {_few(3)}(?:va|menace|menace de|veux|jure|dit qu il va"
    rf"|essaye de|voulu|essaye) (?:de )?(?:me|m|nous|te|la|les) {_few(1)}(?:tuer|etrangler|buter|"
    r"egorger|frappe|battre|bruler|planter)"
    rf"|(?:il|elle|(?:mon|ma) {_PERSON}) {_few(2)}(?:me|m|nous) {_few(2)}menac\w* (?:de mort"
    r"|avec un|de me|de nous)"
    r"|leve (?:\w++ )?la main sur (?:moi|nous|les|nos|ma|mes|mon|ses)|porte des coups"
    r"|me prend des coups"
    r"|(?:vis|habite|vivre|vivons|suis) (?:\w++ )?(?:avec|chez) (?:un|une|mon"
    rf"|ma) {_few(2)}violente?"
    rf"|(?:fuir|echapper a|quitter|mon|ma) (?:(?:mon|ma) )?{_PERSON} (?:trop |tres )?violente?"
    rf"|fuir (?:mon|ma) {_PERSON}"
    rf"|(?:j ai|a|suis) {_few(2)}(?:bleus|coups|marques) {_few(5)}(?:mon|ma) {_PERSON}"
    rf"|(?:enfants?|fils|fille|mere|soeur|frere|ils) (?:ont|a) {_few(1)}peur (?:de|d) (?:leur"
    r"|son|lui|notre|elle|mon|ma)"
    r"|violences? (?:conjugales? )?(?:chez moi|a la maison (?:et|depuis|tous)|que je subis)"
    r"|je prends des coups"
    rf"|(?:mon|ma) {_PERSON} {_few(3)}(?:dans mon lit|me caresse|me force a (?:le|la|lui))"
    rf"|my {_ENGLISH_PERSON} {_few(3)}(?:in|into) my bed"
    # English.
    rf"|my {_ENGLISH_PERSON} {_few(4)}(?!kick\w* (?:me|us) out)(?:hits?|hitting|beats?|beating"
    r"|beat|hurts?|hurting|abus\w+|rap(?:es?|ed|ing)"
    r"|chok(?:es?|ed|ing)|strangl\w+|slap\w*|punch\w*|kick\w*|molest\w*|touch\w*|lock\w*"
    r"|threaten\w*)(?: (?:up|to (?:kill|hurt|hit|beat)))? (?:me|us|my|him|her|the kids"
    r"|the children)\b"
    rf"|(?:he|she|they) {_few(2)}(?:hits?|beats?|beat|hurts?|hurting|hitting|beating|chok\w+"
    r"|slap\w*|punch\w*|kick\w*|rap(?:es|ed)|abus\w+) (?:me|us|my (?:kids?|children|son"
    r"|daughter|mum|mom|mother))\b"
    rf"|i (?:am|m|was|have been|ve been|keep|get|got)?(?: being| getting)? ?{_few(1)}(?:abused"
    r"|beaten|raped|battered|hit|hurt) (?:at home|by my|by him|every|again)"
    rf"|my {_ENGLISH_PERSON} (?:is|are|was|has been|keeps|gets) {_few(2)}(?:beaten|abused|hit"
    r"|raped|molested) (?:by|at home|every)"
    r"|i (?:am|m) being (?:abused|beaten|raped|hurt)|i am (?:a )?(?:victim"
    r"|survivor) of (?:domestic|sexual|family)"
    rf"|(?:afraid|scared|terrified|frightened) (?:of|that) my {_ENGLISH_PERSON}|(?:afraid"
    r"|scared) (?:of him|to go home|he|she)"
    rf"|(?:he|she|my {_ENGLISH_PERSON}) {_few(3)}(?:to|will|gonna|might"
    rf"|could) {_few(1)}kill (?:me|us)\b"
    r"|(?:not safe|unsafe|in danger|violence|violent) at home"
    rf"|my {_ENGLISH_PERSON} is (?:\w++ )?(?:violent|abusive|abusing)"
    rf"|abusive (?:relationship|husband|boyfriend|partner|home) {_few(3)}(?:help|leave|escape|me"
    rf"|i )|i (?:am|m|live) {_few(2)}in an abusive"
    r")(?:\b|$)"
)
_NOT_FOOD = r"(?! (?:de (?!manger)|d)\b)"
_HUNGER = re.compile(
    r"\b(?:"
    r"(?:j ai|on a|nous avons|ai|avons|ont|(?:fils|fille|bebe|famille|mari|femme|mere|pere"
    r"|soeur|frere) a) "
    rf"(?:\w++ ){{0,3}}?faim{_NOT_FOOD}"
    r"|j ai (?:\w++ )?fin(?:$| (?:et|depuis|aidez))"
    rf"|(?:je|j|on|nous|mes|mon|ma) {_few(5)}(?:rien|quoi|plus d argent pour|pas d argent pour"
    r"|plus un sou pour"
    r"|plus les moyens de|pas les moyens de|pas assez pour|pas assez d argent pour|plus de quoi"
    r"|pas de quoi"
    rf"|besoin de|besoin d argent pour|plus rien pour) {_few(1)}(?:a )?(?:manger|nourrir"
    r"|me nourrir|nous nourrir|bouffer)"
    r"|(?:peux|pouvons|arrive|arrivons|sais) (?:plus"
    r"|pas) (?:\w++ )?(?:a )?(?:comment )?(?:nourrir (?:mes|ma|mon|nos)|me nourrir|nous nourrir"
    r"|donner a manger)"
    rf"|(?:je|j|on|nous|enfants|famille|fils|fille|bebe) {_few(5)}(?:pas|rien"
    r"|jamais) (?:\w++ )?manger(?: (?:depuis|hier|aujourd|ce|ces)|$)"
    rf"|(?:je|j|on|nous) {_few(3)}(?:ai|avons|a) (?:\w++ ){{0,2}}?(?:rien|pas) manger"
    r"|(?:meurs|creve|crevons|mourons|meurent|crevent) (?:\w++ )?(?:de faim|la dalle)"
    r"|frigo (?:\w++ ){0,3}?vide"
    rf"|(?:je|j|on|nous) {_few(4)}saute\w* (?:des|les|un) repas"
    rf"|besoin (?:\w++ ){{0,2}}?(?:de nourriture|d un repas|a manger|de manger)"
    r"|(?:rien|plus) (?:a|pour) (?:manger|bouffer)|rien (?:\w++ )?(?:dans|au) (?:le |mon |les "
    r"|mes )?(?:frigo|placards?)"
    rf"|(?:je|j|on|nous) {_few(3)}(?:plus|pas) (?:d argent|de sous|un sou|un euro|un centime"
    rf"|les moyens|de quoi|assez) {_few(3)}(?:manger|nourrir)"
    r"|(?:je|on|nous) (?:ne )?(?:manger|mangeons) (?:plus )?(?:qu une fois|une fois (?:tous|par"
    r"|sur)|(?:qu )?un jours sur)"
    # English.
    r"|(?:i|we|kids|children|son|daughter|family|baby|and) (?:am |m |are |re "
    r"|is )(?:\w++ ){0,2}?(?:hungry|starving)(?! for)"
    r"|(?:nothing|no food|no money for food|no money to eat|not enough food"
    r"|no money) (?:left )?(?:to eat|for food|at home|to feed)"
    r"|(?:haven t|have not|hasn t|has not|didn t|did not|not) (?:\w++ )?(?:eaten|eat"
    r"|had (?:any )?food) (?:\w++ )?(?:for|since|in|today|yesterday|anything)"
    r"|(?:can t|cannot|can not|unable to|not able to) (?:afford )?(?:to )?(?:eat|food|feed (?:my"
    r"|our|us|the kids))|(?:i|we) (?:\w++ ){0,2}?(?:have|got) no food"
    r")\b"
)
# Where a street is meant, and not an address: "dans la rue des Lilas".
_OUTSIDE = (
    r"(?:dehors|(?:dans|a) la rue(?= (?:depuis|avec|et|sans|ce|cette|maintenant|j|je|on|que|qui"
    r"|car"
    r"|parce|aidez|aide|par|il|mais|ma|mes|mon|alors|comment|ou|help|svp|au|la nuit|en)\b|$)"
    r"|(?:dans|sous) (?:ma|notre|la|une|un|le|sa) (?:voiture|tente|pont|gare|metro|foret|parc"
    r"|hall|cave|squat"
    r"|cage d escalier|entree)|a la gare|sur un (?:banc|trottoir)|sur le trottoir"
    r"|dans un (?:parc|parking|squat|hall))"
)
_PERMISSION = re.compile(
    r"\b(?:puis je|peux on|peux je|ai je le droit|a t on le droit|a t il le droit"
    r"|interdit (?:de|d)"
    r"|est ce que (?:je peux|j ai le droit|c est)|le droit de|permis de|legal de|can i"
    r"|is it (?:legal|illegal|allowed))"
    rf" {_few(3)}(?:dormir|coucher|passer la nuit|vivre|camper|sleep|live)\b"
)
# Who puts out of work, or of a school, puts nobody in the street.
_EMPLOYERS = (
    "employeur patron patronne entreprise boite chef ecole college lycee universite".split()
)
_NOT_BY_EMPLOYER = "".join(rf"(?<!\b{who} )" for who in _EMPLOYERS)
_NO_EMPLOYER = rf"(?!(?:{'|'.join(_EMPLOYERS)})\b)"
_STREET = re.compile(
    r"\b(?:"
    rf"(?:je|j|on|nous|enfants|famille|(?:mon|ma|mes) {_PERSON}|{_CLOSE}) {_few(5)}(?:dors"
    r"|dormir|dormons|dorment|dormi"
    r"|passe la nuit|passer la nuit|passons la nuit|passons nos nuits|passe mes nuits|passe|vis"
    rf"|vit|vivons|couche|coucher|loge) {_few(3)}{_OUTSIDE}"
    rf"|(?:je|j|on|nous|mes|ma|mon|{_CLOSE}) {_few(6)}(?:suis|sommes|est|sont|etre|serai|serons"
    r"|retrouver|retrouve|retrouvons|finir"
    rf"|jete\w*|mise?|mettre|mettent|foutre|foutu\w*|va) {_few(3)}a la rue(?! (?:de|des|du|d)\b)"
    rf"|(?:je|j|on|nous|{_CLOSE}) {_few(3)}(?:suis|sommes|est|reste|restons) {_few(2)}dans la rue"
    r"(?= (?:depuis|avec|et|sans|ce|cette|maintenant|aidez|svp|j|je|il)\b|$)"
    r"|place au 115"
    rf"|(?:sais|ai|avons|a|trouve|savons|trouvons|pas|plus) {_few(2)}(?:nulle part|pas|plus"
    rf"|aucun (?:endroit|lieu)|d endroit|rien|ou) {_few(2)}(?:ou )?"
    r"(?:dormir|aller dormir|passer la nuit|coucher|loger|aller ce soir|aller cette nuit)"
    r"|nulle part (?:ou )?(?:dormir|aller|loger)"
    rf"|(?:je|j|on|nous) {_few(4)}(?:pas|plus) (?:de|d) (?:toit|logement|domicile|maison"
    r"|chez moi|abri|hebergement)(?: (?:ce soir|cette nuit|demain|depuis|pour"
    r" (?:la|cette) nuit|et (?:il fait|je|j)|avec)|$)"
    r"|(?:je suis|on est|nous sommes|j suis|suis|sommes|est) (?:\w++ )?(?:sdf|sans abri"
    r"|sans toit|sans logis)(?! (?:fixe|a|ont|peux|peuvent)\b)"
    r"|^(?:sans|pas de) (?:toit|abri|logement) (?:ce soir|cette nuit)"
    r"|(?:je suis|on est|nous sommes|suis|sommes|enfants sont) (?:\w++ )?dehors(?: (?:ce|cette"
    r"|avec|depuis|sans|dans|par|et|la|il)|$)"
    rf"|{_NOT_BY_EMPLOYER}(?:m|nous|mes|ma|mon) {_NO_EMPLOYER}{_few(4)}"
    r"(?:mise?s?|foutue?s?|jetee?s?|viree?s?"
    r"|chassee?s?|met|mettent|mettre) (?:dehors|a la porte|de chez)(?! d(?:e|u|es)\b)"
    rf"|(?:cherche|besoin|trouver|cherchons|faut|avoir) {_few(4)}(?:ou dormir|un toit|un lit"
    rf"|hebergement|logement|abri|place|d urgence) {_few(2)}(?:ce soir|cette nuit|pour la nuit)"
    r"|(?:le|au) 115 (?:\w++ ){0,4}?(?:repond|sature|complet|place|refuse|raccroche)"
    # English.
    r"|(?:i am|i m|we are|we re|i have been|i ve been|i became|i just became|my (?:son|daughter"
    r"|brother|sister|friend|family|mother|father) is|i am about to be|i will be"
    r"|going to be) (?:\w++ ){0,2}?homeless(?! (?:people|person|shelters?|charity|worker))"
    rf"|(?:i|we|my|kids|children) {_few(5)}(?:sleep|sleeping|sleeps|slept|living|live"
    rf"|stuck) (?:\w++ ){{0,2}}?(?:rough|outside|outdoors|on the streets?|in (?:my|our|the"
    r"|a) (?:car|tent|park|van)|on a bench)"
    r"|(?:nowhere|no place|no where|not? (?:have )?anywhere|anywhere) (?:\w++ )?to (?:sleep|stay"
    r"|live|go)(?: tonight)?"
    r"|(?:kicked|threw|thrown|throwing) (?:me|us) out(?! of (?:the )?(?:school|meeting|office))"
    rf"|(?:i|we) (?:\w++ ){{0,3}}?on the streets?(?: tonight| with|$)"
    r")\b"
)
_KINDS = (
    (Distress.DYING, _DEATH),
    (Distress.VIOLENCE, _VIOLENCE),
    (Distress.STREET, _STREET),
    (Distress.HUNGER, _HUNGER),
)


def find_distress(folded: str) -> Distress | None:
    """What the person of the folded message is in danger of, None where nothing says so."""
    mended = mend_slips(folded)
    asks_leave = _PERMISSION.search(mended) is not None
    for kind, pattern in _KINDS:
        if pattern.search(mended) and not (kind is Distress.STREET and asks_leave):
            return kind
    return None
