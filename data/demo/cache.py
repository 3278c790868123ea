"""The demo and the sample store: built at first use, then kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from data.demo.files import ANSWERS, ROSTER
from data.errors import BadDocument, BadStore
from data.roster import Roster
from data.sources import sources
from data.store import Store

DATA = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "sample"
COUNTY = Path(__file__).with_name("county.tar.gz")  # as `data.demo.folder` makes it: `python -m bench.county`

# What each kind of store is made from: documents put into the folder that is given.
SOURCES: dict[str, Callable[[Path], object]] = {
    "demo": lambda folder: unpack(folder),
    "sample": lambda folder: shutil.copytree(SAMPLE, folder),
}


def unpack(folder: Path) -> None:
    """Put the documents of the county that comes with us into a folder."""
    with tarfile.open(COUNTY) as packed:
        for member in packed:
            if content := packed.extractfile(member):
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def cache_folder() -> Path:
    """GONGKAI_CACHE, else the place the system keeps for what can be made again."""
    named = os.environ.get("GONGKAI_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("gongkai", appauthor=False)


def _key() -> str:
    """Another one whenever anything that shapes such a store has changed: forms, generator, parser, schema, sample."""
    key = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.suffix in {".py", ".yaml", ".sql", ".txt", ".gz"}:
            key.update(path.read_bytes())
    return key.hexdigest()[:12]


def ensure_store(kind: str) -> Path:
    """The folder of the "demo" or the "sample" store, built if it is not there yet; safe to call at the same time.

    Raises BadStore if a document of ours was refused, which only a broken installation can bring about.
    """
    target = cache_folder() / f"{kind}-{_key()}"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _build(kind, target)
    return target


def _build(kind: str, target: Path) -> None:
    """Build beside the target and move it there whole."""
    with tempfile.TemporaryDirectory(prefix=f"{kind}-", dir=target.parent, ignore_cleanup_errors=True) as work:
        documents, store = Path(work) / "documents", Path(work) / "store"
        SOURCES[kind](documents)
        _fill(store, documents, kind)
        try:
            store.rename(target)
        except OSError:  # somebody else was quicker
            if not target.exists():
                raise


def _fill(store: Path, documents: Path, kind: str) -> None:
    """Take the documents in, without the key to what is in them."""
    from data.reading import prepare  # all that reads documents, which nobody needs once the store is there

    roster = documents / ROSTER
    own = {documents / ANSWERS, roster}
    read = [prepare(file) for file in sources([documents]) if file.path not in own]
    reports = [report for report in read if not isinstance(report, BadDocument)]
    taken = Store(store).add(reports, Roster.read(roster) if roster.exists() else None, kind)
    if len(reports) < len(read) or any(outcome.error for outcome in taken.outcomes):
        raise BadStore("demo_store_broken", kind=kind)
