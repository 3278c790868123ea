"""名录: the units that must report, in a grid to be edited; saving is one step, which the log can undo."""

from __future__ import annotations

from pages.roster import grid
from ui import desk, shell

now = shell.current()
table = grid.read(now)
said = "roster_title" if len(table) else "roster_none"
desk.head(now, desk.say(said, now, n=len(table)), desk.say("roster_lead", now), shell.area(now).rstrip("· "))
if desk.open_here(now):
    grid.edit(now)
else:
    grid.show(table, now)
