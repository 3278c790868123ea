"""gongkai export: the whole store as one table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from analytics.export import FORMATS
from analytics.export.dataset import DATASET
from cli.options import Lang, StoreFolder, told
from cli.stored import live


def export(
    what: Annotated[
        Literal["cells", "findings", "facts", "reports", "corrections"], typer.Argument(help=told("export_what"))
    ],
    format: Annotated[Literal["csv", "xlsx", "parquet", "json"], typer.Option(help=told("export_format"))] = "csv",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    table = DATASET[what](snapshot, lang)
    if output:
        FORMATS[format].save(table, output, lang)
    else:
        FORMATS[format].stream(table, sys.stdout.buffer, lang)


export.__doc__ = told("export")
