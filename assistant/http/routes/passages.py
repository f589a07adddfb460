"""/v1/passages: a passage in its document, what it cites and what cites it."""

from datetime import UTC, datetime
from functools import partial

from fastapi import APIRouter

from assistant.compose.currency import tell_currency
from assistant.http.catalog import Catalog
from assistant.http.citation_schemas import CurrencyOut
from assistant.http.dependencies import CatalogDep, StateDep
from assistant.http.schemas import IndexOut, PassageLink, PassageOut
from assistant.http.surrounding_text import surrounding_text
from assistant.records.answer_record import content_hash
from corpus.law.labels import label
from corpus.passage import Passage

router = APIRouter(prefix="/v1/passages", tags=["documents"])


@router.get("/{passage_id}")
async def read_passage(passage_id: str, state: StateDep, catalog: CatalogDep) -> PassageOut:
    """A passage with the words before and after it in its document."""
    return await state.reading.run(partial(_passage_out, catalog, passage_id))


def _passage_out(catalog: Catalog, passage_id: str) -> PassageOut:
    passage = catalog.passage(passage_id)
    document = catalog.document(passage.document_id)
    before, after = surrounding_text(document, passage)
    previous, following = catalog.neighbours(passage)
    today = datetime.now(UTC).date()
    currency = tell_currency(passage, catalog.index, as_of=today, language=document.language)
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
        currency=CurrencyOut.model_validate(currency) if currency else None,
        before=before,
        after=after,
        content_hash=content_hash(passage),
        previous=None if previous is None else _link(catalog, previous),
        next=None if following is None else _link(catalog, following),
        cites=tuple(_link(catalog, one) for one in catalog.cites(passage)),
        cited_by=tuple(_link(catalog, one) for one in catalog.cited_by(passage)),
        index=IndexOut.of(catalog.index),
    )


def _link(catalog: Catalog, passage: Passage) -> PassageLink:
    document = catalog.document(passage.document_id)
    return PassageLink(passage_id=passage.id, label=label(document, passage))
