"""In which order the heads of a table name its columns, where no grid shows what stands under what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from data.forms import BLOCKS, Block, blocks
from data.recognise.glyphs import core, enumerator
from data.recognise.labels import CUT, LIKE, VOCABULARIES, is_label, match_columns, match_row
from data.recognise.rows import Kind, Row
from data.recognise.zones import heading

TOTAL = "total"  # its head stands a level above the others, so that its place among them tells nothing
FOREIGN = 3  # heads of another table that must stand together
LONGEST_HEAD = 12  # characters
_NO_HEADS = re.compile(r"(?:数据|栏|列)?\d+$|序号|单位|备注|项目$|指标|内容|[件项个条]$|合计$|小计$|年份$")
SHORTEST = 3  # characters of a head that is found in a longer text
Scores = Mapping[tuple[str, str], float]
Orders = Mapping[frozenset[str], tuple[str, ...] | None]


def orders(rows: Sequence[Row], section: str) -> Orders:
    """Columns of a block → the order in which its heads name them; a set that is not here has the form's order.

    None where heads differ from each other, or are out of the form's order and do not name every column.
    """
    found: dict[frozenset[str], set[tuple[str, ...] | None]] = {}
    for texts, drawn in _stretches(rows):
        for codes, printed in _printed(texts, section, drawn):
            found.setdefault(frozenset(codes), set()).add(printed)
    shown = {row.words for row in rows if row.kind in (Kind.GRID, Kind.BARS)}
    for columns in (columns for texts in shown for columns in _displaced(texts, section)):
        found.setdefault(columns, {None})
    for columns, ways in found.items():
        if TOTAL in columns and any(_total_first(texts, section, columns) for texts in shown):
            found[columns] = {way and (TOTAL, *way[:-1]) for way in ways}
    return {columns: next(iter(ways)) if len(ways) == 1 else None for columns, ways in found.items()}


def _total_first(texts: tuple[str, ...], section: str, columns: frozenset[str]) -> bool:
    """Whether a row of heads names the total, and after it all others that it names."""
    named = [next(iter({code for (_, code), s in match_columns(t, section).items() if s >= 1.0}), "") for t in texts]
    told = [code for code in named if code in columns]
    return len(told) > 1 and told[0] == TOTAL and TOTAL not in told[1:]


def foreign(rows: Sequence[Row], section: str, form: str) -> set[str]:
    """Codes of the rows whose columns have heads of another table: townships, years, months.

    A column is taken by its count only where the heads don't say otherwise.
    """
    found: set[str] = set()
    for block in blocks(form, section):
        own = {line.code for line in block.rows}
        texts = next((t for t, _ in _stretches(rows) if own & _rows_named(t, section)), ())
        others = [text for text in texts if _is_foreign(text, section)]
        named = {code for text in texts for code in _columns_meant(text, section, block)}
        if len(others) >= FOREIGN and 2 * len(named) < len(block.columns) > 1:
            found |= own
    return found


def _rows_named(texts: tuple[str, ...], section: str) -> set[str]:
    return {code for text in texts for code, score in match_row((text,), section).items() if score >= CUT}


def _is_foreign(text: str, section: str) -> bool:
    """Whether a short text is no part of the form's table, nor a head that numbers or counts its columns."""
    plain = core(text)
    short = 2 <= len(plain) <= LONGEST_HEAD and not heading(text) and not enumerator(text)
    return short and not _NO_HEADS.match(plain) and not is_label(text, section)


def _columns_meant(text: str, section: str, block: Block) -> Iterator[str]:
    """The columns of which a text is the head, whole or in part."""
    plain = core(text)
    for column in block.columns:
        if len(plain) >= 2 and (plain in core(column.label) or core(column.label) in plain):
            yield column.code
    for (_, code), score in match_columns(text, section).items():
        if score >= LIKE:
            yield code


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The texts from one row of numbers to the next, and whether all stand in cells that are drawn."""
    told = ((piece, row.kind in (Kind.GRID, Kind.BARS)) for row in rows for piece in row.pieces if piece.text)
    for numbers, pieces in groupby(told, lambda one: one[0].value):
        if not numbers:
            texts, drawn = zip(*((piece.text, drawn) for piece, drawn in pieces), strict=True)
            yield texts, all(drawn)


@lru_cache(maxsize=1024)
def _printed(texts: tuple[str, ...], section: str, drawn: bool) -> list[tuple[tuple[str, ...], tuple[str, ...] | None]]:
    """(columns of a block, their order in these heads) for each block that the heads tell of.

    Heads in drawn cells that name every column of one block are its own, and tell nothing of one that has more.
    """
    heads: list[Scores] = []
    for text in texts:
        heads += _apart(text, section) or filter(None, [match_columns(text, section)])
    found: list[tuple[tuple[str, ...], tuple[str, ...] | None]] = []
    own = [block for block in BLOCKS if block.section == section]
    named = [_in_order(heads, block, LIKE) for block in own]
    whole = [set(printed) for block, printed in zip(own, named, strict=True) if _names_all(printed, block)]
    for block, printed in zip(own, named, strict=True):
        codes = tuple(column.code for column in block.columns)
        if _names_all(printed, block):
            found.append((codes, printed))
        elif _out_of_order(heads, block, codes) and not (drawn and set(printed) in whole):
            found.append((codes, None))
    return found


def _names_all(printed: tuple[str, ...], block: Block) -> bool:
    return set(printed) == {column.code for column in block.columns}


def _apart(text: str, section: str) -> list[Scores]:
    """The heads in a text that are glued together: 商业企业科研机构其他."""
    plain, columns = core(text), VOCABULARIES[section].columns
    inside = sorted((plain.find(label), label) for label in columns if len(label) >= SHORTEST and label in plain)
    return [dict.fromkeys(columns[label], 1.0) for _, label in inside] if len(inside) > 1 else []


def _out_of_order(heads: Sequence[Scores], block: Block, codes: tuple[str, ...]) -> bool:
    exact = _in_order(heads, block, 1.0)
    return exact != tuple(sorted(exact, key=codes.index))


@lru_cache(maxsize=2048)
def _displaced(texts: tuple[str, ...], section: str) -> list[frozenset[str]]:
    """The columns that a row of as many heads names, a whole one where the form has another: the rest are cut."""
    heads = [match_columns(text, section) for text in texts]
    found = []
    for block in (block for block in BLOCKS if block.section == section):
        codes = [column.code for column in block.columns]
        own = [next(_named(head, block, 1.0), "") for head in heads if any(form == block.form for form, _ in head)]
        placed = [(one, code) for one, code in zip(own, codes, strict=False) if one and own.count(one) == 1]
        if TOTAL not in codes and len(own) == len(codes) and any(one != code for one, code in placed):
            found.append(frozenset(codes))
    return found


def _in_order(heads: Sequence[Scores], block: Block, least: float) -> tuple[str, ...]:
    """The columns of a block as its heads name them, each once, the total last."""
    named = dict.fromkeys(code for head in heads for code in _named(head, block, least))
    return tuple(sorted(named, key=TOTAL.__eq__))


def _named(head: Scores, block: Block, least: float) -> Iterator[str]:
    """The one column of a block that a head is most like. A cut one may go on in another line: it has no place."""
    scores = {column.code: head.get((block.form, column.code), 0.0) for column in block.columns}
    best = max(scores.values())
    named = [code for code, score in scores.items() if score == best >= least]
    yield from named if len(named) == 1 and best != CUT else ()
