"""Measures name cells that there are, and verbs and things that the vocabulary has."""

from itertools import chain

from data.forms import FORMS, INDICATORS, members
from data.prose.measures import declared_measures
from data.prose.words import declared

# Made of the words beside a verb, see data/prose/labels.py and statements.py; "" and none stand where no verb is said.
MADE = {"carry_in", "carry_out", "kinds", "kinds_change", "kinds_now", "issue", "", "none"}


def test_every_cell_of_a_measure_is_on_a_form():
    sums = chain.from_iterable(chain.from_iterable(verbs.values()) for verbs in declared_measures().values())
    codes = {code.replace("*", "total") for one in sums for code in one}
    cells = {code: [members(code, form) for form in FORMS] for code in codes if "/" in code or code in INDICATORS}
    assert cells.keys() == codes and all(any(own) for own in cells.values())


def test_every_thing_and_verb_of_a_measure_can_be_read():
    verbs = set(chain.from_iterable(declared_measures().values()))
    assert set(declared_measures()) <= set(declared()["things"])
    assert verbs - MADE <= set(declared()["verbs"])
