"""Sums that one mistake breaks, told as one: the cell, what it says, what it should say, and which sums then agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import words
from data import forms
from data.checks.repair import Change, causes, read
from data.numbers import plain

CHOICES = 3  # of more ways to close the sums so many are told
NUMERALS = "零一两三四五六七八九十"  # as things are counted: 两处

Forms = Mapping[str, str]  # section → form
Sum = tuple[str, Mapping[str, str]]  # rule and evidence of a finding


@dataclass(frozen=True)
class Asked:
    """A doubtful cell that is asked about: the value by which `sums` sums would agree."""

    change: Change
    sums: int


def key(rule: str, evidence: Mapping[str, str]) -> str:
    """The number of the mistake that a sum goes back to; "" for what is no sum, or of a store that tells none."""
    return evidence.get("cause", "") if rule.startswith("identity_") else ""


def repairs(evidence: Mapping[str, str]) -> tuple[tuple[Change, ...], ...]:
    """The sets of changes that close the sums of a mistake."""
    return read(evidence.get("repairs", ""))


def leads(evidence: Mapping[str, str]) -> tuple[str, ...]:
    """The cells to be changed, where there is only one way."""
    found = repairs(evidence)
    return tuple(change.code for change in found[0]) if len(found) == 1 else ()


def cell(code: str, form: Forms, lang: str) -> str:
    """（七）总计·总计"""
    row, column = forms.INDICATORS[code].labels[form[forms.INDICATORS[code].section]]
    return words.say("causes.cell", lang, row=row.rsplit("/", 1)[-1], column=column)


def changed(changes: Sequence[Change], form: Forms, lang: str) -> str:
    """（七）总计·总计填2，改为1"""
    return words.say("causes.join", lang).join(
        words.say("causes.change", lang, cell=cell(c.code, form, lang), old=plain(c.old), new=plain(c.new))
        for c in changes
    )


def say(sums: Sequence[Sum], form: Forms, lang: str) -> str:
    """One mistake in words: what would close its sums, then each sum as it stands."""
    details = _between(lang).join(words.say(f"findings.{rule}", lang, **evidence) for rule, evidence in sums)
    found = repairs(sums[0][1])
    if not found:
        return details
    if len(found) > 1:
        choices = words.say("causes.or", lang).join(changed(one, form, lang) for one in found[:CHOICES])
        ways = words.say(
            "causes.choices" if len(found) <= CHOICES else "causes.choices_more", lang, n=len(found), choices=choices
        )
        if len(sums) == 1:
            return f"{details}{_between(lang)}{ways}".strip()
        return f"{words.say('causes.several', lang, n=_number(len(sums), lang))}{_colon(lang)}{ways}{details}"
    word = "causes.one" if len(sums) > 1 else "causes.one_sum"
    head = words.say(word, lang, changes=changed(found[0], form, lang), n=_number(len(sums), lang))
    return f"{head}{_colon(lang)}{details}"


def remedy(sums: Sequence[Sum], form: Forms, lang: str) -> str:
    """What to do about it: the one change that closes the sums, else what the form asks for."""
    found = repairs(sums[0][1])
    if len(found) == 1:
        return words.say("causes.remedy", lang, changes=changed(found[0], form, lang)).strip()
    return words.say(f"remedies.{sums[0][0]}", lang)


def asked(values: Mapping[str, Decimal], doubtful: Collection[str], form: Forms) -> Iterator[Asked]:
    """The doubtful cells by whose change sums that don't agree would: to be asked about, never corrected."""
    for section in forms.TABLE_SECTIONS:
        sums = [
            one
            for one in forms.identities(form[section])
            if forms.INDICATORS[one.left[0]].section == section and all(c in values for c in (*one.left, *one.right))
        ]
        for cause in causes(values, sums):
            alone = [one[0] for one in cause.repairs if len(one) == 1 and one[0].code in doubtful]
            if len(alone) == 1:
                yield Asked(alone[0], len(cause.sums))


def ask(found: Asked, form: Forms, lang: str) -> str:
    """The question in words."""
    name, change = cell(found.change.code, form, lang), found.change
    head = words.say("causes.asked", lang, cell=name, old=plain(change.old))
    why = words.say("causes.asked_why", lang, new=plain(change.new), n=_number(found.sums, lang))
    return f"{head}{_colon(lang)}{why}".strip()


def _number(n: int, lang: str) -> str:
    return NUMERALS[n] if lang == "zh" and n < len(NUMERALS) else str(n)


def _between(lang: str) -> str:
    """What stands between sentences that end in a stop."""
    return " " if lang == "en" else ""


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "
