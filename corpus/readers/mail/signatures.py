"""The signature under a message: who wrote it, which is no part of what it says."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARK = re.compile(r"^-- ?$", re.MULTILINE)
# What follows a signature where the answer stands above the message that it answers.
_QUOTE = re.compile(
    r"^(?:>|-{3,}[^\n-]{3,60}-{3,}[ \t]*$|(?:de|from|von|expéditeur) ?: "
    r"|(?:le|on|am) [^\n]{4,200}(?:a écrit|wrote|schrieb) ?:)",
    re.IGNORECASE | re.MULTILINE,
)
# What mail programs call it: Gmail, Thunderbird, Outlook on the web and on phones, Apple.
_NODES = (
    ".gmail_signature, .gmail_signature_prefix, [data-smartmail=gmail_signature], .moz-signature, "
    "#Signature, #ms-outlook-mobile-signature, #AppleMailSignature, [id^=x_Signature]"
)
_NAMED = re.compile(r"signature", re.IGNORECASE)


def without_signature(text: str) -> str:
    """Plain text without what stands under "-- ", up to the message that is quoted after it."""
    mark = _MARK.search(text)
    if mark is None:
        return text
    quote = _QUOTE.search(text, mark.end())
    return text[: mark.start()] + (text[quote.start() :] if quote else "")


def without_signature_of_markup(markup: str) -> str:
    """HTML without the elements that mail programs put a signature in."""
    if not _NAMED.search(markup):
        return markup
    tree = LexborHTMLParser(markup)
    found = {node.mem_id: node for node in tree.css(_NODES)}
    if not found:
        return markup
    for node in reversed(found.values()):  # what is within another goes first
        _take_dashes(node)
        node.decompose()
    return tree.html or ""


def _take_dashes(node: LexborNode) -> None:
    """Takes away the "--" that stands on a line of its own before a signature."""
    line = node.prev
    if line is None or line.tag != "br":
        return
    dashes = line.prev
    if dashes is not None and dashes.tag == "-text" and (dashes.text_content or "").strip() == "--":
        dashes.decompose()
