"""依申请公开: one measure, the flow, the outcomes with their reasons, and who applied."""

from ui import shell
from ui.category import heading, measured, taken_apart

now = shell.current()
heading(now)
measured(now)
taken_apart(now, ("flow", "outcomes"), ("reasons", "applicants"))
