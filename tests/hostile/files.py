"""Files that mean harm, by name: each is made on the fly, the same for the same seed, and none is kept.

The kinds: text that holds up patterns and loops, pages and packages that burst, PDF, spreadsheets, layouts, archives,
and files that are none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.hostile import archives, places, printed, sheets, tagged, texts

Maker = Callable[[Path, Random], None]


@dataclass(frozen=True)
class Hostile:
    """A file that `put` makes at a path of this name; `cheap` if it is made and refused in no time."""

    name: str
    make: Maker
    cheap: bool = False

    def put(self, folder: Path, seed: int = 0) -> Path:
        """Where it now lies."""
        path = folder / self.name
        self.make(path, Random(f"{seed} {self.name}"))
        return path


def _written(content: Callable[[Random], bytes]) -> Maker:
    return lambda path, draw: _put(path, content(draw))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def every() -> list[Hostile]:
    """All of them, in a fixed order."""
    found = [
        Hostile(name, _written(content), name in kind.CHEAP)
        for kind in (texts, tagged, printed, sheets, archives)
        for name, content in kind.FILES.items()
    ]
    return [*found, *(Hostile(name, make, name in places.CHEAP) for name, make in places.FILES.items())]
