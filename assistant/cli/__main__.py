"""`python -m assistant.cli` is `parvis`."""

from assistant.cli import main

main()
