"""Labels that are cut, split, mistyped, explained, spaced out, or written in other characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from opencc import OpenCC

from data.demo.damage.proof import Damage, Proof, on_form
from data.demo.draws import Draws
from data.demo.units import NEW, OLD

# Radicals that look like the characters they stand for, as some PDF programs write them; the first three
# NFKC repairs, the others it does not.
RADICALS = str.maketrans("二行文民门长风见齐鱼", "⼆⾏⽂⺠⻔⻓⻛⻅⻬⻥")


def _relabelled(labels: dict[str, str], section: str | None = None) -> Callable[[Proof, Draws], None]:
    return lambda proof, draws: proof.relabel(labels, section)


def _captions_cut(proof: Proof, draws: Draws) -> None:
    """All four captions read 第二十条第, and the label 规章 is lost, so that only its place tells the row."""
    proof.relabel({"第二十条第（.）项": "第二十条第", "规章": ""}, "2")
    proof.doubt |= {code for code in proof.codes("2") if code.startswith("2.rules.")}


def _header_missing(proof: Proof, draws: Draws) -> None:
    proof.relabel({"自然人": ""}, "3")


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def _pinyin(text: str) -> str:
    """Traditional characters with the reading of some in brackets."""
    return re.sub("數", "數(shù)", _traditional().convert(text))


def _with_pinyin(proof: Proof, draws: Draws) -> None:
    proof.each_cell(lambda cell: cell if cell.code else replace(cell, text=_pinyin(cell.text)))


LABELS = {
    "hybrid_label": Damage(_relabelled({"行政规范性文件": "规范性文件"}, "2"), fit=on_form("2", NEW)),
    "captions_cut": Damage(_captions_cut, fit=on_form("2", NEW)),
    "item_number_lost": Damage(_relabelled({"二、(上年结转.*)": r"\1"}, "3")),
    "header_cut": Damage(_relabelled({"现行有效件数": "现行有效件", "本年新(制作|公开)数量": "本年新"}, "2")),
    "header_given_twice": Damage(_relabelled({"本年新公开数量": "本年新制作数量"}, "2"), fit=on_form("2", OLD)),
    "header_missing": Damage(_header_missing),
    "blanks_in_labels": Damage(
        lambda proof, draws: proof.relabel({"(规)(章)|(总)(计)": r"\1\3 \2\4", "(行)(政)(..)": r"\1 \2 \3"})
    ),
    "labels_split": Damage(
        _relabelled({
            "(商业|科研)(企业|机构)": "\\1\n\\2",
            "(本年新)((?:制作|公开)数量)": "\\1\n\\2",
            "(一、.*公开)(申请数量)": "\\1\n\\2",
        })
    ),
    "labels_explained": Damage(
        _relabelled(
            {
                "((?:行政)?规范性文件)": r"\1（含以办公室名义印发的）",
                "(本年新公开数量|现行有效件数)": r"\1（件）",
                "(行政许可)": r"\1（按决定书计）",
            },
            "2",
        )
    ),
    "traditional_with_pinyin": Damage(_with_pinyin),
    "radicals": Damage(lambda proof, draws: proof.each_text(lambda text: text.translate(RADICALS))),
}
