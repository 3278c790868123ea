"""The ruled tables of a page: pdfplumber's finder, told what may count as one ruling.

The finder moves rulings that are near each other to their mean, wherever on the page they are. A column of one table
that nearly stands over a column of the next one moved both so far that a number fell out of its cell
(tests/data/readers/test_rulings.py). So rulings are only held against those of the same table, and by the size of the
letters: on a page that was printed small three points are half a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from statistics import median
from typing import Any

from pdfplumber.table import TableFinder, merge_edges
from pdfplumber.utils.geometry import filter_edges

NEAR = 3.0  # points within which two rulings are one, as the library has it, for letters of usual size
LEAST = 1.0
OF_A_LETTER = 0.3  # of the letters' size
Edge = dict[str, Any]


class Ruled(TableFinder):
    """The tables that the rulings of a page make."""

    def get_edges(self) -> list[Edge]:
        """The rulings of the page, those of one table that are near each other made one."""
        near = tolerance([char["size"] for char in self.page.chars])
        found = filter_edges(self.page.edges, min_length=self.settings.edge_min_length_prefilter)
        merged = (merge_edges(band, near, near, NEAR, NEAR) for band in bands(found))
        return filter_edges(chain.from_iterable(merged), min_length=self.settings.edge_min_length)


def tolerance(sizes: list[float]) -> float:
    """Within how many points two rulings are one, among letters of these sizes."""
    return min(NEAR, max(LEAST, OF_A_LETTER * median(sizes))) if sizes else NEAR


def bands(edges: list[Edge]) -> Iterator[list[Edge]]:
    """The rulings of each stretch of the page that no level gap runs through: those of one table, or of tables side by
    side."""
    band: list[Edge] = []
    end = 0.0
    for edge in sorted(edges, key=lambda one: float(one["top"])):
        if band and edge["top"] > end + NEAR:
            yield band
            band = []
        end = max(end, edge["bottom"]) if band else edge["bottom"]
        band.append(edge)
    if band:
        yield band
