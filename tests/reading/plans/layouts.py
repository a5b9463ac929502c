"""Corpus plans set in other ways: wrapped or not, indented or not, with blank lines, with pages."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.reading.plans.gold import joined, passages, read_gold

# Where indentation alone tells one list from another it is kept.
TOLD_BY_INDENTATION = {"07-indented-lists", "a07-same-digit-lists", "b07-indented-id", "d09-caps-sections-bullets"}
WORD_LABEL = re.compile(r"(BAB|Pasal|Article|Chapter|CHAPTER|Bagian|PART)\s+\S+$")
PAGE = 9


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`width` 0 leaves each passage on one line; `gap` is the number of blank lines after each line (`spaced`) or
    passage (`blank`).
    """

    name: str
    width: int = 0
    indent: int = 0
    hanging: bool = False
    blank: bool = False
    spaced: bool = False
    paged: bool = False
    newline: str = "\n"


LAYOUTS = [
    Layout(name="unwrapped"),
    Layout(name="unwrapped, blank lines", blank=True),
    Layout(name="70 columns", width=70),
    Layout(name="70 columns, blank lines", width=70, blank=True),
    Layout(name="90 columns, hanging, indented, blank lines", width=90, hanging=True, indent=2, blank=True),
    Layout(name="66 columns, CRLF", width=66, newline="\r\n"),
    Layout(name="indented by four", indent=4),
    Layout(name="with pages", width=78, paged=True),
    Layout(name="double spaced", width=75, spaced=True),
]


def set_as(path: Path, layout: Layout) -> str:
    """The text of a corpus plan in a layout."""
    keeps = path.stem in TOLD_BY_INDENTATION
    rows: list[str] = []
    for number, (mark, lines) in enumerate(passages(path), 1):
        rows += _passage(lines, _margin(lines[0], mark, layout, keeps=keeps), layout, keeps=keeps)
        if layout.blank or mark.startswith("P"):
            rows.append("")
        if layout.paged and number % PAGE == 0 and mark[0] in "LSC":
            rows += ["", _head(read_gold(path).title), f"- {number // PAGE + 1} -", ""]
    if layout.spaced:
        rows = [spread for row in rows for spread in (row, "")]
    return layout.newline.join(rows) + layout.newline


def _head(title: str) -> str:
    """The beginning of a title as a running head."""
    words = title.split()[:6]
    while len(words) > 1 and (len(words[-1]) < 4 or words[-1].islower()):
        words.pop()
    return " ".join(words) or "Plan of Action"


def _margin(first: str, mark: str, layout: Layout, *, keeps: bool) -> int:
    if layout.indent and not keeps:
        return layout.indent * (int(mark[1:]) - 1)
    return len(first) - len(first.lstrip())


def _passage(lines: list[str], margin: int, layout: Layout, *, keeps: bool) -> list[str]:
    first = lines[0].strip()
    if len(lines) > 1 and WORD_LABEL.match(first):
        return [" " * margin + first, *_wrapped(joined(lines[1:]), layout.width, margin, 0)]
    label = len(first.split()[0]) + 1
    hanging = margin + label if layout.hanging else margin if keeps else 0
    return _wrapped(joined(lines), layout.width, margin, hanging)


def _wrapped(text: str, width: int, margin: int, hanging: int) -> list[str]:
    words = text.split()
    rows, row = [], " " * margin + words[0]
    for word in words[1:]:
        if width and len(row) + 1 + len(word) > width:
            rows.append(row)
            row = " " * hanging + word
        else:
            row += f" {word}"
    return [*rows, row]
