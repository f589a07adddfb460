"""Yes or no: what the leading quote says, in a word, to a question for a yes or a no."""

import re
from dataclasses import replace

from assistant import strings
from assistant.answer import Content, YesOrNo
from assistant.citation import Citation
from assistant.compose.parts.modality import Modal, Mood, asked_modal, said_modal, same_act
from assistant.compose.spans.limits import restricts
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.segmenter import sentence_spans
from corpus.text import with_plain_marks
from index.text.terms import analyse

# Where a narrower rule would make the word wrong, the question must say so much of the sentence.
_NOT_NARROWER = 0.5
# In the passive, the subject may be called otherwise ("décision", "acte"), but for its better part.
_OF_SUBJECT = 0.6
# Of everything, or after so many days, a rule of something says nothing sure.
_PARTICULAR = re.compile(
    r"\d|\b(?:tou(?:te?s?|s)|toujours|chaque|systématiquement|jamais|même|si|s'il|dès|après|avant"
    r"|seule?s?|autres?|all|every|always|any|even|if|after|before|only|other)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:si|s'il|s'ils|lorsqu\w*|quand|à condition|dès lors|à moins|hors|uniquement|seulement"
    r"|à défaut|en cas|dans l[ea]s? (?:cas(?! et (?:les )?conditions)|limites?)|faute|lors"
    r"|(?:sur|à la|après|avec l'|sans) ?(?:sa |leur )?(?:demande|accord|autorisation|consentement)"
    r"|if|when|where|subject to|only|provided)\b|:$",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:sauf|dans les cas et|réserves?|exceptions?|exclusion|(?<!par )dérogation|toutefois"
    r"|unless|except|however)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:toutes? personnes?|tout (?:usager|demandeur|citoyen|administré|intéressé)"
    r"|l'(?:intéressée?|usager)|le (?:demandeur|public)"
    r"|les (?:usagers|personnes|demandeurs|citoyens)"
    r"|(?:une|la) personne|vous|on|any ?one|any person|you|everyone|a person)\b",
    re.IGNORECASE,
)
# Those of whom a rule for "l'administration" holds, and those of whom a rule for anyone does.
_A_BODY = (
    r"(?:l'|l[ae]s? |une? |des |m(?:on|a|es) |the |an? )?(?:administrations?|mairies?|préfectures?"
    r"|communes?|services?(?: publics?)?|ministères?|état|collectivités?|maire|préfet|ville"
    r"|authority|administration|public body|town hall)(?: publique?s?| de l'état)?"
)
_BODY = re.compile(_A_BODY, re.IGNORECASE)
_ANYBODY = re.compile(
    rf"\b(?:{_A_BODY}|(?:une? |des |l[ae]s? |l'|an? )?(?:particuliers?|usagers?|citoyen(?:ne)?s?"
    r"|personnes?|entreprises?|sociétés?|associations?|journalistes?|administrée?s?|demandeurs?"
    r"|person|citizen|company))\b",
    re.IGNORECASE,
)
# By whom what is suffered is done; not by what law a case is foreseen.
_AGENT = re.compile(
    r"\A[^,;:]{1,60}?(?<!prévu)(?<!prévus)(?<!prévues)(?<!fixé)(?<!fixées) "
    r"(?:par|by) (?P<agent>(?:l'|l[ae]s? |une? |tou(?:te|t) |des |the |any |an? )[^,;:]{2,60})",
    re.IGNORECASE,
)
_ADMINISTRATION = re.compile(
    r"\b(?:l'administration|(?:les|une) administrations?)\b", re.IGNORECASE
)
_VERDICTS = {
    (Mood.MAY, Mood.MAY): True,
    (Mood.MAY, Mood.MAY_NOT): False,
    (Mood.MUST, Mood.MUST): True,
    (Mood.MUST, Mood.NEED_NOT): False,
    (Mood.MAY_NOT, Mood.MAY_NOT): True,
}


