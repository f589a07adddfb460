"""Render: what the server writes as HTML: the chat's frame, and the pages of passages.

Documents may hold markup, scripts or template signs: templates escape all that they are given, and
links to elsewhere lead to http(s) only. Answers are written by the browser (static/render.js).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ui.client import Failure, FailureKind
from ui.contract import ShownPassage
from ui.strings import MONTHS, STRINGS, Both

_KINDS = {"law": "law", "action_plan": "action_plan", "concept_note": "concept_note"}
_NO_END_IN_SIGHT = 2900
_SHOWN_BEFORE = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a document, inside the passage or around it, quoted or not.

    What is `folded` comes long before the passage, and is shown when it is asked for.
    """

    text: str
    inside: bool
    quoted: bool
    folded: bool = False


def chat_page(*, config: Mapping[str, object], script: str, style: str) -> str:
    """The page of the chat, which Gradio's `script` lays out as its `config` says."""
    months = dict(zip(Both._fields, MONTHS, strict=True))
    strings = {name: both._asdict() for name, both in STRINGS.items()}
    return _render(
        "chat.html",
        gradio_config=config,
        gradio_script=script,
        gradio_style=style,
        strings={"strings": strings, "months": months},
    )


def banner() -> str:
    """The name of the service."""
    return _render("banner.html")


def welcome() -> str:
    """What a person reads before the first question."""
    return _render("welcome.html")


def note(*, private: bool) -> str:
    """What Parvis does and does not do. `private`: nothing that is typed leaves the server."""
    return _render("note.html", private=private)


def passage_page(
    passage: ShownPassage, *, start: int | None = None, end: int | None = None, language: str = "fr"
) -> str:
    """The page of a passage in its document, what stands from `start` to `end` highlighted."""
    return _render(
        "passage.html",
        passage=passage,
        stretches=stretches(passage, start=start, end=end),
        language=language,
    )


def failure_page(failed: Failure, *, language: str = "fr") -> str:
    """The page in the place of a passage that is not there."""
    name = {FailureKind.MISSING: "missing", FailureKind.REMOVED: "removed"}.get(failed.kind)
    if failed.changed_on is not None:
        name = "changed"
    return _render(
        "failure_page.html",
        heading=f"passage-{name or 'trouble'}",
        failure=failed,
        language=language,
    )


def lost_page(*, language: str = "fr") -> str:
    """The page at an address that leads nowhere."""
    return _render("failure_page.html", heading="lost", failure=None, language=language)


def stretches(passage: ShownPassage, *, start: int | None, end: int | None) -> tuple[Stretch, ...]:
    """The passage and its surroundings, cut where the passage and the quote begin and end.

    Joined, the stretches are `before + text + after`. Offsets count characters of the document.
    """
    whole = passage.before + passage.text + passage.after
    first = passage.start - len(passage.before)
    inside = (len(passage.before), len(passage.before) + len(passage.text))
    quoted = (0, 0)
    if start is not None and end is not None and start < end:
        quoted = (_within(start - first, whole), _within(end - first, whole))
    fold = _fold(passage.before)
    if quoted[0] < quoted[1]:
        fold = fold if fold <= quoted[0] else 0
    cuts = sorted({0, len(whole), fold, *inside, *quoted})
    return tuple(
        Stretch(
            text=whole[left:right],
            inside=inside[0] <= left < inside[1],
            quoted=quoted[0] <= left < quoted[1],
            folded=right <= fold,
        )
        for left, right in pairwise(cuts)
    )


def _within(place: int, text: str) -> int:
    return min(max(place, 0), len(text))


def _fold(before: str) -> int:
    """Where what is read at once begins: at a line's start, about _SHOWN_BEFORE characters away."""
    if len(before) < 2 * _SHOWN_BEFORE:
        return 0
    near = before.find("\n", len(before) - _SHOWN_BEFORE)
    rest = before[near if near != -1 else before.rfind("\n") :]
    return len(before) - len(rest.lstrip("\n")) if "\n" in rest else 0


def passage_path(passage_id: str) -> str:
    """Where a passage is read."""
    return f"/passages/{quote(passage_id, safe='')}"


def web_address(*addresses: str | None) -> str | None:
    """The first address that a browser may be sent to: http(s), with a host."""
    for address in addresses:
        if address is None:
            continue
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return address
    return None


def _say(name: str, **values: object) -> Markup:
    """A string of the interface in both languages; a date among the values is written out."""
    return Markup("").join(
        Markup('<span class="t" lang="{}">{}</span>').format(
            code, Markup(escape(string)).format(**_spoken(values, column))
        )
        for column, (code, string) in enumerate(STRINGS[name]._asdict().items())
    )


def _words(name: str, language: str) -> str:
    string = STRINGS[name]
    return string.en if language == "en" else string.fr


def _spoken(values: Mapping[str, object], column: int) -> dict[str, object]:
    return {
        name: _day(value, column) if isinstance(value, date) else value
        for name, value in values.items()
    }


def _day(day: date, column: int) -> str:
    number = "1er" if column == 0 and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[column][day.month - 1]} {day.year}"


def _when(dated: ShownPassage) -> Markup:
    """When the words hold, or else when they were published; empty where nothing says."""
    begin, stop = dated.valid_from, dated.valid_to
    if stop is not None and stop.year >= _NO_END_IN_SIGHT:
        stop = None
    last = None if stop is None else stop - timedelta(days=1)
    if begin is not None and last is not None:
        return _say("between", day=begin, last=last)
    if begin is not None:
        return _say("since", day=begin)
    if last is not None:
        return _say("until", last=last)
    return _say("published", day=dated.published) if dated.published is not None else Markup("")


def _kind(name: str) -> Markup:
    return _say(_KINDS.get(name, "kind-page"))


def _foreign(language: str | None) -> Markup:
    """A word for the readers of the other language, where a quote is not in theirs."""
    match language:
        case "en":
            return Markup('<span class="t foreign" lang="fr">{}</span>').format(
                STRINGS["in-english"].fr
            )
        case "fr":
            return Markup('<span class="t foreign" lang="en">{}</span>').format(
                STRINGS["in-french"].en
            )
        case _:
            return Markup("")


def _script_json(value: object) -> Markup:
    """JSON for a script element, out of which no word of it can lead."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "say": _say,
        "when": _when,
        "kind": _kind,
        "foreign": _foreign,
        "path": passage_path,
        "web": web_address,
        "words": _words,
    }
    environment.filters |= {"host": _host, "script_json": _script_json}
    return environment


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)
