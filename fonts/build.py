"""Cuts the title font and draws the mark, from Debian's fonts-noto-cjk; the results lie in static/ and are committed.

Titles are set in Song (Noto Serif CJK SC Bold, 11 MB for all of it). Two families, named one after the other in the
theme: `song-a` holds the words of the screens and the hanzi common in place names, so a page seldom needs more;
a browser fetches `song-b`, all of GB 2312 and every hanzi in the name of a township, only when a title has a rarer one.

Run: python fonts/build.py [path of NotoSerifCJK-Bold.ttc]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
FACE = "Noto Serif CJK SC"
COMMON_IN_NAMES = 2000  # of 3,072: they are 99 of 100 hanzi that stand in the names
SEAL_GROUND, SEAL_SIZE, SEAL_RADIUS = "#0F6C84", 64, 5
SEAL_MARGIN, SEAL_HEAD, SEAL_GAP = 6.5, 10, 2


def gb2312(rows: range) -> set[str]:
    """Characters of these rows of GB 2312: 1 to 3 are signs, digits and letters, 16 to 87 hanzi."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", "ignore") for row in rows for cell in range(1, 95))
    return {sign for sign in cells if sign}


def place_hanzi() -> str:
    """Hanzi of place names, commonest first."""
    lines = (ROOT / "fonts" / "place_hanzi.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def words_files() -> Iterator[Path]:
    """Every data file whose text may stand in a title: words, form labels, measures."""
    for folder in ("words", "data", "analytics"):
        yield from sorted((ROOT / folder).rglob("*.yaml"))


def signs() -> set[str]:
    """What both fonts hold: ASCII, Chinese punctuation, ①–⑳, and the signs of the screens."""
    return {chr(code) for code in [*range(0x20, 0x7F), *range(0x2460, 0x2474)]} | gb2312(range(1, 4)) | set("∅–‰−")


def characters() -> dict[str, set[str]]:
    """File name → characters it holds."""
    written = {sign for path in words_files() for sign in path.read_text(encoding="utf-8") if sign.isprintable()}
    return {
        "song-a.woff2": signs() | written | set(place_hanzi()[:COMMON_IN_NAMES]),
        "song-b.woff2": signs() | written | gb2312(range(16, 88)) | set(place_hanzi()),
    }


def face(source: Path) -> TTFont:
    """The simplified Chinese face of the collection."""
    return next(font for font in TTCollection(source, lazy=True) if font["name"].getBestFamilyName() == FACE)


def cut(source: Path, held: set[str], target: Path) -> None:
    """Writes the part of the font that draws these characters; those the font lacks are left out."""
    font = face(source)
    font.recalcTimestamp = False  # the same input gives the same bytes
    options = Options(flavor="woff2", hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]  # Titles are never set vertically.
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={ord(sign) for sign in held})
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def seal(font: TTFont, text: str) -> str:
    """The mark as SVG: each hanzi in white on its share of the ground, drawn tall to fill it as on a carved seal."""
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    share = (SEAL_SIZE - 2 * SEAL_MARGIN + SEAL_GAP) / len(text)
    paths = []
    for place, hanzi in enumerate(text):
        glyph = glyphs[cmap[ord(hanzi)]]
        bounds = BoundsPen(glyphs)
        glyph.draw(bounds)
        x0, y0, x1, y1 = bounds.bounds
        across, down = (share - SEAL_GAP) / (x1 - x0), (SEAL_SIZE - 2 * SEAL_HEAD) / (y1 - y0)
        left = SEAL_MARGIN + share * place
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        glyph.draw(TransformPen(pen, (across, 0, 0, -down, left - x0 * across, SEAL_HEAD + y1 * down)))
        paths.append(pen.getCommands())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SEAL_SIZE} {SEAL_SIZE}" width="{SEAL_SIZE}" '
        f'height="{SEAL_SIZE}"><title>公开</title><rect width="{SEAL_SIZE}" height="{SEAL_SIZE}" rx="{SEAL_RADIUS}" '
        f'fill="{SEAL_GROUND}"/><path fill="#fff" d="{"".join(paths)}"/></svg>\n'
    )


def main(source: Path = SOURCE) -> None:
    """Builds all files of static/ that come from the font."""
    for name, held in characters().items():
        cut(source, held, STATIC / name)
    font = face(source)
    for name, text in (("seal.svg", "公开"), ("favicon.svg", "公")):  # two hanzi are too fine for a browser's tab
        (STATIC / name).write_text(seal(font, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
