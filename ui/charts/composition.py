"""A grid of numbers, each over a thin bar, as `analytics.charts.grid` lays it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

import words
from analytics.charts.grid import Cell, Grid, Row
from ui.charts.style import AXIS, FOCUS_MAX, SMALL, TEXT, Sheet, Tokens, clipped, width

ROW, HEAD = 34, 26
NOTE = 24
NAME_MAX = 118  # pixels; a longer name goes into a second line
BAR, TRACK = 0.86, 0.86  # length of the longest bar, in columns
THICK = 6  # pixels


def composition(grid: Grid, tokens: Tokens, lang: str, *, focus: Sequence[str] = (), latest: bool = False) -> go.Figure:
    """A figure of a grid; `latest` sets the last column before the others, `focus` gives units their colours."""
    names = [_lines(row.label or row.name) for row in grid.rows]
    left = max([40, *(width(line, AXIS) + 14 for lines in names for line in lines)])
    heads = [_head(name, len(grid.columns)) for name in grid.columns]
    top = HEAD + 14 * (max((head.count("<br>") for head in heads), default=0))
    heights = [NOTE if not row.cells else ROW for row in grid.rows]
    plot = sum(heights) or ROW
    sheet = Sheet(tokens, plot + top + 8, left=left, right=6, top=top, bottom=8)
    # y in pixels from the top, so that rows may be of several heights
    tops = [sum(heights[:i]) for i in range(len(heights))]
    sheet.xaxis |= {"range": [0, max(len(grid.columns), 1)], "showticklabels": False}
    sheet.yaxis |= {"range": [plot, 0], "showticklabels": False, "showgrid": False}
    for i, head in enumerate(heads):
        sheet.word(
            head,
            tokens.muted,
            size=AXIS,
            x=i,
            yref="paper",
            y=1,
            yanchor="bottom",
            yshift=2,
            xanchor="left",
            align="left",
        )
    for i in grid.breaks:
        sheet.upright(i - 0.07)
    colours = {name: tokens.series[i] for i, name in enumerate(focus[:FOCUS_MAX])}
    if not colours and not latest and grid.rows and grid.rows[0].cells and not grid.rows[0].sum:
        colours = {grid.rows[0].name: tokens.series[0]}
    for row, lines, y in zip(grid.rows, names, tops, strict=True):
        _name(sheet, row, lines, y, row.name in colours)
    _bars(sheet, grid, tops, colours, latest)
    _texts(sheet, grid, tops, colours, latest)
    _bands(sheet, grid, tops, lang)
    return sheet.figure().update_layout(barmode="overlay")


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
            return f'{first}<br><span style="font-size:{AXIS - 2}px">{bracket.strip()}{unit}</span>'
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


def _name(sheet: Sheet, row: Row, lines: Sequence[str], y: float, bold: bool) -> None:
    said = "<br>".join(lines)
    strong = bold or (row.sum and not _counts(row))
    place = {"xref": "paper", "x": 0, "xshift": -sheet.left, "xanchor": "left", "yanchor": "middle", "align": "left"}
    colour = sheet.tokens.muted if _counts(row) else sheet.tokens.ink
    if said:
        tall = ROW if row.cells else NOTE
        sheet.word(
            f"<b>{said}</b>" if strong else said, colour, size=AXIS, y=y + tall / 2 - (3 if row.cells else 0), **place
        )
    if row.note:
        names = "、".join(row.names[:30])
        sheet.remark(row.note, x=0, y=y + NOTE / 2, xanchor="left", yanchor="middle", hovertext=names)


def _counts(row: Row) -> bool:
    return bool(row.cells) and all(cell.state == "count" for cell in row.cells)


def _placed(grid: Grid, tops: Sequence[float]) -> Iterator[tuple[Row, int, float, Cell]]:
    for row, y in zip(grid.rows, tops, strict=True):
        for i, cell in enumerate(row.cells):
            yield row, i, y, cell


def _longest(grid: Grid, row: Row, column: int) -> float:
    """The number whose bar is the longest on the scale of this cell."""
    rows = [row] if grid.scale == "row" else [one for one in grid.rows if not one.sum]
    columns = [column] if grid.scale == "column" else range(len(grid.columns))
    return max((one.cells[i].number or 0.0 for one in rows if one.cells for i in columns), default=0.0)


def _bars(sheet: Sheet, grid: Grid, tops: Sequence[float], colours: dict[str, str], latest: bool) -> None:
    """A hairline under every number, and on it the bar; where it shows n of m, m in outline and n filled."""
    tokens, last = sheet.tokens, len(grid.columns) - 1
    drawn = [one for one in _placed(grid, tops) if not one[0].sum and one[3].number is not None]
    line = {"color": tokens.hairline, "width": 1}
    for _, i, y, _ in drawn:
        ends = {"x0": i, "x1": i + TRACK, "y0": y + ROW - 8, "y1": y + ROW - 8}
        sheet.shapes.append({"type": "line", "layer": "below", "line": line, **ends})
    bars = [one for one in drawn if one[3].number]
    if not bars:
        return
    colour = [
        colours.get(row.name)
        or (tokens.series[0] if latest and i == last else tokens.muted if latest else tokens.context)
        for row, i, _, _ in bars
    ]
    length = [BAR * (cell.number or 0.0) / _longest(grid, row, i) for row, i, _, cell in bars]
    outlined = [cell.inner is not None for *_, cell in bars]
    shared = {
        "type": "bar",
        "orientation": "h",
        "base": [i for _, i, _, _ in bars],
        "y": [y + ROW - 8 for _, _, y, _ in bars],
        "width": [THICK] * len(bars),
        "customdata": [list(cell.place or ("", 0)) for *_, cell in bars],
        "hovertext": [cell.hover for *_, cell in bars],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    sheet.traces.append(
        shared
        | {
            "name": "bars",
            "x": length,
            "marker": {
                "color": [tokens.ground if open_ else own for own, open_ in zip(colour, outlined, strict=True)],
                "line": {"color": colour, "width": [1 if open_ else 0 for open_ in outlined]},
                "pattern": {
                    "shape": ["/" if cell.state == "doubtful" else "" for *_, cell in bars],
                    "fgcolor": tokens.ground,
                    "size": 4,
                },
            },
        }
    )
    if any(outlined):
        inner = [
            whole * (cell.inner or 0.0) / (cell.number or 1.0) for whole, (*_, cell) in zip(length, bars, strict=True)
        ]
        sheet.traces.append(shared | {"name": "inner", "x": inner, "marker": {"color": colour}})


def _texts(sheet: Sheet, grid: Grid, tops: Sequence[float], colours: dict[str, str], latest: bool) -> None:
    """The number of every cell, over its bar."""
    tokens, last = sheet.tokens, len(grid.columns) - 1
    cells = [one for one in _placed(grid, tops) if one[3].text]

    def said(row: Row, i: int, cell: Cell) -> str:
        strong = row.sum or row.name in colours or (latest and i == last)
        plain = cell.number == 0 or cell.state in ("count", "check")
        return f"<b>{cell.text}</b>" if cell.wrong or (strong and not plain) else cell.text

    def colour(cell: Cell) -> str:
        if cell.wrong:
            return tokens.finding
        quiet = cell.few or cell.state in ("count", "check") or cell.number == 0
        quiet = quiet or (cell.number is None and cell.state != "sum")
        return tokens.muted if quiet else tokens.ink

    sheet.traces.append({
        "type": "scatter",
        "mode": "text",
        "name": "numbers",
        "x": [i for _, i, _, _ in cells],
        "y": [y + (ROW - 20 if not row.sum else ROW / 2 - 3) for row, _, y, _ in cells],
        "text": [said(row, i, cell) for row, i, _, cell in cells],
        "textposition": "middle right",
        "textfont": {
            "size": [SMALL if cell.state in ("count", "check") else TEXT for *_, cell in cells],
            "color": [colour(cell) for *_, cell in cells],
        },
        "customdata": [list(cell.place or ("", 0)) for *_, cell in cells],
        "hovertext": [cell.hover for *_, cell in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    })


def _bands(sheet: Sheet, grid: Grid, tops: Sequence[float], lang: str) -> None:
    """Cells that the form doesn't have: a grey band over each run of them, with words where there is room."""
    text = words.say("states.not_in_form", lang)
    for row, y in zip(grid.rows, tops, strict=True):
        start = None
        for i in range(len(row.cells) + 1):
            inside = i < len(row.cells) and row.cells[i].state == "not_in_form"
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                _band(sheet, start, i, y)
                if i - start > 1:
                    sheet.remark(text, x=start, xshift=4, y=y + ROW / 2 - 2, xanchor="left", yanchor="middle")
                start = None


def _band(sheet: Sheet, left: int, right: int, y: float) -> None:
    fill = {"line": {"width": 0}, "fillcolor": sheet.tokens.hairline, "opacity": 0.45, "layer": "below"}
    sheet.shapes.append({"type": "rect", "x0": left, "x1": right - 0.14, "y0": y + 3, "y1": y + ROW - 5, **fill})
