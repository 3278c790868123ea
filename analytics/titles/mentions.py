"""The sentence over a search of the prose."""

from __future__ import annotations

from analytics.mentions import Mentions
from analytics.sentence import Sentence, counted
from analytics.spans import runs


def mentions_title(found: Mentions) -> Sentence:
    """How many of the reports with prose say what was asked for, and how often; in the last year too, of several."""
    read, said = found.read, found.reports
    unread = len(found.looked) - len(read)
    if read.empty:
        return Sentence("mentions_unread", {"years": runs(found.years), "what": found.asked})
    facts: dict[str, object] = {
        "years": runs(read["year"]),
        "read": counted("reports", len(read)),
        "what": found.asked,
        "n": len(said),
        "places": counted("places", int(said["places"].sum())),
    }
    title = Sentence("mentions" if len(said) else "mentions_none", facts)
    last = int(read["year"].max())
    if len(said) and read["year"].nunique() > 1:
        of_year = {"part": int((said["year"] == last).sum()), "whole": int((read["year"] == last).sum())}
        title = Sentence("mentions_last", {"said": title, "year": str(last)} | of_year)
    return Sentence("mentions_some", {"said": title, "reports": counted("reports", unread)}) if unread else title
