"""What an exhibit is: one finding with its sentence, table, scene, notes and file, and what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

import words
from analytics.export import Table
from analytics.places import bodies
from analytics.scenes.scene import Scene
from analytics.view import View
from data.store import Snapshot


@dataclass(frozen=True)
class Context:
    """What an exhibit is made for: the language, data of a kind (own, demo or sample), and the view of them."""

    lang: str
    kind: str
    snapshot: Snapshot
    view: View

    @cached_property
    def made_up(self) -> bool:
        """Whether it shows made-up reports."""
        return bodies(self.snapshot).world(self.view.made_up)

    @property
    def asked(self) -> dict[str, Any]:
        """What the view asks of `trend`, `coverage` and `composition`."""
        return self.view.asked(self.snapshot)

    def say(self, key: str, **values: object) -> str:
        """A word of the screens, words/ui.yaml."""
        return words.say(f"ui.{key}", self.lang, **values)


@dataclass(frozen=True)
class Control:
    """One choice inside an exhibit: its key in the address, its label, and the options with their words."""

    key: str
    label: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Exhibit:
    """What is shown and given away, by any printer: a panel of the screen, a part of a brief, a file, a terminal.

    `title` is the sentence, `kicker` what it is about. `shown` is the table under 数据, its columns named in the words
    of the screen; `rows` says of each of its rows which unit and year it leads to, `cell` to which cell of that report
    ("" for none). `scene` is what is drawn, None with the words `empty` where there is nothing to draw; every mark
    knows its unit and year. `parts` are small scenes in place of the one, each under a heading and a
    few words. `exported` holds
    the same numbers, with filters, notes and sources written in; `legend` says in a picture what the key says on the
    screen, `hint` is only for the screen.
    """

    id: str
    kicker: str
    title: str
    shown: pd.DataFrame
    scene: Callable[[], Scene] | None
    exported: Callable[[], Table]
    file_name: str
    notes: tuple[str, ...] = ()
    rows: tuple[tuple[str, int], ...] = ()
    empty: str = ""
    help: str | None = None
    hint: str = ""
    parts: tuple[tuple[str, str, Callable[[], Scene]], ...] = ()
    legend: str = ""
    cell: Callable[[str, int], str] = lambda unit, year: ""
