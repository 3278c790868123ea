"""In which order the heads of a table name its columns, where no grid shows what stands under what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

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
    for heads in _heads(rows, section):
        for block in (block for block in BLOCKS if block.section == section):
            codes = tuple(column.code for column in block.columns)
            printed = _in_order(heads, block, LIKE)
            if set(printed) == set(codes):
                found.setdefault(frozenset(codes), set()).add(printed)
            elif _out_of_order(heads, block, codes):
                found.setdefault(frozenset(codes), set()).add(None)
    for block in (block for block in BLOCKS if block.section == section):
        codes = tuple(column.code for column in block.columns)
        if frozenset(codes) not in found and any(_displaced(row, block, codes) for row in rows):
            found[frozenset(codes)] = {None}
    return {codes: next(iter(ways)) if len(ways) == 1 else None for codes, ways in found.items()}


def _heads(rows: Sequence[Row], section: str) -> Iterator[list[Scores]]:
    """What each text may name of the columns, from one row of numbers to the next."""
    heads: list[Scores] = []
    for piece in (piece for row in rows for piece in row.pieces):
        if piece.value:
            if heads:
                yield heads
            heads = []
        elif piece.text:
            heads += _apart(piece.text, section) or filter(None, [match_columns(piece.text, section)])
    yield heads


@lru_cache(maxsize=4096)
def _apart(text: str, section: str) -> list[Scores]:
    """The heads in a text that are glued together: 商业企业科研机构其他."""
    plain, columns = core(text), VOCABULARIES[section].columns
    inside = sorted((plain.find(label), label) for label in columns if len(label) >= SHORTEST and label in plain)
    return [dict.fromkeys(columns[label], 1.0) for _, label in inside] if len(inside) > 1 else []


def _out_of_order(heads: Sequence[Scores], block: Block, codes: tuple[str, ...]) -> bool:
    exact = _in_order(heads, block, 1.0)
    return exact != tuple(sorted(exact, key=codes.index))


def _displaced(row: Row, block: Block, codes: tuple[str, ...]) -> bool:
    """Whether a row of heads, as many as columns, has a whole one where the form has another: the rest are cut."""
    if row.kind not in (Kind.GRID, Kind.BARS) or TOTAL in codes:
        return False
    heads = [match_columns(piece.text, block.section) for piece in row.pieces if piece.text and not piece.value]
    own = [next(_named(head, block, 1.0), "") for head in heads if any(form == block.form for form, _ in head)]
    placed = [(one, code) for one, code in zip(own, codes, strict=False) if one and own.count(one) == 1]
    return len(own) == len(codes) and any(one != code for one, code in placed)


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
