"""Lays an HTML table out as a browser would, so that tests see what stands where."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Box:
    """A cell of an HTML table: its tag, attributes, text, and the tags found inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def code(self) -> str:
        return next((a["data-cell"] for _, a in self.inside if "data-cell" in a), "")


class Paper(HTMLParser):
    """`rows` holds the boxes of each row as written; `tags` every tag of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[Box]] = []
        self.tags: list[str] = []
        self._box: Box | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._box = Box(tag, attributes)
            self.rows[-1].append(self._box)
        elif self._box:
            self._box.inside.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._box = None

    def handle_data(self, data: str) -> None:
        if self._box:
            self._box.text += data

    def boxes(self) -> dict[str, Box]:
        """Boxes by the indicator code they link to."""
        return {box.code: box for row in self.rows for box in row if box.code}

    def laid(self) -> list[list[Box]]:
        """The boxes in each position, spans spread out. Fails where two overlap or a row has a hole."""
        taken: dict[tuple[int, int], Box] = {}
        for y, row in enumerate(self.rows):
            x = 0
            for box in row:
                while (y, x) in taken:
                    x += 1
                for dy in range(int(box.attributes.get("rowspan", 1))):
                    for dx in range(int(box.attributes.get("colspan", 1))):
                        assert (y + dy, x + dx) not in taken, f"overlap at {y + dy}, {x + dx}"
                        taken[y + dy, x + dx] = box
        width = 1 + max(x for _, x in taken)
        assert len(taken) == width * len(self.rows), "a hole in the table"
        return [[taken[y, x] for x in range(width)] for y in range(len(self.rows))]
