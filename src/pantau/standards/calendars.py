"""Days as an iCalendar file (RFC 5545), which calendars of people fetch by an address."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_LONGEST = 75  # octets of a line, its end left out


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One whole day. `uid` is the same for ever, so that a day which moves is moved and not doubled; `changed_at` is
    when what it says was decided.
    """

    uid: str
    day: date
    title: str
    text: str
    changed_at: datetime
    revision: int = 0


def calendar(days: Iterable[CalendarDay], *, name: str, language: str) -> bytes:
    """The whole file; the same days give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Pantau//Reporting rounds//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        *(line for day in days for line in _event(day)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(one: CalendarDay) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.uid)}"
    yield f"DTSTAMP:{one.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SEQUENCE:{one.revision}"
    yield f"SUMMARY:{escaped(one.title)}"
    if one.text:
        yield f"DESCRIPTION:{escaped(one.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""A text value: backslash, semicolon, comma and the end of a line are escaped, other controls left out.

    >>> print(escaped("Seas; lakes, rivers\nand C:\\"))
    Seas\; lakes\, rivers\nand C:\\
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return "".join(sign for sign in plain.replace("\n", "\\n") if sign == "\t" or unicodedata.category(sign) != "Cc")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each further one after a space; no character is cut in two."""
    pieces, room, piece = [], _LONGEST, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += sign
        room -= size
    return "\r\n ".join([*pieces, piece])
