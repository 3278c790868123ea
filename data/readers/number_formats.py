"""Number formats of spreadsheet cells: what the page shows of a stored number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache

_PLAIN = ("", "general", "g/通用格式", "@", "通用格式")
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)'
    r"|(?P<percent>%)|(?P<general>General|G/通用格式)|(?P<odd>[yYmMdDhHsSeE/@]|上午|AM/PM)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_TESTS = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__, "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}  # fmt: skip
LONGEST = 255  # characters of a format
DIGITS = 15  # that a spreadsheet keeps


def plain(value: float | int | Decimal) -> str:
    """A number with the digits that a spreadsheet keeps, whole ones without .0."""
    if isinstance(value, int):
        return str(value)
    text = f"{Decimal(format(value, f'.{DIGITS}g')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_shown(text: str, form: str) -> str:
    """What a cell of this format shows of a text."""
    sections = _sections(form)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and "@" not in section:
        return text
    out: list[str] = []
    for found in _PARTS.finditer(section):
        kind = found.lastgroup or ""
        out.append(text if found[0] == "@" else found[kind] if kind in ("quoted", "escaped", "other") else "")
    return "".join(out).strip()


@lru_cache(maxsize=4096)
def shown(value: Decimal, form: str) -> str | None:
    """What a cell of this format shows of a number; None where that can't be told.

    Blanks that only align are left out, and commas between thousands.
    """
    if form.strip().lower() in _PLAIN:
        return plain(value)
    if len(form) > LONGEST:
        return None
    try:
        with localcontext() as context:
            context.prec = 60
            section, signed = _section(value, _sections(form))
            return _filled(abs(value) if signed else value, section)
    except (InvalidOperation, ValueError):
        return None


@lru_cache(maxsize=1024)
def _sections(form: str) -> tuple[str, ...]:
    """The parts of a format between semicolons, which in quotes and brackets are none."""
    parts, quoted, start = [], "", 0
    skip = False
    for place, char in enumerate(form):
        if skip:
            skip = False
        elif quoted:
            quoted = "" if char == quoted else quoted
        elif char in "\\!_*":
            skip = True
        elif char in '"[':
            quoted = {'"': '"', "[": "]"}[char]
        elif char == ";":
            parts.append(form[start:place])
            start = place + 1
    return (*parts, form[start:])


def _section(value: Decimal, sections: tuple[str, ...]) -> tuple[str, bool]:
    """The part that a number is shown by, and whether that part itself tells the sign."""
    conditions = [next(iter(_CONDITION.findall("".join(re.findall(r"\[([^\]]*)\]", one)))), None) for one in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _TESTS[condition[0]](value, Decimal(condition[1])):
                return section, False
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _filled(value: Decimal, section: str) -> str | None:
    """The digits of a number put into the places of a format, between its own letters."""
    parts = [(found.lastgroup or "", found[0], found) for found in _PARTS.finditer(section)]
    if any(kind == "odd" for kind, _, _ in parts) or any(
        kind == "bracket" and found["bracket"].lower().startswith("dbnum") for kind, _, found in parts
    ):
        return None
    digits = [place for place, (kind, _, _) in enumerate(parts) if kind == "digit"]
    point = next((place for place, (kind, _, _) in enumerate(parts) if kind == "point"), len(parts))
    last_whole = max((place for place in digits if place < point), default=-1)
    trailing = [place for place in _commas(parts) if place > last_whole]
    scaled = value * 100 ** sum(kind == "percent" for kind, _, _ in parts) / Decimal(1000) ** len(trailing)
    decimals = sum(1 for place in digits if place > point)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    written = _written(parts, whole.lstrip("0"), fraction, point)
    return ("-" if scaled < 0 and rounded else "") + written


def _commas(parts: list[tuple[str, str, re.Match[str]]]) -> list[int]:
    return [place for place, (kind, _, _) in enumerate(parts) if kind == "comma"]


def _written(parts: list[tuple[str, str, re.Match[str]]], whole: str, fraction: str, point: int) -> str:
    places = [place for place, (kind, _, _) in enumerate(parts) if kind == "digit" and place < point]
    at = dict(zip(reversed(places), reversed(whole), strict=False))
    rest = whole[: max(len(whole) - len(places), 0)]
    significant = len(fraction)
    after = [place for place, (kind, _, _) in enumerate(parts) if kind == "digit" and place > point]
    while significant and fraction[significant - 1] == "0" and parts[after[significant - 1]][1] != "0":
        significant -= 1
    decimals = dict(zip(after, fraction[:significant], strict=False))
    out: list[str] = []
    for place, (kind, text, found) in enumerate(parts):
        if kind == "digit":
            lead = rest if places and place == places[0] else ""
            out.append(lead + (at.get(place) or decimals.get(place) or ("0" if text == "0" and place < point else "")))
        elif kind == "point":
            out.append("." if significant else "")
        elif kind in ("quoted", "escaped", "other", "percent"):
            out.append(found[kind])
        elif kind == "general":
            out.append((whole or "0") + (f".{fraction}" if fraction else ""))
    return "".join(out).strip()
