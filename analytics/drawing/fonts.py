"""The font that pictures are set in: one of the machine's own that has hanzi, else the title font packaged here.

A picture in which a hanzi is a box is worse than none. SVG keeps its text as text and names families for
whoever opens it; PNG needs a font file now.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontPath, FontProperties, findSystemFonts
from matplotlib.ft2font import FT2Font

from data.demo.cache import cache_folder

PACKAGED = Path(__file__).parents[2] / "static" / "song-b.woff2"
FAMILIES = (
    *("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("WenQuanYi Micro Hei", "SimHei", "SimSun", "sans-serif"),
)
# File names of fonts with hanzi, best first, each with its bold; those of Windows, macOS, UOS, Kylin and Debian.
FILES = (
    ("msyh.ttc", "msyhbd.ttc"),
    ("msyh.ttf", "msyhbd.ttf"),
    ("pingfang.ttc", "pingfang.ttc"),
    ("notosanscjk-regular.ttc", "notosanscjk-bold.ttc"),
    ("notosanscjksc-regular.otf", "notosanscjksc-bold.otf"),
    ("notosanssc-regular.otf", "notosanssc-bold.otf"),
    ("notosanssc-regular.ttf", "notosanssc-bold.ttf"),
    ("sourcehansanssc-regular.otf", "sourcehansanssc-bold.otf"),
    ("sourcehansanscn-regular.otf", "sourcehansanscn-bold.otf"),
    ("hiragino sans gb.ttc", "hiragino sans gb.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("deng.ttf", "dengb.ttf"),
    ("simhei.ttf", "simhei.ttf"),
    ("simsun.ttc", "simsun.ttc"),
    ("droidsansfallbackfull.ttf", "droidsansfallbackfull.ttf"),
)
GETA = "〓"  # the printers' sign for a character that the fount lacks


@cache
def _installed() -> dict[str, str]:
    """File name in small letters → path, of all fonts of the machine."""
    return {Path(path).name.lower(): path for path in sorted(findSystemFonts())}


def _simplified(path: str) -> FontPath:
    """The face for simplified Chinese in a collection of faces; the first one if none says so."""
    for face in range(FT2Font(path).num_faces):
        if "SC" in FT2Font(path, face_index=face).family_name.split():
            return FontPath(path, face)
    return FontPath(path, 0)


def _packaged() -> FontPath:
    """The title font, unpacked into the cache as what FreeType reads."""
    target = cache_folder() / f"{PACKAGED.stem}-{PACKAGED.stat().st_size}.ttf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        font = TTFont(PACKAGED)
        font.flavor = None
        draft = target.with_suffix(".part")
        font.save(draft)
        draft.replace(target)
    return FontPath(str(target), 0)


def _candidates(bold: bool) -> Iterator[str]:
    for pair in FILES:
        # Without its bold a text stays regular: another family in the middle of a line looks like a mistake.
        yield from (name for name in (pair[bold], pair[0]) if name in _installed())


@cache
def font(bold: bool = False) -> FontProperties:
    """The font to measure and to paint with; it carries the families that an SVG names."""
    found = next(_candidates(bold), None)
    path = _simplified(_installed()[found]) if found else _packaged()
    return FontProperties(family=list(FAMILIES), weight="bold" if bold else "normal", fname=path)


@cache
def _characters(path: FontPath) -> frozenset[int]:
    return frozenset(FT2Font(path.path, face_index=path.face_index).get_charmap())


def settable(text: str, properties: FontProperties) -> str:
    """The text with 〓 for every character that the font lacks."""
    known = _characters(properties.get_file())
    return "".join(sign if ord(sign) in known or sign.isspace() else GETA for sign in text)
