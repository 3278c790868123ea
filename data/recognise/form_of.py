"""Which of the two forms each table follows: told by its heads, never by the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.forms import FORMS
from data.recognise.candidates import candidates
from data.recognise.flow import Row
from data.recognise.labels import CUT, LIKE, OTHER_2021, match_columns, match_row

CHANGE = 2021  # first data year of the newer form; only when no table tells


def form_by_columns(rows: Sequence[Row]) -> str | None:
    """Table 2 by its column heads; a row label (规范性文件) does not count while a head can be seen."""
    votes = dict.fromkeys(FORMS, 0.0)
    texts = [piece.text for row in rows for piece in row.pieces if piece.text and not piece.value]
    for text in _heads(texts):
        best: dict[str, float] = {}
        for (form, _), score in match_columns(text, "2").items():
            if score >= LIKE:
                best[form] = max(best.get(form, 0.0), score)
        if len(best) == 2 and abs(best["2019"] - best["2021"]) < 0.1:
            continue
        if best:
            winner = max(best, key=lambda form: best[form])
            votes[winner] += best[winner]
    if votes["2019"] != votes["2021"]:
        return max(votes, key=lambda form: votes[form])
    rows_2019 = {"other_services", "procurement"}
    if any(score >= 0.9 for text in texts for code, score in match_row((text,), "2").items() if code in rows_2019):
        return "2019"
    return None


def _heads(texts: Sequence[str]) -> list[str]:
    """Every text, and two joined where neither is a head by itself (本年新 / 制作数量)."""
    whole = [any(score >= CUT for score in match_columns(text, "2").values()) for text in texts]
    pairs = zip(zip(texts, whole, strict=True), zip(texts[1:], whole[1:], strict=True), strict=False)
    return [*texts, *(a + b for (a, known), (b, also) in pairs if not (known and also))]


def form_by_rows(rows: Sequence[Row]) -> str | None:
    """Table 3 by （六）其他处理 being one row or three."""
    texts = [piece.text for row in rows for piece in row.pieces if piece.text and not piece.value]
    long_ones = OTHER_2021 - {"other_rest"}
    for text in [*texts, *(a + b for a, b in zip(texts, texts[1:], strict=False))]:
        if any(score >= 0.8 for code, score in match_row((text,), "3").items() if code in long_ones):
            return "2021"
    for candidate in candidates(rows, "3", lambda _: 7):
        scores = match_row(candidate.label, "3")
        if scores.get("other", 0.0) >= 0.8:
            return "2019"
        if scores.get("other_rest", 0.0) >= 1.0:
            return "2021"
    return None


def all_forms(told: Mapping[str, str | None], year: int) -> dict[str, str]:
    """Section → form. Table 4 is the same in both and an absent table has none: they follow 3, else 2, else the year."""
    default = told.get("3") or told.get("2") or ("2021" if year >= CHANGE else "2019")
    return {"2": told.get("2") or default, "3": told.get("3") or default, "4": default}
