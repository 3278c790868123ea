"""Finding a measure by its words: those of the catalogue, and every cell of the forms."""

from __future__ import annotations

from functools import cache

from analytics.measures import MEASURES, Measure, cell
from data.forms import INDICATORS


@cache
def everything() -> dict[str, Measure]:
    """All measures by code: the catalogue in its order, then the cells in the order of the forms."""
    cells = (code for code, one in INDICATORS.items() if any(row for row, _ in one.labels.values()))
    return MEASURES | {code: cell(code) for code in cells}


@cache
def _words() -> dict[str, str]:
    """Of each measure all that it may be asked by, in small letters."""
    found = {}
    for code, measure in everything().items():
        labels = [*measure.label.values(), *measure.short.values()]
        if code in INDICATORS:
            labels += [label for pair in INDICATORS[code].labels.values() for label in pair]
        found[code] = " ".join([code, *labels]).lower()
    return found


def search(text: str) -> tuple[Measure, ...]:
    """Measures that have every word of the text, of the catalogue before cells; all of them for no text."""
    asked = text.lower().replace("　", " ").split()
    known = everything()
    return tuple(known[code] for code, said in _words().items() if all(word in said for word in asked))
