"""Render: what the API says -> what a person reads, as HTML in which every word is escaped.

Questions and documents may hold markup, scripts or template signs: templates escape all that they
are given, and links to elsewhere lead to http(s) only.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ui.client import Failure, FailureKind
from ui.contract import Answer, Citation, Passage
from ui.sentences import MONTHS, SENTENCES

_KINDS = {"law": "law", "action_plan": "action_plan", "concept_note": "concept_note"}
_NO_END_IN_SIGHT = 2900
_SHOWN_BEFORE = 100
_LINE_BREAKS = re.compile(r"[\r\n]+")
_CONTROLS = (
    *("question", "placeholder", "send", "again", "conversation"),
    *("passage", "in-document", "permanent", "close", "opening", "passage-trouble-why"),
    *("thanks", "not-kept"),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a document, inside the passage or around it, quoted or not.

    What is `folded` comes long before the passage, and is shown when it is asked for.
    """

    text: str
    inside: bool
    quoted: bool
    folded: bool = False


def question(text: str) -> str:
    """What a person asked."""
    return _chat("question.html", text=text)


def pending() -> str:
    """What stands in the place of an answer until it comes."""
    return _chat("pending.html")


def answer(said: Answer) -> str:
    """An answer's sentences, its markers and sources; or a refusal and the nearest passages."""
    return _chat("answer.html", answer=said)


def failure(failed: Failure) -> str:
    """One sentence for a question that got no answer."""
    own = failed.kind.value if failed.kind.value in SENTENCES else FailureKind.BROKEN.value
    return _chat("failure.html", sentence=own, detail=failed.detail)


def banner() -> str:
    """The name of the service, and the words that the page's script puts on its controls."""
    words = {name: SENTENCES[name]._asdict() for name in _CONTROLS}
    return _render("banner.html", words=json.dumps(words, ensure_ascii=False))


def welcome() -> str:
    """What a person reads before the first question."""
    return _render("welcome.html")


def note(*, private: bool) -> str:
    """What Parvis does and does not do. `private`: nothing that is typed leaves the server."""
    return _render("note.html", private=private)


def passage_page(
    passage: Passage, *, start: int | None = None, end: int | None = None, language: str = "fr"
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


def stretches(passage: Passage, *, start: int | None, end: int | None) -> tuple[Stretch, ...]:
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


def cited(said: Answer, numbers: Sequence[int]) -> tuple[Citation, ...]:
    """The citations of `said` that have these numbers, in their order."""
    by_number = {citation.number: citation for citation in said.citations}
    return tuple(by_number[number] for number in numbers if number in by_number)


def by_passage(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], ...]:
    """The citations, those of one passage together, in the order of each passage's first."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.passage_id, []).append(citation)
    return tuple(tuple(group) for group in groups.values())


def passage_path(passage_id: str, *, start: int | None = None, end: int | None = None) -> str:
    """Where a passage is read; with a quote's place, the page opens at the quote."""
    path = f"/passages/{quote(passage_id, safe='')}"
    if start is None or end is None:
        return path
    return f"{path}?{urlencode({'start': start, 'end': end})}#quote"


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
    """A sentence of the interface in both languages; a date among the values is written out."""
    return Markup("").join(
        Markup('<span class="t" lang="{}">{}</span>').format(
            code, Markup(escape(sentence)).format(**_spoken(values, column))
        )
        for column, (code, sentence) in enumerate(SENTENCES[name]._asdict().items())
    )


def _words(name: str, language: str) -> str:
    sentence = SENTENCES[name]
    return sentence.en if language == "en" else sentence.fr


def _spoken(values: Mapping[str, object], column: int) -> dict[str, object]:
    return {
        name: _day(value, column) if isinstance(value, date) else value
        for name, value in values.items()
    }


def _day(day: date, column: int) -> str:
    number = "1er" if column == 0 and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[column][day.month - 1]} {day.year}"


def _when(dated: Citation | Passage) -> Markup:
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
                SENTENCES["in-english"].fr
            )
        case "fr":
            return Markup('<span class="t foreign" lang="en">{}</span>').format(
                SENTENCES["in-french"].en
            )
        case _:
            return Markup("")


def _lines(text: str) -> Markup:
    """Text whose line breaks are kept, on one line of HTML."""
    return Markup("<br>").join(line for line in text.splitlines() if line.strip())


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
        "by_passage": by_passage,
        "cited": cited,
        "path": passage_path,
        "web": web_address,
        "words": _words,
    }
    environment.filters |= {"lines": _lines, "host": _host}
    return environment


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def _chat(template: str, **values: object) -> str:
    """HTML for the conversation, on one line: a blank one would make its Markdown wake up."""
    lines = _LINE_BREAKS.split(_render(template, **values))
    return " ".join(line.strip(" ") for line in lines if line.strip(" "))
