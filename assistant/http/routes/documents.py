"""/v1/documents: what the index holds."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.http.catalog import Holdings
from assistant.http.dependencies import HoldingsNeeded
from assistant.http.protocols import stamp_of
from assistant.http.requests import DocumentsQuery
from assistant.http.schemas import (
    DocumentOut,
    DocumentsOut,
    IndexOut,
    PassagePlace,
    WholeDocumentOut,
)
from corpus.law.labels import label

router = APIRouter(prefix="/v1/documents", tags=["documents"])


@router.get("")
def list_documents(
    holdings: HoldingsNeeded, asked: Annotated[DocumentsQuery, Query()]
) -> DocumentsOut:
    """The documents of the index by title, a page at a time."""
    found = holdings.entries(asked.kinds)
    page = found[asked.offset : asked.offset + asked.limit]
    return DocumentsOut(
        documents=tuple(_document_out(entry.id, holdings) for entry in page),
        total=len(found),
        index=IndexOut.model_validate(stamp_of(holdings.index)),
    )


@router.get("/{document_id}")
def read_document(document_id: str, holdings: HoldingsNeeded) -> WholeDocumentOut:
    """A document with its text, and where each of its passages stands in it."""
    document = holdings.document(document_id)
    places = tuple(
        PassagePlace(id=one.id, label=label(document, one), start=one.start, end=one.end)
        for one in holdings.passages(document_id)
    )
    fields = _document_out(document_id, holdings).model_dump(exclude={"passages"})
    index = IndexOut.model_validate(stamp_of(holdings.index))
    return WholeDocumentOut(**fields, text=document.text, passages=places, index=index)


def _document_out(document_id: str, holdings: Holdings) -> DocumentOut:
    document = holdings.document(document_id)
    return DocumentOut(
        id=document.id,
        title=document.title,
        kind=document.kind,
        language=document.language,
        url=document.url,
        licence=document.licence,
        published=document.published,
        modified=document.modified,
        passages=len(holdings.passages(document.id)),
    )
