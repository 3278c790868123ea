"""复议诉讼: one measure, how reviews and lawsuits ended, and how many of them corrected the body."""

from functools import partial

from analytics.series import trends
from ui import panel, shell
from ui.panels.category import heading, measured, taken_apart
from ui.panels.corrected import choice, corrected

now = shell.current()
heading(now)
measured(now)
taken_apart(now, ("reviews", "lawsuits"))
codes = ("review_correction_rate", "lawsuit_correction_rate")
rates = trends(now.snapshot, codes, **now.asked, lang=now.lang)
panel.choose("corrected", choice(rates, now), partial(corrected, rates, now), now)
