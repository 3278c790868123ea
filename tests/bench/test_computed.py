"""Every page's computation gives the numbers of the bare SQL, cold and warm, and can be timed against it."""

import pytest

from bench import computed, stores
from bench.paired import paired


@pytest.fixture(scope="module")
def snapshot():
    return stores.snapshot(1)


@pytest.mark.parametrize("page", computed.PAGES, ids=lambda page: page.name)
def test_a_page_and_the_bare_sql_give_the_same_numbers(snapshot, page):
    assert computed.agree(snapshot, page) > 5


def test_a_number_that_differs_is_told(snapshot, monkeypatch):
    monkeypatch.setattr(computed, "least_numbers", lambda found: {})
    with pytest.raises(AssertionError, match="总览"):
        computed.agree(snapshot, computed.PAGES[0])


def test_forgetting_empties_what_is_kept_of_a_snapshot(snapshot):
    computed.agree(snapshot, computed.PAGES[0])
    kept = list(computed.kept())
    assert any(one.cache_info().currsize for one in kept)
    computed.forget()
    assert [one.cache_info().currsize for one in kept] == [0] * len(kept)


@pytest.mark.parametrize("cold", [True, False])
def test_each_page_is_timed_once(cold):
    rows = paired(computed.pairs(1, cold), rounds=1, warm_up=0)
    assert [row.name for row in rows] == [page.name for page in computed.PAGES]
    assert all(row.ours > 0 and row.floor > 0 for row in rows)
