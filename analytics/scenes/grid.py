"""A grid of numbers, each over a thin bar, as `analytics.charts.grid` lays it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import words
from analytics.charts.grid import Cell, Grid, Row
from analytics.charts.room import TEXT, clipped, width
from analytics.scenes.scene import (
    AXIS,
    CONTEXT,
    FINDING,
    INK,
    MUTED,
    SERIES,
    SMALL,
    Axis,
    Band,
    Bars,
    Letters,
    Points,
    Scene,
    Word,
    small,
)

ROW, HEAD = 34, 26
NOTE = 24
NAME_MAX = 118  # pixels; a longer name goes into a second line
NAMES_MAX = 30  # of the units folded into one row
BAR, TRACK = 0.86, 0.86  # length of the longest bar, in columns
THICK = 6  # pixels
NOWHERE = ("", 0)  # a sum is of no one unit


def grid(shown: Grid, lang: str, *, focus: Sequence[str] = (), latest: bool = False) -> Scene:
    """The scene of a grid; `latest` sets the last column before the others, `focus` gives units their tones."""
    names = [_lines(row.label or row.name) for row in shown.rows]
    left = max([40, *(width(line, AXIS) + 14 for lines in names for line in lines)])
    heads = [_head(name, len(shown.columns)) for name in shown.columns]
    top = HEAD + 14 * (max((head.count("<br>") for head in heads), default=0))
    heights = [NOTE if not row.cells else ROW for row in shown.rows]
    plot = sum(heights) or ROW
    # y in pixels from the top, so that rows may be of several heights
    tops = [sum(heights[:i]) for i in range(len(heights))]
    scene = Scene(plot + top + 8, left=left, right=6, top=top, bottom=8)
    scene.x, scene.y = Axis(0, max(len(shown.columns), 1)), Axis(plot, 0)
    place = {"up": True, "level": "bottom", "rise": 2, "anchor": "left", "aligned": True}
    scene.words += [Word(head, i, 1, MUTED, AXIS, **place) for i, head in enumerate(heads)]  # type: ignore[arg-type]
    scene.uprights += [i - 0.07 for i in shown.breaks]
    tones = dict(zip(focus, SERIES, strict=False))
    if not tones and not latest and shown.rows and shown.rows[0].cells and not shown.rows[0].sum:
        tones = {shown.rows[0].name: SERIES[0]}
    for row, lines, y in zip(shown.rows, names, tops, strict=True):
        _name(scene, row, lines, y, row.name in tones)
    _bars(scene, shown, tops, tones, latest)
    _texts(scene, shown, tops, tones, latest)
    _bands(scene, shown, tops, lang)
    return scene


def _lines(name: str) -> list[str]:
    """A name in one line, or in two if it is long."""
    if width(name, AXIS) <= NAME_MAX:
        return [name]
    pieces = name.split(" ") if " " in name else list(name)
    joint = " " if " " in name else ""
    for i in range(len(pieces) - 1, 0, -1):
        if width(joint.join(pieces[:i]), AXIS) <= NAME_MAX:
            return [joint.join(pieces[:i]), clipped(joint.join(pieces[i:]), NAME_MAX, AXIS)]
    return [clipped(name, NAME_MAX, AXIS)]


def _head(name: str, columns: int) -> str:
    """The head of a column, in two lines where columns are narrow; a unit in brackets is the second."""
    for bracket in ("（", " ("):
        if bracket in name and columns > 3:
            first, _, unit = name.partition(bracket)
            return f"{first}<br>{small(bracket.strip() + unit)}"
    if columns < 5 or width(name, AXIS) <= 3 * AXIS:
        return name
    if " " in name:
        first, _, rest = name.partition(" ")
        return f"{first}<br>{rest}"
    if name.isascii():
        return name
    half = -(-len(name) // 2)
    while name[half - 1].isdigit() and name[half].isdigit():
        half -= 1  # a number stays whole
    return f"{name[:half]}<br>{name[half:]}"


def _name(scene: Scene, row: Row, lines: Sequence[str], y: float, bold: bool) -> None:
    said, counts = "<br>".join(lines), bool(row.cells) and all(cell.state == "count" for cell in row.cells)
    if said:
        place = {"across": True, "right": -scene.left, "anchor": "left", "level": "middle", "aligned": True}
        text = f"<b>{said}</b>" if bold or (row.sum and not counts) else said
        middle = y + (ROW / 2 - 3 if row.cells else NOTE / 2)
        scene.words.append(Word(text, 0, middle, MUTED if counts else INK, AXIS, **place))  # type: ignore[arg-type]
    if row.note:
        scene.remark(row.note, 0, y + NOTE / 2, anchor="left", level="middle", hover="、".join(row.names[:NAMES_MAX]))


def _placed(shown: Grid, tops: Sequence[float]) -> Iterator[tuple[Row, int, float, Cell]]:
    for row, y in zip(shown.rows, tops, strict=True):
        for i, cell in enumerate(row.cells):
            yield row, i, y, cell


def _longest(shown: Grid, row: Row, column: int) -> float:
    """The number whose bar is the longest on the scale of this cell."""
    rows = [row] if shown.scale == "row" else [one for one in shown.rows if not one.sum]
    columns = [column] if shown.scale == "column" else range(len(shown.columns))
    return max((one.cells[i].number or 0.0 for one in rows if one.cells for i in columns), default=0.0)


def _bars(scene: Scene, shown: Grid, tops: Sequence[float], tones: dict[str, str], latest: bool) -> None:
    """A hairline under every number, and on it the bar; where it shows n of m, m in outline and n filled."""
    last = len(shown.columns) - 1
    drawn = [one for one in _placed(shown, tops) if not one[0].sum and one[3].number is not None]
    scene.rules += [(i, i + TRACK, y + ROW - 8) for _, i, y, _ in drawn]
    bars = [one for one in drawn if one[3].number]
    if not bars:
        return
    others = MUTED if latest else CONTEXT
    own = [tones.get(row.name) or (SERIES[0] if latest and i == last else others) for row, i, _, _ in bars]
    length = [BAR * (cell.number or 0.0) / _longest(shown, row, i) for row, i, _, cell in bars]
    shared = {
        "base": [i for _, i, _, _ in bars],
        "y": [y + ROW - 8 for _, _, y, _ in bars],
        "tones": own,
        "thick": THICK,
        "places": [cell.place or NOWHERE for *_, cell in bars],
        "hover": [cell.hover for *_, cell in bars],
    }
    outlined = [cell.inner is not None for *_, cell in bars]
    doubtful = [cell.state == "doubtful" for *_, cell in bars]
    scene.marks.append(Bars("bars", length, doubtful=doubtful, open=outlined, **shared))  # type: ignore[arg-type]
    if any(outlined):
        inner = [whole * (c.inner or 0.0) / (c.number or 1.0) for whole, (*_, c) in zip(length, bars, strict=True)]
        scene.marks.append(Bars("inner", inner, **shared))  # type: ignore[arg-type]


def _texts(scene: Scene, shown: Grid, tops: Sequence[float], tones: dict[str, str], latest: bool) -> None:
    """The number of every cell, over its bar."""
    last = len(shown.columns) - 1
    cells = [one for one in _placed(shown, tops) if one[3].text]

    def said(row: Row, i: int, cell: Cell) -> str:
        strong = row.sum or row.name in tones or (latest and i == last)
        plain = cell.number == 0 or cell.state in ("count", "check")
        return f"<b>{cell.text}</b>" if cell.wrong or (strong and not plain) else cell.text

    def tone(cell: Cell) -> str:
        quiet = cell.few or cell.state in ("count", "check") or cell.number == 0
        quiet = quiet or (cell.number is None and cell.state != "sum")
        return FINDING if cell.wrong else MUTED if quiet else INK

    letters = Letters(
        [said(row, i, cell) for row, i, _, cell in cells],
        [tone(cell) for *_, cell in cells],
        [SMALL if cell.state in ("count", "check") else TEXT for *_, cell in cells],
    )
    x, y = [i for _, i, _, _ in cells], [y + (ROW - 20 if not row.sum else ROW / 2 - 3) for row, _, y, _ in cells]
    places, hover = [cell.place or NOWHERE for *_, cell in cells], [cell.hover for *_, cell in cells]
    scene.marks.append(Points("numbers", x, y, places, hover, letters=letters))


def _bands(scene: Scene, shown: Grid, tops: Sequence[float], lang: str) -> None:
    """Cells that the form doesn't have: a grey band over each run of them, with words where there is room."""
    text = words.say("states.not_in_form", lang)
    for row, y in zip(shown.rows, tops, strict=True):
        start = None
        for i in range(len(row.cells) + 1):
            inside = i < len(row.cells) and row.cells[i].state == "not_in_form"
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                scene.bands.append(Band(start, i - 0.14, y + 3, y + ROW - 5))
                if i - start > 1:
                    scene.remark(text, start, y + ROW / 2 - 2, right=4, anchor="left", level="middle")
                start = None
