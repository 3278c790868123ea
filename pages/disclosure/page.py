"""主动公开: one measure, normative documents, decisions and fees, and what the prose says was disclosed."""

from analytics.ranking import ranking
from analytics.series import trend
from ui import panel, shell
from ui.panels.category import heading, measured, taken_apart
from ui.panels.composed import say
from ui.panels.over_years import over_years
from ui.panels.ranked import ranked

now = shell.current()
heading(now)
measured(now)
taken_apart(now, ("documents", "decisions"))
items = trend(now.snapshot, "items_disclosed", **now.asked, lang=now.lang)
focus, prose = now.view.focus, say("note_prose", now)
if len(items.years) > 1:
    panel.show(over_years(items, now, focus=focus, id="items", remark=prose), now)
else:
    panel.show(ranked(ranking(items, items.years[-1]), items, now, focus=focus, id="items", remark=prose), now)
