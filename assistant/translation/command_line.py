"""The command line in the language of the person at the terminal.

What it says by the console is translated there. This does it for what the library of the command
line says by itself: help, and misuse.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.translation.locale import reads_french

if TYPE_CHECKING:
    from typer.exceptions import TyperException


def in_language(text: str) -> str:
    """A message in the language of the person at the terminal."""
    if not reads_french(os.environ):
        return text
    from assistant.translation.catalogue import in_french

    return in_french(text)


def run_command(command: Any) -> int:
    """Runs a command of Typer's, its help and its errors in that language; its exit status."""
    if not reads_french(os.environ):
        return int(command() or 0)
    from typer import Abort
    from typer.exceptions import TyperException

    _translate_help(command)
    try:
        return int(command(standalone_mode=False) or 0)
    except TyperException as error:
        sys.stderr.write(_misuse(error))
        return error.exit_code
    except Abort:
        sys.stderr.write("Interrompu.\n")
        return 1


def _misuse(error: "TyperException") -> str:
    """What was wrong with a command, in French."""
    from assistant.translation.catalogue import load_french

    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is None:
        return f"Erreur\u00a0: {load_french().translate(message)}\n"
    if message == context.get_help():
        return f"{message}\n"
    return (
        f"{context.get_usage()}\n"
        f"Pour l’aide\u00a0: {context.command_path} {context.help_option_names[0]}\n\n"
        f"Erreur\u00a0: {load_french().translate(message)}\n"
    )


def _translate_help(command: Any) -> None:
    """Puts into French the help of a command and of those under it."""
    from assistant.translation.catalogue import load_french

    french = load_french()
    if command.help:
        paragraphs = (" ".join(one.split()) for one in command.help.split("\n\n"))
        command.help = "\n\n".join(map(french.translate, paragraphs))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = french.translate(parameter.help)
    for name in ("get_help", "get_usage"):
        setattr(command, name, _replacing(getattr(command, name), french.library))
    for inner in getattr(command, "commands", {}).values():
        _translate_help(inner)


def _replacing(write: Callable[[Any], str], words: Mapping[str, str]) -> Callable[[Any], str]:
    """`write`, with the library's own words replaced in what it writes."""

    def written(context: Any) -> str:
        text = write(context)
        for english, french in words.items():
            text = text.replace(english, french)
        return text

    return written
