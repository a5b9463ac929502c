"""Running heads, feet and page numbers, known by standing at one height on several pages; left out and told."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from pantau.files.dropped import Dropped
from pantau.files.pdf.pages import Block
from pantau.files.pdf.rows import Row, text_of, wide_gaps

_OUTERMOST = 3  # rows at the top and at the bottom that may be heads and feet
_OFTEN = 3
_FEW_PAGES = 4  # a document so short shows a head twice and no more
_AROUND = 4  # pages before and after on which the others stand: heads may change with the chapter
_HEIGHT = 4.0  # points
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[-–—\s]*[ivxl]{1,6}[-–—\s]*")
_RUNS_ON = re.compile(r".*[;:,]\Z|(?![ivxl]{1,6}\Z)[a-z][^\d/@]*\Z")  # the end or the middle of a sentence

_Key = tuple[str, int]


def without_heads(pages: Sequence[Sequence[Block]], dropped: Dropped) -> list[list[Block]]:
    """The pages without the rows that several pages in a row have at the same height, figures apart."""
    standing: dict[_Key, list[int]] = defaultdict(list)
    for number, page in enumerate(pages, start=1):
        for key in {_key(row) for row in _outermost(page) if not _is_text(row)}:
            standing[key].append(number)
    needed = 2 if len(pages) <= _FEW_PAGES else _OFTEN
    found = []
    for number, page in enumerate(pages, start=1):
        near = range(number - _AROUND, number + _AROUND + 1)
        heads = {
            id(row): row
            for row in _outermost(page)
            if sum(one in near for one in standing.get(_key(row), ())) >= needed
        }
        kept = [_without(block, heads) for block in page]
        if not any(kept):  # no page is all head
            found.append(list(page))
            continue
        for row in heads.values():
            dropped.add("page_furniture", place=f"page {number}", sample=text_of(row))
        found.append([block for block in kept if block])
    return found


def _without(block: Block, gone: Container[int]) -> Block:
    return [row for row in block if id(row) not in gone] if isinstance(block, list) else block


def _outermost(page: Sequence[Block]) -> Iterator[Row]:
    rows = sorted((row for block in page if isinstance(block, list) for row in block), key=lambda row: -row.base)
    yield from rows[:_OUTERMOST]
    yield from rows[max(_OUTERMOST, len(rows) - _OUTERMOST) :]


def _key(row: Row) -> _Key:
    text = text_of(row).casefold()
    return "#" if _ROMAN.fullmatch(text) else _DIGITS.sub("#", text), round(row.base / _HEIGHT)


def _is_text(row: Row) -> bool:
    """Whether a sentence runs on in it, or it may be the headings of a table without lines."""
    text = text_of(row)
    return bool(_RUNS_ON.fullmatch(text)) or (wide_gaps(row) > 1 and not _DIGITS.search(text))
