"""Links between notes ([[id]], [[id|alias]], ![[embed]]) as words that read well."""

import re

from markdown_it.rules_inline import StateInline

_LINK = re.compile(r"(!?)\[\[([^\[\]\n|]{0,500}?)(?:\\?\|([^\[\]\n]{0,500}?))?\]\]")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|pdf|mp[34]|webm|ogg|wav|csv|xlsx?)$", re.I)
_BARE_ID = re.compile(r"[\d\s_.:-]{6,}")
_SIZE = re.compile(r"\d+(?:x\d+)?")
_TOC = frozenset(("toc", "_toc_"))
# A word that wants a noun after it: where the noun was the link, its place is shown.
_WANTS_NOUN = re.compile(
    r"(?:^|[\s(’'])(?:voir|cf\.?|aussi|avec|sans|de|du|des|d|l|à|au|aux|le|la|les|un|une|par|pour|sur|"
    r"dans|en|vers|chez|entre|et|ou|que|selon|see|also|with|without|of|from|to|the|an?|by|for|on|in|at|"
    r"and|or|than|like|comme)[’'\s]*$",
    re.IGNORECASE,
)
_VERB_FOLLOWS = re.compile(
    r"\s*(?:est|sont|était|étaient|sera|a|ont|avait|vise|visent|permet|permettent|peut|peuvent|doit|"
    r"doivent|fait|font|is|are|was|were|has|have|aims?|can|must|will|may)\b",
    re.IGNORECASE,
)
_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:!?)»”]|$)")


def wikilink(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: replaces a link by its words, or closes the gap that it leaves."""
    if state.src[state.pos] not in "![":
        return False
    match = _LINK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        words = _words(match)
        if words:
            state.append_pending(words)
        else:
            _close_gap(state, match)
    state.pos = match.end()
    return True


def _words(match: re.Match[str]) -> str:
    """The alias of a link, else the name of the note; nothing for pictures and bare numbers."""
    embedded, target, alias = match[1], match[2].strip(), (match[3] or "").strip()
    if target.lower() in _TOC:
        return ""
    if alias and not (embedded and _SIZE.fullmatch(alias)):
        return alias
    page, _, heading = target.partition("#")
    name = page.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md") or heading.lstrip("#^")
    if _FILE.search(name) or _BARE_ID.fullmatch(name):
        return ""
    return name


def _close_gap(state: StateInline, match: re.Match[str]) -> None:
    """Leaves a sentence that still reads: no space before a full stop, […] for a missing noun."""
    before, after = state.src[: match.start()], state.src[match.end() :]
    missing = _WANTS_NOUN.search(before) and (
        _ENDS_CLAUSE.match(after) or _VERB_FOLLOWS.match(after)
    )
    opening = not before.strip() or before.rstrip()[-1:] in ".!?"
    if match[1] != "!" and (missing or (opening and _VERB_FOLLOWS.match(after))):
        state.append_pending("[…]")
    elif after[:1] in ("", ",", ".", ")", "\n"):
        state.pending = state.pending.rstrip(" ")
