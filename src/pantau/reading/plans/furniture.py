"""What a page adds to a text: numbers, running heads and feet, tables of contents. Found, listed and left out."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pantau.reading.plans.labels import read_labels
from pantau.reading.plans.lexicon import lexicon, words_of
from pantau.reading.plans.lines import Line
from pantau.reading.plans.texts import ends_an_item
from pantau.reading.plans.wording import dangles, is_caps, names_contents, reads_as_title, signs

LONGEST_HEAD = 120
NEAR = 2
TITLE_LINES = 6
LONGEST_TITLE = 40
ECHOED = 0.75
NAMED = 0.5
TONGUES = ("en", "id")
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
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:[\s|]+\d+)?\Z")
_LINK = re.compile(r"\W*\[[^\]]+\]\(#[^)]*\)")
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
    numbers = _page_numbers(lines) | _numbered_heads(lines)
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


def _numbered_heads(lines: Sequence[Line]) -> set[int]:
    """Lines that repeat a heading of the text with the number of the page behind it, apart from what is around them."""
    texts = {line.text for line in lines}
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST_HEAD and _numbers_page(line.text, texts):
            places[_masked(line.text)].append(index)
    return {
        index
        for found in places.values()
        if _counts_pages([lines[index].text for index in found])
        for index in found
        if _stands_apart(lines, index)
    }


def _number_a_list(lines: Sequence[Line], bare: Sequence[int]) -> bool:
    """Whether numbers that stand alone are the labels of a list and not the numbers of pages."""
    if len(bare) < 3 or lines[bare[0]].text != "1":
        return False
    values = [int(lines[index].text) for index in bare]
    follow = sum(after == before + 1 for before, after in pairwise(values))
    spans = sorted(after - before for before, after in pairwise(bare))
    return follow >= 0.7 * (len(bare) - 1) and spans[len(spans) // 2] <= LISTED_EVERY


def _contents(lines: Sequence[Line]) -> set[int]:
    found = {index for index, line in enumerate(lines) if _LEADERS.search(line.text) or _LINK.fullmatch(line.text)}
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
    left_out = numbers | contents
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in left_out and _could_be_head(line.text):
            places[_masked(line.text)].append(index)
    repeated = {
        index for found in places.values() if len(found) > 1 for index in found if not _labelled(lines[index].text)
    }
    pages = _Pages(
        lines=lines,
        numbers=numbers,
        breaks=_page_breaks(lines, numbers),
        skipped=left_out | repeated,
        texts={line.text for line in lines},
        width=_width(lines),
    )
    return sorted(kept for found in places.values() if (kept := _head_places(pages, found)))


def _could_be_head(text: str) -> bool:
    return len(text) <= LONGEST_HEAD and text[-1] not in ":;,-" and not dangles(text)


def _width(lines: Sequence[Line]) -> int:
    """How long the lines are that go on in the next, in lower case; 0 where none do."""
    long = sorted(
        len(before.text)
        for before, line in pairwise(lines)
        if line.text[0].islower() and not line.gap and not line.page and before.text[-1] not in ".;:"
    )
    return long[len(long) // 2] if long else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The lines of a document, those that number its pages, those next to the end of a page, those left out or
    repeated, what the lines say, and how long a line is that goes on in the next.
    """

    lines: Sequence[Line]
    numbers: set[int]
    breaks: frozenset[int]
    skipped: set[int]
    texts: Collection[str]
    width: int

    def before(self, index: int) -> Line | None:
        return self._next(index, step=-1)

    def after(self, index: int) -> Line | None:
        return self._next(index, step=1)

    def _next(self, index: int, *, step: int) -> Line | None:
        """The nearest line of the text itself, up to four lines away."""
        around = range(index + step, index + 5 * step, step)
        return next((self.lines[at] for at in around if 0 <= at < len(self.lines) and at not in self.skipped), None)

    def is_numbered(self, index: int) -> bool:
        """Whether the number of a page stands next to a line."""
        return any(place in self.numbers for place in range(index - NEAR, index + NEAR + 1))

    def has_room(self, index: int) -> bool:
        """Whether the line after would have begun in this one, were both of one sentence."""
        after = self.after(index)
        return after is not None and len(self.lines[index].text) + len(after.text.split(" ", 1)[0]) + 1 < self.width


