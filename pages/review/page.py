"""核对: one report beside its document; each finding mended, waived or sent back, the report accepted in the end."""

from __future__ import annotations

from analytics.submissions import submissions
from pages.review import body, pick
from ui import desk, shell

now = shell.current()
one = pick.report(now)
if one is None:
    desk.head(now, desk.say("title_review", now), desk.say("review_none", now), shell.area(now).rstrip("· "))
else:
    found = pick.sheet_of(one, now)
    board = submissions(now.snapshot, one.year, now.made_up)
    pick.head(one, found, board, now)
    if desk.open_here(now):
        pick.acts(one, found, board, now)
    body.show(one, found, now)
