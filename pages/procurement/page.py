"""政府采购: one measure over the years the form has it, and each unit's part of what all spent."""

from analytics.charts.share import Shares
from analytics.series import trends
from ui import panel, shell
from ui.panels.category import heading, measured
from ui.panels.composed import say
from ui.panels.share import choice, shared

now = shell.current()
heading(now, say("note_form_page", now))
measured(now)
codes = ("procurement_projects", "procurement_amount", "procurement_mean")
projects, amount, mean = trends(now.snapshot, codes, **now.asked, lang=now.lang)
panel.choose("share", choice(amount, now), lambda year: shared(Shares(projects, amount, mean, int(year)), now), now)
