"""Every page can be changed and timed beside the empty script, without a browser and in one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench import screens
from bench.__main__ import weighed

METHODS = next(one for one in screens.SCREENS if one.path == "methods")


def alone(bench: Callable[..., Any], **sizes: object) -> Any:
    """The bench in a thread of its own: it starts a browser, and this thread may have that of other tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(bench, **sizes).result()


def test_every_page_reruns_without_a_browser():
    rows = screens.tested(rounds=1, warm_up=0, townships=1)
    assert [row.name for row in rows] == [screen.name for screen in screens.SCREENS]
    assert all(row.ours > 0 and row.floor > 0 for row in rows)


def test_a_change_is_drawn_in_a_browser_and_what_it_sends_is_counted():
    chosen = (METHODS,)
    rows, weights = alone(screens.drawn, rounds=1, warm_up=0, townships=1, screens=chosen)
    assert [row.name for row in rows] == [screen.name for screen in chosen]
    assert all(row.ours > 0 and row.floor > 0 for row in rows)
    assert all(one.received > one.floor > 0 and one.sent > 0 for one in weights)
    assert weighed(weights).count("\n") == len(chosen) + 1


def test_a_cold_start_ends_with_a_chart():
    [row] = alone(screens.started, rounds=1, warm_up=0, townships=1)
    assert row.ours > 0 and row.floor > 0
