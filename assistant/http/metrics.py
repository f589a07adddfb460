"""Metrics: what an operator watches, in Prometheus's text format; never a word of a question."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assistant.answer import Answer
from index.errors import ParvisIndexError
from index.snapshot.live import LiveIndex
from index.snapshot.manifest import Manifest

# Around the 60 ms that an answer over HTTP should take.
_SECONDS = (0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


class Metrics:
    """The counts of one running service; `live` says which index serves."""

    def __init__(self, live: LiveIndex) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "parvis_answers", "Questions answered or refused.", ["status"], registry=self._registry
        )
        self._refusals = Counter(
            "parvis_refusals", "Questions refused.", ["reason"], registry=self._registry
        )
        self._unrecorded = Counter(
            "parvis_answers_unrecorded",
            "Answers whose record could not be written.",
            registry=self._registry,
        )
        self._feedback = Counter(
            "parvis_feedback", "Answers that people judged.", ["helpful"], registry=self._registry
        )
        self._problems = Counter(
            "parvis_problems", "Requests that met a problem.", ["type"], registry=self._registry
        )
        self._latency = Histogram(
            "parvis_answer_seconds",
            "Time from the arrival of a question to its answer, the wait for a thread included.",
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._registry.register(_IndexInfo(live))

    def answered(self, answer: Answer, *, seconds: float) -> None:
        """Counts an answer, or a refusal by its reason, and how long whoever asked has waited."""
        self._answers.labels(answer.status.value).inc()
        if answer.refusal is not None:
            self._refusals.labels(answer.refusal.reason.value).inc()
        self._latency.observe(seconds)

    def unrecorded(self) -> None:
        """Counts an answer that should have been recorded and was not."""
        self._unrecorded.inc()

    def judged(self, *, helpful: bool) -> None:
        """Counts what a person thought of an answer."""
        self._feedback.labels(str(helpful).lower()).inc()

    def problem(self, slug: str) -> None:
        """Counts a problem by its type."""
        self._problems.labels(slug).inc()

    def render(self) -> bytes:
        """Everything, in Prometheus's text format."""
        return generate_latest(self._registry)


class _IndexInfo(Collector):
    """Which index serves, asked when the metrics are read."""

    def __init__(self, live: LiveIndex) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        manifest = self._manifest()
        ready = GaugeMetricFamily("parvis_ready", "1 where an index is loaded.")
        ready.add_metric([], float(manifest is not None))
        yield ready
        if manifest is not None:
            info = GaugeMetricFamily(
                "parvis_index_built_timestamp_seconds",
                "When the index that serves was built.",
                labels=["digest"],
            )
            info.add_metric([manifest.digest], manifest.built_at.timestamp())
            yield info

    def _manifest(self) -> Manifest | None:
        try:
            return self._live.searcher().index.manifest
        except ParvisIndexError:
            return None
