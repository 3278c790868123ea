"""The sentence over the findings by unit and rule."""

from __future__ import annotations

import words
from analytics.remarked import Remarked
from analytics.sentence import Sentence, counted


def remarked_title(found: Remarked) -> Sentence:
    """How many units have something to check, and what most often."""
    rule = found.rules[0]
    reports = int(found.table.loc[found.table["rule"] == rule, "reports"].sum())
    units = counted("units", len(found.units))
    return Sentence(
        "remarked", {"units": units, "rule": words.family("rules")[rule], "reports": counted("reports", reports)}
    )
