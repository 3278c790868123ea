"""Whatever the reports hold, a title says something, and its counts are those of the table."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

import words
from analytics import titles
from analytics.change import change
from analytics.ranking import ranking
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW, RATE, MONEY = "applications_new", "disclosure_rate", "procurement_amount"
states = st.sampled_from(["not_in_store", "not_existing", "blank", "nil", "table_missing", "not_in_form"])
counts = st.one_of(st.just(0), st.just(0), st.integers(0, 90), states, st.integers(0, 9).map(lambda n: f"{n}?"))
shares = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
CODES = {
    NEW: counts,
    MONEY: counts,
    "applications_carried_out": counts,
    RATE: st.one_of(shares, states),
    "procurement_mean": st.one_of(shares, states),
}
NONSENSE = re.compile(r"nan|None|[{}]|NaT|NA\b|Decimal|，，|、、|  |： *$")


@st.composite
def any_series(draw: st.DrawFn) -> tuple[str, dict[str, list[Value]]]:
    code = draw(st.sampled_from(sorted(CODES)))
    years = draw(st.integers(1, 7))
    return code, towns(*draw(st.lists(st.lists(CODES[code], min_size=years, max_size=years), max_size=20)))


@settings(max_examples=60, deadline=None)
@given(any_series(), st.integers(0, 5))
def test_every_title_says_something_in_both_languages(made: tuple[str, dict[str, list[Value]]], chosen: int) -> None:
    code, lines = made
    series = frames.years(code, lines)
    years = sorted(series.table["year"].unique()) or [2019]
    found, moved = ranking(series, years[-1]), change(series, years[0], years[-1])
    said = [titles.ranking_title(found), titles.change_title(moved), titles.without_largest(moved)]
    said += [titles.trend_title(series), titles.trend_title(series, list(lines)[:chosen])]
    said += [make(found, place) for place in lines for make in (titles.rank_words, titles.against_others)]
    for sentence in filter(None, said):
        for lang in words.LANGUAGES:
            text = sentence.say(lang)
            assert text.strip()
            assert not NONSENSE.search(text), text
            assert text.count(": ") <= 1 and text.count("：") <= 1, text


@settings(max_examples=60, deadline=None)
@given(st.lists(counts, max_size=60))
def test_counts_in_a_ranking_title_are_those_of_the_table(values: list[Value]) -> None:
    found = ranking(frames.one_year(NEW, towns(*values)), 2024)
    said = titles.ranking_title(found).say("zh")
    sure = found.table["rank"].notna() & (found.table["state"] == "value")
    numbers = found.table.loc[sure, "number"]
    if match := re.search(r"(\d+)个单位中(\d+)个", said):
        assert [int(n) for n in match.groups()] == [len(numbers), (numbers == 0).sum()]
    if match := re.search(r"最多，为(\d+)件", said):
        assert int(match[1]) == numbers.max()
        assert (numbers == numbers.max()).sum() == 1
    if match := re.search(r"(\d+)个单位.*均为(\d+)件", said):
        assert (numbers == int(match[2])).sum() == int(match[1])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(counts, counts), max_size=60))
def test_counts_in_a_change_title_are_those_of_the_table(pairs: list[tuple[Value, Value]]) -> None:
    found = change(frames.years(NEW, towns(*(list(pair) for pair in pairs)), first=2023), 2023, 2024)
    said = titles.change_title(found).say("zh")
    if match := re.search(r"两年都有[年报可比数]+的(\d+)个单位", said):
        assert int(match[1]) == len(found.table)
    if match := re.search(r"合计由(\d+)件[增减]至(\d+)件", said):
        assert [int(n) for n in match.groups()] == [found.table["earlier"].sum(), found.table["later"].sum()]
    listed = len(found.listed.index[:3].union(found.notable.index[:3]))
    if match := re.search(r"其余(\d+)个单位", said):
        told = len(found.notable) + len(found.listed[found.listed["verdict"] != "notable"].head(3))
        assert int(match[1]) == len(found.table) - (found.table["difference"] == 0).sum() - told
    if match := re.search(r"(\d+)个单位两年相同", said):
        assert int(match[1]) == (found.table["difference"] == 0).sum()
    if len(found.table) > 1 and listed:
        assert said.count("增至") + said.count("减至") >= min(3, listed)


def test_every_sentence_stands_in_both_languages_with_the_same_facts() -> None:
    for key, entry in words.family("titles").items():
        assert set(entry) == {"zh", "en"}, key
        facts = [set(re.findall(r"\{(\w+)\}", text)) for text in entry.values()]
        assert facts[0] == facts[1] or key.endswith("_one"), key
