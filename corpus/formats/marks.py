"""The marks of Markdown, HTML and front matter in a text."""

import json
import re

from corpus.formats.format import Format

_HTML_MARK = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|nav|header|p|h[1-6]|ul|ol|table|title|meta)\b",
    re.IGNORECASE,
)
_MARKDOWN_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}#{1,6} +\S",
        r"(?<!\\)\[[^\[\]\n]{1,300}\]\([^)\s]",
        r"\*\*[^*\n]{1,300}\*\*",
        r"^ {0,3}(?:```|~~~)",
        r"^[ \t]*+(?:\|[ \t]*+)?:?-{3,}:?[ \t]*\|",
        r"\[\[[^\]\[\n]{1,300}\]\](?!\()",
        r"^:::",
        r"\{:[^{}\n]{1,300}\}",
        r"^ {0,3}> ?\S",
        r"^ {0,3}(?:[*+-]|\d+\.) +\S",
    )
)
_HTML_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|td|span|a)>", re.IGNORECASE)
_HTML_WITHIN = re.compile(
    r"</(?:p|div|h[1-6]|li|td|span|a|strong|em|b|i)>|<br\s?/?>|&(?:[a-zA-Z]{2,8}|#\d{2,5});",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A\s*-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*\w[\w .-]*[ \t]*:")
_TOML_FRONT_MATTER = re.compile(r"\+{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[\w\"'\[]")
_NAMED_FORMAT = re.compile(r"-{3}(?:json|toml)[ \t]*\n", re.IGNORECASE)
_LONGEST_FRONT_MATTER = 200_000
_JSON = json.JSONDecoder()


def looks_markdown(text: str) -> bool:
    """Whether the marks are Markdown's; a list alone, or a quotation, is plain text's too."""
    head = text[:200_000]
    marks = [bool(mark.search(head)) for mark in _MARKDOWN_MARKS]
    return sum(marks[:-2]) >= 2 or (any(marks[:-2]) and any(marks[-2:])) or bool(marks[0])


def prose_format(text: str) -> Format:
    """What marks are in a text that comes without a name: those of HTML, of Markdown, or none."""
    if _HTML_MARK.match(text.lstrip()) and not looks_markdown(text):
        return Format.HTML
    if looks_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if _HTML_WITHIN.search(text) else Format.TEXT


def has_other_front_matter(start: str, *, page: bool) -> bool:
    """Whether a text begins with front matter in TOML, or in JSON with words after it.

    `page` says that the file is named as a page, which may be nothing but its front matter.
    """
    if _NAMED_FORMAT.match(start):
        return True
    if start.startswith("+++"):
        return bool(_TOML_FRONT_MATTER.match(start))
    if not start.startswith("{"):
        return False
    try:
        value, end = _JSON.raw_decode(start[:_LONGEST_FRONT_MATTER])
    except (ValueError, RecursionError):
        return False
    after = start[end : end + 1000].lstrip(" \t")
    words = after.strip()
    if not isinstance(value, dict) or after[:1] != "\n":
        return False
    return words[0] not in "{[,]}" if words else page


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter in YAML."""
    return _FRONT_MATTER.match(text) is not None


def begins_as_html(start: str) -> bool:
    """Whether an element of HTML stands at the beginning of a text, or soon after it."""
    return bool(_HTML_MARK.match(start) or _HTML_MARK.search(start[:5000]))


def closes_html(text: str) -> bool:
    """Whether several elements of HTML end in a text."""
    return len(_HTML_ENDS.findall(text)) >= 3
