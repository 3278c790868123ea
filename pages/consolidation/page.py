"""汇总: the county's own report of a year, added up; each cell opens to its parts, each part to its source."""

from __future__ import annotations

from pages.consolidation import ask, sums
from ui import desk, shell

now = shell.current()
years = ask.years(now)
if not years:
    desk.head(now, desk.say("title_consolidation", now), desk.say("none", now))
else:
    asked = ask.read(years, now)
    found = ask.consolidated(asked, now)
    ask.head(found, asked, years, now)
    if found:
        sums.show(found, asked, now)
