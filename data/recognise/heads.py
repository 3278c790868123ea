"""In which order the heads of a table name its columns, where no grid shows what stands under what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from data.forms import BLOCKS, Block
from data.recognise.glyphs import core
from data.recognise.labels import CUT, LIKE, VOCABULARIES, match_columns
from data.recognise.rows import Kind, Row

TOTAL = "total"  # its head stands a level above the others, so that its place among them tells nothing
SHORTEST = 3  # characters of a head that is found in a longer text
Scores = Mapping[tuple[str, str], float]
Orders = Mapping[frozenset[str], tuple[str, ...] | None]


def orders(rows: Sequence[Row], section: str) -> Orders:
    """Columns of a block → the order in which its heads name them; a set that is not here has the form's order.

    None where heads differ from each other, or are out of the form's order and do not name every column.
    """
    found: dict[frozenset[str], set[tuple[str, ...] | None]] = {}
    for texts in _stretches(rows):
        for codes, printed in _printed(texts, section):
            found.setdefault(frozenset(codes), set()).add(printed)
    shown = {row.words for row in rows if row.kind in (Kind.GRID, Kind.BARS)}
    for columns in (columns for texts in shown for columns in _displaced(texts, section)):
        found.setdefault(columns, {None})
    return {columns: next(iter(ways)) if len(ways) == 1 else None for columns, ways in found.items()}


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The texts from one row of numbers to the next."""
    for numbers, pieces in groupby((p for row in rows for p in row.pieces if p.text), lambda piece: piece.value):
        if not numbers:
            yield tuple([piece.text for piece in pieces])


@lru_cache(maxsize=1024)
def _printed(texts: tuple[str, ...], section: str) -> list[tuple[tuple[str, ...], tuple[str, ...] | None]]:
    """(columns of a block, their order in these heads) for each block that the heads tell of."""
    heads: list[Scores] = []
    for text in texts:
        heads += _apart(text, section) or filter(None, [match_columns(text, section)])
    found: list[tuple[tuple[str, ...], tuple[str, ...] | None]] = []
    for block in (block for block in BLOCKS if block.section == section):
        codes = tuple(column.code for column in block.columns)
        printed = _in_order(heads, block, LIKE)
        if set(printed) == set(codes):
            found.append((codes, printed))
        elif _out_of_order(heads, block, codes):
            found.append((codes, None))
    return found


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
