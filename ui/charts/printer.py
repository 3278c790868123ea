"""Scenes on the screen: a Plotly figure of any of them, whose marks know the unit and year they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analytics.charts.room import TEXT
from analytics.scenes.scene import (
    HAIRLINE,
    INK,
    MUTED,
    SERIES,
    SMALL,
    Axis,
    Band,
    Bars,
    Points,
    Scene,
    Word,
)
from ui.charts.style import Tokens, plain, template

HOVERED = {"hovertemplate": "%{hovertext}<extra></extra>"}
TAB, TAB_SIZE, TAB_RIGHT = "▍", 15, 7  # before the name of a chosen unit


def printed(scene: Scene, tokens: Tokens) -> go.Figure:
    """The scene in the colours of a mode."""
    paint = _Paint(tokens)
    layout = {
        "template": template(tokens),
        "height": scene.height,
        "margin": {"l": scene.left, "r": scene.right, "t": scene.top, "b": scene.bottom, "pad": 4},
        "xaxis": paint.axis(scene.x),
        "yaxis": paint.axis(scene.y),
        "shapes": [
            *map(paint.rule, scene.rules),
            *map(paint.band, scene.bands),
            *map(paint.upright, scene.uprights),
        ],
        "annotations": [note for word in scene.words for note in paint.word(word)],
        "barmode": "overlay",
    }
    return go.Figure({"data": [paint.mark(mark) for mark in scene.marks], "layout": layout})


class _Paint:
    """Parts of a scene as Plotly names them."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def tone(self, tone: str | Sequence[str]) -> Any:
        """The colour of a tone, or of each of several."""
        return self.tokens.colour(tone) if isinstance(tone, str) else [self.tokens.colour(one) for one in tone]

    def mark(self, mark: Points | Bars) -> dict[str, Any]:
        shared = {
            "name": mark.name,
            "x": list(mark.x),
            "y": list(mark.y),
            "cliponaxis": isinstance(mark, Points) and mark.clipped,
        }
        if mark.hover:
            places = [place and list(place) for place in mark.places]
            shared |= {"customdata": places, "hovertext": plain(list(mark.hover)), **HOVERED}
        else:
            shared["hoverinfo"] = "skip"
        return shared | (self._points(mark) if isinstance(mark, Points) else self._bars(mark))

    def _points(self, mark: Points) -> dict[str, Any]:
        parts = {"lines": mark.stroke, "markers": mark.dots, "text": mark.letters}
        made: dict[str, Any] = {
            "type": "scatter",
            "mode": "+".join(name for name, part in parts.items() if part),
            "connectgaps": False,
        }
        if stroke := mark.stroke:
            made["line"] = {"color": self.tone(stroke.tone), "width": stroke.weight, "dash": _dash(stroke.dash)}
        if dots := mark.dots:
            edge = {"width": dots.weight} | ({"color": self.tone(dots.edge)} if dots.edge else {})
            made["marker"] = {"symbol": dots.symbol, "size": dots.size, "line": edge, "opacity": 1}
            made["marker"] |= {"color": self.tone(dots.tone)} if dots.tone else {}
        if letters := mark.letters:
            made["text"] = [plain(text) if isinstance(text, str) else self._signs(text) for text in letters.texts]
            made["textposition"] = "middle center" if letters.inside or not letters.tone else "middle right"
            made["textfont"] = {"size": letters.size} | ({"color": self.tone(letters.tone)} if letters.tone else {})
            if letters.inside:  # what a click selects must not turn the others pale
                font = {"textfont": {"color": self.tone(letters.tone)}}
                made |= {"selected": font, "unselected": font | {"marker": {"opacity": 1}}}
        return made

    def _signs(self, signs: Any) -> str:
        return " ".join(f'<b style="color:{self.tone(tone)}">{plain(sign)}</b>' for sign, tone in signs)

    def _bars(self, mark: Bars) -> dict[str, Any]:
        tones = self.tone(mark.tones)
        opened = mark.open or [False] * len(tones)
        made: dict[str, Any] = {"type": "bar", "orientation": "h", "width": [mark.thick] * len(tones)}
        made["marker"] = {
            "color": [self.tokens.ground if open_ else own for own, open_ in zip(tones, opened, strict=True)],
            "line": {"color": tones, "width": [int(open_) for open_ in opened]},
        }
        if mark.doubtful:
            shape = ["/" if doubtful else "" for doubtful in mark.doubtful]
            made["marker"]["pattern"] = {"shape": shape, "fgcolor": self.tokens.ground, "size": 5 if mark.texts else 4}
        if mark.base:
            made["base"] = list(mark.base)
        if mark.texts:
            made |= {"text": plain(list(mark.texts)), "textposition": "outside", "constraintext": "none"}
            made["textfont"] = {"color": self.tokens.ink, "size": TEXT}
        return made

    def word(self, word: Word) -> list[dict[str, Any]]:
        """An annotation; of the name of a chosen unit two, the first a tab of its colour."""
        place: dict[str, Any] = {"x": word.x, "y": word.y, "showarrow": False}
        place |= {"xref": "paper"} if word.across else {}
        place |= {"yref": "paper"} if word.up else {}
        place |= {"xanchor": word.anchor} if word.anchor else {}
        place |= {"yanchor": word.level} if word.level else {}
        said = place | {"text": plain(word.text), "font": {"color": self.tone(word.tone), "size": word.size}}
        said |= {"xshift": word.right} if word.right else {}
        said |= {"yshift": word.rise} if word.rise else {}
        said |= {"hovertext": plain(word.hover)} if word.hover else {}
        said |= {"bgcolor": self.tokens.ground} if word.masked else {}
        said |= {"align": "left"} if word.aligned else {}
        if word.slot is None:
            return [said]
        font = {"color": self.tone(SERIES[word.slot]), "size": TAB_SIZE}
        return [place | {"text": TAB, "font": font, "xshift": TAB_RIGHT}, said]

    def axis(self, axis: Axis) -> dict[str, Any]:
        made: dict[str, Any] = {"range": [axis.low, axis.high], "showgrid": axis.grid}
        if axis.ticks:
            values, texts = axis.ticks
            made |= {"tickmode": "array", "tickvals": list(values), "ticktext": plain(list(texts))}
        elif axis.steps:
            made |= _steps(*axis.steps)
        else:
            made["showticklabels"] = False
        if axis.names:
            made["tickfont"] = {"color": self.tone(INK), "size": TEXT}
        elif axis.small:
            made["tickfont"] = {"size": SMALL}
        made |= {"gridcolor": self.tone(HAIRLINE)} if axis.grid else {}
        made |= {"side": "top", "tickangle": -90 if axis.upright else 0} if axis.above else {}
        return made

    def upright(self, x: float) -> dict[str, Any]:
        line = {"color": self.tone(MUTED), "width": 1, "dash": "2px,3px"}
        return {"type": "line", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, "layer": "below", "line": line}

    def band(self, band: Band) -> dict[str, Any]:
        fill = {"line": {"width": 0}, "fillcolor": self.tone(HAIRLINE), "opacity": 0.45, "layer": "below"}
        ends: dict[str, Any] = {"y0": band.top, "y1": band.bottom}
        ends = {"yref": "paper", "y0": 0, "y1": 1} if band.top is None else ends
        return {"type": "rect", "x0": band.left, "x1": band.right, **ends, **fill}

    def rule(self, rule: tuple[float, float, float]) -> dict[str, Any]:
        left, right, y = rule
        line = {"color": self.tone(HAIRLINE), "width": 1}
        return {"type": "line", "layer": "below", "line": line, "x0": left, "x1": right, "y0": y, "y1": y}


def _dash(dash: tuple[int, ...]) -> str:
    return ",".join(f"{pixels}px" for pixels in dash) or "solid"


def _steps(largest: float, places: int) -> dict[str, Any]:
    """About five round ticks from 0; whole ones where things are counted, none but 0 where all is 0."""
    if not largest:
        return {"tickvals": [0]}
    whole = places == 0 and largest < 5
    return {"tick0": 0, "tickformat": ",d", "dtick": 1} if whole else {"tick0": 0, "tickformat": ",~f", "nticks": 5}
