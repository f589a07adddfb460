"""Boxes, tabs and directives of Markdown's dialects, in the few ways that our parser has."""

import re

from corpus.readers.text.places import Places, first_of, shortened

_QUOTED = re.compile(r"^([ \t]*(?:>[ \t]*)+)\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*(.*)$")
_DIRECTIVE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*\{([\w:.-]+)\}[ \t]*(.*)$")
_COLON_DIRECTIVE = re.compile(r"^[ \t]*:{3,}[ \t]*\{[\w:.-]+\}")
_FENCE = re.compile(r"^[ \t>]*(?:[*+-][ \t]+|\d{1,3}[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)$")
_OPTION = re.compile(r"^[ \t]*:[\w-]+:(?:[ \t].*)?$")
_TAB = re.compile(r"^([ \t]*)===[!+]*[ \t]+(\"[^\"\n]+\"|'[^'\n]+')[ \t]*$")
_COMPONENT = re.compile(r"^[ \t]{0,3}</?[A-Z][\w.]*(?:\s[^<>]*)?>[ \t]*$")
_LABEL = re.compile(r"""\b(?:label|title|summary)=(?:"([^"\n]{1,300})"|'([^'\n]{1,300})')""")
_ADVICE = re.compile(r"^[ \t]{0,3}[!?]>[ \t]+")
_NO_TEXT = re.compile(
    r"^[ \t]*(?:\[TOC\]|\[\[_TOC_\]\]|\\(?:newpage|pagebreak|clearpage|tableofcontents|toc)\b.*"
    r"|\*\[[^\]\n]+\]:.*|(?:import|export)[ \t].*from[ \t]+['\"][^'\"\n]+['\"];?"
    r"|import[ \t]+['\"][^'\"\n]+['\"];?)[ \t]*$",
    re.IGNORECASE,
)
_INCLUDE = re.compile(
    r"^[ \t]*(?:-{1,2}8<-{1,2}[ \t].*|\{!.*!\}|!!!include\(.*\)!!!|@import[ \t]+\S.*"
    r"|>?[ \t]*\[!include[ \t]*\[.*)[ \t]*$",
    re.IGNORECASE,
)
# Directives of MyST and Quarto whose content is Markdown; that of the next is from other files, and
# that of all others is code.
_BOXES = frozenset(
    "note tip warning important caution danger hint attention error seealso admonition epigraph "
    "topic sidebar margin card dropdown tab-set tab-item details versionadded versionchanged "
    "deprecated pull-quote highlights list-table grid grid-item grid-item-card figure".split()
)
_ELSEWHERE = frozenset("include literalinclude toctree bibliography glue embed".split())
_PICTURES = frozenset(("image", "mermaid"))
_NOT_SHOWN = frozenset(("index", "raw", "only", "contents", "eval-rst", "code-cell"))


def plain_callouts(text: str, places: Places) -> tuple[str, tuple[str, ...]]:
    """`text` with its boxes written as ":::" or "!!!", and what is to be warned of."""
    lines: list[str] = []
    warnings: list[str] = []
    fence = ""  # what ends the code under way
    directives: list[tuple[str, bool]] = []  # what ends each directive, and whether it is shown
    options = False
    for raw in text.split("\n"):
        bare = raw.strip()
        if fence:
            fence = "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
            lines.append(raw)
            continue
        if directives and bare.startswith(directives[-1][0]) and not bare.strip(bare[0]):
            mark, shown = directives.pop()
            lines += ["", ":" * len(mark), ""] if shown else []
            continue
        if options and _OPTION.match(raw):
            continue
        options = _COLON_DIRECTIVE.match(raw) is not None
        directive = _DIRECTIVE.match(raw)
        name = directive[3].lower() if directive else ""
        if directive and name in _BOXES | _ELSEWHERE | _PICTURES | _NOT_SHOWN:
            shown = name in _BOXES
            directives.append((directive[2], shown))
            options = True
            if shown:
                title = "" if name == "figure" else directive[4]
                lines += ["", f"{':' * len(directive[2])} {name} {title}".rstrip(), ""]
            elif name in _ELSEWHERE:
                warnings.append(_elsewhere(places, bare))
            continue
        if any(not shown for _, shown in directives):
            continue
        opened = _FENCE.match(raw)
        if opened and not (opened[1][0] == "`" and "`" in opened[2]):
            fence = opened[1]
        elif _INCLUDE.match(raw):
            warnings.append(_elsewhere(places, bare))
            continue
        lines.append(_plain(raw))
    return "\n".join(lines), first_of(warnings)


def _plain(raw: str) -> str:
    """One line outside of code, in the ways that our parser has."""
    if _NO_TEXT.match(raw):
        return ""
    quoted = _QUOTED.match(raw)
    if quoted:
        marks, title = quoted[1].rstrip(), quoted[3].strip()
        return f"{marks} **{title}**\n{marks}" if title else marks
    tab = _TAB.match(raw)
    if tab:
        return f'{tab[1]}!!! tab "{tab[2][1:-1]}"'
    if _COMPONENT.match(raw):
        label = _LABEL.search(raw)
        said = (
            f"**{label[1] or label[2]}**\n\n" if label and not raw.rstrip().endswith("/>") else ""
        )
        return f"\n{raw.strip()}\n\n{said}"
    return _ADVICE.sub("", raw)


def _elsewhere(places: Places, mark: str) -> str:
    return f"{places.line_of(mark)}what is put in here is in another file, {shortened(mark)}"


_TITLED = re.compile(
    r"^\[(?P<bracket>[^\]\n]*)\]|\btitle=(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')"
)
_KIND = re.compile(r"^(?:\{[^{}\n]*\}|[\w.:-]+)")


def box_title(info: str) -> str:
    """The title of a box, of what stands after its ":::".

    ("tip Titre", 'note[Titre]', '{note} Titre', '{.callout-note title="Titre"}')
    """
    info = info.strip()
    titled = _TITLED.search(info[len(kind.group()) :] if (kind := _KIND.match(info)) else info)
    if titled is None and kind is not None:
        titled = _TITLED.search(kind.group())
    if titled:
        return next(filter(None, titled.groups()), "").strip()
    rest = info[kind.end() :] if kind else info
    return re.sub(r"\{[^{}\n]*\}\s*$", "", rest).strip()
