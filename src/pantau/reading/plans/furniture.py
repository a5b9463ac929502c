"""What a page adds to a text: numbers, running heads and feet, tables of contents. Found, listed and left out."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pantau.reading.plans.labels import read_labels
from pantau.reading.plans.lexicon import words_of
from pantau.reading.plans.lines import Line
from pantau.reading.plans.texts import ends_an_item
from pantau.reading.plans.wording import dangles, names_contents

LONGEST_HEAD = 120
NEAR = 2
TITLE_LINES = 6
LISTED_EVERY = 8
_PAGE_NUMBER = re.compile(
    r"(?P<mark>[-–—|~\s]*)(?P<word>(?:page|halaman|hal\.?|pg\.?|p\.)\s*)?(?P<number>\d{1,4}|[ivxl]{1,6})"
    r"(?P<of>\s*(?:/|of|dari|\|)\s*\d{1,4})?(?P<after>[-–—|~\s]*|\s*\|\s*(?:page|halaman))",
    re.IGNORECASE,
)
_PAGE_WITHIN = re.compile(
    r"\b(?:page|halaman|hal\.)\s*\d+(?:\s*(?:of|dari|/)\s*\d+)?\s*$|\|\s*\d+\s*$|^\d+\s*\||\S\s{3,}\d{1,4}\s*$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:[.…_]\s?){4,}\s*(?:\d{1,4}|[ivxl]+)\s*$|…\s*\d{1,4}\s*$")
_ENDS_IN_NUMBER = re.compile(r"\s(?:\d{1,4}|[ivxl]{1,5})\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Lines of one sort that are no part of the text: a warning code, how many, the first of them and its place."""

    code: str
    count: int
    sample: str
    start: int


def find_furniture(lines: Sequence[Line]) -> tuple[set[int], list[LeftOut]]:
    """The indexes of the lines to leave out, and what to tell about them."""
    numbers = _page_numbers(lines)
    contents = _contents(lines) - numbers
    heads = _running_heads(lines, numbers, contents)
    found = []
    if numbers:
        first = lines[min(numbers)]
        found.append(LeftOut(code="page_furniture", count=len(numbers), sample=first.text, start=first.start))
    for places in heads:
        first = lines[places[0]]
        found.append(LeftOut(code="page_furniture", count=len(places), sample=first.text, start=first.start))
    if contents:
        first = lines[min(contents)]
        found.append(LeftOut(code="contents_list", count=len(contents), sample=first.text, start=first.start))
    return numbers | contents | {place for places in heads for place in places}, found


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    found, bare = set(), []
    for index, line in enumerate(lines):
        if len(line.text) > 24:
            continue
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match is None or (match["number"].isalpha() and not match["number"].islower()):
            continue
        found.add(index)
        if match["number"] == line.text and line.text.isdigit():
            bare.append(index)
    return found - (set(bare) if _number_a_list(lines, bare) else set())


