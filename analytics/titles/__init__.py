"""Titles that state the finding: one sentence for each panel, computed from the rows it shows."""

from analytics.titles.change import change_title, without_largest
from analytics.titles.composition import composition_title, corrected_title, flow_title, share_title
from analytics.titles.coverage import coverage_title, headline_title, same_as_base, sums_title
from analytics.titles.mentions import mentions_title
from analytics.titles.ranking import against_others, rank_words, ranking_title
from analytics.titles.remarked import remarked_title
from analytics.titles.sheet import findings_title, sheet_title
from analytics.titles.trend import trend_title

__all__ = [
    "against_others",
    "change_title",
    "composition_title",
    "corrected_title",
    "coverage_title",
    "findings_title",
    "flow_title",
    "headline_title",
    "mentions_title",
    "rank_words",
    "ranking_title",
    "remarked_title",
    "same_as_base",
    "share_title",
    "sheet_title",
    "sums_title",
    "trend_title",
    "without_largest",
]
