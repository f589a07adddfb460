"""Shortcodes and tags of templates in Markdown: their marks go, and where a word is missing shows.

Hugo's {{< >}} and {{% %}}, Liquid's, Jinja's and GitBook's {% %} and {{ }}, Handlebars' {{# }},
WordPress's [name attribute="…"], the components and expressions of MDX.
"""

import re
from dataclasses import dataclass, field

from corpus.readers.text.code_spans import CodeSpans
from corpus.readers.text.places import Places, first_of, shortened
from corpus.text import MISSING

_VALUE = r"""(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|[^\s"'\]\[<>=]{1,200})"""
_BRACED = r"\{[^{}\n]{0,500}\}"
# No mark holds a blank line: braces that nothing closes would take paragraphs with them. None holds
# the beginning of another of its kind: a file of beginnings alone costs no more.
_MARK = re.compile(
    r"\{\{(?P<hugo>[<%](?:[^{}\n]|\n(?!\s*\n)|\{[^{}\n]{0,200}\}){0,2000}[>%])\}\}"
    r"|\{%(?P<liquid>(?:[^%{\n]|\n(?!\s*\n)|%(?!\})|\{(?![%{#])){0,2000})%\}"
    r"|\{\{(?P<output>\{?(?:[^{}\n]|\n(?!\s*\n)|\{(?:[^{}\n]|\n(?!\s*\n)|\{[^{}\n]{0,300}\}){0,500}\})"
    r"{0,2000}\}?)\}\}"
    r"|\{#(?P<remark>(?:[^#{]|#(?!\})|\{(?!#)){1,5000})#\}"
    rf"|(?<!\[)\[(?P<wordpress>/?[A-Za-z][\w-]{{1,40}}(?:[ \t]+[\w-]{{1,40}}={_VALUE}){{0,20}})"
    r"\s?/?\](?![(:\]])"
    rf"|<(?P<component>[A-Z][\w.]{{0,60}}(?:\s+[\w:-]{{1,40}}(?:={_VALUE}|={_BRACED})?){{0,20}}\s*)/>"
    r"|\{(?P<expression>/\*(?:[^*]|\*(?!/)){0,2000}\*/|[A-Za-z_$][^{}\n\"'#,:]{0,300})\}"
)
_NAME = re.compile(r"[\s<%/#>^&=~-]*(?:/\s*)?([\w.:-]+)")
_CAPTIONS = re.compile(
    r"""\b(?:title|caption|summary|label|text)=(?:"([^"]{1,500})"|'([^']{1,500})')"""
)
_FLOW = frozenset(
    "if elsif elif else unless case when for endif endunless endcase endfor ifequal endifequal "
    "each with tablerow endtablerow".split()
)
# What stands for no words, wherever it is.
_WORDLESS = frozenset(
    "figure img image picture gallery youtube vimeo video audio gist tweet twitter x instagram "
    "spotify map maps toc _toc_ br clear icon fa anchor rawhtml assign set break continue "
    "layout extends import from increment decrement cycle csrf_token load seo feed_meta space hr "
    "pagebreak more endcapture embed".split()
)
_CONTENTS = frozenset(("toc", "_toc_", "csrf_token"))
_LITERAL = frozenset(("raw", "verbatim"))
_PUT_ELSEWHERE = frozenset(("comment", "capture"))
_BETWEEN = frozenset(("else", "elsif", "elif", "when"))
_CLOSING = re.compile(r"\[/([a-z][\w-]{1,40})\]")
_LAYOUT = re.compile(r"[\s>*_#|+-]*")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]*_\s]*$")
_MOST_MARKS = 5_000  # beyond, what a mark stands in is not looked at


