"""主动公开: one measure, normative documents, decisions and fees, and what the prose says was disclosed."""

from ui import panel, shell
from ui.category import heading, measured, taken_apart

now = shell.current()
heading(now)
measured(now)
taken_apart(now, ("documents", "decisions"))
panel.exhibit("items", now)
