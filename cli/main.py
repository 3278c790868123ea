"""gongkai: the commands, in one list, and what happens to an error that one of them ends on."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

import words
from cli.demo import demo
from cli.export import export
from cli.ingest import ingest
from cli.measures import measures
from cli.options import told
from cli.score import score
from cli.serve import serve
from cli.trend import trend
from data.errors import GongkaiError

COMMANDS = (serve, ingest, export, measures, trend, demo, score)


class OneLineErrors(TyperGroup):
    """Our own errors end a command with one line on standard error and exit code 1, in the language of its --lang."""

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            typer.echo(error.say(ctx.find_root().obj or words.LANGUAGES[0]), err=True)
            raise typer.Exit(1) from error


app = typer.Typer(cls=OneLineErrors, help=told("app"), no_args_is_help=True, add_completion=False)
for command in COMMANDS:
    app.command(help=command.__doc__)(command)


@app.callback()
def utf8() -> None:
    # Windows gives a pipe the code page of the machine, which can't hold all that we write.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    app()
