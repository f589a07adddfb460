"""What was read, as `parvis read --json` gives it."""

from datetime import date
from typing import Any

from assistant.preview.read_documents import Preview, ReadDocument


def preview_as_json(preview: Preview) -> dict[str, Any]:
    """The documents with their structure, and what was left out, refused and warned of."""
    return {
        "documents": [_document(one) for one in preview.documents],
        "left_out": [{"path": one.path, "reason": one.reason} for one in preview.left_out],
        "rejected": [
            {"path": one.path, "reason": one.reason, "remedy": one.remedy}
            for one in preview.rejected
        ],
        "warnings": [
            {"path": one.path, "page": one.page, "message": one.message} for one in preview.warnings
        ],
    }


def _document(read: ReadDocument) -> dict[str, Any]:
    document = read.document
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "language": document.language,
        "published": _day(document.published),
        "licence": document.licence,
        "url": document.url,
        "text": document.text,
        "blocks": [
            {
                "kind": one.kind.value,
                "level": one.level,
                "start": one.start,
                "end": one.end,
                "page": one.page,
            }
            for one in document.blocks
        ],
        "articles": [
            {
                "number": one.number,
                "start": one.start,
                "end": one.end,
                "valid_from": _day(one.valid_from),
                "valid_to": _day(one.valid_to),
            }
            for one in read.articles
        ],
        "passages": [
            {
                "start": one.start,
                "end": one.end,
                "article": one.locator.article,
                "commitment": one.locator.commitment,
                "page": one.locator.page,
                "heading_path": list(one.locator.heading_path),
            }
            for one in read.passages
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
