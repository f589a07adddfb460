"""Office documents taken apart and put together again with a part changed."""

import io
import zipfile
from collections.abc import Callable


def with_part(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with what `change` makes of its part `name`, new or not."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as before,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after,
    ):
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part, before.read(part))
        known = name in before.namelist()
        after.writestr(name, change(before.read(name) if known else b""))
    return changed.getvalue()


def bomb(raw: bytes, name: str, *, megabytes: int) -> bytes:
    """The archive with a part that unpacks to so much."""
    return with_part(raw, name, lambda _: b" " * (megabytes * 2**20))


def with_entities(raw: bytes, name: str) -> bytes:
    """The archive with a part that declares an entity."""

    def declared(content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        return head + mark + b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + rest

    return with_part(raw, name, declared)
