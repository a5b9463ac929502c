"""The day of a meeting that a text tells by other words than a date: "hari kedua", "the last day", "today"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pantau.reading.claims.scene import Scene

_DAY_OF = re.compile(
    r"\bhari (pertama|kedua|ketiga|keempat|kelima|terakhir)\b"
    r"|\b(first|second|third|fourth|fifth|last|final|closing|opening) day\b"
)
_NUMBERS = {
    "pertama": 0, "first": 0, "opening": 0, "kedua": 1, "second": 1, "ketiga": 2, "third": 2, "keempat": 3, "fourth": 3,
    "kelima": 4, "fifth": 4, "terakhir": -1, "last": -1, "final": -1, "closing": -1,
}  # fmt: skip
_RELATIVE = re.compile(r"\b(?:hari ini|today|kemarin|yesterday)\b")
_BACK = {"kemarin": 1, "yesterday": 1}
_FULL = len("2024-01-01")


def day_within(scene: Scene, fence: tuple[int, int], *, dated: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The start and end of a meeting of which the sentence says on which day of a longer one it was, or that it is
    today's; empty where it says neither. `dated` is what is known of the meetings of the text.
    """
    found = _DAY_OF.search(scene.plain, *fence)
    if found:
        return _counted(found.group(1) or found.group(2), dated)
    related = _RELATIVE.search(scene.plain, *fence)
    if related is None or scene.published is None:
        return {}
    day = scene.published - timedelta(days=_BACK.get(related.group(), 0))
    return {"start": day.isoformat(), "end": day.isoformat()}


def _counted(word: str, dated: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """That day of the first meeting that is known to last for days."""
    for one in dated:
        first, last = str(one.get("start", "")), str(one.get("end", ""))
        if first < last and len(first) == len(last) == _FULL:
            shift = _NUMBERS[word]
            day = last if shift < 0 else _later(first, shift)
            return {"start": day, "end": day} if day <= last else {}
    return {}


def _later(first: str, days: int) -> str:
    """A day some days after another; after all days where a text names one that no calendar has (31 June)."""
    try:
        return (date.fromisoformat(first) + timedelta(days=days)).isoformat()
    except ValueError:
        return "9999-12-31"
