"""Numbers that are told in turn, each with its label: 新收、办结申请分别为5件、4件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.prose.labels import Clause, Label, left_of
from data.prose.words import NUMBER, YEAR, Word


def with_years(clause: Clause, year: int) -> list[Word]:
    """The clause with years as numbers told as last, this and next; other years stay."""
    names = {year - 1: "last", year: "this", year + 1: "next"}
    return [
        word._replace(tag="time", value=names[word.value]) if word.tag == YEAR and word.value in names else word
        for word in clause
    ]


def listed_in_turn(clause: Clause, things: Sequence[str]) -> dict[int, Label]:
    """The same where the things stand in the clause before: 许可、处罚的数量，依次为41件和7件."""
    numbers = [place for place, word in enumerate(clause) if word.tag == NUMBER]
    told = any(word.text.startswith(("分别", "依次")) for word in clause[: numbers[0]]) if numbers else False
    if not told or len(numbers) < 2 or len(numbers) != len(things):
        return {}
    return {place: Label(things=(thing,), end=place + 1) for place, thing in zip(numbers, things, strict=True)}


def in_turn(clause: Clause) -> dict[int, Label]:
    """Place of each number → its label where they are told in turn: 新收、办结申请分别为5件、4件."""
    at = next((place for place, word in enumerate(clause) if word.text.startswith(("分别", "依次"))), None)
    numbers = [place for place, word in enumerate(clause) if word.tag == NUMBER and at is not None and place > at]
    if at is None or len(numbers) < 2:
        return {}
    groups: list[list[Word]] = [[]]
    for word in clause[:at]:
        if word.tag == "joins":
            groups.append([])
        else:
            groups[-1].append(word)
    if len(groups) != len(numbers):
        return {}
    times = [next((word.value for word in group if word.tag == "time"), "") for group in groups]
    timed = all(word.tag in ("time", "filler") for group in groups for word in group)
    if timed and all(times) and len(set(times)) == len(times):  # 上年、本年分别收到6件、8件
        said = replace(left_of(clause, at + 1, numbers[0]), each=False)
        return {place: replace(said, when=time, end=place + 1) for place, time in zip(numbers, times, strict=True)}
    labels = [left_of(group, 0, len(group)) for group in groups]
    thing = next((label.things for label in reversed(labels) if label.things), ())
    verb = next((label.verbs for label in labels if label.verbs), ())
    return {
        place: replace(label, things=label.things or thing, verbs=label.verbs or verb, each=False, end=place + 1)
        for place, label in zip(numbers, labels, strict=True)
    }
