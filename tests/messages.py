"""The messages that the code makes for a person, found in its syntax trees.

python -m tests.messages prints a row for each one that the French catalogue lacks, to be filled in.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from assistant.translation.catalogue import FRENCH

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "index", "assistant")
# What the page and the API say has its own words in two languages, in assistant/strings.py.
NOT_HERE = (
    "assistant/http", "assistant/compose", "assistant/evidence", "assistant/understand",
    "assistant/report", "assistant/checks", "assistant/strings.py", "assistant/currency_strings.py",
    "assistant/records/answer_record.py",
    # Labels, which the catalogue has a table for.
    "assistant/preview/words.py",
)  # fmt: skip
HOLE, NUMBER = "{}", "{n}"
_MOST = 16  # templates of one expression
_WRITTEN_OUT = 4
_DEEPEST = 7

# Which arguments of a call are messages, by the name of what is called.
_ARGUMENTS: Mapping[str, tuple[int | str, ...]] = {
    **dict.fromkeys(
        ("UnreadableFile", "UnsupportedFormat", "Rejected", "SkippedDocument"),
        (1, 2, "reason", "remedy"),
    ),
    **dict.fromkeys(
        ("FetchError", "TransientError", "AddressGone", "RobotsRefusal", "ForbiddenAddress"),
        (1, 2, "reason", "remedy"),
    ),
    "LeftOut": (1, "reason"),
    "ReadingWarning": (1, "message"),
    "Doubt": (0, "reason"),
    "warning": (0,),
    "warnings": tuple(range(10)),
    "say": (0,),
    "in_language": (0,),
    "show": (0,),
    "to": (0,),
    "misuse": (0,),
    "_list": (0,),
    "_show": (0,),
    "_warn": (0, 1),
    "note": (0,),
    "hole": (0,),
    "of_whole": (0,),
    "_tell": (1,),
    "_left_out": (2, 3),
    "_told": (3,),
    "tell": (0,),
    "BadParameter": (0,),
    "Option": ("help",),
    "Argument": ("help",),
    "Typer": ("help",),
}
# Lists that messages are gathered in.
_GATHERED = frozenset(("told", "warnings", "messages", "unread"))
_ERRORS = ("corpus/errors.py", "index/errors.py", "assistant/errors.py")
# Where words are for the machine: lists of them, patterns, queries.
_NO_SENTENCES = (
    "corpus/law", "corpus/splitters", "corpus/language.py", "corpus/stop_words.py",
    "corpus/segmenter.py", "corpus/kinds.py", "corpus/countries.py",
    "corpus/readers/hyphenation/hyphens.py", "index/text", "index/models", "index/search",
    "assistant/measure/calibrate.py",
)  # fmt: skip
_FUNCTION_WORDS = frozenset(
    "a an and are as at be by for from has have in is it its no not of on or than that the they "
    "this to was were which with".split()
)
# What a file is, and what to do about it.
_ADVICE = re.compile(
    r"(?:it|its) [a-z]+ [a-z]|(?:it|its) (?:is|has|was) |it \w+s [a-z]"
    r"|(?:save|give|export|open|take|remove|unpack|download|check|mend|split) (?:it|its|the|each)\b"
)
_NO_PROSE = re.compile(r"[\\^|_=*+]|SELECT|DELETE|INSERT|://\S")
# Modules whose ValueErrors are told to a person, within another sentence.
_TOLD_VALUES = (
    "corpus/sources", "corpus/questions/taught.py", "corpus/urls.py", "corpus/fields.py",
    "assistant/settings.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A template of a message, `{}` where it is filled in, and where the code makes it."""

    template: str
    place: str


@cache
def messages() -> tuple[Message, ...]:
    """Every message of the packages, by template; each template once."""
    found: dict[str, Message] = {}
    for path in _modules():
        for message in _Module(path).messages():
            found.setdefault(message.template, message)
    by_file = sorted(found.values(), key=lambda one: (one.place.partition(":")[0], one.template))
    return tuple(by_file)


def _modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.relative_to(ROOT).as_posix().startswith(NOT_HERE):
                yield path


def _error_names() -> frozenset[str]:
    names = set[str]()
    for path in _ERRORS:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    return frozenset(names - set(_ARGUMENTS))


_ONE_MESSAGE = _error_names()


