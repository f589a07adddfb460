"""`parvis ask` and `parvis search`: one question at a time, from the command line."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import answer_as_text, misuse, show, show_json, show_words
from assistant.cli.options import AsOfOption, IndexOption, JsonOption, KindOption, ModelOption
from assistant.translation.command_line import in_language
from corpus.document import DocumentKind

if TYPE_CHECKING:
    from index.hit import Filter, Hit

_WIDTH = 300
# What the signals that come from questions mean, and where such a question was learnt.
_BY_QUESTIONS = {
    "question": "questions near yours speak for the passage",
    "question_terms": "questions that it answers have words of yours",
    "paraphrase": "a question that it answers asks nearly the same",
    "coverage": "keeps the best of a document full of questions from gaining on the others by them",
}
_LEARNT = {
    "written": "written for the document",
    "staff": "taught by staff",
    "document": "the document's own",
    "citation": "from a page that cites it",
    "model": "written by a language model",
}


def ask(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The question.")],
    *,
    index: IndexOption = None,
    model: ModelOption = None,
    as_of: AsOfOption = None,
    kind: KindOption = None,
    max_citations: Annotated[
        int, typer.Option("--max-citations", min=1, max=20, help="Citations at most.")
    ] = 5,
    json: JsonOption = False,
) -> None:
    """Answers a question with quotes and their sources, or says why it cannot."""
    from assistant.cli.composition import open_service, settings_of
    from assistant.http.schemas import AnswerOut
    from assistant.question import Question

    if not text.strip():
        raise misuse("a question needs words", hint="TEXT")
    question = Question(
        text=text,
        as_of=as_of and as_of.date(),
        kinds=frozenset(kind) if kind else None,
        max_citations=max_citations,
    )
    answer = open_service(settings_of(index=index, model=model)).ask(question)
    said = AnswerOut.model_validate(answer).model_dump(mode="json")
    if json:
        show_json(said)
    else:
        show_words(answer_as_text(said))


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to look for.")],
    *,
    index: IndexOption = None,
    model: ModelOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Hits at most.")] = 10,
    as_of: AsOfOption = None,
    kind: KindOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each signal's score, rank and matched terms.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Finds the passages that answer best, without composing an answer."""
    from assistant.cli.composition import open_service, settings_of

    if not text.strip():
        raise misuse("a search needs words", hint="TEXT")
    service = open_service(settings_of(index=index, model=model))
    result = service.search(text, limit=limit, filter=_filter(kind, as_of))
    if json:
        timings = {"encode": result.encode_ms, "search": result.search_ms}
        show_json({"hits": [_as_json(hit) for hit in result.hits], "timings_ms": timings})
        return
    for number, hit in enumerate(result.hits, start=1):
        _show_hit(number, hit, explain=explain)
    if explain and any(map(_spoke, result.hits)):
        for name, meaning in _BY_QUESTIONS.items():
            show(f"{name:<14} {in_language(meaning)}")
    if not result.hits:
        show("Nothing was found.")


def _filter(kind: list[DocumentKind] | None, as_of: datetime | None) -> "Filter":
    from index.hit import Filter

    return Filter(kinds=frozenset(kind) if kind else None, as_of=as_of and as_of.date())


def _show_hit(number: int, hit: "Hit", *, explain: bool) -> None:
    from corpus.law.labels import label

    words = " ".join(hit.passage.text.split())
    show_words(f"{number:2}. {label(hit.document, hit.passage)}  ({hit.score:.3f})")
    show_words(f"    {words if len(words) <= _WIDTH else words[:_WIDTH] + '…'}")
    if explain:
        for name, adds in hit.contributions.items():
            if name not in hit.scores:  # It follows from the others, and is no value of its own.
                show(f"      {name:<14} {'':8}   adds {adds:+z7.3f}")
                continue
            rank = f"rank {hit.ranks[name]}" if name in hit.ranks else "the same for all"
            show(f"      {name:<14} {hit.scores[name]:8.3f}   adds {adds:+z7.3f}   {rank}")
        if hit.asked is not None and _spoke(hit):
            learnt = in_language(_LEARNT[hit.asked.provenance])
            show(f"      asked          “{hit.asked.text}” ({learnt}, {hit.asked_likeness:.2f})")
        show(f"      terms          {', '.join(hit.matched_terms) or 'none'}")
        if hit.expansion_terms:
            show(f"      lexicon        {', '.join(hit.expansion_terms)}")


def _spoke(hit: "Hit") -> bool:
    """Whether questions that the passage answers spoke for it."""
    return any(hit.contributions[name] for name in _BY_QUESTIONS)


def _as_json(hit: "Hit") -> dict[str, object]:
    from assistant.http.schemas import HitOut

    explained = {
        "contributions": dict(hit.contributions),
        "ranks": dict(hit.ranks),
        "matched_terms": list(hit.matched_terms),
        "expansion_terms": list(hit.expansion_terms),
        "asked": hit.asked
        and {
            "question": hit.asked.text,
            "answers": list(hit.asked.answers),
            "provenance": hit.asked.provenance,
            "likeness": hit.asked_likeness,
        },
    }
    return {**HitOut.of(hit).model_dump(mode="json"), **explained}
