"""The store: a folder with the documents, immutable snapshots of the data and a pointer to the live one."""

from data.store.batch import Ingested
from data.store.decision import Outcome, State
from data.store.folder import Store
from data.store.snapshot import Snapshot
from data.store.whereabouts import default_folder, usual_folder
from data.store.writer import Written

__all__ = ["Ingested", "Outcome", "Snapshot", "State", "Store", "Written", "default_folder", "usual_folder"]
