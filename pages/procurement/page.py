"""政府采购: one measure over the years the form has it, and each unit's part of what all spent."""

from analytics.exhibits.composed import say
from analytics.measures import MEASURES
from ui import panel, shell
from ui.category import heading, measured

now = shell.current()
amount = MEASURES["procurement_amount"]
heading(now, say("note_form_page", now, form="、".join(amount.forms), others="、".join(amount.lacking)))
measured(now)
panel.exhibit("share", now)
