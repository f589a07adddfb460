"""/v1/passages: a passage in its document, what it cites and what cites it."""

from fastapi import APIRouter

from assistant.http.catalog import Holdings
from assistant.http.context import surroundings
from assistant.http.dependencies import HoldingsNeeded
from assistant.http.protocols import stamp_of
from assistant.http.schemas import IndexOut, PassageLink, PassageOut
from assistant.records.answer_record import content_hash
from corpus.law.labels import label
from corpus.passage import Passage

router = APIRouter(prefix="/v1/passages", tags=["documents"])


@router.get("/{passage_id}")
def read_passage(passage_id: str, holdings: HoldingsNeeded) -> PassageOut:
    """A passage with the words before and after it in its document."""
    return _passage_out(holdings.passage(passage_id), holdings)


def _passage_out(passage: Passage, holdings: Holdings) -> PassageOut:
    document = holdings.document(passage.document_id)
    before, after = surroundings(document, passage)
    previous, following = holdings.neighbours(passage)
    return PassageOut(
        id=passage.id,
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        language=document.language,
        label=label(document, passage),
        url=document.url,
        permalink=passage.permalink,
        article=passage.locator.article,
        commitment=passage.locator.commitment,
        page=passage.locator.page,
        heading_path=passage.locator.heading_path,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        published=document.published,
        valid_from=passage.valid_from,
        valid_to=passage.valid_to,
        before=before,
        after=after,
        content_hash=content_hash(passage),
        previous=None if previous is None else _link(previous, holdings),
        next=None if following is None else _link(following, holdings),
        cites=tuple(_link(one, holdings) for one in holdings.cites(passage)),
        cited_by=tuple(_link(one, holdings) for one in holdings.cited_by(passage)),
        index=IndexOut.model_validate(stamp_of(holdings.index)),
    )


def _link(passage: Passage, holdings: Holdings) -> PassageLink:
    document = holdings.document(passage.document_id)
    return PassageLink(passage_id=passage.id, label=label(document, passage))
