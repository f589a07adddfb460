"""Retrieval: a question to the evidence for an answer, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import RefusalReason
from assistant.evidence.answerability import Calibration
from assistant.evidence.evidence_set import Evidence, Key, Place
from assistant.evidence.named import find_named
from assistant.evidence.places import Directory, place_at, places_of
from assistant.evidence.predictors import Signs, read_signs
from assistant.question import Question
from assistant.understand.ambiguity import find_choices
from assistant.understand.conversation import Context
from assistant.understand.pointers import find_pointer
from corpus.language import tell_language
from index.hit import Filter, Hit
from index.search.searcher import Searcher, SearchResult

# Passages searched; those of one article come together into one place.
SEARCHED = 30
_PLACES = 8
# What a place cited in the last answer gains for a question that leans on it, in the search's
# own units.
_CITED_BEFORE = 0.1


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found: evidence to answer from, or why not to; and what it cost.

    `choices` are the names to choose from where the question must be more precise. `pointed` says
    that the question asks for a named article or commitment and nothing else.
    """

    evidence: Evidence
    hits: tuple[Hit, ...]
    signs: Signs
    reason: RefusalReason | None = None
    choices: tuple[str, ...] = ()
    pointed: bool = False
    encode_ms: float = 0.0
    search_ms: float = 0.0


def retrieve(
    question: Question,
    searcher: Searcher,
    *,
    context: Context,
    cited: Sequence[Key],
    directory: Directory,
    calibration: Calibration,
    filter: Filter,
) -> Retrieved:
    """The evidence for a question in its conversation, judged by the calibration.

    `cited` are the places that the last answer cited, in its order.
    """
    # What was asked in between only blurs the subject, which the question that stands alone names.
    text = " ".join((*context.questions[:1], question.text))
    found = searcher.search(text, limit=SEARCHED, filter=filter)
    pointer = find_pointer(question.text)
    named = find_named(pointer, cited=cited, searcher=searcher, directory=directory)
    places = named.places or _ordered(places_of(searcher, found.hits), cited)[:_PLACES]
    places = tuple(_with_limits(place, searcher, filter) for place in places)
    limits = [limit for place in places for limit in place.limits]
    retrieved = Retrieved(
        evidence=Evidence(
            question=question.text,
            language=question_language(question),
            places=places,
            closeness=_closeness((*places, *limits), found, searcher),
            terms=searcher.term_weights(found.query),
        ),
        hits=found.hits,
        signs=read_signs(found, searcher),
        encode_ms=found.encode_ms,
        search_ms=found.search_ms,
    )
    if named.choices:
        return replace(retrieved, reason=RefusalReason.NEEDS_PRECISION, choices=named.choices)
    if named.places:
        return replace(retrieved, pointed=not pointer.asks_more(names=named.words))
    if named.missing and not pointer.asks_more(names=named.words):
        return replace(retrieved, reason=RefusalReason.INSUFFICIENT_EVIDENCE)
    judged = _judged(retrieved, question, calibration)
    if judged.reason is RefusalReason.OUT_OF_SCOPE and pointer:
        # It names an article or a commitment, which is no foreign subject.
        return replace(judged, reason=RefusalReason.INSUFFICIENT_EVIDENCE)
    return judged


def question_language(question: Question) -> str:
    """The language to answer in: the question's own, or else that of the questions before it."""
    default = "fr"
    for turn in question.history:
        default = tell_language(turn.content, default=default)
    return tell_language(question.text, default=default)


def _judged(retrieved: Retrieved, question: Question, calibration: Calibration) -> Retrieved:
    probability = calibration.probability(retrieved.signs)
    places = retrieved.evidence.places
    if not places or probability < calibration.foreign:
        return replace(retrieved, reason=RefusalReason.OUT_OF_SCOPE)
    if probability < calibration.threshold:
        return replace(retrieved, reason=RefusalReason.INSUFFICIENT_EVIDENCE)
    choices = find_choices(question.text, places)
    if choices:
        return replace(retrieved, reason=RefusalReason.NEEDS_PRECISION, choices=choices)
    return retrieved


def _ordered(places: Sequence[Place], cited: Sequence[Key]) -> tuple[Place, ...]:
    """Best first, those that the last answer cited gaining a little."""
    raised = [
        replace(place, score=place.score + _CITED_BEFORE) if place.key in cited else place
        for place in places
    ]
    return tuple(sorted(raised, key=lambda place: -place.score))


def _with_limits(place: Place, searcher: Searcher, filter: Filter) -> Place:
    """The place with those that limit it, as the citation graph has them."""
    own = {passage.id for passage in place.passages}
    limiting: dict[tuple[str, str], Place] = {}
    for ordinal in searcher.limiting(sorted(own), filter=filter):
        other = place_at(searcher, ordinal)
        if other.key != place.key:
            limiting.setdefault(other.key, other)
    return replace(place, limits=tuple(limiting.values()))


def _closeness(
    places: Sequence[Place], found: SearchResult, searcher: Searcher
) -> dict[tuple[str, int, int], float]:
    """The cosine of each sentence of the places, and of those that limit them, to the question."""
    index = searcher.index
    close: dict[tuple[str, int, int], float] = {}
    for place in places:
        for passage in place.passages:
            ordinal = index.ordinal(passage.id)
            cosines = index.sentence_vectors(ordinal) @ found.vector
            for (start, end), cosine in zip(index.sentences(ordinal), cosines, strict=True):
                close[(passage.document_id, start, end)] = float(cosine)
    return close