def _commands() -> frozenset[str]:
    """The functions that `parvis` names as its commands."""
    tree = ast.parse((ROOT / "assistant/cli/app.py").read_text("utf-8"))
    loops = [node.iter for node in tree.body if isinstance(node, ast.For)]
    named = {one.attr for loop in loops for one in ast.walk(loop) if isinstance(one, ast.Attribute)}
    return frozenset({*named, "parvis", "model", "prepare"})


_COMMANDS = _commands()


class _Module:
    def __init__(self, path: Path) -> None:
        self._name = path.relative_to(ROOT).as_posix()
        self._tree = ast.parse(path.read_text("utf-8"))
        self._functions = {
            node.name: node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)
        }
        self._constants = _assignments(self._tree.body)
        self._parts: dict[str, int] = {}
        self._scopes: dict[ast.FunctionDef, Mapping[str, list[ast.expr]]] = {}

    def messages(self) -> Iterator[Message]:
        for function, node in self._calls():
            scope = self._scope(function)
            for argument in self._arguments(node):
                for template in self._templates(argument, scope, 0):
                    self._note(template, argument.lineno)
        for command in self._functions.values():
            if self._name.startswith("assistant/cli/") and command.name in _COMMANDS:
                for paragraph in (ast.get_docstring(command) or "").split("\n\n"):
                    self._note(" ".join(paragraph.split()), command.lineno)
        if not self._name.startswith((*_NO_SENTENCES, *_ERRORS[2:])):
            for sentence in self._sentences():
                templates = self._templates(sentence, self._constants, 0)
                if not all(map(self._is_known, templates)):
                    for template in templates:
                        self._note(template, sentence.lineno)
        for template, line in self._parts.items():
            yield Message(template, f"{self._name}:{line}")

    def _scope(self, function: ast.FunctionDef | None) -> Mapping[str, list[ast.expr]]:
        """What the names within a function are set to."""
        if function is None:
            return self._constants
        if function not in self._scopes:
            self._scopes[function] = {**self._constants, **_assignments(function.body)}
        return self._scopes[function]

    def _note(self, template: str, line: int) -> None:
        for one in template.split("\n"):
            text = one.lstrip(";:, ").rstrip()
            words = text.replace(HOLE, " ").replace(NUMBER, " ")
            # A lone small word is a name of a thing, or fills a sentence: see [words].
            letters = sum(letter.isalpha() for letter in words)
            if letters > 2 and (" " in text or text[0].isupper()):
                self._parts.setdefault(text, line)

    def _is_known(self, template: str) -> bool:
        """Whether a template is a part of another one that is known."""
        longest = max(re.split(r"\{n?\}", template), key=len).strip()
        return any(longest in one for one in self._parts)

    def _sentences(self) -> Iterator[ast.expr]:
        """Other strings that read as sentences: a variable, or another module, hands them on."""

        def visit(node: ast.AST) -> Iterator[ast.expr]:
            match node:
                case ast.Expr(value=ast.Constant()):
                    return
                case ast.Call() if _called(node) in _FOR_THE_MACHINE or (
                    isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "_log"
                ):
                    return
                case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="split")):
                    return
                case ast.Constant(value=str(text)) if _is_prose(text):
                    yield node
                case ast.JoinedStr(values=values):
                    text = "".join(
                        str(one.value) if isinstance(one, ast.Constant) else " x " for one in values
                    )
                    if _is_prose(text):
                        yield node
                case _:
                    for child in ast.iter_child_nodes(node):
                        yield from visit(child)

        return visit(self._tree)

    def _calls(self) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
        def visit(
            node: ast.AST, function: ast.FunctionDef | None
        ) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.Call):
                    yield function, child
                yield from visit(child, child if isinstance(child, ast.FunctionDef) else function)

        return visit(self._tree, None)

    def _arguments(self, call: ast.Call) -> Iterator[ast.expr]:
        name = _called(call)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "_log":
            return
        if name == "OSError" and len(call.args) == 1:
            wanted: tuple[int | str, ...] = (0,)
        elif name == "append" and isinstance(call.func, ast.Attribute):
            gathered = ast.unparse(call.func.value).rpartition(".")[2] in _GATHERED
            wanted = (0,) if gathered else ()
        elif name in _ONE_MESSAGE or (name == "ValueError" and self._name.startswith(_TOLD_VALUES)):
            wanted = (0,)
        else:
            wanted = _ARGUMENTS.get(name, ())
        for one in wanted:
            if isinstance(one, int) and one < len(call.args):
                yield call.args[one]
        for keyword in call.keywords:
            if keyword.arg in wanted:
                yield keyword.value

    def _templates(
        self, node: ast.expr | None, scope: Mapping[str, list[ast.expr]], depth: int
    ) -> list[str]:
        """What an expression may give, its parts that are messages noted on the way."""
        if node is None or depth > _DEEPEST:
            return [HOLE]
        again = depth + 1
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=values):
                return self._joined([self._part(one, scope, again) for one in values])
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                sides = [self._templates(side, scope, again) for side in (left, right)]
                return [HOLE] if all({*side} == {HOLE} for side in sides) else self._joined(sides)
            case ast.IfExp(body=body, orelse=orelse):
                return [
                    *self._templates(body, scope, again),
                    *self._templates(orelse, scope, again),
                ]
            case ast.BoolOp(values=values):
                return [one for value in values for one in self._templates(value, scope, again)]
            case ast.Name(id=name) if name in scope:
                return [
                    one for value in scope[name] for one in self._templates(value, scope, again)
                ]
            case ast.Call(func=ast.Attribute(attr="join"), args=[joined]):
                for one in self._elements(joined, scope, again):
                    self._note(one, node.lineno)
                return [HOLE]
            case ast.Call(func=ast.Attribute(attr="line_of")):
                return [""]  # "line 12: ", a part of its own.
            case ast.Call(func=ast.Name(id="count" | "_count")):
                return [HOLE]  # A number of things: see [nouns].
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                function = self._functions[name]
                inner = self._scope(function)
                return [
                    one
                    for value in _returned(function)
                    for one in self._templates(value, inner, again)
                ] or [HOLE]
        return [HOLE]

    def _part(self, node: ast.expr, scope: Mapping[str, list[ast.expr]], depth: int) -> list[str]:
        """A part of an f-string. What fills it may be a message by itself."""
        if isinstance(node, ast.Constant):
            return [str(node.value)]
        if not isinstance(node, ast.FormattedValue):
            return [HOLE]
        value = node.value
        if _is_number(node):
            return [NUMBER]
        options = list(dict.fromkeys(self._templates(value, scope, depth)))
        # What may be filled in is written out where all of it is known.
        if HOLE not in options and len(options) <= _WRITTEN_OUT:
            return options
        for one in options:
            self._note(one, node.lineno)
        return [HOLE]

    def _elements(
        self, node: ast.expr, scope: Mapping[str, list[ast.expr]], depth: int
    ) -> Iterator[str]:
        match node:
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                yield from self._templates(element, scope, depth)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                for one in elements:
                    yield from self._templates(one, scope, depth)
            case ast.Name(id=name):
                for value in scope.get(name, ()):
                    yield from self._elements(value, scope, depth + 1)

    def _joined(self, parts: list[list[str]]) -> list[str]:
        return ["".join(one) for _, one in zip(range(_MOST), product(*parts), strict=False)]


