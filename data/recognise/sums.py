"""The form's own sums as judge between several ways to read a table.

A table here is: row code → possible readings, each a value per column (None: not known). A reading that
breaks a sum of which everything else is settled is struck out; a row is settled when one is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

Values = tuple[Decimal | None, ...]
PATTERN = 3  # sums that must fail before they are taken for a sign of misreading
SHARE = 0.3  # of all rows


def closes(total: Decimal | None, parts: Sequence[Decimal | None]) -> bool | None:
    """Whether parts add up to the total; None when the total or all parts are unknown. A blank part is nothing."""
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return None
    return sum(known) == total


def row_closes(values: Values) -> bool | None:
    """The last column is the total of the others (tables 3 and 4)."""
    return closes(values[-1], values[:-1])


def strike_out(
    readings: Mapping[str, Sequence[Values]], sums: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> dict[str, list[int]]:
    """Indexes of the readings of each row that no sum forbids; `sums` are (left rows, right rows), per column."""
    left_over = {row: list(range(len(options))) for row, options in readings.items()}
    changed = True
    while changed:
        changed = False
        for left, right in sums:
            rows = [*left, *right]
            if any(row not in left_over for row in rows):
                continue
            open_rows = [row for row in rows if len(left_over[row]) > 1]
            if len(open_rows) != 1:
                continue
            row = open_rows[0]
            kept = [i for i in left_over[row] if _fits(readings, left_over, row, i, left, right)]
            if kept and len(kept) < len(left_over[row]):
                left_over[row], changed = kept, True
    return left_over


def _fits(
    readings: Mapping[str, Sequence[Values]],
    left_over: Mapping[str, Sequence[int]],
    row: str,
    index: int,
    left: Sequence[str],
    right: Sequence[str],
) -> bool:
    width = len(readings[row][index])
    for column in range(width):
        total = Decimal(0)
        for sign, side in ((1, left), (-1, right)):
            for other in side:
                options = readings[other]
                value = options[index if other == row else left_over[other][0]][column] if options else None
                total += sign * (value or 0)
        if total:
            return False
    return True


def column_sums_close(
    values: Mapping[str, Values], sums: Sequence[tuple[Sequence[str], Sequence[str]]], rows: set[str]
) -> bool | None:
    """Whether every sum that runs through one of `rows` closes in every column; None if none can be tried."""
    verdict: bool | None = None
    for left, right in sums:
        involved = [*left, *right]
        if not rows & set(involved) or any(row not in values for row in involved):
            continue
        for column in range(len(values[involved[0]])):
            total = sum(values[row][column] or 0 for row in left) - sum(values[row][column] or 0 for row in right)
            if total:
                return False
        verdict = True
    return verdict


def refuted(values: Mapping[str, Values], sums: Sequence[tuple[Sequence[str], Sequence[str]]]) -> bool:
    """Whether the sums fail as they do where a table is misread: one misprinted cell breaks one or two of them.

    Most rows miss their total; or another column is the total of all that miss it; or most columns miss both sums
    and no one row put right would close them all; or all would close if the rows moved by one. `values` are in the
    form's order.
    """
    failing = [row for row in values.values() if row_closes(row) is False]
    closing = sum(row_closes(row) is True for row in values.values() if any(row))
    if len(failing) > closing and len(failing) >= max(PATTERN, SHARE * len(values)):
        return True
    if len(failing) > 1 and any(all(_total_at(row, at) for row in failing) for at in range(len(failing[0]) - 1)):
        return True
    known = [(left, right) for left, right in sums if all(row in values for row in (*left, *right))]
    if len(known) != 2:
        return False
    balances = _balances(values, known)
    if not any(map(any, balances)):
        return False
    both = sum(all(balance) for balance in balances)
    # What one row has too much is missing in one sum, or in both where it is the total of the first.
    one_row = any(all(a * one + b * other == 0 for one, other in balances) for a, b in _ONE_ROW)
    return not one_row and ((both >= PATTERN and 2 * both > len(balances)) or _closes_moved(values, known))


# What of the two balances must be 0: the one, the other, or both together.
_ONE_ROW = ((1, 0), (0, 1), (1, 1))


def _total_at(row: Values, at: int) -> bool:
    """Whether the number in a column is the sum of all others, and no 0."""
    return bool(row[at]) and 2 * (row[at] or 0) == sum(value or 0 for value in row)


def _closes_moved(values: Mapping[str, Values], sums: Sequence[tuple[Sequence[str], Sequence[str]]]) -> bool:
    """Whether all sums close once each row has the numbers of the one before, or of the one after."""
    rows = list(values.values())
    nothing: Values = (Decimal(0),) * len(rows[0])
    for moved in ([*rows[1:], nothing], [nothing, *rows[:-1]]):
        if not any(map(any, _balances(dict(zip(values, moved, strict=True)), sums))):
            return True
    return False


def _balances(
    values: Mapping[str, Values], sums: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> list[tuple[Decimal, ...]]:
    """For each column with something in it, by how much each sum fails."""
    width = min(map(len, values.values()))
    columns = [column for column in range(width) if any(row[column] for row in values.values())]
    return [tuple(_balance(values, left, right, column) for left, right in sums) for column in columns]


def _balance(values: Mapping[str, Values], left: Sequence[str], right: Sequence[str], column: int) -> Decimal:
    """How much more stands on the left of a sum than on its right."""
    one, other = (sum((values[row][column] or Decimal(0) for row in side), Decimal(0)) for side in (left, right))
    return one - other
