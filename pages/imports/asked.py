"""What only a person can say of a document that waits: whose it is, of which year, which of two holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import streamlit as st

from data import waiting
from data.errors import GongkaiError
from data.waiting import Item, Look
from ui import desk, shell
from ui.shell import Shell

WHOSE = ("no_place", "no_year", "place_ambiguous", "scanned")  # what a unit and a year are the answer to
RIVALS = "two_documents"
Take = Callable[[Sequence[Item], Shell], None]


def open(look: Look) -> bool:
    """Whether it can't be taken in as it is, or should not be unseen."""
    return look.error is not None or look.unlisted


def answerable(look: Look) -> bool:
    """Whether a person can say what is wanting."""
    return look.unlisted or (look.error is not None and look.error.key in (*WHOSE, RIVALS))


def short(look: Look) -> str:
    """The file's name, without the archive that it came in."""
    first, _, rest = look.item.original.partition("/")
    return rest if rest and first.lower().endswith(".zip") else look.item.original


def becomes(look: Look) -> str:
    """What is wanting, as a key of the words."""
    if look.unlisted:
        return "becomes_unlisted"
    key = look.error.key if look.error else ""
    return "becomes_two" if key == RIVALS else f"becomes_{'whose' if key in WHOSE else 'refused'}"


def show(found: Sequence[Look], busy: bool, take: Take, now: Shell) -> None:
    """A question each, with its answers; then what can't be read at all, and what to do about it."""
    years = Counter(look.outcome.year for look in found if look.outcome)
    usual = years.most_common(1)[0][0] if years else None
    for look in found:
        if look.unlisted or (look.error and look.error.key in WHOSE):
            _whose(look, usual, busy, take, now)
    for rivals in _rivals(found):
        _which(rivals, busy, now)
    lost = [look for look in found if look.error and not answerable(look)]
    if lost:
        said = [look.error.say(now.lang) for look in lost if look.error]
        st.warning("  \n".join(map(shell.escape_markdown, said)), icon=None)
        label = desk.say("drop_lost", now, n=len(lost))
        st.button(label, key="drop-lost", on_click=drop, args=(lost, now), disabled=busy)


def _rivals(found: Sequence[Look]) -> Iterator[list[Look]]:
    """The documents of one unit and year, for each such."""

    def key(look: Look) -> tuple[str, int]:
        return (look.outcome.place, look.outcome.year) if look.outcome else ("", 0)

    several = sorted((look for look in found if look.error and look.error.key == RIVALS), key=key)
    yield from (list(same) for _, same in groupby(several, key))


def _whose(look: Look, usual: int | None, busy: bool, take: Take, now: Shell) -> None:
    """Whose report it is: the likeliest first, or a unit that there was not."""
    id, one = look.item.id, look.outcome
    key = f"ask_{look.error.key}" if look.error else "ask_unlisted"
    places = str(look.error.values.get("places", "")) if look.error else ""
    places = places.replace("、", now.say("list_join"))
    told = desk.say(key, now, file=short(look), place=one.place if one else "", places=places)
    st.warning(shell.escape_markdown(told), icon=None)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=f"whose-{id}"):
        st.selectbox(
            desk.say("whose_unit", now),
            look.near,
            index=None,
            placeholder=desk.say("whose_hint", now),
            accept_new_options=True,
            key=f"unit-{id}",
            width=260,
        )
        year = one.year if one else usual
        desk.year_field(desk.say("whose_year", now), year, f"year-{id}", 130)
        st.button(desk.say("whose_put", now), key=f"put-{id}", on_click=_named, args=(look.item, now))
        if look.unlisted:
            label = desk.say("take_new", now)
            st.button(label, key=f"new-{id}", on_click=take, args=([look.item], now), disabled=busy)
        st.button(desk.say("drop_item", now), key=f"drop-{id}", on_click=drop, args=([look], now), type="tertiary")


def _which(rivals: Sequence[Look], busy: bool, now: Shell) -> None:
    """Which of several documents of one unit and year holds; the others are let go."""
    one = rivals[0].outcome
    said = {"n": len(rivals), "place": one.place if one else "", "year": one.year if one else ""}
    st.warning(shell.escape_markdown(desk.say("which", now, **said)), icon=None)
    with st.container(horizontal=True, gap="small", key=f"which-{rivals[0].item.id}"):
        for look in rivals:
            label = desk.say("which_put", now, file=short(look))
            others = [other for other in rivals if other is not look]
            st.button(
                shell.escape_markdown(label),
                key=f"keep-{look.item.id}",
                on_click=drop,
                args=(others, now),
                disabled=busy,
            )


def drop(chosen: Sequence[Look], now: Shell) -> None:
    """Let these go, without taking them in."""
    waiting.drop(now.store.folder, [look.item.id for look in chosen])


def _named(item: Item, now: Shell) -> None:
    unit, year = str(st.session_state.get(f"unit-{item.id}") or "").strip(" /"), st.session_state.get(f"year-{item.id}")
    if not (unit and year):
        desk.tell("error", desk.say("whose_both", now))
        return
    try:
        waiting.name(now.store.folder, item, unit, int(year))
    except GongkaiError as error:
        desk.tell("error", error.say(now.lang))
