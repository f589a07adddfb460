"""Evaluation: how well the labelled questions of a file are found, cited, answered and refused.

Every rate is a share from 0 to 1, or None where no question of the file can tell. Questions that
have an answer in the index are called answerable; a refused one found and cited nothing. The
`relevant_pages` of a question answer it as its `relevant` ids do, where the index has them.

- `hit@k`, `mrr@10`, `ndcg@10`: of the search, over answerable questions, by distinct units.
- `citation_hit@1`: share of answerable questions whose answer's first citation is relevant.
- `citation_precision`: share of all citations given to answerable questions that are relevant, or
  limit a relevant passage (derogate from it, or are what it is subject to).
- `citation_recall`: share of answerable questions whose answer has a relevant citation. The ids of
  a question are alternatives, each an answer by itself, so that one is enough.
- `answered`: share of all questions that were answered.
- `false_refusals`: share of answerable questions that were refused.
- `refused_out_of_scope`: share of the others that were refused, for whatever reason.
- `verbatim_quotes`: share of displayed quotes, nearest passages of refusals among them, that are to
  the letter `document.text[start:end]`.
- `quoted`: share of the questions with `must_quote` whose answer quotes all these words, white
  space, apostrophes and case aside; a refusal quotes none. Only where the file has such words.
- `latency_ms`: of one question to its answer, without the network.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from assistant.answer import Answer, Status
from assistant.compose.quote_checks import find_invalid_citations
from assistant.measure.labelled_questions import LabelledQuestion
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import Limits, RelevantUnits
from assistant.measure.required_words import missing_words
from assistant.question import Question
from assistant.records.answer_record import displayed
from assistant.service import Service
from corpus.passage import Passage

Rates = dict[str, float | None]
# Enough passages for ten distinct units, where articles are cut into several.
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What one labelled question met. `ranking` holds distinct units, best first."""

    question: LabelledQuestion
    relevant_units: frozenset[str]
    ranking: tuple[str, ...]
    answer: Answer
    relevant_citations: tuple[bool, ...]
    supported_citations: tuple[bool, ...]
    verbatim: tuple[bool, ...]
    latency_ms: float

    @property
    def refused(self) -> bool:
        """Whether there was no answer: what is only near is none."""
        return self.answer.status is not Status.ANSWERED

    @property
    def answerable(self) -> bool:
        """Whether the index has an answer."""
        return bool(self.relevant_units)

    @property
    def quotes_all(self) -> bool:
        """Whether the answer quotes every word that it must."""
        return not missing_words(self.question.must_quote, self.answer)


def evaluate(
    service: Service,
    questions: Sequence[LabelledQuestion],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[QuestionResult, ...]:
    """Asks every question once, one after the other."""
    index = service.live.searcher().index
    passages = {passage.id: passage for passage in index.passages}
    documents = NamedDocuments(index)
    limits = Limits(index.references)
    results = []
    for done, question in enumerate(questions, start=1):
        units = RelevantUnits(question.answers(documents), documents=index.documents)
        relevant = [passage for passage in index.passages if units.holds(passage)]
        hits = service.live.searcher().search(question.text, limit=_DEPTH).hits
        start = time.perf_counter()
        answer = service.ask(Question(question.text))
        latency = (time.perf_counter() - start) * 1000
        cited = [passages[citation.passage_id] for citation in answer.citations]
        results.append(
            QuestionResult(
                question=question,
                relevant_units=units.units,
                ranking=tuple(units.ranking(hits)),
                answer=answer,
                relevant_citations=tuple(units.holds(passage) for passage in cited),
                supported_citations=_supported(cited, units, limits.of(relevant)),
                verbatim=tuple(
                    not find_invalid_citations((one,), documents=index.documents, as_of=None)
                    for one in displayed(answer)
                ),
                latency_ms=latency,
            )
        )
        if progress is not None:
            progress(done, len(questions))
    return tuple(results)


def summarize(results: Sequence[QuestionResult]) -> dict[str, object]:
    """The figures of an evaluation, by the names of the contract."""
    answerable = [result for result in results if result.answerable]
    others = [result for result in results if not result.answerable]
    worded = [result for result in results if result.question.must_quote]
    return {
        "questions": len(results),
        **_ranking_rates(answerable),
        "citation_hit@1": _share([any(one.relevant_citations[:1]) for one in answerable]),
        "citation_precision": _share([ok for one in answerable for ok in one.supported_citations]),
        "citation_recall": _share([any(one.relevant_citations) for one in answerable]),
        "answered": _share([not one.refused for one in results]),
        "false_refusals": _share([one.refused for one in answerable]),
        "refused_out_of_scope": _share([one.refused for one in others]),
        "verbatim_quotes": _share([ok for one in results for ok in one.verbatim]),
        **({"quoted": _share([one.quotes_all for one in worded])} if worded else {}),
        "latency_ms": _latency([result.latency_ms for result in results]),
    }


def _supported(
    cited: Sequence[Passage], units: RelevantUnits, limits: frozenset[str]
) -> tuple[bool, ...]:
    return tuple(units.holds(passage) or passage.id in limits for passage in cited)


def _ranking_rates(answerable: Sequence[QuestionResult]) -> Rates:
    from ir_measures import RR, Qrel, ScoredDoc, Success, calc_aggregate, nDCG

    measures = {
        **{f"hit@{k}": Success @ k for k in (1, 3, 5, 10)},
        "mrr@10": RR @ 10,
        "ndcg@10": nDCG @ 10,
    }
    if not answerable:
        return dict.fromkeys(measures)
    named = [(str(number), result) for number, result in enumerate(answerable)]
    relevant = [Qrel(name, unit, 1) for name, result in named for unit in result.relevant_units]
    ranked = [
        ScoredDoc(name, unit, -float(rank))
        for name, result in named
        for rank, unit in enumerate(result.ranking)
    ]
    rates = calc_aggregate(list(measures.values()), relevant, ranked)
    return {name: rates[measure] for name, measure in measures.items()}


def _share(verdicts: Sequence[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None


def _latency(times: Sequence[float]) -> Rates:
    if len(times) < 2:
        only = times[0] if times else None
        return {"p50": only, "p95": only}
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18]}
