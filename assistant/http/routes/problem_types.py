"""/problems: what each type of problem means, at the address that responses name."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from assistant.http.problems import TYPES
from assistant.http.schemas import ProblemTypeOut

router = APIRouter(prefix="/problems", tags=["operation"])


@router.get("/{slug}")
async def read_problem_type(slug: str) -> ProblemTypeOut:
    """What a type of problem means."""
    if slug not in TYPES:
        raise HTTPException(404)
    return ProblemTypeOut.model_validate(TYPES[slug])
