"""Reads a title back into its template and facts, by the templates of words/titles.yaml turned round.

Nothing of what made the sentence is asked: a text that no template gives is no sentence, and has no reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter

import words
from analytics.measures import MEASURES

NUMBER = {"zh": r"-?\d+(?:\.\d+)?", "en": r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?"}
QUANTITY = {
    "zh": NUMBER["zh"] + r"(?:件|项|条|万元/项|亿元/项|元/项|万元|亿元|元)?",
    "en": NUMBER["en"] + r"(?: yuan a project| yuan)?",
}
PERCENT = r"\d+(?:\.\d+)?%"
YEARS = r"\d{4}(?:–\d{4})?"


@dataclass(frozen=True)
class Node:
    """A template and what stands in its places: texts, nodes, or lists of them."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def get(self, *names: str) -> object:
        """What stands in a place of it, or in one further in."""
        found: object = self
        for name in names:
            assert isinstance(found, Node), found
            found = found.facts[name]
        return found


def _keys(*beginnings: str, but: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(k for k in words.family("titles") if k.startswith(beginnings) and k not in but)


# A symbol is one of several templates or terminals (a terminal begins with "~"); "list:X" is several X.
UNITS = (
    *("units", "units_one", "units_speaking", "units_speaking_one", "units_whole", "units_whole_one"),
    *(
        "units_of",
        "units_some",
        "units_some_one",
        "chosen",
        "chosen_one",
        "rest",
        "rest_one",
        "other_units",
        "other_units_one",
    ),
)
SUBPHRASES = {
    "units": UNITS,
    "field": UNITS,
    "same": _keys("same_"),
    "ways": ("ways_up", "ways_down"),
    "closing": (*_keys("all_close"), "closes", "closes_some", "closes_nothing"),
    "graded": _keys("other_errors", "to_check", "remarks"),
    "value": ("doubtful", "share", "share_small", "~fraction", "~quantity", "~percent"),
    "values": ("range",),
    "among": ("among", "everywhere"),
    "peers": ("class_of", "~class"),
    "apart": (*_keys("apart_"), "place_state"),
    "reasons": ("reason", "~state"),
    "total": ("total_up", "total_down", "total_same", "with_doubt"),
    "move": ("move_up", "move_down", "move_same", "with_doubt"),
    "tendency": _keys("tendency_"),
    "chain": ("chain", "trend_word"),
    "reports": ("reports", "reports_one"),
    "mismatches": ("mismatches", "mismatches_one"),
    "part": ("part_over", "part", "parts_rest", "parts_nothing"),
    "shared": ("value_over", "value"),
    "projects": ("value_over", "~quantity"),
    "pooled": ("corrected_nothing", "value"),
    "stored": _keys("coverage_", but=("coverage_both",)),
    "sums": (*_keys("sums_"), "with_doubt"),
    "applications": ("headline_sum", "headline_sum_some"),
    "cells": ("whole", *_keys("closes"), *_keys("tables_missing", "cells_", "sheet_mismatches")),
    "rank": ("rank", "rank_tied", "rank_doubtful", "order", "order_tied"),
    "clause": (*_keys("listed_", "shift_"), "with_doubt"),
    "clauses": ("clauses", *_keys("change_"), "with_doubt"),
}
SUBPHRASES["reasons_of"] = ("reason", "~state")
SAYING = (
    *("no_units", *_keys("no_values"), "single", "all_equal", "all_doubtful", "rate_alone", "rate_small"),
    *_keys("mostly_zero", "top_", "tied_", "change_", "trend_", but=("trend_word",)),
    *("corrected", "corrected_some", "corrected_none", "corrected_none_some"),
    *_keys("flow_", "share_units", "share_each", "share_top", "headline_", but=("headline_sum", "headline_sum_some")),
    *_keys("parts_", but=("parts_rest", "parts_nothing")),
    *("coverage_both", *SUBPHRASES["stored"], "remarked"),
    *_keys("sheet_", "findings_", "sums_", but=("sheet_mismatches", "sheet_mismatches_one")),
    *("rank_limits", *SUBPHRASES["rank"], "clauses", "others", "with_doubt", "beside"),
)
SUBPHRASES["said"] = tuple(dict.fromkeys((*SAYING, *_keys("total_", "move_", "shift_"))))

# What stands in a place of any template, and where one template has something else there.
SLOTS = {
    **dict.fromkeys(("year", "base", "first", "last", "form"), "~year"),
    **dict.fromkeys(("years", "shown"), "list:~years"),
    **dict.fromkeys(("n", "zeros", "others", "expected", "of", "ranked_from", "by", "rank", "low", "high"), "~count"),
    **dict.fromkeys(("value", "earlier", "later", "zero", "sum", "amount"), "value"),
    **dict.fromkeys(("place",), "~place"),
    **dict.fromkeys(("percent", "share"), "~percent"),
    **{"measure": "~measure", "units": "units", "rest": "units", "names": "list:~place", "places": "places"},
    **{"who": "who", "same": "same", "among": "among", "peers": "peers", "area": "~area", "apart": "list:apart"},
    **{"values": "values", "said": "said", "reasons": "list:reasons_of", "state": "~state", "fraction": "~fraction"},
    **{
        "ways": "list:ways",
        "closing": "closing",
        "total": "total",
        "moves": "list:move",
        "move": "move",
        "words": "chain",
        "word": "tendency",
    },
    **{"reports": "reports", "sums": "mismatches", "rule": "~rule", "stored": "stored", "tables": "reports"},
    **{"applications": "applications", "parts": "list:part", "part": "~part", "closed": "value", "new": "value"},
    **{
        "carried_in": "value",
        "carried_out": "value",
        "projects": "projects",
        "reviews": "pooled",
        "lawsuits": "pooled",
    },
}
OWN_SLOTS = {
    ("range", "low"): "value",
    ("range", "high"): "value",
    ("share_small", "low"): "~percent",
    ("share_small", "high"): "~percent",
    ("doubtful", "value"): "value",
    ("rank_tied", "others"): "units",
    ("rank_limits", "rank"): "rank",
    ("rank_doubtful", "rank"): "rank",
    ("order_tied", "others"): "units",
    ("clauses", "first"): "clauses",
    ("clauses", "second"): "clause",
    ("chain", "first"): "chain",
    ("chain", "second"): "chain",
    ("trend_one_values", "values"): "list:value",
    ("trend_values", "values"): "list:place_value",
    ("mostly_zero", "values"): "values_listed",
    ("mostly_zero_top", "values"): "values_listed",
    ("mostly_zero_one", "value"): "value",
    ("parts_whole", "total"): "value",
    ("parts_whole_zero", "total"): "value",
    ("parts_whole_zero_one", "total"): "value",
    ("part_over", "part"): "part",
    ("share_each", "amount"): "projects",
    ("coverage_both", "sums"): "sums",
    ("findings_both", "others"): "list:graded",
    ("findings_others", "others"): "list:graded",
    ("sheet_said", "said"): "list:cells",
    ("total_up", "total"): "value",
    ("coverage_lacking", "said"): "stored",
    ("coverage_lacking_many", "said"): "stored",
    ("coverage_wanting", "said"): "stored",
    ("coverage_wanting_many", "said"): "stored",
    ("coverage_begun", "said"): "stored",
    ("coverage_overdue", "said"): "stored",
    ("reason", "units"): "units",
    ("single", "value"): "value",
    ("tied_highest_rate", "value"): "~percent",
}
SUBPHRASES["place_value"] = ("place_value",)


@dataclass(frozen=True)
class Reader:
    """Reads the sentences of one store in one language."""

    lang: str
    places: frozenset[str]
    areas: frozenset[str]
    classes: frozenset[str]

    def readings(self, text: str) -> list[Node]:
        """All ways in which the templates give the text."""
        return list(_parse(self, "said", text))


@lru_cache(maxsize=200_000)
def _parse(reader: Reader, symbol: str, text: str) -> tuple[object, ...]:
    if symbol.startswith("~"):
        return (text,) if _terminal(reader, symbol[1:], text) else ()
    if symbol.startswith("list:"):
        return tuple(_several(reader, symbol[5:], text))
    if symbol in ("places", "who"):
        return (*_parse(reader, "list:~place", text), *_parse(reader, "units", text))
    if symbol == "values_listed":
        return (*_parse(reader, "list:value", text), *_parse(reader, "values", text))
    found: list[object] = []
    for one in SUBPHRASES[symbol]:
        if one.endswith("_one") and _alike(one, reader.lang):
            continue
        if one.startswith("~") or (one in SUBPHRASES and one not in words.family("titles")):
            found += _parse(reader, one, text)
        elif one == "value" and symbol != "value":
            found += _parse(reader, "value", text)
        else:
            found += _template(reader, one, text)
    return tuple(found)


def _several(reader: Reader, symbol: str, text: str) -> Iterator[list[object]]:
    joint = words.say("titles.and", reader.lang)
    for one in _parse(reader, symbol, text):
        yield [one]
    start = text.find(joint)
    while start >= 0:
        for head in _parse(reader, symbol, text[:start]):
            for rest in _parse(reader, f"list:{symbol}", text[start + len(joint) :]):
                yield [head, *rest]  # type: ignore[misc]
        start = text.find(joint, start + 1)


def _terminal(reader: Reader, name: str, text: str) -> bool:
    lang = reader.lang
    match name:
        case "year":
            return bool(re.fullmatch(r"\d{4}", text))
        case "years":
            return bool(re.fullmatch(YEARS, text))
        case "count":
            return bool(re.fullmatch(NUMBER[lang], text)) and "." not in text
        case "quantity":
            return bool(re.fullmatch(QUANTITY[lang], text))
        case "percent":
            return bool(re.fullmatch(PERCENT, text))
        case "fraction":
            return bool(re.fullmatch(f"{NUMBER[lang]}/{NUMBER[lang]}", text))
        case "place":
            return text in reader.places
        case "area":
            return text in reader.areas
        case "class":
            known = {one: words.family("titles").get(f"class_{one}", {}).get(lang, one) for one in reader.classes}
            return text in known.values()
    return text in _texts(name, lang)


@lru_cache
def _texts(name: str, lang: str) -> frozenset[str]:
    """What may stand where a state, a rule, a measure or a part of one is named."""
    if name in ("state", "rule"):
        return frozenset(one[lang] for one in words.family(f"{name}s").values())
    short = {one.short[lang] for one in MEASURES.values()}
    return frozenset(short | {one.label[lang] for one in MEASURES.values()} if name == "measure" else short)


def _template(reader: Reader, key: str, text: str) -> Iterator[Node]:
    for facts in _fill(reader, key, _pieces(key, reader.lang), text):
        yield Node(key, facts)


@lru_cache
def _alike(key: str, lang: str) -> bool:
    """Whether the singular of a phrase is written as its plural: then one reading is enough."""
    known = words.family("titles")
    return known.get(key.removesuffix("_one"), {}).get(lang) == known[key][lang]


@lru_cache
def _pieces(key: str, lang: str) -> tuple[tuple[str, str | None], ...]:
    """Each place of a template with the words before it; the last words have no place after them."""
    found = [(before, name) for before, name, _, _ in Formatter().parse(words.family("titles")[key][lang])]
    return tuple(found) if found and found[-1][1] is None else (*found, ("", None))


def _fill(
    reader: Reader,
    key: str,
    pieces: Sequence[tuple[str, str | None]],
    text: str,
    known: Mapping[str, object] | None = None,
) -> Iterator[dict[str, object]]:
    (before, name), *rest = pieces
    if not text.startswith(before):
        return
    text, known = text[len(before) :], known or {}
    if name is None:
        if not text:
            yield dict(known)
        return
    symbol = OWN_SLOTS.get((key, name)) or SLOTS[name]
    after = rest[0][0]
    if len(rest) == 1:
        ends = [len(text) - len(after)] if text.endswith(after) else []
    else:
        ends = [i for i in range(len(text) + 1) if text.startswith(after, i)]
    for end in ends:
        for value in _parse(reader, symbol, text[:end]):
            if name in known and known[name] != value:
                continue
            yield from _fill(reader, key, rest, text[end:], {**known, name: value})