_FOR_THE_MACHINE = frozenset(
    "compile ValueError TypeError AssertionError KeyError RuntimeError Field execute".split()
)


def _is_prose(text: str) -> bool:
    words = re.findall(r"[a-z]+", text)
    advice = _ADVICE.match(text) is not None
    return (
        (len(words) >= 3 or advice)
        and (len(_FUNCTION_WORDS.intersection(words)) >= 2 or advice)
        and "\n\n" not in text
        and not _NO_PROSE.search(text)
    )


def _is_number(node: ast.FormattedValue) -> bool:
    """Whether a number fills the place: it is written with commas, figures or decimals."""
    spec = node.format_spec
    form = "".join(
        str(one.value)
        for one in (spec.values if isinstance(spec, ast.JoinedStr) else ())
        if isinstance(one, ast.Constant)
    )
    counted = isinstance(node.value, ast.Call) and _called(node.value) == "len"
    return counted or (form.endswith((",", "d", "f")) and "%" not in form)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _assignments(body: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What each name of a block is set to, and what each list is appended."""
    found: dict[str, list[ast.expr]] = {}
    for node in (inner for one in body for inner in ast.walk(one)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                found.setdefault(name, []).append(value)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
                found.setdefault(name, []).append(ast.List(elts=[value], ctx=ast.Load()))
    return found


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield node.value


def main() -> None:
    table = tomllib.loads(FRENCH.read_text("utf-8"))
    known = {**table["messages"], **table["words"]}
    place = ""
    for message in messages():
        if message.template in known:
            continue
        if message.place.partition(":")[0] != place:
            place = message.place.partition(":")[0]
            print(f"# {place}")
        print(f"{_quoted(message.template)} = {_quoted('')}")


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text and '"' in text else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
