"""The command line: the one place that knows every part."""

import sys


def main() -> None:
    """Runs `parvis`. An error that a person can act on is one line, and exit status 1."""
    from assistant.cli.app import app
    from assistant.errors import AssistantError
    from corpus.errors import CorpusError
    from index.errors import ParvisIndexError

    try:
        app()
    except (AssistantError, CorpusError, ParvisIndexError, OSError) as error:
        sys.stderr.write(f"parvis: {error}\n")
        sys.exit(1)
