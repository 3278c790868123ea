"""Options that several commands share, and the words of all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

import words

LANG = "GONGKAI_LANG"


def told(key: str) -> str:
    """A help text, words/cli.yaml, in the language of the environment; help is written before options are read."""
    lang = os.environ.get(LANG)
    return words.say(f"cli.{key}", lang if lang in words.LANGUAGES else words.LANGUAGES[0])


def _remember(ctx: typer.Context, lang: str) -> str:
    ctx.find_root().obj = lang  # cli.main words errors in it
    return lang


Lang = Annotated[Literal["zh", "en"], typer.Option("--lang", envvar=LANG, callback=_remember, help=told("lang"))]
StoreFolder = Annotated[Path | None, typer.Option("--store", help=told("store"))]
