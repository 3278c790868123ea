from pathlib import Path

import pytest

from data.store import Snapshot
from tests.pages import county


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the county, built once."""
    return tmp_path_factory.mktemp("county") / "store"


@pytest.fixture(scope="session")
def snapshot(folder: Path) -> Snapshot:
    """What is in it."""
    return county.store(folder)
