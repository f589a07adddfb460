"""/health and /metrics: what an operator's machines ask, answered while every thread is busy."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.http.dependencies import SearcherDep, StateDep
from assistant.http.schemas import IndexOut, LiveOut, ReadyOut

router = APIRouter(tags=["operation"])


@router.get("/health/live")
async def live() -> LiveOut:
    """The process runs."""
    return LiveOut()


@router.get("/health/ready")
async def ready(searcher: SearcherDep) -> ReadyOut:
    """An index is loaded and questions can be answered; 503 until then."""
    return ReadyOut(index=IndexOut.of(searcher.index))


@router.get("/metrics", response_class=Response)
async def metrics(state: StateDep) -> Response:
    """Counts and latencies in Prometheus's text format."""
    return Response(state.metrics.render(), media_type=CONTENT_TYPE_LATEST)
