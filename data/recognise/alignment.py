"""Which row of the form each candidate is: by its label first, in the order of the form, then by its place."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.recognise.candidates import Candidate
from data.recognise.glyphs import core
from data.recognise.labels import CLOSE, VOCABULARIES, is_head, match_row
from data.recognise.rows import Kind
from data.recognise.sums import column_sums_close
from data.recognise.ways import number

DETACHED = 0.6  # weight of a label that stands outside its row
OUT_OF_ORDER = 0.95  # likeness that a label must have to be taken against the form's order


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate taken for a row; `rule` names the finding when it is a guess."""

    candidate: Candidate
    score: float
    rule: str = ""


def align(
    found: Sequence[Candidate],
    codes: Sequence[str],
    section: str,
    widths: Sequence[int],
    sums: Sequence[tuple[Sequence[str], Sequence[str]]] = (),
) -> tuple[dict[str, Match], list[Candidate], dict[str, list[Candidate]]]:
    """Candidates matched to row codes, those left over, and rivals: others that claim the same row."""
    scores = [_scores(candidate, section, codes) for candidate in found]
    weights = [1.0 if candidate.own else DETACHED for candidate in found]
    counted = _by_count(found, codes, widths)
    against = any(_names_another(scores[i], codes[j]) for i, j in counted)
    if counted and against:  # labels a line above or under their numbers: the sums say whose they are
        values = {codes[j]: tuple(number(piece) for piece in found[i].run) for i, j in counted}
        against = not (any(map(any, values.values())) and column_sums_close(values, sums, set(codes)))
    chosen = counted if counted and not against else _in_order(scores, weights, codes)
    matches = {
        codes[j]: Match(
            found[i],
            scores[i].get(codes[j], 0.0),
            _rule(found[i], scores[i], codes[j], section, against),
        )
        for i, j in chosen
    }
    taken = {i for i, _ in chosen}
    rivals: dict[str, list[Candidate]] = {}
    for i, score in enumerate(scores):
        best = max(score, key=lambda code: score[code], default=None)
        if i in taken or best is None or score[best] < OUT_OF_ORDER or not found[i].own or best not in codes:
            continue
        if best not in matches:
            matches[best] = Match(found[i], score[best])
        elif found[i].filled:
            rivals.setdefault(best, []).append(found[i])
        taken.add(i)
    _fill_gaps(found, section, codes, widths, chosen, matches, taken)
    return matches, [candidate for i, candidate in enumerate(found) if i not in taken], rivals


def _scores(candidate: Candidate, section: str, codes: Sequence[str]) -> Mapping[str, float]:
    scores: Mapping[str, float] = match_row(candidate.label, section) if candidate.label else {}
    group = candidate.own and bool(candidate.label) and core(candidate.label[-1]) in VOCABULARIES[section].groups
    if group:  # 其他处理 is a row of one form and heads three rows of the other
        scores = {code: score for code, score in scores.items() if code in codes}
    lines = candidate.kind is Kind.SPACED or (candidate.kind is Kind.BARS and candidate.own)
    if lines and max(scores.values(), default=0.0) < 1.0:
        scores = _with_lines_around(candidate, section, scores, group)
    if not candidate.filled:
        needed = 1.0 if candidate.kind is Kind.LOOSE else CLOSE  # blank lines may stand after any text
        scores = {code: score for code, score in scores.items() if score >= needed}
    return scores


def _with_lines_around(
    candidate: Candidate, section: str, scores: Mapping[str, float], group: bool
) -> dict[str, float]:
    """A label printed over several lines has some of them above and under its numbers."""
    before = tuple(piece.text for piece in candidate.before)
    if group:  # printed half-way down its rows
        before = before[: -len(candidate.label)]
    best = dict(scores)
    under = len(candidate.after) if candidate.kind is Kind.SPACED else 0
    for count in range(under + 1):
        for code, score in match_row((*before, *candidate.after[:count]), section, count + 1).items():
            best[code] = max(best.get(code, 0.0), score)
    exact = {code: score for code, score in best.items() if score >= 1.0}
    return exact or best


