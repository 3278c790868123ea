"""复议诉讼: one measure, how reviews and lawsuits ended, and how many of them corrected the body."""

from ui import panel, shell
from ui.category import heading, measured, taken_apart

now = shell.current()
heading(now)
measured(now)
taken_apart(now, ("reviews", "lawsuits"))
panel.exhibit("corrected", now)
