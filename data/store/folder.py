"""The store's folder as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadStore
from data.roster import Roster
from data.store import acting, documents, pointer, whereabouts, writer
from data.store.batch import Ingested
from data.store.snapshot import Snapshot, opened


@dataclass(frozen=True)
class Store:
    """A store in a folder, which need not exist yet."""

    folder: Path

    def live(self) -> Snapshot | None:
        """The newest snapshot, or None in an empty store. Ask once per page or command, so that all of it agrees.

        Raises BadStore if the folder is no store, is broken, was written by another version, or if a store that was
        there is not there now.
        """
        try:
            pointer.check(self.folder)
            snapshot_id = pointer.read(self.folder)
            if snapshot_id is None:
                whereabouts.check(self.folder)
                return None
        except OSError as error:
            raise BadStore("store_unreachable", store=self.folder, detail=error) from error
        found = opened(pointer.path(self.folder, snapshot_id))
        if found.kind == "own":
            whereabouts.remember(self.folder)
        return found

    def snapshot(self, snapshot_id: str) -> Snapshot | None:
        """A kept snapshot by its id, whoever wrote that id; None if there is none such (any more)."""
        if not pointer.SNAPSHOT_ID.fullmatch(snapshot_id):
            return None
        path = pointer.path(self.folder, snapshot_id)
        return opened(path) if path.exists() else None

    def add(
        self,
        reports: Iterable[Ingested],
        roster: Roster | None = None,
        kind: str = "own",
        by: str = "",
        seen: bytes | None = None,
    ) -> writer.Written:
        """See `data.store.writer.add`."""
        return writer.add(self.folder, reports, roster, kind, by, seen)

    def act(self, wishes: Sequence[acting.Wanted]) -> acting.Done:
        """See `data.store.acting.act`."""
        return acting.act(self.folder, wishes)

    def undo(self, by: str, snapshot_id: str = "") -> acting.Undone:
        """See `data.store.acting.undo`."""
        return acting.undo(self.folder, by, snapshot_id)

    def document(self, sha256: str) -> bytes:
        """The original with this hash. Raises BadStore if the store has lost it, or holds other bytes in its place."""
        return documents.read(self.folder, sha256)

    def has(self, sha256: str) -> bool:
        """Whether the original with this hash is there as it came."""
        return documents.is_whole(documents.path(self.folder, sha256), sha256)
