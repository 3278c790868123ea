"""What was searched for is printed by every printer, like the exhibits of the registry."""

from __future__ import annotations

import pytest

import words
from analytics.exhibits.mentions import mentioned, quoted
from analytics.mentions import mentions
from data.store import Snapshot
from tests.analytics.exhibits import test_registry as registry
from tests.factory import report, store


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made = [report(1, name, year) for name in ("甲镇", "乙镇") for year in (2023, 2024)]
    return store(tmp_path_factory.mktemp("said") / "s", made)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_screen_paper_table_workbook_and_terminal_print_it(said: Snapshot, lang: str) -> None:
    now = registry.Context(lang, said.kind, said, registry.View())
    found = mentions(said, "ABC|2024")
    exhibit = mentioned(found, now)
    registry._sentence_table_and_notes(exhibit, lang)
    registry._screen_and_paper(exhibit)
    registry._files(exhibit, lang)
    registry._terminal(exhibit)
    assert len(list(quoted(found, now).rows)) == 4  # two sentences in each report of 2024
