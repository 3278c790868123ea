"""gongkai demo: a made-up county as a folder of documents, to try everything on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

import words
from cli.options import Lang, told
from data.demo.folder import FIRST_FORM, LAST_YEAR, SEED, TOWNSHIPS, YEARS, write
from data.errors import BadRequest


def span(text: str) -> tuple[int, int]:
    """First and last year of 2019-2024, or of one year alone. Raises BadRequest for anything else."""
    match = re.fullmatch(r"\s*(\d{4})(?:\s*[-–—~至]\s*(\d{4}))?\s*", text)
    if not match:
        raise BadRequest("demo_years", value=text, first=FIRST_FORM, last=LAST_YEAR)
    return int(match[1]), int(match[2] or match[1])


def demo(
    out: Annotated[Path, typer.Option("--out", help=told("demo_out"))],
    townships: Annotated[int, typer.Option(help=told("demo_townships"))] = TOWNSHIPS,
    years: Annotated[str, typer.Option(help=told("demo_years"))] = "-".join(map(str, YEARS)),
    seed: Annotated[int, typer.Option(help=told("demo_seed"))] = SEED,
    lang: Lang = "zh",
) -> None:
    count = write(out, townships, span(years), seed)
    typer.echo(words.say("cli.demo_written", lang, count=count, folder=out))


demo.__doc__ = told("demo")
