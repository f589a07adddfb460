"""Losses: what documents an operator lets go, as options of `parvis build` and `watch`."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import misuse

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.indexing.gate import GatePolicy

_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?")


def _parse_share(text: str) -> float:
    """The share that "10%" or "10" says, from 0 to 1."""
    found = _SHARE.fullmatch(text.strip())
    share = float(found[1].replace(",", ".")) / 100 if found else -1.0
    if not 0 <= share <= 1:
        raise misuse(f"“{text}” is no share of the documents: write 10% or the like")
    return share


AllowLossOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-loss", metavar="ID", help="Let this document go from the index; repeatable."
    ),
]
AllowFewerOption = Annotated[
    float | None,
    typer.Option(
        "--allow-fewer",
        metavar="N%",
        parser=_parse_share,
        help="Let up to this share of the documents go.",
    ),
]


def policy_of(
    allow_loss: list[str] | None,
    allow_fewer: float | None,
    *,
    force: bool = False,
    keep_lost: bool = False,
    release: bool = False,
) -> "GatePolicy":
    """What the options let through."""
    from index.indexing.gate import GatePolicy

    return GatePolicy(
        allow_loss=frozenset(allow_loss or ()),
        allow_fewer=allow_fewer or 0.0,
        force=force,
        keep_lost=keep_lost,
        release=release,
    )


def origins_of_sources(settings: "Settings") -> tuple[str, ...]:
    """The file of sources that a build reads, or that there is none of one's own."""
    if settings.sources.exists():
        return (str(settings.sources),)
    return ("the sources that come with Parvis",)
