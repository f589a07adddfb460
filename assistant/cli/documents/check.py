"""`parvis check`: whether a text quotes and cites official documents as they are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import misuse, show, show_json, show_words
from assistant.cli.options import AsOfOption, IndexOption, JsonOption, ModelOption
from assistant.translation.command_line import in_language

if TYPE_CHECKING:
    from assistant.checks.checked import Checked

_MOST_BYTES = 10_000_000
_VERDICTS = {
    "exact": "as it is written",
    "altered": "not as it is written",
    "not_found": "it is not in there",
    "not_in_force": "is not in force then",
    "cannot_tell": "it cannot be told",
}


def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text file; - reads standard input.")
    ],
    *,
    index: IndexOption = None,
    model: ModelOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Checks what a text quotes and cites; ends with status 1 where something does not hold."""
    from datetime import UTC, datetime

    from assistant.checks.check_text import check_text
    from assistant.checks.checked import CheckVerdict
    from assistant.checks.held_laws import HeldLaws
    from assistant.cli.composition import open_service, settings_of

    text = _read(file)
    searcher = open_service(settings_of(index=index, model=model)).live.searcher()
    checked = check_text(
        text,
        searcher=searcher,
        laws=HeldLaws(searcher.index),
        as_of=as_of.date() if as_of else datetime.now(UTC).date(),
    )
    if json:
        from assistant.http.routes.checks import CheckedOut

        claims = [CheckedOut.model_validate(one).model_dump(mode="json") for one in checked.claims]
        show_json({"claims": claims, "left_out": checked.left_out})
    else:
        for one in checked.claims:
            _show(one, text)
        if not checked.claims:
            show("The text quotes nothing between marks and cites no article.")
        if checked.left_out:
            show(f"{checked.left_out} more were not looked at: check the text in parts.")
    held = (CheckVerdict.EXACT, CheckVerdict.CANNOT_TELL)
    if any(one.verdict not in held for one in checked.claims):
        raise typer.Exit(1)


def _read(file: Path) -> str:
    if str(file) == "-":
        data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    elif file.is_file():
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    else:
        raise misuse(f"{file} is no file: name one, or - for standard input", hint="FILE")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise misuse(
            f"{file} is no text in UTF-8: save it as plain text, and check that", hint="FILE"
        ) from None
    if len(data) > _MOST_BYTES:
        raise misuse(f"{file} is larger than 10 MB: check it in parts", hint="FILE")
    return text


def _show(one: "Checked", text: str) -> None:
    line = text.count("\n", 0, one.start) + 1
    words = " ".join(one.text.split())
    verdict = in_language(_VERDICTS[one.verdict])
    show_words(f"{line:4}  {verdict:21} {words if len(words) <= 90 else words[:89] + '…'}")
    show_words(f"      {'':21} {one.detail}")
    for difference in one.differences:
        show_words(f"      {'':21} « {difference.quoted} » → « {difference.document} »")
    if one.source is not None and one.verdict != "exact":
        link = one.source.permalink or one.source.url
        show_words(f"      {'':21} {one.source.label}" + (f"  {link}" if link else ""))
