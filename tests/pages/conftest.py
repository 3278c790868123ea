from pathlib import Path

import pytest

from data.store import Snapshot, Store
from tests.pages import county


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the county, built once."""
    made = tmp_path_factory.mktemp("county") / "store"
    county.store(made)
    return made


@pytest.fixture(scope="session")
def snapshot(folder: Path) -> Snapshot:
    """What is in it."""
    live = Store(folder).live()
    assert live
    return live
