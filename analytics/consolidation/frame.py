"""What stands in the files beside the numbers: the title, the headings of the six sections, room for the prose."""

from __future__ import annotations

from dataclasses import dataclass

import words
from analytics.consolidation.cell import Own, Sum
from analytics.consolidation.consolidation import Consolidation
from data import forms
from data.model import DEMO_MARK
from data.numbers import dashed, plain

LANG = words.LANGUAGES[0]  # the form is Chinese whoever asks for it


def own_words(one: Sum) -> str:
    """What stands beside a figure of the county's own: who entered it, why, and what the units add up to."""
    if one.own is None:
        return ""
    return words.say("consolidation.own_mark", LANG, by=one.own.by, reason=one.own.reason, sum=dashed(one.added))


def fees_words(own: Own) -> str:
    """What stands beside the county's 信息处理费."""
    return words.say("consolidation.fees_mark", LANG, by=own.by, reason=own.reason)


def _fees(own: Own) -> Line:
    key = "frame_fees_own" if own.value else "frame_fees_none"
    return Line("6", words.say(f"consolidation.{key}", LANG, value=plain(own.value)), own=own)


@dataclass(frozen=True)
class Line:
    """A line of text in a section, its heading or what is to be written in there."""

    section: str
    text: str
    heading: bool = False
    own: Own | None = None  # whose figure stands in it


@dataclass(frozen=True)
class Frame:
    """The title, and in their order the lines and the tables, these by the number of their section."""

    title: str
    parts: tuple[Line | str, ...]


def frame(found: Consolidation) -> Frame:
    """The report's frame: six sections with the headings of the form, tables in 二, 三 and 四.

    What is added up of made-up reports says so, and stays made up wherever it is imported.
    """
    parts: list[Line | str] = [Line("", DEMO_MARK)] if found.selection.made_up else []
    for section in forms.SECTIONS:
        parts.append(Line(section.number, section.title, heading=True))
        if section.number in forms.TABLE_SECTIONS:
            parts.append(section.number)
        else:
            key = "frame_fees" if section.number == "6" and not found.fees else "frame_prose"
            parts.append(Line(section.number, words.say(f"consolidation.{key}", LANG)))
            if section.number == "6" and found.fees:
                parts.append(_fees(found.fees))
    title = words.say("consolidation.frame_title", LANG, name=found.name, year=found.year)
    return Frame(title, tuple(parts))
