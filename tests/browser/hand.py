"""A person at the screen: mouse and keys alone, each click and key counted."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser import screen

ROW, HEAD, TICK = 32, 35, 22  # pixels of a table's line, of its head, and to the middle of its boxes to tick


@dataclass
class Hand:
    """Does what a person does, and counts it."""

    page: Page
    clicks: int = 0
    keys: int = 0
    began: float = field(default_factory=time.monotonic)

    def click(self, where: Locator | str) -> None:
        """One click in the middle of this, once it can be seen and pressed."""
        screen.still(self.page)
        (self.page.locator(where) if isinstance(where, str) else where).click()
        self.clicks += 1

    def press(self, *names: str) -> None:
        """These keys, one after the other."""
        for name in names:
            self.page.keyboard.press(name)
        self.keys += len(names)

    def write(self, text: str) -> None:
        """A text into the field that has the cursor."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def fill(self, where: str, text: str) -> None:
        """Click a field and write into it."""
        self.click(where)
        self.write(text)

    def pick(self, key: str, text: str) -> None:
        """From a list that can be searched: click, write the beginning, Enter."""
        field = self.page.locator(f".st-key-{key} input").first
        self.click(field)
        expect(self.page.get_by_role("option").first).to_be_visible()
        self.write(text)
        expect(self.page.get_by_role("option", name=text).first).to_be_visible()
        self.press("Enter")

    def tick(self, table: str, row: int) -> None:
        """The box before a line of a table, lines counted from 0."""
        screen.still(self.page)
        grid = self.page.locator(f".st-key-{table} [data-testid=stDataFrame]")
        grid.click(position={"x": TICK, "y": HEAD + row * ROW + ROW // 2})
        self.clicks += 1

    def go(self, name: str) -> None:
        """To a page through the navigation: two clicks where it is in a list."""
        screen.go(self.page, name)
        self.clicks += 2
        screen.ready(self.page)

    def said(self) -> str:
        """How much it was."""
        return f"{self.clicks} clicks, {self.keys} keys, {time.monotonic() - self.began:.0f} s"
