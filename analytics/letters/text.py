"""A return letter as plain text, to paste into a chat or a mail."""

from __future__ import annotations

import words
from analytics.letters.letter import Letter, Point, said_day


def text(one: Letter) -> str:
    """The letter without its reply slip."""
    lang = one.lang
    lines = [one.title, "", words.say("letters.to", lang, place=one.name), one.opening]
    if one.reason:
        lines.append(f"{words.say('letters.returned', lang)}{'：' if lang == 'zh' else ': '}{one.reason}")
    lines += [_line(point, lang) for point in one.points]
    return "\n".join([*lines, one.closing, said_day(one.day, lang)])


def _line(point: Point, lang: str) -> str:
    join = words.say("view.join", lang)
    filled = words.say("letters.stands", lang)
    cells = [f"{place}（{filled}{stands}）" for place, stands in zip(point.places, point.stands, strict=True)]
    where = f"{join.join(cells)}{'：' if lang == 'zh' else ': '}" if cells else ""
    return f"{point.number}. {where}{point.problem}{'' if lang == 'zh' else ' '}{point.ask}"
