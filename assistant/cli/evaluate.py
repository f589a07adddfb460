"""`parvis evaluate` and `parvis calibrate`: what labelled questions tell."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import StageDisplay, say, show, show_json
from assistant.cli.options import IndexOption, JsonOption, ModelOption
from assistant.cli.status import listing_rejected

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.encoder import Encoder
    from index.snapshot.manifest import Manifest


def evaluate(
    questions: Annotated[
        Path,
        typer.Argument(
            metavar="QUESTIONS.jsonl",
            help='One {"question", "relevant": [ids]} a line; no id where nothing answers. '
            'The words of "must_quote": [words], if given, must be quoted.',
        ),
    ],
    *,
    index: IndexOption = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="PATH",
            help="Ask this file or folder, in an index of its own, instead of the index.",
        ),
    ] = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Asks labelled questions and measures what is found, cited, quoted, answered and refused."""
    from dataclasses import asdict

    from assistant.cli.composition import open_encoder, open_service, settings_of
    from assistant.measure.evaluate import evaluate as ask_all
    from assistant.measure.evaluate import summarize
    from assistant.measure.labelled_questions import find_unknown_ids, read_labelled
    from assistant.measure.packages import require_packages

    require_packages("ir_measures", command="evaluate")
    labelled = read_labelled(questions)
    settings = settings_of(index=index, model=model)
    encoder = open_encoder(settings)
    with StageDisplay() as stages:
        if documents is not None:
            settings = _with_index_of(documents, settings, encoder, stages)
        service = open_service(settings, encoder=encoder)
        unknown = find_unknown_ids(labelled, service.live.searcher().index)
        results = ask_all(
            service,
            labelled,
            progress=lambda done, total: stages.tell("Asking", done, total),
        )
    figures = summarize(results)
    if json:
        show_json(
            {**figures, "unknown_ids": [asdict(one) for one in unknown.ids] if unknown else []}
        )
    else:
        for name, value in figures.items():
            _show_figure(name, value)
    if unknown:
        say(str(unknown))
    if documents is None:
        _keep(figures, questions, settings, service.live.searcher().index.manifest)


def calibrate(
    questions: Annotated[
        list[Path],
        typer.Argument(
            metavar="QUESTIONS.jsonl...",
            help="Labelled questions that the index answers, and any that it does not.",
        ),
    ],
    *,
    index: IndexOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Fits, from labelled questions, when the index can answer, and keeps it beside the index."""
    from dataclasses import asdict

    from assistant.cli.composition import open_service, settings_of
    from assistant.evidence.answerability import save_calibration
    from assistant.measure.calibrate import calibrate as fit
    from assistant.measure.labelled_questions import find_unknown_ids, read_labelled
    from assistant.measure.packages import require_packages

    require_packages("sklearn", command="calibrate")
    labelled = [one for path in questions for one in read_labelled(path)]
    settings = settings_of(index=index, model=model)
    searcher = open_service(settings).live.searcher()
    if unknown := find_unknown_ids(labelled, searcher.index):
        say(str(unknown))
    calibration = fit(searcher, labelled)
    path = save_calibration(settings.index, calibration)
    if json:
        show_json(asdict(calibration))
        return
    for name, value in calibration.measured.items():
        _show_figure(name, value)
    show(f"Kept in {path}; a service takes it up when it starts.")


def _with_index_of(
    documents: Path, settings: "Settings", encoder: "Encoder", stages: StageDisplay
) -> "Settings":
    """Settings whose index holds `documents` alone, kept by their content for the next time."""
    from assistant.cli.composition import open_store
    from corpus.ingest import collect, ingest
    from corpus.reading import SourceFile
    from index.indexing.pipeline import build

    files = list(collect([documents]))
    digest = hashlib.sha256()
    for one in files:
        digest.update(f"{one}\0".encode())  # all that is known of it but its bytes
        if isinstance(one, SourceFile):
            digest.update(hashlib.sha256(one.raw).digest())
    place = settings.evaluations / digest.hexdigest()[:16]
    apart = settings.model_copy(update={"index": place})
    ingested = ingest(files)
    with listing_rejected(ingested):
        build(
            ingested,
            store=open_store(apart),
            encoder=encoder,
            max_tokens=apart.max_tokens,
            progress=stages.tell,
        )
    return apart


def _keep(
    figures: dict[str, object], questions: Path, settings: "Settings", manifest: "Manifest"
) -> None:
    """Adds the figures to the history that `parvis report` plots.

    They have been shown by then: an index that cannot be written to costs a sentence, not them.
    """
    from assistant.measure.evaluation_history import Evaluation, append_evaluation, questions_digest

    try:
        append_evaluation(
            settings.index,
            Evaluation(
                at=datetime.now(UTC),
                questions=questions.name,
                questions_digest=questions_digest(questions),
                index_digest=manifest.digest,
                model=manifest.model.name,
                figures=figures,
            ),
        )
    except OSError as error:
        say(f"parvis: this evaluation will not be in the history that the report plots: {error}")


def _show_figure(name: str, value: object) -> None:
    match value:
        case None:
            show(f"{name:<22} no question tells")
        case float():
            show(f"{name:<22} {value:.3f}")
        case dict():
            told = ", ".join(f"{key} {one:.1f}" for key, one in value.items() if one is not None)
            show(f"{name:<22} {told}")
        case _:
            show(f"{name:<22} {value}")