def with_yes_or_no(content: Content, evidence: Evidence) -> Content:
    """The content with a yes or a no, where one is certain.

    That is where the first sentence of the leading quote says, of the very act asked about and in
    the words of the question, that one may, must or may not, and the answer leaves out nothing
    that limits it.
    """
    question = evidence.question
    asked = asked_modal(question.text, language=question.language)
    if asked is None or not content.sentences:
        return content
    leading = content.sentences[0]
    citation = next(one for one in content.citations if one.number == leading.citations[0])
    unit = _unit_of(citation, evidence)
    if (
        unit is None
        or citation.language != question.language
        or leading.cut_before
        or _PARTICULAR.search(with_plain_marks(question.text))
    ):
        return content
    start, end = next(iter(sentence_spans(citation.quote)))
    yes = _verdict(citation.quote[start:end], asked, language=citation.language)
    if yes is None or _has_unshown_limit(unit, content):
        return content
    excepted = any(_EXCEPTION.search(with_plain_marks(one.text)) for one in content.sentences)
    text = strings.yes_or_no(yes, question.language, excepted=excepted)
    return replace(content, yes_or_no=YesOrNo(yes, text, citation.number))


def _verdict(sentence: str, asked: Modal, *, language: str) -> bool | None:
    """The yes or no of a sentence; None where it is not certain."""
    said = said_modal(sentence, asked.acts, language=language)
    if said is None or _CONDITION.search(with_plain_marks(sentence)):
        return None
    yes = _VERDICTS.get((asked.mood, said.mood))
    if yes is None or not _of_same(asked, said, language=language):
        return None
    asked_about = _ANYBODY.sub(" ", with_plain_marks(asked.about))
    terms = set(analyse(asked_about, language=language))
    words = set(analyse(sentence, language=language))
    if not all(one in words or same_act(frozenset((one,)), said.acts) for one in terms):
        return None
    narrower = len(words & terms) < _NOT_NARROWER * len(words)
    return None if narrower and said.mood is not Mood.MAY else yes


def _unit_of(citation: Citation, evidence: Evidence) -> Unit | None:
    """The unit that holds the passage of a citation."""
    return next(
        (
            unit
            for unit in evidence.units
            if any(passage.id == citation.passage_id for passage in unit.passages)
        ),
        None,
    )


def _of_same(asked: Modal, said: Modal, *, language: str) -> bool:
    """Whether the sentence says it of whom, or of what, the question asks it."""
    before = said.subject
    agent = _AGENT.search(said.about) if said.passive and not asked.passive else None
    if agent is not None:
        before = agent["agent"]
    if not asked.subject:
        return (said.passive and agent is None) or _PERSON.search(before) is not None
    terms = set(analyse(asked.subject, language=language))
    if agent is not None:
        return terms <= set(analyse(before, language=language))
    told = terms & set(analyse(said.subject, language=language))
    if asked.passive and said.passive:
        return len(told) >= _OF_SUBJECT * len(terms)
    by_body = _BODY.fullmatch(asked.subject) is not None
    if asked.passive == said.passive:
        return told == terms or (by_body and _ADMINISTRATION.search(before) is not None)
    # What must be done is done by someone, who need not be named: "doit-il être abrogé".
    return asked.passive or by_body


def _has_unshown_limit(unit: Unit, content: Content) -> bool:
    """Whether the unit has a limit of its own, or is limited by another, that is not shown."""
    quoted = {one.passage_id for one in content.citations}
    if not all(any(one.id in quoted for one in limit.passages) for limit in unit.limits):
        return True
    shown = [
        (one.start, one.end) for one in content.citations if one.document_id == unit.document.id
    ]
    return any(
        restricts(passage.text[start:end])
        and not any(first <= passage.start + start < last for first, last in shown)
        for passage in unit.passages
        for start, end in sentence_spans(passage.text)
    )
