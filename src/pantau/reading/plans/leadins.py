"""Lists whose first item stands inside the sentence that leads them in: "The Parties agree to: a. plant trees;"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pantau.reading.plans.labels import Reading, read_labels
from pantau.reading.plans.lines import Line

_WITHIN = re.compile(r":\s+(?=\(?[a-zA-Z1]{1,3}[.)]\s)")


def next_labels(starts: Sequence[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """For each line, the labels of the next line that has any."""
    found: list[tuple[Reading, ...]] = []
    after: tuple[Reading, ...] = ()
    for readings in reversed(starts):
        found.append(after)
        after = readings or after
    return found[::-1]


def _opens_within(line: Line, listed: tuple[Reading, ...]) -> int:
    """Where the first item of a list begins inside the sentence that leads it in; 0 where none does."""
    seconds = {reading.shape.sign for reading in listed if reading.value == (2,)}
    if not seconds:
        return 0
    for match in _WITHIN.finditer(line.text):
        inner = read_labels(line.text[match.end() :])
        if any(reading.value == (1,) and reading.shape.sign in seconds for reading in inner):
            return match.end()
    return 0


def _part(line: Line, start: int, end: int) -> Line:
    """A piece of a line as a line."""
    text = line.text[start:end]
    gap = 0 if start else line.gap
    return replace(
        line, start=line.start + start, end=line.start + start + len(text.rstrip()), text=text.rstrip(), gap=gap
    )


def split_lead_in(line: Line, listed: tuple[Reading, ...]) -> tuple[Line, Line | None]:
    """A line as its lead-in and the first item, where the next label (`listed`) is the second of its list."""
    cut = _opens_within(line, listed)
    return (_part(line, 0, cut), _part(line, cut, len(line.text))) if cut else (line, None)
