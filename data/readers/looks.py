"""How pieces of text look on the page, and what a person reads of them; one rule for every format.

What nobody sees is not read, nor what is struck through; digits raised or lowered are a footnote's mark; and a number
glued from pieces that look different carries a doubt, so that it is never taken as reported.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

GLUED, STRUCK_OUT, PICTURE = "looks_differ", "struck_out", "number_as_picture"
ADDED = "shown_besides"  # the page puts something beside or over the text that the text does not tell
UNTOLD = "\ufffd"  # stands in the text for what the page shows there and the file holds no letters of
_RAISED = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
_WITHIN_NUMBERS = frozenset(".,，．")  # between the digits of one number
TURNED = frozenset("\u202d\u202e\u2067")  # signs that turn the order in which what follows is shown


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece stands on the page; `shape` is whatever else the eye tells of it: size, colour, weight.

    `blurred`: other letters stand on the same place.
    """

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    shape: Hashable = None
    blurred: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person reads, and the rule of the finding if its numbers may be others."""

    text: str
    doubt: str = ""


PLAIN = Look()
Piece = tuple[str, Look]


def seen(pieces: Iterable[Piece]) -> Seen:
    """What a person reads of pieces side by side."""
    kept: list[str] = []
    shown = [(text, look) for text, look in pieces if text and not look.hidden]
    raised_alone = _all_raised(shown)
    before: Hashable = _NONE  # the shape of the digit right before
    parted = glued = struck = False  # parted: something was left out after that digit
    for text, look in shown:
        if look.struck or (look.raised and not raised_alone):
            marked = any(char.isdigit() for char in text)
            struck = struck or (look.struck and marked)
            parted = parted or marked
            if not look.struck:
                kept.append(raised(text))
            continue
        kept.append(text)
        for char in text:
            if char.isdigit():
                glued = glued or look.blurred or (before is not _NONE and (parted or before != look.shape))
                before, parted = look.shape, False
            elif char not in _WITHIN_NUMBERS:
                before, parted = _NONE, False
    whole = "".join(kept)
    turned = not TURNED.isdisjoint(whole) and any(char.isdigit() for char in whole)
    if glued or raised_alone or turned:
        return Seen(whole, GLUED)
    return Seen(whole, STRUCK_OUT if struck and not whole.strip() else "")


_NONE = object()


def _all_raised(pieces: Iterable[Piece]) -> bool:
    """Whether nothing but raised digits stands there: then they are the number itself, and yet a doubtful one."""
    texts = [(text, look.raised) for text, look in pieces if text.strip() and not look.struck]
    return bool(texts) and all(up for _, up in texts) and any(char.isdigit() for text, _ in texts for char in text)


def raised(text: str) -> str:
    """A footnote mark: digits as superscripts, so that 12 with note 1 is not 121; other letters stay."""
    return "".join(char for char in text.translate(_RAISED) if char.isalpha() or char.isspace() or not char.isascii())
