"""What became of all that was told before, in a clause without a number: 收到4件，均已办结; 复议1件，结果维持."""

from __future__ import annotations

import re
from dataclasses import replace

from data.prose.fact import Fact, Kind
from data.prose.labels import Clause, left_of
from data.prose.measures import measure
from data.prose.scope import Scope
from data.prose.settled import COUNTED_AS_WHOLE
from data.prose.spoken import RESULTS
from data.prose.words import GAP, YEAR

ASKED_FOR = re.compile("要求|请求|反映|拟|认为|希望|申请人提出")
_UNSURE = frozenset({"plan", "suppose", "rule"})


def became(clause: Clause, scope: Scope) -> Fact | None:
    """收到4件，均已办结: as many at least were closed; 复议2件，均尚未审结: just as many are pending."""
    whole = scope.whole
    if whole is None or scope.excepted or ASKED_FOR.search("".join(word.text for word in clause)):
        return None
    denied = any(word.tag == GAP and re.search("[不未没免]", word.text) for word in clause)
    one = whole.low == whole.high == 1 and not denied and not _UNSURE.intersection(word.tag for word in clause)
    if not (one or any(word.tag == "each" or word.text.startswith("全部") for word in clause)):
        return None
    carried = any(word.tag == "verb" and str(word.value).startswith("carry") for word in clause)
    if not carried and any(word.tag == YEAR or word.value in ("last", "before") for word in clause):
        return None  # 均为往年制发
    label = left_of(clause, 0, len(clause))
    start, end = clause[0].start, clause[-1].end
    received = whole.measure in ("applications.receive", "applications.", "applications.occur")
    if received and len(label.applicants) == 1 and not (label.part or label.last or label.after_gap):
        return replace(whole, start=start, end=end, column=label.applicants[0], what=label.text)  # 申请人均为自然人
    verbs = tuple(verb for verb in label.verbs if verb in RESULTS) or label.verbs
    if label.things or label.part or len(verbs) != 1:
        return None
    thing = whole.measure.partition(".")[0]
    became = "carry_out" if verbs[0] == "carry" and thing == "applications" else verbs[0]
    key = measure(thing, became)
    if not key or became in COUNTED_AS_WHOLE:
        return None
    made = replace(whole, start=start, end=end, measure=key, what=label.text)
    return replace(made, high=None, kind=Kind.RANGE) if thing == "applications" else made
