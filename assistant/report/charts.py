"""Charts: which figures of a report are plotted, and what each plot says in words."""

from assistant.report.figures import Corpus, EvaluationHistory, SnapshotHistory, Unanswered
from assistant.report.french import KINDS, counted, number, share
from assistant.report.plots import Plot, Series, columns_plot, lines_plot, rows_plot

# The figures of an evaluation that are plotted, in this order.
MEASURES = {
    "hit@1": "bonne source en premier",
    "citation_recall": "bonne source citée",
    "refused_out_of_scope": "refus à raison",
    "false_refusals": "refus à tort",
}
_TOPICS = 12


def kinds_plot(corpus: Corpus) -> Plot:
    """How many documents there are of each kind."""
    counts = [(KINDS.get(kind.value, kind.value), count) for kind, count in corpus.kinds.items()]
    told = ", ".join(f"{name} : {number(count)}" for name, count in counts)
    return rows_plot("kinds", "Documents par nature", told or "Aucun document.", counts)


def lengths_plot(corpus: Corpus) -> Plot | None:
    """How long the passages are; None where there is none."""
    lengths = corpus.lengths
    if lengths is None:
        return None
    return columns_plot(
        "lengths",
        "Longueur des passages",
        f"La moitié des passages ont au plus {counted(lengths.median, 'caractère')}, "
        f"neuf sur dix au plus {number(lengths.most)} ; le plus court en a "
        f"{number(lengths.shortest)}, le plus long {number(lengths.longest)}.",
        [(one.start, one.end, one.passages) for one in lengths.bins],
        x_name="caractères",
        unit="caractères",
    )


def growth_plots(history: SnapshotHistory) -> tuple[Plot, ...]:
    """How many documents, and how many passages, each snapshot had; none without a snapshot."""
    manifests = [one.manifest for one in history.snapshots if one.manifest is not None]
    if not manifests:
        return ()
    times = [one.built_at for one in manifests]
    return tuple(
        lines_plot(
            f"growth-{name}",
            f"{title} par version de l’index",
            f"De {number(counts[0])} à {number(counts[-1])} en {counted(len(counts), 'version')}.",
            [Series(title, tuple(zip(times, map(float, counts), strict=True)))],
        )
        for name, title, counts in (
            ("documents", "Documents", [one.documents for one in manifests]),
            ("passages", "Passages", [one.passages for one in manifests]),
        )
    )


def evaluations_plot(history: EvaluationHistory, *, id: str) -> Plot:
    """How the evaluations of a file of questions went, over time."""
    last = history.evaluations[-1]
    told = ", ".join(
        f"{said} ({name}) {share(rate)}"
        for name, said in MEASURES.items()
        if (rate := last.rate(name)) is not None
    )
    return lines_plot(
        id,
        f"Évaluations avec {history.questions}",
        f"Dernière évaluation : {told}." if told else "Aucune question ne permet de mesurer.",
        [
            Series(said, tuple((one.at, one.rate(name)) for one in history.evaluations))
            for name, said in MEASURES.items()
        ],
        shares=True,
    )


def topics_plot(unanswered: Unanswered | None) -> Plot | None:
    """The most asked topics without an answer; None where there is none."""
    if unanswered is None or not unanswered.topics:
        return None
    shown = unanswered.topics[:_TOPICS]
    return rows_plot(
        "topics",
        "Questions sans réponse par thème",
        f"Le premier thème, {', '.join(shown[0].words)}, compte "
        f"{counted(shown[0].questions, 'question')}.",
        [(", ".join(topic.words), topic.questions) for topic in shown],
    )
