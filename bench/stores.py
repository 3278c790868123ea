"""The stores that things are timed on: made-up counties, built at first use and kept with the demo store."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from data.demo import cache
from data.demo.folder import write
from data.store import Snapshot, Store

SIZES = (1, 18, 60, 170)  # townships; over six years the last are more than 1,000 reports


def folder(townships: int) -> Path:
    """The folder of the store of such a county."""
    kind = f"bench-{townships}"
    cache.SOURCES[kind] = partial(write, townships=townships, plain=True)
    return cache.ensure_store(kind)


def snapshot(townships: int) -> Snapshot:
    """What is in it."""
    live = Store(folder(townships)).live()
    assert live is not None
    return live


def size(found: Snapshot) -> str:
    """How it is called in a table: 18个单位，108份年报."""
    [(units, reports)] = (
        found.cursor().execute("SELECT count(DISTINCT jurisdiction), count(*) FROM report WHERE live").fetchall()
    )
    return f"{units}个单位，{reports:,}份年报"
