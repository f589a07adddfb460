"""The options that several commands share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.document import DocumentKind

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="Folder of the index.  [default: var/index]"),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="Embedding model: a folder, or a name on a model hub."
    ),
]
SourcesOption = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", help="File of sources.  [default: sources.toml]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only what held on that day."),
]
KindOption = Annotated[
    list[DocumentKind] | None,
    typer.Option("--kind", help="Only documents of this kind; may be repeated."),
]
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATTERN",
        help="Leave out of each folder what a pattern of .gitignore matches; may be repeated.",
    ),
]
OcrOption = Annotated[
    bool, typer.Option("--ocr", help="Read pages that are pictures with Tesseract, and mark them.")
]