def _rule(candidate: Candidate, scores: Mapping[str, float], code: str, section: str, against: bool) -> str:
    """The rule of a doubt, "" if there is none; `against`: labels and the order of the numbers disagree."""
    guess = against or candidate.far or _within_label(candidate, code, section) or _is_guess(scores, code)
    return "label_unclear" if guess else ""


def _within_label(candidate: Candidate, code: str, section: str) -> bool:
    """Whether numbers of one cell a line stand within a label: then the lines are out of order."""
    if candidate.kind is not Kind.LOOSE or not candidate.after or not candidate.label:
        return False
    if match_row(candidate.label, section).get(code, 0.0) >= 1.0:
        return False
    texts = (candidate.label[-1], *candidate.after)
    return any(match_row(texts[: end + 1], section, end + 1).get(code, 0.0) >= 1.0 for end in range(1, len(texts)))


def _by_count(found: Sequence[Candidate], codes: Sequence[str], widths: Sequence[int]) -> list[tuple[int, int]]:
    """As many full lines of numbers as the form has rows, whatever lines their labels run over; [] if there aren't."""
    full = [i for i, one in enumerate(found) if one.kind is Kind.SPACED and len(one.filled) == max(widths)]
    return [(i, j) for j, i in enumerate(full)] if len(full) == len(codes) and min(widths) == max(widths) else []


def _names_another(scores: Mapping[str, float], code: str) -> bool:
    return max(scores.values(), default=0.0) >= 1.0 > scores.get(code, 0.0)


def _is_guess(scores: Mapping[str, float], code: str) -> bool:
    """A label that is only somewhat like is a guess; so is one that is as much like another row's."""
    best = scores.get(code, 0.0)
    return best < CLOSE or any(score >= best for other, score in scores.items() if other != code)


def _in_order(
    scores: Sequence[Mapping[str, float]], weights: Sequence[float], codes: Sequence[str]
) -> list[tuple[int, int]]:
    """Pairs (candidate, row) in rising order with the greatest sum of scores."""
    width = len(codes) + 1
    best = [[0.0] * width for _ in range(len(scores) + 1)]
    for i, score in enumerate(scores, 1):
        if not score:
            best[i] = best[i - 1]
            continue
        for j, code in enumerate(codes, 1):
            gain = score.get(code, float("-inf")) * weights[i - 1]
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + gain)
    pairs = []
    i, j = len(scores), len(codes)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _fill_gaps(
    found: Sequence[Candidate],
    section: str,
    codes: Sequence[str],
    widths: Sequence[int],
    chosen: Sequence[tuple[int, int]],
    matches: dict[str, Match],
    taken: set[int],
) -> None:
    """Rows whose labels are lost: as many full runs between two known rows as rows are wanting there."""
    edges = [(-1, -1), *chosen, (len(found), len(codes))]
    for (i, j), (next_i, next_j) in itertools.pairwise(edges):
        wanting = [k for k in range(j + 1, next_j) if codes[k] not in matches]
        free = [k for k in range(i + 1, next_i) if k not in taken and not _named(found[k], section)]
        if [len(found[k].filled) for k in free] != [widths[row] for row in wanting]:
            free = [k for k in free if wanting and len(found[k].filled) == widths[wanting[0]]]
        if not wanting or len(free) != len(wanting):
            continue
        for k, row in zip(free, wanting, strict=True):
            matches[codes[row]] = Match(found[k], 0.0, "label_lost")
            taken.add(k)


def _named(candidate: Candidate, section: str) -> bool:
    """Whether a candidate has a label that is no column head or caption: then its label is not lost."""
    return candidate.own and bool(candidate.label) and not is_head(candidate.label[-1], section)
