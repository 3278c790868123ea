"""Characters as they come: look-alikes, radicals, traditional forms, pinyin.

`clean` is for reading, `core` for comparing; neither touches what is kept as `raw`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

# CJK radicals that NFKC leaves alone (U+2E80–2EF3), each followed by its unified ideograph:
# Unicode, EquivalentUnifiedIdeograph.txt, without the few whose ideograph lies beyond the BMP.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车"
    "⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
    "⻯竜⻰龙⻱龜⻲亀"
)
_RADICAL_TABLE = str.maketrans(dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)))
# A raised or circled digit is a footnote mark: NFKC would make 12² read 122.
_MARKS = re.compile("[\u00b2\u00b3\u00b9\u2070-\u208e\u2460-\u2473\u24ea-\u24ff\u2776-\u2793]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─━﹣－﹘", "-"))
# A backspace is kept: in old printers' text it strikes out what stands before it.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x07\x0b\x0c\x0e-\x1f]")
_PINYIN = re.compile(r"\([A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,7}\)")
_NOT_LETTERS = re.compile(r"[^\w]|_")
_BRACKETS = re.compile(r"\([^()]*\)")
_ENUMERATOR = re.compile(
    r"^(?:(?P<upper>[一二三四五六七八九十]{1,2})[、.,:]|\((?P<middle>[一二三四五六七八九十]{1,2})\)[、.,]?"
    r"|\(?(?P<lower>\d{1,2})(?:[、.,:)]+|(?=[^\W\d])))"
)
_to_simplified = OpenCC("t2s").convert
_to_mainland_words = OpenCC("tw2sp").convert


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """`text` with look-alikes made plain (NFKC, radicals), invisible characters and footnote marks gone."""
    if text.isascii():
        return _INVISIBLE.sub("", text)
    text = _MARKS.sub("", text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_RADICAL_TABLE)))


def has_marks(text: str) -> bool:
    """Whether a text holds a raised or circled digit."""
    return not text.isascii() and bool(_MARKS.search(text))


def plain_dashes(text: str) -> str:
    """All dashes and minus signs as ASCII hyphens."""
    return text.translate(_DASHES)


@lru_cache(maxsize=8192)
def simplify(text: str) -> str:
    """Simplified characters, pinyin in brackets dropped, no blanks; for comparing only."""
    text = "".join(clean(text).split())
    return text if text.isascii() else _to_simplified(_PINYIN.sub("", text))


@lru_cache(maxsize=8192)
def enumerator(text: str) -> tuple[str, str] | None:
    """The numbering before a label: ("upper", "一"), ("middle", "一") or ("lower", "1")."""
    found = _ENUMERATOR.match(simplify(text))
    if not found:
        return None
    return next((level, number) for level, number in found.groupdict().items() if number)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """What is compared of a label: its letters and digits, without numbering, blanks and signs."""
    return _letters(_ENUMERATOR.sub("", simplify(text)))


@lru_cache(maxsize=8192)
def cores(text: str) -> tuple[str, ...]:
    """`core`, then with explanations in brackets left out, then with Taiwan's words turned (檔案 → 文件)."""
    plain = _ENUMERATOR.sub("", simplify(text))
    found = [_letters(plain), _letters(_BRACKETS.sub("", plain))]
    turned = _to_mainland_words(clean(text))
    if turned != clean(text):
        found.append(core(turned))
    return tuple(dict.fromkeys(c for c in found if c))
