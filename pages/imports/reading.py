"""The waiting documents of a store, read in the background: one reader a store, shared by all who look on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

import streamlit as st

from data import waiting
from data.errors import as_told
from data.waiting import Item, Read
from data.workers import cores


@dataclass
class Reader:
    """Reads what waits, in processes, while the page stays usable. `done` of `total`, `at` is the file being read."""

    store: Path
    read: dict[Item, Read] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    at: str = ""
    failed: str = ""
    _lock: Lock = field(default_factory=Lock)
    _thread: Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether it is reading."""
        return self._thread is not None and self._thread.is_alive()

    def look(self, wanted: list[Item], lang: str) -> None:
        """Begin to read those not read yet, unless that is under way; forget what waits no longer."""
        with self._lock:
            for item in [*self.read]:
                if item not in wanted:
                    del self.read[item]
            if not self.busy and (fresh := [item for item in wanted if item not in self.read]):
                self.done, self.total, self.failed = 0, len(fresh), ""
                self._thread = Thread(target=self._read, args=(fresh, lang), daemon=True)
                self._thread.start()

    def _read(self, fresh: list[Item], lang: str) -> None:
        def show(done: int, total: int, file: str) -> None:
            self.done, self.total, self.at = done, total, file

        try:
            for item, found in waiting.read(self.store, fresh, show, cores()):
                self.read[item] = found
        except Exception as error:  # told on the page; the documents still wait
            self.failed = as_told(error).say(lang)

    def of(self, wanted: list[Item]) -> Mapping[Item, Read]:
        """What is known of these by now."""
        return {item: self.read[item] for item in wanted if item in self.read}


@st.cache_resource(max_entries=4, show_spinner=False)
def reader(store: str) -> Reader:
    """The reader of a store."""
    return Reader(Path(store))