def _number_a_list(lines: Sequence[Line], bare: Sequence[int]) -> bool:
    """Whether numbers that stand alone are the labels of a list and not the numbers of pages."""
    if len(bare) < 3 or lines[bare[0]].text != "1":
        return False
    values = [int(lines[index].text) for index in bare]
    follow = sum(after == before + 1 for before, after in pairwise(values))
    spans = sorted(after - before for before, after in pairwise(bare))
    return follow >= 0.7 * (len(bare) - 1) and spans[len(spans) // 2] <= LISTED_EVERY


def _contents(lines: Sequence[Line]) -> set[int]:
    found = {index for index, line in enumerate(lines) if _LEADERS.search(line.text)}
    if len(found) == 1:
        found = set()
    for index, line in enumerate(lines):
        if len(line.text) < 40 and names_contents(line.text):
            entry = index + 1
            while entry < len(lines) and (entry in found or _ENDS_IN_NUMBER.search(lines[entry].text)):
                found.add(entry)
                entry += 1
            if entry > index + 1:
                found.add(index)
    return found


def _running_heads(lines: Sequence[Line], numbers: set[int], contents: set[int]) -> list[list[int]]:
    breaks = _page_breaks(lines, numbers)
    left_out = numbers | contents
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in left_out and len(line.text) <= LONGEST_HEAD and line.text[-1] not in ":;,":
            places[_masked(line.text)].append(index)
    repeated = {index for found in places.values() if len(found) > 1 for index in found}
    heads = []
    for found in places.values():
        kept = _head_places(lines, found, _Page(breaks=breaks, skipped=left_out | repeated))
        if kept:
            heads.append(kept)
    return sorted(heads)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    breaks: frozenset[int]
    skipped: set[int]


def _head_places(lines: Sequence[Line], found: list[int], page: _Page) -> list[int]:
    """Those of the places of one repeated text where it is a running head or foot."""
    near = [index for index in found if index in page.breaks]
    first = found[0]
    if _labelled(lines[first].text) or lines[first].text[0].islower() or _heads_lists(lines, found, page):
        return []
    if len(found) == 1:
        head = near and (_interrupts(lines, first, page.skipped) or _echoes_title(lines, first))
        return found if head else []
    opens_text = first < 5 and first not in near and not _PAGE_WITHIN.search(lines[first].text)
    later = found[1:] if opens_text else found
    if all(_PAGE_WITHIN.search(lines[index].text) for index in later):
        return later
    if len(near) >= max(1 if opens_text else 2, 0.6 * len(later)):
        return later
    apart = all(_stands_apart(lines, index) for index in later)
    return later if apart and any(_interrupts(lines, index, page.skipped) for index in later) else []


def _stands_apart(lines: Sequence[Line], index: int) -> bool:
    after = lines[index + 1] if index + 1 < len(lines) else None
    return bool(lines[index].gap or lines[index].page or (after and (after.gap or after.page)))


def _heads_lists(lines: Sequence[Line], found: list[int], page: _Page) -> bool:
    """Whether a list begins below a line wherever it stands: a heading used again and again."""
    return len(found) > 1 and all(
        index + 1 < len(lines)
        and index + 1 not in page.skipped
        and any(reading.value in {(), (1,)} for reading in read_labels(lines[index + 1].text))
        for index in found
    )


def _labelled(text: str) -> bool:
    return any(reading.shape.sign != "1" for reading in read_labels(text))


def _masked(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.casefold()).split())


def _page_breaks(lines: Sequence[Line], numbers: set[int]) -> frozenset[int]:
    """The lines next to the end of a page."""
    breaks: set[int] = set()
    for index, line in enumerate(lines):
        if index in numbers:
            breaks.update(range(index - NEAR, index + NEAR + 1))
        if line.page:
            breaks.update(range(index - NEAR, index + NEAR))
    return frozenset(breaks)


def _interrupts(lines: Sequence[Line], index: int, skipped: set[int]) -> bool:
    """Whether a sentence runs on from before the line to after it."""
    before = next((line for line in _around(lines, index, step=-1) if line[0] not in skipped), None)
    after = next((line for line in _around(lines, index, step=1) if line[0] not in skipped), None)
    if before is None or after is None:
        return False
    text = before[1].text
    if ends_an_item(text):
        return text[-1] != ";" and _labelled(after[1].text)
    runs_on = dangles(text) or (text[-1] not in ".;:?!" and len(text) > 40)
    return runs_on and after[1].text[0].islower() and not _labelled(after[1].text)


def _echoes_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line far from the start stands alone and is made of the words of the first lines."""
    if index < TITLE_LINES or dangles(lines[index].text) or dangles(lines[index - 1].text):
        return False
    opening = {word for line in lines[:TITLE_LINES] for word in words_of(line.text)}
    words = words_of(lines[index].text)
    return len(words) > 1 and sum(word in opening for word in words) >= 0.75 * len(words)


def _around(lines: Sequence[Line], index: int, *, step: int) -> list[tuple[int, Line]]:
    stop = index + step * 5
    return [(place, lines[place]) for place in range(index + step, stop, step) if 0 <= place < len(lines)]
