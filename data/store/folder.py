"""The store's folder as the rest of the house sees it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from data.errors import BadStore
from data.roster import Roster
from data.store import documents, pointer, writer
from data.store.batch import Ingested
from data.store.snapshot import Snapshot, opened


def usual_folder() -> Path:
    """Where the user's own store is if nobody says: the place the system keeps for such data."""
    return platformdirs.user_data_path("gongkai", appauthor=False) / "store"


def default_folder() -> Path:
    """Where the user's own store is unless a command names it: GONGKAI_STORE, else the usual folder."""
    named = os.environ.get("GONGKAI_STORE")
    return Path(named) if named else usual_folder()


@dataclass(frozen=True)
class Store:
    """A store in a folder, which need not exist yet."""

    folder: Path

    def live(self) -> Snapshot | None:
        """The newest snapshot, or None in an empty store. Ask once per page or command, so that all of it agrees.

        Raises BadStore if the folder is no store, is broken, or was written by a newer version.
        """
        pointer.check(self.folder)
        snapshot_id = pointer.read(self.folder)
        return opened(pointer.path(self.folder, snapshot_id)) if snapshot_id else None

    def snapshot(self, snapshot_id: str) -> Snapshot | None:
        """A kept snapshot by its id, whoever wrote that id; None if there is none such (any more)."""
        if not pointer.SNAPSHOT_ID.fullmatch(snapshot_id):
            return None
        path = pointer.path(self.folder, snapshot_id)
        return opened(path) if path.exists() else None

    def add(self, reports: Iterable[Ingested], roster: Roster | None = None, kind: str = "own") -> writer.Written:
        """See `data.store.writer.add`."""
        return writer.add(self.folder, reports, roster, kind)

    def document(self, sha256: str) -> bytes:
        """The original with this hash. Raises BadStore if the store has lost it."""
        try:
            return documents.path(self.folder, sha256).read_bytes()
        except OSError as error:
            raise BadStore("store_document_lost", store=self.folder, document=sha256) from error
