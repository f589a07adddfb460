"""`parvis model`: the embedding model."""

import typer

from assistant.cli.console import StageDisplay, show
from assistant.cli.options import ModelOption

app = typer.Typer(name="model", help="The embedding model.", no_args_is_help=True)


@app.callback()
def model() -> None:
    """The embedding model."""


@app.command()
def prepare(model: ModelOption = None) -> None:
    """Makes the embedding model ready, so that nothing else has to wait for it."""
    from assistant.cli.composition import settings_of
    from index.models import prepare_runtime

    settings = settings_of(model=model)
    with StageDisplay() as stages:
        folder = prepare_runtime(
            settings.model,
            models=settings.models,
            progress=lambda done, total: stages.tell("Preparing the model", done, total),
        )
    show(f"The model is ready in {folder}.")
