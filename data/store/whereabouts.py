"""Where stores lie: the place that nobody has to name, and those that this user has had open, kept in the profile.

A store on a drive that is not mounted looks like one that was never made. Whoever opened it before must be told that
it is missing, and must not get an empty one in its place.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from data.errors import BadStore
from data.store import pointer

MOST = 200  # the latest; a profile need not grow for ever
_known: set[tuple[Path, Path]] = set()  # in this process: profile and store, so that a page need not write each time


def usual_folder() -> Path:
    """Where the user's own store is if nobody says: the place the system keeps for such data."""
    return platformdirs.user_data_path("gongkai", appauthor=False) / "store"


def default_folder() -> Path:
    """Where the user's own store is unless a command names it: GONGKAI_STORE, else the usual folder."""
    named = os.environ.get("GONGKAI_STORE")
    return Path(named) if named else usual_folder()


def _file() -> Path:
    """GONGKAI_PROFILE names the folder, else the place that the system keeps for a user's settings."""
    named = os.environ.get("GONGKAI_PROFILE")
    folder = Path(named) if named else platformdirs.user_config_path("gongkai", appauthor=False)
    return folder / "stores.json"


def _listed() -> list[str]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [entry for entry in found if isinstance(entry, str)] if isinstance(found, list) else []


def _save(folders: list[str]) -> None:
    file = _file()
    with suppress(OSError):  # a profile that can't be written costs a warning some day, not today's work
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_text(json.dumps(folders, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, file)


def remember(folder: Path) -> None:
    """Keep in mind that there is a store in this folder."""
    here = folder.absolute()
    if (_file(), here) in _known:
        return
    _known.add((_file(), here))
    before = _listed()
    if str(here) not in before:
        _save([*before, str(here)][-MOST:])


def forget(folder: Path) -> None:
    """The user wants a new store in this folder though there was one."""
    _known.discard((_file(), folder.absolute()))
    _save([entry for entry in _listed() if entry != str(folder.absolute())])


def check(folder: Path) -> None:
    """Raises BadStore where a store must not be begun: there was one, or the folder that it would lie in is not there.

    The folders above the usual place are made when they are needed: nobody named it.
    """
    if (folder / pointer.NAME).exists() or pointer.is_lost(folder):
        return
    if str(folder.absolute()) in _listed():
        raise BadStore("store_gone", store=folder)
    if not folder.exists() and folder != usual_folder() and not folder.absolute().parent.is_dir():
        raise BadStore("store_no_parent", store=folder, parent=folder.absolute().parent)
