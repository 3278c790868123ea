"""The one clock of the program: what GONGKAI_TODAY says (2026-01-23), else the machine's."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from data.errors import BadRequest

ASKED_FOR = "GONGKAI_TODAY"


def today() -> date:
    """The day it is. Raises BadRequest if GONGKAI_TODAY is no date."""
    named = os.environ.get(ASKED_FOR, "").strip()
    if not named:
        return date.today()
    try:
        return date.fromisoformat(named)
    except ValueError as error:
        raise BadRequest("bad_today", value=named) from error


def local(at: datetime) -> datetime:
    """A time of the store (UTC) by this machine's clock."""
    return at.replace(tzinfo=UTC).astimezone()


def moment(at: datetime) -> str:
    """The same for people, to the minute: 2026-01-23 14:05."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def now() -> datetime:
    """The moment it is, in UTC and without a zone, as the store keeps it; on the day that GONGKAI_TODAY names."""
    moment = datetime.now(UTC).replace(tzinfo=None)
    return datetime.combine(today(), moment.time()) if os.environ.get(ASKED_FOR, "").strip() else moment
