"""导入: drop what the units sent, see at once how it was read, take it in; nothing is in a chart before that."""

from __future__ import annotations

from pages.imports import arrivals
from ui import desk, shell

now = shell.current()
arrivals.title(now)
if desk.open_here(now):
    arrivals.drop(now)
    arrivals.show(now)
