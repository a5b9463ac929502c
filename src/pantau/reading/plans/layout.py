"""How a document is set: where its lines wrap, how its items end, and what recurs in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pantau.reading.plans.labels import Reading, read_labels
from pantau.reading.plans.lines import Line
from pantau.reading.plans.wording import reads_as_title

TERMINALS = (".", ";", ":", "?", "!")
CLOSERS = "\"'”’)]»*_¹²³⁴⁵⁶⁷⁸⁹⁰"
FULL = 0.8
FEWEST_ENDS = 3
ENDED = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the document is set: where its lines wrap (0 if they do not), which labels it holds, which lines recur;
    `punctuated`: its items end as sentences or list items do, so that one left open runs on.
    """

    width: int
    listed: frozenset[tuple[str, tuple[int, ...]]]
    repeated: frozenset[str]
    punctuated: bool

    @classmethod
    def of(cls, lines: Sequence[Line], starts: Sequence[tuple[Reading, ...]]) -> "Layout":
        listed = frozenset(
            (reading.shape.sign, reading.value)
            for index, readings in enumerate(starts)
            for reading in _all_readings(lines[index], readings)
        )
        counts = Counter(line.text for line in lines)
        repeated = frozenset(text for text, count in counts.items() if count > 1)
        return cls(
            width=_width(lines, starts), listed=listed, repeated=repeated, punctuated=_is_punctuated(lines, starts)
        )

    def wraps(self, before: Line, line: Line) -> bool:
        """Whether the line before is so full that the first word of this one had no room in it."""
        room = self.width - _edge(before)
        return bool(self.width) and room < 1 + len(line.text.split(maxsplit=1)[0])

    def fills(self, line: Line) -> bool:
        """Whether a line is about as long as the lines that wrap."""
        return bool(self.width) and _edge(line) >= FULL * self.width


def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence, a list item or a lead-in does."""
    return (text.rstrip(CLOSERS) or text).endswith(TERMINALS)


def _all_readings(line: Line, readings: tuple[Reading, ...]) -> list[Reading]:
    inner = read_labels(line.text[readings[0].length :]) if readings else ()
    return [*readings, *inner]


def _edge(line: Line) -> int:
    return line.indent + len(line.text)


def _width(lines: Sequence[Line], starts: Sequence[tuple[Reading, ...]]) -> int:
    """The column at which lines wrap, told by the lines that run on in lower case; 0 where none do."""
    edges = sorted(
        _edge(before)
        for before, line, readings in zip(lines, lines[1:], starts[1:], strict=False)
        if not line.gap and not readings and line.text[0].islower() and not is_finished(before.text)
    )
    if not edges:
        return 0
    width = edges[ceil(0.9 * (len(edges) - 1))]
    beyond = sum(_edge(line) > width + 12 for line in lines)
    return 0 if beyond > 0.1 * len(lines) else width


def _is_punctuated(lines: Sequence[Line], starts: Sequence[tuple[Reading, ...]]) -> bool:
    """Whether most items end in a full stop, a semicolon or a colon, whatever their length."""
    ended = total = 0
    for place, readings in enumerate(starts):
        if not readings:
            continue
        last = place
        while last + 1 < len(lines) and not starts[last + 1] and _is_joined(lines[last + 1]):
            last += 1
        if last > place or not reads_as_title(lines[place].text[readings[0].length :]):
            total += 1
            ended += is_finished(lines[last].text)
    return total >= FEWEST_ENDS and ended >= ENDED * total


def _is_joined(line: Line) -> bool:
    """Whether nothing but the end of a page stands between a line and the one before."""
    return line.page or not line.gap
