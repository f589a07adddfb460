"""What Markdown's dialects write with signs: formulas, roles, remarks, marks of a reviewer."""

import re

from corpus.readers.text.code_spans import CodeSpans
from corpus.readers.text.places import Places, first_of, shortened
from corpus.text import MISSING

_NOTATION = re.compile(
    r"\$\$(?P<block>(?:[^$\n]|\n(?!\s*\n)|\$(?!\$)){1,5000})\$\$"
    r"|\\begin\{(?P<env>equation|align|gather|multline|eqnarray|displaymath|math)\*?\}"
    r"(?:[^\\]|\\(?!end\{)){0,5000}\\end\{(?P=env)\*?\}"
    r"|(?<![\w$\\])\$(?P<inline>(?![\s$])[^$\n]{1,500}(?<![\s\\]))\$(?![\w$])"
    r"|\\(?P<bracket>\((?:[^\\\n]|\\(?![()])){1,2000}\\\)|\[(?:[^\\\n]|\n(?!\s*\n)|\\(?![\[\]])){1,5000}\\\])"
    r"|\{(?P<role>[a-z][\w:-]{0,40})\}`(?P<said>[^`\n]{1,500})`"
    r"|(?P<remark>(?<![\d%])(?<!\d[ \u00a0\u202f])%%(?:[^%\n]|%(?!%)){1,2000}%%"
    r"|(?<=\n)%%[ \t]*\n(?:[^%]|%(?!%)){1,20000}%%(?=[ \t]*(?:\n|\Z))"
    r"|\{>>(?:[^<{\n]|\n(?!\s*\n)|<(?!<)){0,2000}<<\})"
    r"|\{--(?P<deleted>(?:[^-{\n]|\n(?!\s*\n)|-(?!-\})){1,2000})--\}"
    r"|\{\+\+(?P<added>(?:[^+{\n]|\n(?!\s*\n)|\+(?!\+\})){1,2000})\+\+\}"
    r"|\{~~(?:[^~{\n]|\n(?!\s*\n)|~(?!>)){0,2000}~>(?P<instead>(?:[^~]|~(?!~\})){0,2000})~~\}"
    r"|(?<![=\w])==(?P<shown>(?![=\s])[^=\n]{1,500}(?<!\s))==(?![=\w])"
    r"|\^\^(?P<under>(?![\^\s])[^^\n]{1,500}(?<!\s))\^\^"
    r"|(?<![\w:])(?P<emoji>:[a-z][a-z0-9_+-]{0,40}:)(?![\w:`])"
)
_TEX = re.compile(r"[\\^_{}]")
_FORMULA = re.compile(r"[\\^_{}=<>+*/]|^\w$|^\w\(\w\)$")
_TARGET = re.compile(r"^(?P<text>.*?\S)\s*<[^<>]{1,300}>$")
_TITLES_ELSEWHERE = frozenset("ref numref doc eq any cite cite:p cite:t eval".split())
_SIGNS = {
    ":white_check_mark:": "✅", ":heavy_check_mark:": "✔", ":ballot_box_with_check:": "☑",
    ":x:": "❌", ":heavy_multiplication_x:": "✖", ":negative_squared_cross_mark:": "❎",
    ":no_entry:": "⛔", ":no_entry_sign:": "🚫", ":arrow_right:": "➡", ":euro:": "💶",
    ":heavy_plus_sign:": "➕", ":heavy_minus_sign:": "➖",
}  # fmt: skip
_ENDED = re.compile(r"[.!?…][»”\"')\]*_]*$")


def without_notation(text: str, places: Places) -> tuple[str, tuple[str, ...]]:
    """`text` with its signs read, and what is to be warned of; MISSING stands for a formula."""
    code = CodeSpans(text)
    parts: list[str] = []
    warnings: list[str] = []
    passed = 0
    for found in _NOTATION.finditer(text):
        if code.holds(found.start()) or found.start() < passed:
            continue
        said = _said(found)
        if said is None:
            continue
        parts.append(text[passed : found.start()])
        passed = found.end()
        if MISSING in said:
            refers = found["role"] and found["role"] != "math"
            what = "a reference to another page" if refers else "a formula"
            warnings.append(
                f"{places.line_of(found.group())}{what} could not be read, "
                f"{shortened(found.group())}"
            )
        if said == MISSING and (found["block"] or found["env"] or found.group().startswith("\\[")):
            passed = _put_formula(parts, text, passed)
        else:
            parts.append(said)
    parts.append(text[passed:])
    return "".join(parts), first_of(warnings)


def _said(found: re.Match[str]) -> str | None:
    """What a reader of the page reads there; None where it is no notation after all."""
    said: str | None
    match found.lastgroup:
        case "block" | "env":
            said = MISSING
        case "inline":
            said = _formula(found["inline"])
        case "bracket":
            said = MISSING if _TEX.search(found["bracket"][1:-2]) else None
        case "said":
            said = _role(found["role"], found["said"])
        case "emoji":
            said = _SIGNS.get(found["emoji"], "")
        case "remark" | "deleted":
            said = ""
        case group:
            said = found[group] if group else None
    return said


def _formula(tex: str) -> str | None:
    """A formula in a sentence: as it is where it needs no TeX ("n = 3")."""
    if tex.startswith("`") or _TEX.search(tex):
        return MISSING
    return tex if _FORMULA.search(tex) and re.search(r"[^\W\d]", tex) else None


def _role(role: str, said: str) -> str:
    target = _TARGET.match(said)
    if target:
        return target["text"]
    if role == "math" or role in _TITLES_ELSEWHERE:
        return MISSING
    return said


def _put_formula(parts: list[str], text: str, passed: int) -> int:
    """Puts MISSING for a formula set apart where the sentence around it goes on over it.

    Returns how far the text is read then.
    """
    before = "".join(parts[-4:])[-400:].rstrip()
    last = before.rsplit("\n", 1)[-1]
    rest = text[passed : passed + 400]
    following = rest.lstrip()
    runs_into = bool(re.search(r"\w", last)) and not _ENDED.search(last) and last[:1] != "#"
    if runs_into:
        while parts and not parts[-1].strip():
            parts.pop()
        parts[-1] = parts[-1].rstrip()
    if following[:1].islower():
        parts.append(f" {MISSING} ")
        return passed + len(rest) - len(following)
    if runs_into or following[:1] in tuple(".,;:"):
        parts.append(f" {MISSING}")
    return passed
