"""The manifest of an original: what the store could not tell of it from its bytes alone.

One JSON file beside each original. With them `documents/` is enough to make the store again, import by import
(`data.rebuild`): they name each document as it was imported, and the snapshot that took it in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from data.store import sealed
from data.store.disk import sync_file, sync_folder

FOLDER = "documents"
SUFFIX = ".json"
REPORT, ROSTER = "report", "roster"
_SYNCS = 16  # at once: a disk brings many files down together in little more than the time of one


@dataclass(frozen=True)
class Import:
    """One time that a document was taken in.

    `name` and `folder` as imported, `parents` the bodies that its folders name. `received` is UTC, ISO. `snapshot` is
    the one that took it in, made from the snapshot `base` ("" for the first); `slot` its number in that import.
    `jurisdiction` and `year` say what report it gave, `parser` which parser read it; all three empty for a roster.
    """

    kind: str
    name: str
    folder: str
    parents: tuple[str, ...]
    received: str
    snapshot: str
    base: str
    slot: int
    jurisdiction: str = ""
    year: int | None = None
    parser: str = ""

    @property
    def twice(self) -> bool:
        """Whether its print was read as well: such a parser has a version of two numbers."""
        return "." in self.parser


@dataclass(frozen=True)
class Manifest:
    """All that is known of one original. `superseded_by` are the documents that took its place, by place and year.

    `corrections` and `confirmations` are what people decided of its cells.
    """

    sha256: str
    size: int
    store: str  # kind of store: own, demo, sample
    imports: tuple[Import, ...] = ()
    superseded_by: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Mapping[str, Any], ...] = ()
    confirmations: tuple[Mapping[str, Any], ...] = ()

    def taken(self, taken: Import) -> Manifest:
        """With one more import, unless it says nothing new."""
        known = {(one.snapshot, one.slot, one.kind) for one in self.imports}
        return self if (taken.snapshot, taken.slot, taken.kind) in known else self._with(taken)

    def _with(self, taken: Import) -> Manifest:
        return replace(self, imports=(*self.imports, taken))

    def superseded(self, place: str, year: int, by: str) -> Manifest:
        """With the document named that took its place."""
        return replace(self, superseded_by={**self.superseded_by, f"{place} {year}": by})


def path(folder: Path, sha256: str) -> Path:
    """Where the manifest of the original with this hash lies in a store."""
    return folder / FOLDER / f"{sha256}{SUFFIX}"


def written(manifest: Manifest) -> str:
    """A manifest as the text of its file."""
    return sealed.closed(asdict(manifest), indent=1) + "\n"


def read(file: Path) -> Manifest | None:
    """The manifest in a file; None if there is none, or it is damaged."""
    try:
        found = sealed.opened(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    try:
        return _manifest(found) if found else None
    except (TypeError, ValueError, KeyError):
        return None


def _manifest(found: Mapping[str, Any]) -> Manifest:
    imports = tuple(Import(**{**one, "parents": tuple(one["parents"])}) for one in found["imports"])
    several = {name: tuple(found[name]) for name in ("corrections", "confirmations")}
    return Manifest(**{**found, "imports": imports, **several})


def save(folder: Path, manifests: Iterable[Manifest]) -> None:
    """Write these, each in one step, safe on disk when this returns. Raises OSError."""
    (folder / FOLDER).mkdir(exist_ok=True)

    def put(manifest: Manifest) -> None:
        target = path(folder, manifest.sha256)
        fresh = target.with_name(f".{target.name}.new")
        fresh.write_text(written(manifest), encoding="utf-8", newline="\n")
        sync_file(fresh)
        if target.exists() and read(target) is None:  # damaged: whatever can still be made out of it stays
            os.replace(target, target.with_name(f"{target.name}.damaged"))
        os.replace(fresh, target)

    with ThreadPoolExecutor(_SYNCS) as pool:
        list(pool.map(put, manifests))
    sync_folder(folder / FOLDER)


def named(folder: Path) -> set[str]:
    """The hashes of all originals that have a manifest, whole or not."""
    return {file.stem for file in (folder / FOLDER).glob(f"*{SUFFIX}")}


def merged(one: Manifest, other: Manifest) -> Manifest:
    """What two copies of a store know of one original, together."""
    imports = {(taken.snapshot, taken.slot, taken.kind): taken for taken in (*other.imports, *one.imports)}
    return replace(
        one,
        imports=tuple(sorted(imports.values(), key=lambda taken: (taken.received, taken.snapshot, taken.slot))),
        superseded_by={**other.superseded_by, **one.superseded_by},
        corrections=(*one.corrections, *(made for made in other.corrections if made not in one.corrections)),
        confirmations=(*one.confirmations, *(made for made in other.confirmations if made not in one.confirmations)),
    )


def originals(folder: Path) -> list[str]:
    """The hashes of all originals in a store, sorted."""
    place = folder / FOLDER
    return sorted(file.name for file in place.iterdir() if is_hash(file.name)) if place.is_dir() else []


def is_hash(name: str) -> bool:
    """Whether a file is called as an original is."""
    return len(name) == 64 and not set(name) - set("0123456789abcdef")


def every(folder: Path) -> Iterator[tuple[str, Manifest | None]]:
    """Each original's hash and its manifest, None where that is missing or damaged."""
    for sha256 in originals(folder):
        found = read(path(folder, sha256))
        yield sha256, found if found and found.sha256 == sha256 else None
