"""The pictures of the guide, taken from the running dashboard on demo data: `python docs/pictures.py [NAME...]`.

Needs Chromium and a Chinese font, as the browser tests do. The demo county is made up and the same everywhere, so
the pictures change only when the screens do.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from bench.browser import chromium
from tests.browser import screen
from tests.conftest import serving

FOLDER = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1366, 900  # an office screen
COLOURS = 256
MOST_BYTES = 200_000
MARGIN = 10  # pixels around a part of a page
DRAWN = 1500  # milliseconds in which charts and web fonts come to rest

BUSY, FLOODED, FAULTY, LATE = "鲤浦街道", "琴沟乡", "晴沟乡", "菱埠镇"  # units of the demo county


def _nothing(page: Page) -> None:
    """The page as it opens."""


def _whole(page: Page) -> Locator | None:
    return None


def _panel(*ids: str) -> Callable[[Page], Locator]:
    return lambda page: page.locator(", ".join(f".st-key-{id}" for id in ids))


def _press(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.click()


def _open_tab(panel: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f".st-key-panel-{panel} [role=tab]").nth(1).click()


@dataclass(frozen=True)
class Picture:
    """`path` is the address below the server's, `act` what a reader does there. The picture is of the window, or of
    the smallest box around the `parts` of the page."""

    path: str
    act: Callable[[Page], None] = _nothing
    parts: Callable[[Page], Locator | None] = _whole
    width: int = WIDTH
    height: int = HEIGHT
    browser: Mapping[str, Any] | None = None


PICTURES = {
    "overview": Picture("/"),
    "coverage": Picture("/", parts=_panel("panel-coverage")),
    "bar": Picture(f"/compare?t={BUSY}&t={FLOODED}", parts=_panel("bar")),
    "scope": Picture("/compare", _press(".st-key-scope .stPopover button"), height=520),
    "compare": Picture(f"/compare?t={BUSY}&t={FLOODED}"),
    "empties": Picture(f"/compare?m=procurement_amount&t={LATE}&t={BUSY}", parts=_panel("panel-years")),
    "ranked": Picture("/compare?m=licences", parts=_panel("panel-rank")),
    "changed": Picture("/compare?base=较2022年", parts=_panel("panel-change")),
    "table": Picture(f"/compare?t={BUSY}&t={FLOODED}", _open_tab("years"), _panel("panel-years")),
    "export": Picture("/compare", _press(".st-key-foot-years .stPopover button")),
    "applications": Picture("/applications", parts=_panel("panel-flow", "panel-outcomes")),
    "unit": Picture(f"/unit?unit={BUSY}&year=2022"),
    "cell": Picture(f"/unit?unit={FAULTY}&year=2021&cell=3.closed.total", parts=_panel("unit-side", "table-3")),
    "phone": Picture(f"/compare?t={BUSY}", width=390, height=844),
    "dark": Picture(f"/compare?t={BUSY}&t={FLOODED}", browser={"color_scheme": "dark"}),
}


def taken(browser: Browser, url: str, picture: Picture) -> bytes:
    """The picture as PNG, as the browser gives it."""
    with browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, locale="zh-CN", **(picture.browser or {})
    ) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        screen.visit(page, url + picture.path)
        page.wait_for_timeout(DRAWN)
        picture.act(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(DRAWN)
        parts = picture.parts(page)
        if parts is None:
            return page.screenshot()
        page.set_viewport_size({"width": picture.width, "height": tall(page)})
        page.wait_for_timeout(DRAWN)
        return page.screenshot(clip=_around([part.bounding_box() for part in parts.all()]))


def tall(page: Page) -> int:
    """High enough for the page to need no scrolling."""
    return HEIGHT + int(page.locator("[data-testid=stMain]").evaluate("main => main.scrollHeight"))


def _around(boxes: list[Any]) -> Any:
    left, top = (min(box[side] for box in boxes) - MARGIN for side in ("x", "y"))
    right, bottom = (
        max(box[side] + box[size] for box in boxes) + MARGIN for side, size in (("x", "width"), ("y", "height"))
    )
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def packed(png: bytes) -> bytes:
    """The same picture in its commonest colours alone, each of them exact: a screen has few beside those of edges."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    counted: Any = whole.getcolors(whole.width * whole.height)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in sorted(counted, reverse=True)[:COLOURS] for part in colour])
    out = io.BytesIO()
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    if unknown := sorted(set(names) - set(PICTURES)):
        sys.exit(f"no such picture: {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as logs, serving(Path(logs)) as serve, chromium() as browser:
        url = serve("--demo")
        for name in names or PICTURES:
            content = packed(taken(browser, url, PICTURES[name]))
            (FOLDER / f"{name}.png").write_bytes(content)
            print(f"{name}: {len(content) // 1000} kB" + (" TOO LARGE" if len(content) > MOST_BYTES else ""))


if __name__ == "__main__":
    main(sys.argv[1:])
