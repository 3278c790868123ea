"""The bar of a command that reads many files; nothing where nobody looks at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import MofNCompleteColumn, Progress

import words
from data.ingest import Progress as Show


@contextmanager
def progress(lang: str) -> Iterator[Show]:
    """Within it, what is given is to be told how many files of how many are done, and which comes next."""
    console = Console(stderr=True)
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, file: str) -> None:
            what = escape(Path(file).name) if file else words.say("cli.ingest_writing", lang)
            bar.update(task, completed=done, total=total, description=what)

        yield show
