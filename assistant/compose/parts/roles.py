"""Roles: what each sentence of an answer does in it, where a cue is certain."""

import re
from dataclasses import replace

from assistant.answer import Content, Role
from assistant.citation import Citation
from corpus.document import DocumentKind
from corpus.segmenter import sentence_spans
from corpus.text import with_plain_marks

_NUMBER = (
    r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|soixante"
    r"|one|two|three|four|five|six|seven|ten|twenty|thirty)"
)
_UNIT = (
    r"(?:jours?|semaines?|mois|ans?|années?|heures?|minutes?"
    r"|days?|weeks?|months?|years?|hours?|minutes?)"
)
_TIME = rf"{_NUMBER} (?:(?:working|calendar) )?{_UNIT}\b"
# What heads an item or a paragraph of a law ("II. -", "2°"), or precedes what a rule says.
_HEAD = r"\A(?:(?:[IVX]{1,4}|[A-Z])\s?\.?\s?[-–—]\s?)?"
_EXCEPTION = re.compile(
    _HEAD + r"(?:toutefois\b|cependant\b|néanmoins\b|par (?:dérogation|exception)\b"
    r"|(?:l'|l[ae]s? |ces |cette |ce )(?:[^.;:]|\.\s?\*?\s?(?=\d)){0,240}?"
    r"\b(?:ne (?:sont|est) pas|n'est pas) "
    r"(?:applicables?|soumis(?:es?)?) (?:à|aux?|pour|dans|en|lorsque)\b"
    r"|(?:l'|l[ae]s? |ces |cette |ce )[^.;:]{0,160}?\bne s'appliquen?t? pas\b"
    r"|however\b|notwithstanding\b|by way of derogation\b"
    r"|(?:the|this|these) [^.;:]{0,160}?\b(?:does|do|shall) not apply\b)",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"\b(?:(?:peu(?:t|vent)|pouvez) (?:(?:alors|aussi|également|ensuite) )?"
    r"(?:saisir|contester"
    r"|(?:exercer|former|faire|déposer|introduire)(?:, [^,]{3,80},)? un recours"
    r"|(?:s'adresser|vous adresser) au (?:défenseur|médiateur))"
    r"|pour saisir (?:le |la |l')(?:commission|tribunal|juge|défenseur|médiateur)"
    r"|dispose(?:z|nt)? d'un délai .{3,160} pour (?:saisir|contester|former|exercer|introduire)"
    r"|(?:le défenseur des droits|la commission|le médiateur|le tribunal|le juge) (?:\w+ )?"
    r"peut être saisie?\b"
    r"|peu(?:t|vent) faire l'objet(?:, [^,]{3,120},)? d'un recours"
    r"|(?:can|may) (?:appeal|complain to|challenge|ask for (?:a|an) (?:internal )?review))\b",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"(?:\A(?:l'|l[ae]s? |cette |ces |s[ae] |ses |votre |vos |toute )"
    r"(?:demandes?|réclamations?|recours|déclarations?|dossiers?|lettres?|observations?)"
    r" (?:[^.;:,]{0,80} )?(?:est|sont|doit être|doivent être|peut être|peuvent être) "
    r"(?:adressée?s?|envoyée?s?|déposée?s?|transmise?s?|présentée?s?|formée?s?) "
    r"(?:à |au |aux |auprès |devant |par .{2,40} (?:à|au|aux) )"
    r"|\A(?:vous (?:devez|pouvez) (?:vous adresser|envoyer .{2,80}|faire .{2,60}|déposer .{2,80}"
    r"|demander .{2,80}) (?:à|au|aux|auprès)\b|adressez-vous\b|contactez\b|il faut s'adresser\b)"
    r"|\b(?:should|must|can) (?:be (?:sent|addressed|made) to|apply to|contact|write to)\b)",
    re.IGNORECASE,
)
_DELAY = re.compile(
    rf"(?:\b(?:délai|durée)s? [^.;:]{{0,200}}?\b(?:est|sont) (?:de |d'|fixée?s? à |portée?s? à |d')"
    rf"[^.;:]{{0,30}}?{_TIME}"
    rf"|\b(?:dans (?:un|le) délai (?:maximal |maximum )?(?:de |d')|délai (?:de|d') ?"
    rf"|dans les |sous "
    rf"|au plus tard |within |no later than )"
    rf"(?:au plus |at most )?{_TIME})",
    re.IGNORECASE,
)
# A time that only a condition names ("si le retrait intervient dans le délai de ...").
_CONDITIONAL = re.compile(
    r"\b(?:s'ils?|si|lorsqu\w*|quand|[aà] défaut|en l'absence|tant que|qui|dont|if|when|which)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\A(?:\d{1,2}°|[a-z]\)|[-–—•])\s?")
_RULE = re.compile(
    r"\b(?:(?:ne )?(?:peu(?:t|vent)|doi(?:t|vent))|(?:est|sont) (?:tenue?s?|soumis(?:es?)?"
    r"|obligatoires?|communiquée?s?|publiée?s?|rendue?s? public\w*|motivée?s?|délivrée?s?)"
    r"|(?:n'est|ne sont) pas (?:tenue?s?|communicables?|applicables?)|ne sont communicables"
    r"|(?:a|ont) (?:le )?droit|vaut|valent|fait l'objet|font l'objet|comporte(?:nt)?"
    r"|must|may|shall|is required)\b",
    re.IGNORECASE,
)


def with_roles(content: Content) -> Content:
    """The content, each sentence whose role is not told yet with the one that its cues show."""
    by_number = {one.number: one for one in content.citations}
    return replace(
        content,
        sentences=tuple(
            replace(one, role=_role(by_number[one.citations[0]]))
            if one.role is Role.OTHER and one.verbatim
            else one
            for one in content.sentences
        ),
    )


def _role(citation: Citation) -> Role:
    """What a quote does: its first sentence tells, since the rest goes on about it."""
    spans = sentence_spans(citation.quote)
    start, end = next(iter(spans), (0, len(citation.quote)))
    sentence = with_plain_marks(citation.quote[start:end])
    if _EXCEPTION.search(sentence):
        return Role.EXCEPTION
    if _ITEM.match(sentence):
        return Role.OTHER  # What it is follows from the sentence that opens its list.
    if _REMEDY.search(sentence):
        return Role.REMEDY
    if _tells_delay(sentence):
        return Role.DELAY
    if _WHOM.search(sentence):
        return Role.WHOM
    of_law = citation.kind is DocumentKind.LAW
    return Role.RULE if of_law and _RULE.search(sentence) else Role.OTHER


def _tells_delay(sentence: str) -> bool:
    """Whether the sentence itself, and no condition of it, gives a time."""
    found = _DELAY.search(sentence)
    if found is None:
        return False
    clause = sentence[: found.start()].rpartition(",")[2]
    return _CONDITIONAL.search(clause) is None
