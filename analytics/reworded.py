"""Two versions of a report's prose: only the passages that changed, both sides, cut where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from data.recognise.prose import sentences
from data.store import Snapshot

Piece = tuple[str, bool]  # a stretch of text, and whether the other version says otherwise
ALIKE = 0.4  # of two passages less alike than this the whole is other: a comb of single letters helps nobody
LEAST = 2  # characters: what is the same between two changes and shorter is no sameness
MOST = 4_000_000  # of letters times letters, to compare two passages letter by letter
_BLANK = re.compile(r"\s+")
_LETTER = re.compile(r"[0-9][0-9.,]*|.", re.DOTALL)  # a number changes as a whole


@dataclass(frozen=True)
class Reworded:
    """A passage of a section before and now, where they differ; () where there is nothing on that side."""

    section: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def changed(snapshot: Snapshot, before: int, after: int) -> list[Reworded]:
    """The passages that two reports of the store (by id) say otherwise, in the order of the sections."""
    texts = [_narrative(snapshot, report) for report in (before, after)]
    return list(differing(*texts))


def _narrative(snapshot: Snapshot, report: int) -> dict[str, str]:
    rows = snapshot.cursor().execute("SELECT section, text FROM narrative WHERE report = ?", [report]).fetchall()
    return dict(rows)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Reworded]:
    """Sentence by sentence: blanks and broken lines are no change."""
    for section in sorted({*before, *after}):
        then, now = (_sentences(texts.get(section, "")) for texts in (before, after))
        keys = [[_BLANK.sub("", sentence) for sentence in side] for side in (then, now)]
        matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
        for _, start, end, from_, to in matcher.get_opcodes():
            if "".join(keys[0][start:end]) != "".join(keys[1][from_:to]):
                yield Reworded(section, *_pieces("".join(then[start:end]), "".join(now[from_:to])))


def _sentences(text: str) -> Sequence[str]:
    return [stripped for sentence in sentences(text) if (stripped := sentence.strip())]


def _pieces(then: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut where they differ; each whole where they have little in common, or are too long to tell."""
    whole = tuple(((text, True),) if text else () for text in (then, now))
    if not then or not now or len(then) * len(now) > MOST:
        return whole[0], whole[1]
    was, is_ = _LETTER.findall(then), _LETTER.findall(now)
    matcher = SequenceMatcher(None, was, is_, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole[0], whole[1]
    same = [block for block in matcher.get_matching_blocks() if block.size >= LEAST]
    return tuple(_cut(was, [(b.a, b.size) for b in same])), tuple(_cut(is_, [(b.b, b.size) for b in same]))


def _cut(letters: Sequence[str], same: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, size in [*same, (len(letters), 0)]:
        if start > at:
            yield "".join(letters[at:start]), True
        if size:
            yield "".join(letters[start : start + size]), False
        at = start + size
