"""Which of the two forms each table follows: told by its heads, never by the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from data.forms import FORMS, blocks, of_year
from data.recognise.candidates import candidates
from data.recognise.glyphs import core
from data.recognise.labels import CLOSE, CUT, LIKE, OTHER_2021, match_columns, match_row
from data.recognise.rows import Row

LONG = 8  # characters; shorter texts are the end of more than one label
SAME = 0.1  # two forms so nearly alike to a head are not told apart by it


def form_by_columns(rows: Sequence[Row]) -> str | None:
    """Table 2 by its column heads; a row label (规范性文件) never counts. None if no head can be made out."""
    return _voted(_words(rows))


def _words(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(row.words for row in rows))


@lru_cache(maxsize=256)
def _voted(texts: tuple[str, ...]) -> str | None:
    votes = dict.fromkeys(FORMS, 0.0)
    for text in _heads(texts):
        best: dict[str, float] = {
            form: 1.0 for form, labels in _TELLING.items() if any(label in core(text) for label in labels)
        }
        for (form, _), score in match_columns(text, "2").items():
            best[form] = max(best.get(form, 0.0), score if score >= LIKE else 0.0)
        if len(best) == 2 and abs(best["2019"] - best["2021"]) < SAME:
            continue
        if best:
            winner = max(best, key=lambda form: best[form])
            votes[winner] += best[winner]
    return None if votes["2019"] == votes["2021"] else max(votes, key=lambda form: votes[form])


def _telling() -> dict[str, frozenset[str]]:
    """Form → its column heads of table 2 that are no part of the other's: they tell even when run together."""
    heads = {form: {core(column.label) for block in blocks(form, "2") for column in block.columns} for form in FORMS}
    others = {form: [head for other in FORMS if other != form for head in heads[other]] for form in FORMS}
    return {form: frozenset(h for h in heads[form] if not any(h in o for o in others[form])) for form in FORMS}


_TELLING = _telling()


def _heads(texts: Sequence[str]) -> list[str]:
    """Every text, and two joined where neither is a head by itself (本年新 / 制作数量)."""
    whole = [any(score >= CUT for score in match_columns(text, "2").values()) for text in texts]
    pairs = zip(zip(texts, whole, strict=True), zip(texts[1:], whole[1:], strict=True), strict=False)
    return [*texts, *(a + b for (a, known), (b, also) in pairs if not (known and also))]


def form_by_rows(rows: Sequence[Row]) -> str | None:
    """Table 3 by （六）其他处理 being one row or three."""
    if _names_three(_words(rows)):
        return "2021"
    for candidate in candidates(rows, "3", lambda _: 7):
        scores = match_row(candidate.label, "3")
        if scores.get("other", 0.0) >= 0.8:
            return "2019"
        if scores.get("other_rest", 0.0) >= 1.0:
            return "2021"
    return None


@lru_cache(maxsize=256)
def _names_three(texts: tuple[str, ...]) -> bool:
    """Whether one of the three rows is named."""
    long_ones = OTHER_2021 - {"other_rest"}
    return any(
        len(core(text)) >= LONG and any(match_row((text,), "3").get(code, 0.0) >= CLOSE for code in long_ones)
        for text in (*texts, *(a + b for a, b in pairwise(texts)))
    )


def all_forms(told: Mapping[str, str | None], year: int) -> dict[str, str]:
    """Section → form. Table 4 and absent tables have none of their own: they follow 3, else 2, else the year."""
    default = told.get("3") or told.get("2") or of_year(year)  # only when no table tells
    return {"2": told.get("2") or default, "3": told.get("3") or default, "4": default}
