"""Name and number at the end of each line."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts.lines import Label
from ui.charts.style import Sheet, apart

GAP = 19  # pixels between the names at the ends of two lines
TAB = 17  # from the end of the line to the name


def add_labels(sheet: Sheet, labels: Sequence[Label]) -> None:
    """Write the labels into the figure, pushed apart so that each can be read."""
    low, high = sheet.yaxis["range"]
    pixels = apart([sheet.plot * (label.y - low) / (high - low) for label in labels], GAP, 6, sheet.plot)
    for label, pixel in zip(labels, pixels, strict=True):
        place = {"x": label.x, "yref": "paper", "y": pixel / sheet.plot, "xanchor": "left", "yanchor": "middle"}
        text, ink = label.text, sheet.tokens.muted
        if label.colour:
            sheet.word("▍", label.colour, size=15, xshift=7, **place)
            text, ink = f"<b>{label.name}</b> {label.number}", sheet.tokens.ink
        sheet.word(text, ink, xshift=TAB, align="left", **place)
