"""Telling: an answer of the HTTP contract, as a terminal shows it."""

from collections.abc import Mapping
from typing import Any


def as_text(answer: Mapping[str, Any]) -> str:
    """An answer of the HTTP contract as a terminal shows it: sentences, then numbered sources."""
    if answer["status"] == "refused":
        return str(answer["refusal"]["message"])
    lines = [str(answer["text"]), ""]
    for citation in answer["citations"]:
        link = citation["permalink"] or citation["url"]
        lines.append(f"[{citation['number']}] {citation['label']}" + (f"  {link}" if link else ""))
    return "\n".join(lines)
