"""A document as lines that know their place in it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
TAB_WIDTH = 4
FEWEST_SPACED = 3
_MARKUP = re.compile(r"(?:>\s*)*(?P<hashes>#{1,6}(?=\s)\s*)?(?P<stars>\*\*|__)?(?=\S)")
_RULE = re.compile(r"[\s_=*~\-–—.•·#|+]{3,}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its indentation and markup: `document[start:end] == text`.

    `indent` is in columns, `gap` the number of blank lines before it. `page` is true when a page ends between the
    line before and this one, `ruled` when a drawn rule (`-----`) stands there. `hashes` is the level of a Markdown
    heading, 0 for none; `bold` that the whole line is set in bold.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int = 0
    page: bool = False
    ruled: bool = False
    hashes: int = 0
    bold: bool = False


def read_lines(document: str, *, within: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """The lines that hold text, but those in tables (`within`: where each begins and ends); a form feed ends a page."""
    lines: list[Line] = []
    tables, inside = iter([*within, (len(document) + 1, len(document) + 1)]), (-1, -1)
    offset, gap, page, ruled = 0, 0, False, False
    for raw in document.splitlines(keepends=True):
        while inside[1] <= offset:
            inside = next(tables)
        if inside[0] < offset + len(raw) and raw.strip():
            gap, offset = gap + 1, offset + len(raw)
            continue
        page = page or raw.startswith("\f")
        bare = _bare(raw)
        if not bare or (not bare[0].isalnum() and _RULE.match(bare)):
            gap, page, ruled = gap + 1, page or "\f" in raw, ruled or len(bare) > 2
        else:
            line = _line(raw, bare, offset)
            if gap or page or ruled:
                line = replace(line, gap=gap, page=page, ruled=ruled)
            lines.append(line)
            gap, page, ruled = 0, raw.endswith("\f"), False
        offset += len(raw)
    return lines


def closed_up(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text in which a blank line follows every line, with the blank lines between them taken out."""
    running = [line.gap for before, line in pairwise(lines) if line.text[0].islower() and before.text[-1] not in ".;:"]
    spaced = sum(gap > 0 for gap in running)
    if spaced < FEWEST_SPACED or spaced < 0.8 * len(running):
        return list(lines)
    return [replace(line, gap=line.gap - 1) if line.gap else line for line in lines]


def _bare(raw: str) -> str:
    bare = raw.strip()
    while bare and (bare[0] in INVISIBLE or bare[-1] in INVISIBLE):
        bare = bare.strip(INVISIBLE).strip()
    return bare


def _line(raw: str, bare: str, offset: int) -> Line:
    start = raw.find(bare)
    indent = _columns(raw[:start])
    hashes, bold = 0, False
    if bare[0] in "#>*_":
        markup = _MARKUP.match(bare)
        if markup is not None and markup.end():
            hashes = len((markup["hashes"] or "").strip())
            bold = bool(markup["stars"]) and bare.rstrip(".:;, ").endswith(str(markup["stars"]))
            start, bare = start + markup.end(), bare[markup.end() :]
    start += offset
    return Line(start=start, end=start + len(bare), text=bare, indent=indent, hashes=hashes, bold=bold)


def _columns(blank: str) -> int:
    columns = 0
    for character in blank:
        if character == "\t":
            columns += TAB_WIDTH - columns % TAB_WIDTH
        elif character not in INVISIBLE and character not in "\f\r\n":
            columns += 1
    return columns


def without(lines: Sequence[Line], dropped: Collection[int]) -> Iterator[Line]:
    """The lines whose index is not dropped, keeping the gaps.

    A dropped line stands between two halves of a page, so the line after it starts a page.
    """
    gap, page, ruled = 0, False, False
    for index, line in enumerate(lines):
        gap, page, ruled = max(gap, line.gap), page or line.page, ruled or line.ruled
        if index in dropped:
            page = True
            continue
        moved = (gap, page, ruled) != (line.gap, line.page, line.ruled)
        yield replace(line, gap=gap, page=page, ruled=ruled) if moved else line
        gap, page, ruled = 0, False, False