def _head_places(pages: _Pages, found: list[int]) -> list[int]:
    """Those of the places of one repeated text where it is a running head or foot."""
    first, texts = found[0], [pages.lines[index].text for index in found]
    near = [index for index in found if index in pages.breaks]
    if len(near) == len(found) and (_counts_pages(texts) or _numbers_page(texts[0], pages.texts)):
        return found
    if _labelled(texts[0]) or (texts[0][0].islower() and not _ADDRESS.match(texts[0])):
        return []
    if len(found) == 1:
        return found if near and _is_lone_head(pages, first) else []
    if _heads_lists(pages, found) or any(_ends_sentence(pages, index) for index in found):
        return []
    opens_text = first < 5 and first not in near and not _PAGE_WITHIN.search(texts[0])
    later = found[1:] if opens_text else found
    if all(_PAGE_WITHIN.search(pages.lines[index].text) for index in later):
        return later
    if len(near) >= max(1 if opens_text else 2, 0.6 * len(later)):
        return later
    apart = all(_stands_apart(pages.lines, index) for index in later)
    return later if apart and any(_interrupts(pages, index) for index in later) else []


def _counts_pages(texts: Sequence[str]) -> bool:
    """Whether lines that differ only in numbers end in ever higher ones: "Chapter 3: Utilities 6"."""
    last = [match for text in texts if (match := _ENDS_IN_NUMBER.search(text)) and not _is_label(text)]
    if len(texts) < 2 or len(last) < len(texts) or not all(match[0].strip().isdigit() for match in last):
        return False
    heads = {match.string[: match.start()] for match in last}
    return len(heads) == 1 and all(int(one[0]) < int(two[0]) for one, two in pairwise(last))


def _is_label(text: str) -> bool:
    return any(reading.length >= len(text) for reading in read_labels(text))


def _numbers_page(text: str, texts: Collection[str]) -> bool:
    """Whether a line is another one, the heading of a chapter, and a number behind it."""
    match = _ENDS_IN_NUMBER.search(text) if text[-1].isdigit() else None
    return match is not None and not _is_label(text) and text[: match.start()].rstrip(" |") in texts


def _is_lone_head(pages: _Pages, index: int) -> bool:
    """Whether a line next to the end of a page, found once, is no part of the text: what was left out by mistake is
    worse than what was kept.
    """
    text = pages.lines[index].text
    if text[-1] in ".?!" or any(signs(text, language) for language in TONGUES):
        return False
    before, after = pages.before(index), pages.after(index)
    if before is None or after is None or not _is_open(before.text):
        return _repeats_title(pages, index) or (reads_as_title(text) and _interrupts(pages, index))
    if is_caps(text) and not is_caps(before.text) and pages.is_numbered(index):
        return _repeats_title(pages, index) or not (read_labels(after.text) or is_caps(after.text))
    apart = pages.has_room(index) if pages.width else _repeats_title(pages, index)
    return apart and reads_as_title(text) and _interrupts(pages, index)


def _is_open(text: str) -> bool:
    """Whether a line leaves its sentence open."""
    if ends_an_item(text):
        return False
    return dangles(text) or (text[-1] not in ".;:?!" and len(text) > LONGEST_TITLE and not is_caps(text))


def _ends_sentence(pages: _Pages, index: int) -> bool:
    """Whether a line closes the sentence that the line before leaves open."""
    before, after = pages.before(index), pages.after(index)
    if before is None or pages.lines[index].text[-1] not in ".!?" or not _is_open(before.text):
        return False
    return after is None or not after.text[0].islower()


def _stands_apart(lines: Sequence[Line], index: int) -> bool:
    after = lines[index + 1] if index + 1 < len(lines) else None
    return bool(lines[index].gap or lines[index].page or (after and (after.gap or after.page)))


def _heads_lists(pages: _Pages, found: list[int]) -> bool:
    """Whether a list begins below a line wherever it stands: a heading used again and again."""
    return all(
        index + 1 < len(pages.lines)
        and index + 1 not in pages.skipped
        and any(reading.value in {(), (1,)} for reading in read_labels(pages.lines[index + 1].text))
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


def _interrupts(pages: _Pages, index: int) -> bool:
    """Whether a sentence runs on from before the line to after it."""
    before, after = pages.before(index), pages.after(index)
    if before is None or after is None:
        return False
    text = before.text
    if ends_an_item(text):
        return text[-1] != ";" and _labelled(after.text)
    return _is_open(text) and after.text[0].islower() and not _labelled(after.text)


def _repeats_title(pages: _Pages, index: int) -> bool:
    """Whether a line beside the number of a page is made of the words of the first lines."""
    if index < TITLE_LINES or not pages.is_numbered(index):
        return False
    before = pages.before(index)
    if before is not None and any(lexicon(tongue).title_skipped & set(words_of(before.text)[:1]) for tongue in TONGUES):
        return False  # the title of an annex
    opening = {word for line in pages.lines[:TITLE_LINES] for word in words_of(line.text)}
    words = words_of(pages.lines[index].text)
    named = max(len(lexicon(tongue).title_words & set(words)) for tongue in TONGUES)
    return len(words) > 2 and sum(word in opening for word in words) >= (ECHOED if named < 2 else NAMED) * len(words)
