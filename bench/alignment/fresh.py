"""Documents that neither design was fitted to: made-up reports through the converters that need no office program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bench.alignment.score import Wanted, both, verdicts
from bench.converted.converters import converted, natives
from bench.converted.documents import has_tables, printed, reports
from data import readers
from data.demo.draws import Draws


def made(count: int, seed: int) -> Iterator[tuple[str, str, bytes, Wanted]]:
    """(what made it, suffix, document, the cells in it) of every document of so many reports."""
    for number, report in enumerate(islice(filter(has_tables, reports(seed)), count)):
        files, _ = printed(report, Draws(seed, number, "print"))
        want = Wanted.printed(report)
        for suffix, content in files.items():
            yield f"own_{suffix}", suffix, content, want
        for name, suffix, content in natives(files):
            yield name, suffix, content, want
        for name, text in converted(files):
            yield name, "txt", text, want


def scored(suffix: str, content: bytes, want: Wanted) -> dict[str, Counter[str]]:
    """Design → the verdicts on a document. Raises BadDocument as the recogniser does."""
    got = both(readers.read(f"x.{suffix}", content))
    return {design: verdicts(cells, want) for design, cells in got.items()}