@dataclass(slots=True)
class _Pass:
    """One pass over a text."""

    text: str
    places: Places
    mdx: bool
    parts: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    passed: int = 0
    ends: frozenset[str] = frozenset()

    def run(self) -> str:
        code = CodeSpans(self.text)
        closed = frozenset(_CLOSING.findall(self.text))
        marks = [
            mark
            for mark in _MARK.finditer(self.text)
            if not code.holds(mark.start()) and self._is_mark(mark, closed)
        ]
        self.ends = frozenset(_name(mark) for mark in marks if _is_end(mark))
        skipped_to = ""
        for number, mark in enumerate(marks):
            if skipped_to:
                if _is_end(mark) and _name(mark) == skipped_to:
                    if skipped_to in _LITERAL:
                        self.parts.append(self.text[self.passed : mark.start()])
                    self.passed, skipped_to = mark.end(), ""
                continue
            name = _name(mark)
            self.parts.append(self.text[self.passed : mark.start()])
            self.passed = mark.end()
            if name in _LITERAL | _PUT_ELSEWHERE and not _is_end(mark) and name in self.ends:
                skipped_to = name
                if name == "capture":
                    self._tell(mark, "what a template keeps for another place was not read")
            elif number < _MOST_MARKS:
                self.parts.append(self._instead(mark, name))
            else:
                self.parts.append(MISSING)
        self.parts.append(self.text[self.passed :])
        return "".join(self.parts)

    def _is_mark(self, mark: re.Match[str], closed: frozenset[str]) -> bool:
        match mark.lastgroup:
            case "expression":
                return self.mdx
            case "wordpress":
                return "=" in mark.group() or _name(mark) in closed
            case "hugo":  # {{</* name */>}} shows {{< name >}}
                return "/*" not in mark.group()
            case _:
                return True

    def _instead(self, mark: re.Match[str], name: str) -> str:
        """What stands in the text where a mark stood."""
        if mark.lastgroup == "remark" or self._within_tag(mark.start()):
            return ""
        if mark.lastgroup in ("output", "expression"):
            return self._output(mark, name)
        if mark.lastgroup == "liquid" and name in _FLOW:
            return self._flow(mark, name)
        return self._tag(mark, name)

    def _output(self, mark: re.Match[str], name: str) -> str:
        """Marks between two braces: mostly the name of a value, and all that Handlebars has."""
        inside = mark[mark.lastgroup or 0].strip("{} ~-")
        if inside.startswith(("!", "/*")) or name in _CONTENTS:
            return ""
        if inside.startswith(("#", "/", "^")) or inside == "else":
            return self._flow(mark, inside.lstrip("#^ "))
        quote = inside[:1]
        if quote in ("'", '"') and inside.count(quote) == 2 and inside.endswith(quote):
            return inside[1:-1]
        return self._value(mark)

    def _value(self, mark: re.Match[str]) -> str:
        """A mark in whose place words are shown."""
        place = self._place(mark)
        if not place.alone or place.goes_on:
            self._tell(mark, "what a template writes in a sentence here is not in the file")
            return MISSING
        self._tell(mark, "what a template puts in here is not in the file")
        return mark.group() if mark.lastgroup == "component" else ""

    def _tag(self, mark: re.Match[str], name: str) -> str:
        """A mark that shows words, dresses what is between it and its end, or shows a picture."""
        paired = mark.lastgroup != "component" and name in self.ends
        if mark.lastgroup == "liquid" and "(" in mark.group():  # Zola's end names nothing
            paired = paired or "end" in self.ends
        captions = [double or single for double, single in _CAPTIONS.findall(mark.group())]
        captions = captions if mark.lastgroup in ("hugo", "liquid") or paired else []
        dressing = paired or name in _WORDLESS
        if not dressing and not captions:
            labelled = mark.lastgroup == "component" and " text=" in mark.group()
            return mark.group() if labelled else self._value(mark)
        if not self._place(mark).alone:
            return "" if dressing else self._value(mark)
        said = "\n\n".join(captions)
        return f"\n\n{said}\n\n" if paired or said else ""

    def _flow(self, mark: re.Match[str], name: str) -> str:
        """A condition or a loop: what is shown depends on it."""
        if not _is_end(mark) and name not in _BETWEEN:
            self._tell(mark, "what a template shows only on a condition was read")
        place = self._place(mark)
        if place.alone and not place.goes_on and self.text.startswith("\n|", mark.end()):
            self.passed += 1  # no line is left, which would part a table from its head
        return MISSING if place.goes_on else ""

    def _place(self, mark: re.Match[str]) -> "_Place":
        before = "".join(self.parts[-12:])[-400:]
        rest = self.text[mark.end() : mark.end() + 400]
        *above, lead = before.split("\n")
        tail, *below = _MARK.sub("", rest).split("\n")
        alone = not _LAYOUT.sub("", lead) and not _LAYOUT.sub("", tail)
        earlier, later = lead, tail
        if alone and not _LAYOUT.match(lead).group().strip():  # type: ignore[union-attr]
            earlier = above[-1] if above and not above[-1].startswith("#") else ""
            later = below[0] if below else ""
        ended = not re.search(r"\w", earlier) or _SENTENCE_END.search(earlier[-200:])
        return _Place(alone, not ended and bool(re.search(r"\w", later)))

    def _tell(self, mark: re.Match[str], what: str) -> None:
        line = self.places.line_of(mark.group())
        self.warnings.append(f"{line}{what}, {shortened(mark.group())}")

    def _within_tag(self, place: int) -> bool:
        """Whether a place is in a tag of HTML, or in the address of a link."""
        before = self.text[max(0, place - 500) : place]
        opened = max(before.rfind("<"), before.rfind("]("))
        if opened < 0:
            return False
        closer = ")" if before[opened] == "]" else ">"
        inside = before[opened + 1 :]
        opens = closer == ")" or inside[:1].isalpha() or inside[:1] == "/"
        return opens and closer not in inside and "\n\n" not in inside


@dataclass(frozen=True, slots=True)
class _Place:
    """Whether a mark has its lines for itself, and whether a sentence goes on over it."""

    alone: bool
    goes_on: bool


def _name(mark: re.Match[str]) -> str:
    """The name of a mark; that of its beginning for an end ("endif", "/alert")."""
    inside = mark[mark.lastgroup or 0]
    found = _NAME.match(inside)
    name = found[1].lower() if found else ""
    return name.removeprefix("end") if mark.lastgroup == "liquid" and name != "end" else name


def _is_end(mark: re.Match[str]) -> bool:
    inside = mark[mark.lastgroup or 0].lstrip("<%-~ ")
    return inside.startswith("/") or (mark.lastgroup == "liquid" and inside.startswith("end"))


def without_template_marks(
    text: str, places: Places, *, mdx: bool = False
) -> tuple[str, tuple[str, ...]]:
    """`text` without the marks of templates, and what is to be warned of.

    MISSING stands where a word is missing within a sentence. `mdx` says that expressions in braces
    are marks too.
    """
    reading = _Pass(text, places, mdx)
    return reading.run(), first_of(reading.warnings)
