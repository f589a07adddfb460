"""The command line: the one place that knows every part."""

import sys


def main() -> None:
    """Runs `parvis`. An error that a person can act on is one line, and exit status 1."""
    from typer.main import get_command

    from assistant.cli.app import app
    from assistant.errors import AssistantError
    from assistant.translation.command_line import in_language, run_command
    from corpus.errors import CorpusError
    from index.errors import ParvisIndexError

    try:
        sys.exit(run_command(get_command(app)))
    except (AssistantError, CorpusError, ParvisIndexError, OSError) as error:
        sys.stderr.write(f"parvis: {in_language(_sentence(error))}\n")
        sys.exit(1)


def _sentence(error: Exception) -> str:
    """What a person reads of an error; the system's own come as a number, a word and a file."""
    if not isinstance(error, OSError) or error.filename is None:
        return str(error)
    return (
        f"{error.filename}: {error.strerror}; check that the file is there, that you may read and "
        "write it, and that the disk has room"
    )
