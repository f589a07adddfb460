"""/health and /metrics: what an operator's machines ask."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.http.dependencies import PartsNeeded, SearcherNeeded
from assistant.http.protocols import stamp_of
from assistant.http.schemas import IndexOut, LiveOut, ReadyOut

router = APIRouter(tags=["operation"])


@router.get("/health/live")
async def live() -> LiveOut:
    """The process runs."""
    return LiveOut()


@router.get("/health/ready")
def ready(searcher: SearcherNeeded) -> ReadyOut:
    """An index is loaded and questions can be answered; 503 until then."""
    return ReadyOut(index=IndexOut.model_validate(stamp_of(searcher.index)))


@router.get("/metrics", response_class=Response)
def metrics(parts: PartsNeeded) -> Response:
    """Counts and latencies in Prometheus's text format."""
    return Response(parts.metrics.render(), media_type=CONTENT_TYPE_LATEST)
