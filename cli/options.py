"""Options that several commands share, and the words of all of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from data import clock


def told(key: str, **values: object) -> str:
    """A help text, words/cli.yaml, in the language of the environment; help is written before options are read."""
    return words.say(f"cli.{key}", words.preferred(), **values)


def listed(text: str) -> list[str]:
    """The names in a list that is parted by commas, Chinese ones too."""
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]


def moment(at: datetime | None) -> str:
    """A time of the store (UTC) as this machine's clock shows it; – for none."""
    return clock.moment(at) if at else "–"


def _remember(ctx: typer.Context, lang: str) -> str:
    ctx.find_root().obj = lang  # cli.main words errors in it
    return lang


Lang = Annotated[
    Literal["zh", "en"],
    typer.Option("--lang", envvar=words.ASKED_FOR, callback=_remember, help=told("lang")),
]
StoreFolder = Annotated[Path | None, typer.Option("--store", help=told("store"))]
