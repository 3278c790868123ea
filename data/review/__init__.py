"""What people decide of reports: cells corrected or confirmed, findings waived, reports returned, accepted, withdrawn,
or given to another body or year (see `data.store.reassigning`).

decided          one decision, as a row of the table `review` and a line of the journal
deciding         a person's wish → decisions, or why it can't be
county           figures of a county's own in place of sums, and sums that are kept
holding          which decisions hold for the reports that are in force now
settling         what the decisions make of the findings

Nothing here is ever taken out of what was read: the observation stays, the view `figure` has what counts.
"""

from data.review.county import Keeping, OwnFigure
from data.review.decided import KINDS, Decided, Target
from data.review.deciding import Deadline, Wish, decide, named
from data.review.holding import held, hold, record, schedule
from data.review.settling import key, key_of, read_again, settle, waive

__all__ = [
    "KINDS",
    "Deadline",
    "Decided",
    "Keeping",
    "OwnFigure",
    "Target",
    "Wish",
    "decide",
    "held",
    "hold",
    "key",
    "key_of",
    "named",
    "read_again",
    "record",
    "schedule",
    "settle",
    "waive",
]
