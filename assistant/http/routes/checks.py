"""/v1/checks: a text in, and for each of its quotations and citations a verdict."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from assistant.checks.check_text import CheckedText, check_text
from assistant.checks.checked import CheckVerdict, ClaimKind, DifferenceKind
from assistant.http.catalog import Catalog
from assistant.http.citation_schemas import CitationOut, Out
from assistant.http.dependencies import JSON_ONLY, CatalogDep, SearcherDep, StateDep
from assistant.http.requests import Day, without_control, worded
from assistant.http.schemas import IndexOut
from index.search.searcher import Searcher

router = APIRouter(prefix="/v1/checks", tags=["checks"])
# A longer text is no letter, brief or answer.
MAX_TEXT_CHARS = 50_000


class CheckRequest(BaseModel):
    """A text that quotes or cites official documents; only `text` is required."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[
        str,
        StringConstraints(strict=True, max_length=MAX_TEXT_CHARS),
        AfterValidator(without_control),
        AfterValidator(worded),
    ] = Field(
        description="Quotations stand between marks, or after > at the beginning of a line.",
        examples=[
            "Selon l'article L. 231-1 du CRPA, « le silence gardé pendant trois mois par "
            "l'administration sur une demande vaut décision d'acceptation »."
        ],
    )
    as_of: Day | None = Field(
        default=None, description="Check what held on that day; today, if not said."
    )
    language: Literal["fr", "en"] | None = Field(
        default=None, description="Of the details; that of the text, if not said."
    )


class DifferenceOut(Out):
    """Where a quotation says otherwise: its words, and those of the document."""

    kind: DifferenceKind
    quoted: str
    document: str


class CheckedOut(Out):
    """A quotation or a citation of the text, and the verdict on it."""

    kind: ClaimKind
    start: int = Field(description="Characters of the text given.")
    end: int
    text: str
    article: str | None = Field(description="The article that the text names, as it writes it.")
    verdict: CheckVerdict
    detail: str
    source: CitationOut | None = Field(
        description="Where the words stand, or the nearest ones; where the article begins."
    )
    differences: tuple[DifferenceOut, ...]


class ChecksOut(Out):
    """The claims of a text in its order; `left_out` counts those beyond what one check looks at."""

    claims: tuple[CheckedOut, ...]
    left_out: int
    as_of: date
    index: IndexOut


@router.post("", dependencies=[JSON_ONLY])
async def check_citations(
    body: CheckRequest, state: StateDep, searcher: SearcherDep, catalog: CatalogDep
) -> ChecksOut:
    """Holds what a text quotes and cites against the documents; nothing of it is kept."""
    day = body.as_of or datetime.now(UTC).date()
    checked = await state.computing.run(partial(_check, body, searcher, catalog, day))
    return ChecksOut(
        claims=tuple(CheckedOut.model_validate(one) for one in checked.claims),
        left_out=checked.left_out,
        as_of=day,
        index=IndexOut.of(searcher.index),
    )


def _check(body: CheckRequest, searcher: Searcher, catalog: Catalog, day: date) -> CheckedText:
    return check_text(
        body.text, searcher=searcher, laws=catalog.laws, as_of=day, language=body.language
    )
