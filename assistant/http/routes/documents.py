"""/v1/documents: what the index holds."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.http.catalog import Catalog
from assistant.http.dependencies import CatalogDep, StateDep
from assistant.http.requests import DocumentsQuery
from assistant.http.schemas import (
    DocumentOut,
    DocumentsOut,
    IndexOut,
    PassageRange,
    WholeDocumentOut,
)
from corpus.law.labels import label

router = APIRouter(prefix="/v1/documents", tags=["documents"])


@router.get("")
async def list_documents(
    state: StateDep, catalog: CatalogDep, query: Annotated[DocumentsQuery, Query()]
) -> DocumentsOut:
    """The documents of the index by title, a page at a time."""
    return await state.reading.run(partial(_documents_out, catalog, query))


@router.get("/{document_id}")
async def read_document(document_id: str, state: StateDep, catalog: CatalogDep) -> WholeDocumentOut:
    """A document with its text, and where each of its passages stands in it."""
    return await state.reading.run(partial(_whole_document_out, catalog, document_id))


def _documents_out(catalog: Catalog, query: DocumentsQuery) -> DocumentsOut:
    found = catalog.entries(query.kinds)
    page = found[query.offset : query.offset + query.limit]
    return DocumentsOut(
        documents=tuple(
            DocumentOut.of(catalog.document(entry.id), passages=entry.passages) for entry in page
        ),
        total=len(found),
        index=IndexOut.of(catalog.index),
    )


def _whole_document_out(catalog: Catalog, document_id: str) -> WholeDocumentOut:
    document = catalog.document(document_id)
    passages = tuple(
        PassageRange(id=one.id, label=label(document, one), start=one.start, end=one.end)
        for one in catalog.passages(document_id)
    )
    index = IndexOut.of(catalog.index)
    return WholeDocumentOut.of(document, text=document.text, passages=passages, index=index)
