"""Representation: bytes that are served as they are, compressed where the browser takes that."""

import gzip
import hashlib
from dataclasses import dataclass
from typing import Self

from fastapi import Request, Response

_REVALIDATED = "no-cache"


@dataclass(frozen=True, slots=True)
class Representation:
    """Content with its type, its entity tag and its compressed form; `cache` is Cache-Control."""

    content: bytes
    compressed: bytes
    media_type: str
    tag: str
    cache: str

    @classmethod
    def of(cls, content: bytes, media_type: str, *, cache: str = _REVALIDATED) -> Self:
        """The representation of `content`."""
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        return cls(content, gzip.compress(content, mtime=0), media_type, tag, cache)

    def response(self, request: Request) -> Response:
        """What `request` gets: the content, or word that the browser has it already."""
        headers = {"ETag": self.tag, "Cache-Control": self.cache, "Vary": "Accept-Encoding"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.content, media_type=self.media_type, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(self.compressed, media_type=self.media_type, headers=headers)
