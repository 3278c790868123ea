"""No title may fall back to another font in the middle, whatever the place is called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
HANZI = re.compile(r"[\u4e00-\u9fff]")


def covered(name: str) -> set[str]:
    return {chr(code) for code in TTFont(ROOT / "static" / name).getBestCmap()}


def test_all_of_gb_2312_can_be_set():
    wanted = {
        sign
        for row in range(16, 88)
        for cell in range(1, 95)
        if (sign := bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", "ignore"))
    }
    assert len(wanted) == 6763
    assert wanted - covered("song-b.woff2") == set()


TITLE_WORDS = [
    *(ROOT / "words").glob("titles.yaml"),
    *(ROOT / "words").glob("u*.yaml"),
    *(ROOT / "analytics").rglob("*.yaml"),
]


@pytest.mark.parametrize("file", sorted(TITLE_WORDS), ids=lambda path: path.stem)
def test_the_words_of_titles_need_the_small_font_only(file):
    """After new words in titles: python fonts/build.py"""
    assert set(HANZI.findall(file.read_text(encoding="utf-8"))) - covered("song-a.woff2") == set()


def test_circled_numbers_digits_and_signs_are_there():
    assert set("①②③④⑤⑥⑦⑧⑨⑩0123456789%（）：，、。+−–") - covered("song-a.woff2") == set()
