"""A row of a panel's table leads to a report, and nowhere where there is none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from ui import panel


@pytest.mark.parametrize(("chosen", "target"), [([0], ("甲镇", 2024)), ([1], None), ([], None), ([2], None)])
def test_a_row_of_a_unit_without_report_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch, chosen: list[int], target: tuple[str, int] | None
) -> None:
    shown = pd.DataFrame({"单位": ["甲镇", "乙镇"], "2024": ["1", "×"]})
    monkeypatch.setattr(panel.st, "dataframe", lambda *_, **__: {"selection": {"rows": chosen}})
    monkeypatch.setattr(panel, "_with_county", lambda table, _: table)
    made: Any = SimpleNamespace(id="x", title="t", shown=shown, rows=(("甲镇", 2024), ("乙镇", 0)))
    now: Any = None
    assert panel._table(made, None, now) == target
