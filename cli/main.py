"""gongkai: the commands, in one list, and what happens to an error that one of them ends on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

import words
from cli.options import told
from data.errors import GongkaiError, as_told

COMMANDS = (
    *("serve", "ingest", "check", "export", "measures", "trend", "search", "show", "brief", "demo", "score"),
    *("coverage", "correct", "confirm", "waive", "return", "accept", "withdraw", "reassign"),
    *("handed", "deadline"),
    *("letters", "log", "undo"),
    *("consolidate", "consolidations", "own"),
    *("verify", "backup", "restore", "rebuild"),
)
_DECISIONS = (
    *("correct", "confirm", "waive", "return", "accept", "withdraw", "reassign"),
    *("handed", "deadline", "own", "undo"),
)
TRACEBACK = "GONGKAI_TRACEBACK"  # set: what is unforeseen is shown as Python tells it


def command(name: str) -> Callable[..., None]:
    """The function of a command, in the file of its name; what people decide is together in one."""
    file = "decisions" if name in _DECISIONS else name
    function = "return_" if name == "return" else name  # a word of Python's own
    found: Callable[..., None] = getattr(import_module(f"cli.{file}"), function)
    return found


class Commands(TyperGroup):
    """Commands are imported when they are called: none waits for what only another one needs.

    Our own errors end a command with one line on standard error and exit code 1, in the language of its --lang.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Name and help of a command, enough for the list of them."""
        return TyperCommand(cmd_name, help=told(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, found, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            alone = typer.Typer(add_completion=False)
            alone.command(name, help=told(name))(command(name))
            found = typer.main.get_command(alone)
        return name, found, rest

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except (TyperException, typer.Abort, typer.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if not isinstance(error, GongkaiError) and os.environ.get(TRACEBACK):
                raise
            typer.echo(as_told(error).say(ctx.find_root().obj or words.LANGUAGES[0]), err=True)
            raise typer.Exit(1) from error


app = typer.Typer(cls=Commands, help=told("app"), no_args_is_help=True, add_completion=False)


@app.callback()
def utf8() -> None:
    # Windows gives a pipe the code page of the machine, which can't hold all that we write.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    app()
