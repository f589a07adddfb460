"""HTML that has lost its opening tags: they are put back where the block must have begun."""

import re

_TAG = re.compile(
    r"<(/?)(p|h[1-6]|li|ul|ol|div|blockquote|section|article|table|tr|td|th|figure)\b[^<>]*>", re.I
)
_MENDED = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote".split())


def mend(html: str) -> str:
    """`html` with an opening tag for each paragraph, heading and item that only has its end.

    A parser drops such an end, and what it ended would run into the next block.
    """
    opened: dict[str, int] = {}
    missing: list[tuple[int, str]] = []
    boundary = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if not match[1]:
            opened[name] = opened.get(name, 0) + 1
        elif opened.get(name):
            opened[name] -= 1
        elif name in _MENDED:
            missing.append((boundary, name))
        boundary = match.end()
    kept: list[str] = []
    end = 0
    for place, name in missing:
        kept += (html[end:place], f"<{name}>")
        end = place
    return "".join(kept) + html[end:]
