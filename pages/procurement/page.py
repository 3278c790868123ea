"""政府采购: one measure over the years the form has it, and each unit's part of what all spent."""

from analytics.exhibits.composed import say
from ui import panel, shell
from ui.category import heading, measured

now = shell.current()
heading(now, say("note_form_page", now))
measured(now)
panel.exhibit("share", now)
