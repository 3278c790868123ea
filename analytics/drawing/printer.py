"""Scenes on paper: a figure of matplotlib of any of them, in black on white; dashes, marks and hatching tell apart.

Vega-Lite (Altair with vl-convert) was tried: as quick and one wheel, but of 84 MB, and it has no hatching, which is how
doubt is told without colour.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory, offset_copy

from analytics.charts.room import TEXT, clipped, width
from analytics.drawing import paper
from analytics.drawing.fonts import font
from analytics.drawing.paper import POINT, WIDTH, Sheet
from analytics.scenes.scene import AXIS, SMALL, SYMBOLS, Axis, Bars, Dots, Letters, Points, Scene, Word

PIXEL = paper.LETTERS / TEXT  # points: letters of a scene are as large as those around the chart
MM = PIXEL / POINT
COLUMNS, GAP, HEAD = 3, 5.0, 10.5  # scenes side by side, mm between them and for words over each
TAB = 10  # pixels from the end of a line to the mark before its name
KEY = 28  # pixels: the line of signs below
TONES = {
    **dict.fromkeys(("muted", "hatched"), paper.MUTED),
    "context": paper.CONTEXT,
    "hairline": paper.HAIRLINE,
    "ground": paper.GROUND,
    "pale": "#D6D6D6",
    "full": "#8A8A8A",
}
MARKS = {
    **dict(zip(SYMBOLS, ("o", "s", "D", "^", "v"), strict=True)),
    **{"line-ns": "|", "line-ew": "_", "x-thin": "x", "square-open-dot": "s"},
}
_OURS = re.compile(r'</?b>|<span style="font-size:\d+px">|</span>')


def printed(scene: Scene) -> Figure:
    """The scene across a page of paper, over the line of its signs."""
    key = KEY if scene.key else 0
    sheet = Sheet((scene.height + key) * MM)
    draw(sheet, scene, 0, key * MM, WIDTH)
    if key:
        _key(sheet, scene)
    return sheet.figure


def side_by_side(parts: Sequence[tuple[str, str, Callable[[], Scene]]]) -> Figure:
    """Small scenes, three in a row, each under a heading and a line of small words."""
    shown = [(heading, small, scene()) for heading, small, scene in parts]
    wide, tall = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS, max(scene.height for *_, scene in shown) * MM + HEAD
    rows = -(-len(shown) // COLUMNS)
    sheet = Sheet(tall * rows)
    axes = sheet.plot(0, 0, WIDTH, sheet.height)
    axes.set(xlim=(0, WIDTH), ylim=(0, sheet.height), xticks=[], yticks=[])
    pixels = round(wide / MM)
    for place, (heading, small, scene) in enumerate(shown):
        row, column = divmod(place, COLUMNS)
        left, low = column * (wide + GAP), tall * (rows - 1 - row)
        draw(sheet, scene, left, low, wide)
        style: dict[str, Any] = {"ha": "left", "va": "center"}
        _write(axes, f"<b>{clipped(heading, pixels)}</b>", left, low + tall - 2.6, **style)
        _write(axes, clipped(small, pixels, SMALL), left, low + tall - 7, SMALL, color=paper.MUTED, **style)
    return sheet.figure


def draw(sheet: Sheet, scene: Scene, left: float, bottom: float, wide: float) -> None:
    """The scene on a part of a sheet, `wide` mm from its left lower corner."""
    across = wide - (scene.left + scene.right) * MM
    axes = sheet.plot(left + scene.left * MM, bottom + scene.bottom * MM, across, scene.plot * MM)
    axes.set_xlim(scene.x.low, scene.x.high)
    axes.set_ylim(scene.y.low, scene.y.high)
    for axis, found in ((axes.xaxis, scene.x), (axes.yaxis, scene.y)):
        _axis(axis, found)
    for x in scene.uprights:
        axes.axvline(x, color=paper.MUTED, linewidth=0.7, dashes=(1.5, 2), zorder=1)
    for left_, right, y in scene.rules:
        axes.plot([left_, right], [y, y], color=paper.HAIRLINE, linewidth=0.7, zorder=1)
    for band in scene.bands:
        ends = (0, 1) if band.top is None else (band.top, band.bottom)
        over = axes.get_xaxis_transform() if band.top is None else axes.transData
        look: dict[str, Any] = {"facecolor": "#F0F0F0", "edgecolor": paper.HAIRLINE, "hatch": "////", "linewidth": 0}
        axes.fill_between([band.left, band.right], *ends, transform=over, zorder=0, **look)
    for order, mark in enumerate(scene.marks):
        (_points if isinstance(mark, Points) else _bars)(axes, mark, 2 + order / 100)  # type: ignore[arg-type]
    for word in scene.words:
        _word(sheet, axes, word)


def _tone(tone: str) -> str:
    return TONES.get(tone, paper.INK)


def _of(value: Any, place: int) -> Any:
    """What is told of all points, or of each."""
    return value if isinstance(value, (str, int, float)) else value[place]


def _points(axes: Axes, mark: Points, order: float) -> None:
    nothing = float("nan")
    x, y = ([nothing if at is None else float(at) for at in along] for along in (mark.x, mark.y))
    if stroke := mark.stroke:
        dash = tuple(pixels * PIXEL for pixels in stroke.dash) or (None, None)
        look: dict[str, Any] = {"color": _tone(stroke.tone), "linewidth": stroke.weight * PIXEL, "dashes": dash}
        axes.plot(x, y, clip_on=mark.clipped, zorder=order, **look)
    if mark.dots:
        _dots(axes, mark.dots, x, y, order)
    if mark.letters:
        _letters(axes, mark.letters, x, y)


def _dots(axes: Axes, dots: Dots, x: Sequence[float], y: Sequence[float], order: float) -> None:
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place in range(len(x)):
        if x[place] == x[place]:
            alike[tuple(_of(of, place) for of in (dots.size, dots.tone, dots.edge, dots.weight))].append(place)
    for (size, tone, edge, weight), places in alike.items():
        bare = dots.symbol in ("line-ns", "line-ew", "x-thin")
        hollow = dots.symbol.endswith("-open-dot")
        look: dict[str, Any] = {
            "marker": MARKS[dots.symbol],
            "markersize": size * PIXEL,
            "markeredgewidth": weight * PIXEL,
            "markeredgecolor": _tone(edge or tone),
            "markerfacecolor": paper.GROUND if hollow else _tone(tone),
        }
        look |= {"linestyle": "none", "clip_on": False, "zorder": order + (0.005 if bare else 0.004)}
        at = [x[place] for place in places], [y[place] for place in places]
        axes.plot(*at, **look)
        if hollow:
            axes.plot(*at, **look | {"marker": "o", "markersize": 2.4, "markerfacecolor": paper.INK})


def _letters(axes: Axes, letters: Letters, x: Sequence[float], y: Sequence[float]) -> None:
    for place, text in enumerate(letters.texts):
        said = text if isinstance(text, str) else " ".join(sign for sign, _ in text)
        beside = bool(letters.tone) and not letters.inside
        look = {"color": _tone(_of(letters.tone, place)), "ha": "left" if beside else "center"}
        _write(axes, said, x[place], y[place], _of(letters.size, place), va="center", **look)


def _bars(axes: Axes, mark: Bars, order: float) -> None:
    for place, (long, y, tone) in enumerate(zip(mark.x, mark.y, mark.tones, strict=True)):
        hatched, opened = (bool(of) and of[place] for of in (mark.doubtful, mark.open))
        fill = paper.FILL if tone in ("context", "muted") else _tone(tone)
        look: dict[str, Any] = {"facecolor": paper.GROUND if hatched or opened else fill, "edgecolor": paper.INK}
        look |= {"hatch": "//////"} if hatched else {}
        base = mark.base[place] if mark.base else 0.0
        axes.barh(y, long, mark.thick, base, linewidth=0.5 if long else 0, clip_on=False, zorder=order, **look)
        if mark.texts:
            _write(axes, mark.texts[place], base + long, y, xytext=(4, 0), ha="left", va="center")


def _word(sheet: Sheet, axes: Axes, word: Word) -> None:
    over = blended_transform_factory(
        axes.transAxes if word.across else axes.transData, axes.transAxes if word.up else axes.transData
    )
    if word.slot is not None:
        beside = offset_copy(over, sheet.figure, x=TAB * PIXEL, units="points")
        look: dict[str, Any] = {"marker": MARKS[SYMBOLS[word.slot]], "markersize": 4.6, "color": paper.INK}
        axes.plot([word.x], [word.y], transform=beside, clip_on=False, linestyle="none", **look)
    box = {"bbox": {"facecolor": paper.GROUND, "edgecolor": "none", "pad": 2}} if word.masked else {}
    look = {"ha": word.anchor or "center", "va": (word.level or "middle").replace("middle", "center")}
    shift = (word.right * PIXEL, word.rise * PIXEL)
    look |= {"color": _tone(word.tone), **box}
    _write(axes, word.text, word.x, word.y, word.size, xytext=shift, xycoords=over, **look)


def _write(axes: Axes, text: str, x: float, y: float, size: float = TEXT, **more: Any) -> None:
    said = _OURS.sub("", text.replace("<br>", "\n"))
    style = {"xytext": (0, 0), "textcoords": "offset points", "annotation_clip": False, "color": paper.INK, **more}
    face = font(text.startswith("<b>"))
    axes.annotate(said, (x, y), fontproperties=face, fontsize=size * PIXEL, linespacing=1.25, **style)


def _axis(axis: Any, found: Axis) -> None:
    if found.above:
        axis.tick_top()
    if found.ticks:
        places, texts = found.ticks
        pixels = TEXT if found.names else SMALL if found.small else AXIS
        _label(axis, places, texts, pixels, paper.INK if found.names else paper.MUTED, found.upright)
    elif found.steps:
        _label(axis, *_steps(*found.steps, found.high), AXIS, paper.MUTED)
    else:
        axis.set_ticks([])
    if found.grid:
        axis.grid(True, color=paper.HAIRLINE, linewidth=0.5)


def _label(
    axis: Any, places: Sequence[float], texts: Sequence[str], size: float, colour: str, turned: bool = False
) -> None:
    axis.set_ticks(list(places), labels=[_OURS.sub("", text.replace("<br>", "\n")) for text in texts])
    for tick in axis.get_major_ticks():
        for text in (tick.label1, tick.label2):
            text.set(fontproperties=font(), fontsize=size * PIXEL, color=colour, rotation=90 if turned else 0)


def _steps(largest: float, places: int, high: float) -> tuple[list[float], list[str]]:
    """About five round steps from 0; whole ones where things are counted, none but 0 where all is 0."""
    found = MaxNLocator(nbins=5, integer=places == 0, steps=[1, 2, 2.5, 5, 10]).tick_values(0, largest or 1)
    steps = [step for step in found if 0 <= step <= high] if largest else [0.0]
    return steps, [f"{step:,.10g}" for step in steps]


def _key(sheet: Sheet, scene: Scene) -> None:
    """The signs met, each with its words, in a line at the foot."""
    axes = sheet.plot(0, 0, WIDTH, KEY * MM)
    axes.set(xlim=(0, WIDTH / MM), ylim=(0, KEY), xticks=[], yticks=[])
    x = 12.0
    for _, dots, text in scene.key:
        _dots(axes, dots, [x], [KEY / 2], 2)
        _write(axes, text, x + 16, KEY / 2, SMALL, ha="left", va="center")
        x += 16 + width(text, SMALL) + 32
