"""How years are written, on screen, on paper and in files alike: 2019–2021, or 2019–2020、2023 with a gap between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import words

NONE = "—"


def runs(years: Iterable[int]) -> list[str]:
    """Each run of neighbouring years as one text, in order: 2019–2020 and 2023."""
    found: list[list[int]] = []
    for year in sorted({int(year) for year in years}):
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]


def span(years: Iterable[int], lang: str) -> str:
    """The runs one after the other; "" for no year."""
    return words.say("titles.and", lang).join(runs(years))


def label(years: Iterable[int]) -> Mapping[str, str]:
    """The same in every language, as errors and notices take it; — for no year."""
    kept = list(years)
    return {lang: span(kept, lang) or NONE for lang in words.LANGUAGES}
