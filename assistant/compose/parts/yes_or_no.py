"""Yes or no: what the leading quote says, in a word, to a question for a yes or a no."""

import re
from dataclasses import replace
from itertools import pairwise

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
# Of everything, or after so many days, a rule of something says nothing sure.
_PARTICULAR = re.compile(
    r"\d|\b(?:tou(?:te?s?|s)|toujours|chaque|systématiquement|jamais|même|si|s'il|dès|après|avant"
    r"|seule?s?|autres?|all|every|always|any|even|if|after|before|only|other)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:si|s'il|s'ils|lorsqu\w*|quand|[aà] condition|dès lors|[aà] moins|hors|uniquement"
    r"|seulement|[aà] défaut|en cas|dans l[ea]s? (?:cas(?! et (?:les )?conditions)|limites?)|faute"
    r"|lors|(?:sur|[aà] la|après|avec l'|sans) ?(?:sa |leur )?"
    r"(?:demande|accord|autorisation|consentement)"
    r"|if|when|where|subject to|only|provided)\b|:$",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:sauf|dans les cas et|réserves?|exceptions?|exclusion|(?<!par )dérogation|toutefois"
    r"|unless|except|however)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_PERSON = re.compile(
    r"\b(?:toutes? personnes?|tout (?:usager|demandeur|citoyen|administré|intéressé)"
    r"|l'(?:intéressée?|usager)|le (?:demandeur|public)"
    r"|les (?:usagers|personnes|demandeurs|citoyens)"
    r"|(?:une|la) personne|vous|on|any ?one|any person|you|everyone|a person)\b",
    re.IGNORECASE,
)
# Those of whom a rule for "l'administration" holds.
_A_BODY = (
    r"(?:l'|l[ae]s? |une? |des |m(?:on|a|es) |the |an? )?(?:administrations?|mairies?|préfectures?"
    r"|communes?|services?(?: publics?)?|ministères?|état|collectivités?|maire|préfet|ville"
    r"|authority|administration|public body|town hall)(?: publique?s?| de l'état)?"
)
_BODY = re.compile(_A_BODY, re.IGNORECASE)
# Of a rule on what "l'administration" does, these words tell nothing more.
_OF_ADMINISTRATION = re.compile(
    r"\b(?:de|avec|par|contre|with|by|against) (?:l'|une |an? |the )(?:administration|authority)\b",
    re.IGNORECASE,
)
# Anyone at all, by whom a question asks whether something may be done ("par une entreprise").
_BY_ANYBODY = re.compile(
    r"\b(?:par|by) (?:une? |des |les |l'|an? |any )?(?:particuliers?|usagers?|citoyen(?:ne)?s?"
    r"|personnes?|entreprises?|sociétés?|associations?|journalistes?|administrée?s?|person|citizen"
    r"|company)\b(?= ?\?|$)",
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
    about = _OF_ADMINISTRATION.sub(" ", asked.about)
    agent = _agent(said)
    if agent is not None and _PERSON.search(agent):
        about = _BY_ANYBODY.sub(" ", about.rstrip())
    terms = set(analyse(about, language=language))
    words = set(analyse(sentence, language=language))
    if not all(one in words or same_act(frozenset((one,)), said.acts) for one in terms):
        return None
    of_whom = set(analyse(asked.subject, language=language))
    narrower = len(words & (terms | of_whom)) < _NOT_NARROWER * len(words)
    if (narrower and said.mood is not Mood.MAY) or _qualifies(said, terms, language=language):
        return None
    return yes


def _qualifies(said: Modal, terms: set[str], *, language: str) -> bool:
    """Whether a sentence allows less than is asked: "adresse administrative", of any address."""
    words = list(_WORD.finditer(said.about))
    stems = [next(iter(analyse(one[0], language=language)), "") for one in words]
    for place, (one, other) in enumerate(pairwise(words)):
        stem, qualifier = stems[place], stems[place + 1]
        if stem not in terms or not qualifier or other[0].endswith("ment"):
            continue
        if same_act(frozenset((stem,)), said.acts) or same_act(frozenset((qualifier,)), said.acts):
            continue
        if qualifier not in terms and said.about[one.end() : other.start()].isspace():
            return True
    return False


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


def _agent(said: Modal) -> str | None:
    """By whom a sentence says that something may or must be done."""
    found = _AGENT.search(said.about) if said.passive else None
    return found["agent"] if found else None


def _of_same(asked: Modal, said: Modal, *, language: str) -> bool:
    """Whether the sentence says it of whom, or of what, the question asks it."""
    agent = None if asked.passive else _agent(said)
    before = said.subject if agent is None else agent
    if not asked.subject:
        return (said.passive and agent is None) or _PERSON.search(before) is not None
    terms = analyse(asked.subject, language=language)
    told = set(analyse(before, language=language))
    if agent is not None:
        return told.issuperset(terms)
    if asked.passive and said.passive:
        # "Une décision obtenue par fraude", of an act obtained so: its noun may be another.
        return told.issuperset(terms[1:] or terms)
    by_body = _BODY.fullmatch(asked.subject) is not None
    if asked.passive == said.passive:
        return told.issuperset(terms) or (by_body and _ADMINISTRATION.search(before) is not None)
    # What must be done is done by someone, who need not be named: "doit-il être abrogé".
    return asked.passive or by_body


def _has_unshown_limit(unit: Unit, content: Content) -> bool:
    """Whether the unit has a limit of its own, or is limited by another, that is not shown."""
    numbers = {number for sentence in content.sentences for number in sentence.citations}
    citations = [one for one in content.citations if one.number in numbers]  # What folds is hidden
    quoted = {one.passage_id for one in citations}
    if not all(any(one.id in quoted for one in limit.passages) for limit in unit.limits):
        return True
    shown = [(one.start, one.end) for one in citations if one.document_id == unit.document.id]
    return any(
        restricts(passage.text[start:end])
        and not any(first <= passage.start + start < last for first, last in shown)
        for passage in unit.passages
        for start, end in sentence_spans(passage.text)
    )
