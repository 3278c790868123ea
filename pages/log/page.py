"""操作记录: who did what when, and the way back."""

from __future__ import annotations

from pages.log import lines
from ui import desk, shell

now = shell.current()
found = lines.read(now)
desk.head(now, desk.say("log_title", now, n=len(found)), kicker=desk.say("title_log", now))
lines.show(found, now)
if desk.open_here(now):
    lines.undo(found, now)
