"""Lines gathered into blocks: each may turn out an item, a heading or a paragraph."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from pantau.reading.plans.acts import Act, act_of
from pantau.reading.plans.columns import role_of
from pantau.reading.plans.labels import Depth, Reading, is_amount, read_labels
from pantau.reading.plans.layout import Layout, is_finished
from pantau.reading.plans.leadins import next_labels, split_lead_in
from pantau.reading.plans.lexicon import language_of
from pantau.reading.plans.lines import Line
from pantau.reading.plans.sections import Role, role_named
from pantau.reading.plans.texts import cleaned, ends_an_item, is_conjunction, joined
from pantau.reading.plans.wording import (
    dangles,
    ends_in_connector,
    is_caps,
    is_title_case,
    reads_as_title,
    refers,
    signs,
)

MINORITY = 0.15
RUNNING_ON = "0123456789)%&,;"
SAMPLED = 300
SHORT = 4
AMBIGUOUS_BULLETS = "-–—*+·o"
CONJUNCTIONS = frozenset({"and", "or", "and/or", "dan", "atau", "dan/atau", "serta"})
LONGEST_FIELD = 30
_OPEN_NUMBER = re.compile(r"[^\W\d_] \d{1,3}[.,]\Z")
_THOUSANDS = re.compile(r"\d{3} [^\W\d_]")
FIELDS = frozenset({"lead", "support", "timeline", "status", "output", "indicator", "budget"})
REMARKS = frozenset({"remarks"})


class Pull(IntEnum):
    """How strongly a line continues the text before it, should it not begin with a label."""

    NONE = 0
    LIKELY = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What reading a passage needs to know of the whole document: its words, folded, the marks of its footnotes, its
    language, and whether it stands there in two.
    """

    vocabulary: Collection[str] = frozenset()
    marks: Collection[str] = frozenset()
    language: str = "en"
    bilingual: bool = False


class RowSort(StrEnum):
    """What a row of a table is to the plan: a line, a part of its cell, a heading of rows, or text."""

    ITEM = "item"
    PART = "part"
    SECTION = "section"
    HEADING = "heading"
    PROSE = "prose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where a block stands in a table; `full`: the row fills other columns beside its words."""

    sort: RowSort
    lead: str = ""
    timeline: str = ""
    full: bool = False

    @property
    def heads(self) -> bool:
        return self.sort in {RowSort.SECTION, RowSort.HEADING}


@dataclass(slots=True, kw_only=True)
class Block:
    """Consecutive lines, with the labels that the first of them may begin with.

    `row` is its place in a table, if it comes from one. `text` is without the label, `title` tells whether it reads
    as one, `wants` whether a list should follow. `heading` names the style of a heading that has no label; `front`
    marks the title block, `prefatory` a heading like "Introduction". What stands before it: `refers`, it ends in a
    word like "section"; `inline`, it holds the label before this one, so that a list runs on within its sentence;
    `led`, it breaks off as if a list came. `counted`: the label after its own stands in the document as well. `leaf`:
    though it may be short, its words are those of an item, not of a title.
    """

    lines: list[Line]
    words: Words
    readings: tuple[Reading, ...] = ()
    row: Row | None = None
    pull: Pull = Pull.NONE
    refers: bool = False
    inline: bool = False
    led: bool = False
    heading: str = ""
    front: bool = False
    prefatory: bool = False
    counted: bool = False
    text: str = field(default="", init=False)
    title: bool = field(default=False, init=False)
    wants: bool = field(default=False, init=False)
    leaf: bool = field(default=False, init=False)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def label_only(self) -> bool:
        """Whether a label stands alone and its text has not come yet."""
        return (
            bool(self.readings)
            and len(self.lines) == 1
            and any(reading.length >= len(self.lines[0].text) for reading in self.readings)
        )

    @property
    def tail(self) -> str:
        """The end of what has been gathered so far, more than a word of it."""
        return " ".join(line.text for line in self.lines[-2:])

    def text_after(self, length: int) -> str:
        """The block's text without the `length` characters of its label."""
        first, *rest = (line.text for line in self.lines)
        return cleaned(joined([first[length:], *rest], self.words.vocabulary), self.words.marks)

    def settle(self) -> None:
        """Read the text once all lines are gathered."""
        self.text = self.text_after(self.readings[0].length if self.readings else 0)
        listed = ends_an_item(self.lines[-1].text)
        connected = not listed and ends_in_connector(self.text, self.words.language)
        titled = reads_as_title(self.text) and not listed and not (connected and self.text[-1] == ":")
        self.title = not self.text or bool(self.lines[0].hashes) or titled
        led = connected or (not listed and self.text.endswith(":"))
        if self.row is not None:
            self.title = self.row.heads
        self.wants = led and not self.title
        self.leaf = self.row is None and bool(self.readings) and not self.text.endswith(":") and self._is_leaf()

    def _is_leaf(self) -> bool:
        bullet = self.readings[0].shape.depth is Depth.BULLET
        if not self.title:
            return bullet
        if is_caps(self.text) or is_title_case(self.text):
            return False
        return bullet or act_of(self.text, self.words.language) is Act.VERB


def gather(lines: Iterable[Line], words: Words) -> list[Block]:
    """The blocks of a document, in order."""
    kept = list(lines)
    starts = _labels(kept)
    gathering = _Gathering(words=words, layout=Layout.of(kept, starts))
    for line, readings, after, listed in zip(kept, starts, [*starts[1:], ()], next_labels(starts), strict=False):
        gathering.listed = bool(after)
        lead, item = split_lead_in(line, listed)
        gathering.add(lead, readings)
        if item is not None:
            gathering.add(item, read_labels(item.text))
    for block in gathering.blocks:
        block.settle()
    return gathering.blocks


def _labels(lines: Sequence[Line]) -> list[tuple[Reading, ...]]:
    """What each line may begin with; "A. and B. of the annex" goes on from the line before and begins with no label,
    nor does "000 farms" after "to 10."
    """
    found: list[tuple[Reading, ...]] = []
    for place, line in enumerate(lines):
        readings = read_labels(line.text)
        if readings and place and not line.gap and not is_finished(lines[place - 1].text):
            after = line.text[readings[0].length :].split(" ", 1)[0]
            readings = () if after in CONJUNCTIONS else readings
        elif readings and place and not line.gap and _THOUSANDS.match(line.text):
            readings = () if _OPEN_NUMBER.search(lines[place - 1].text) else readings
        found.append(readings)
    return found


def _so_far(block: Block) -> str:
    return joined([line.text for line in block.lines], ())


def is_bilingual(lines: Sequence[Line]) -> bool:
    """Whether much of a document stands in each language."""
    counts = {"en": 0, "id": 0, "": 0}
    for line in lines[:: max(1, len(lines) // SAMPLED)]:
        counts[language_of(line.text)] += 1
    return min(counts["en"], counts["id"]) > MINORITY * (counts["en"] + counts["id"])


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """Blocks in the making. `listed`: the line after the one being added begins with a label."""

    words: Words
    layout: Layout
    listed: bool = False
    blocks: list[Block] = field(default_factory=list)

    def add(self, line: Line, readings: tuple[Reading, ...]) -> None:
        pull = self._pull(line, labelled=readings)
        if readings or not self.blocks or pull is Pull.NONE:
            before = self.blocks[-1].lines if self.blocks else []
            self._open(line, readings, pull)
            self.blocks[-1].refers = bool(before) and refers(before[-1].text)
            self.blocks[-1].led = bool(before) and ends_in_connector(before[-1].text, self.words.language)
            full = bool(before) and not line.gap and self.layout.wraps(before[-1], line)
            self.blocks[-1].counted = self._is_counted(readings)
            self.blocks[-1].inline = (full or pull is not Pull.NONE) and _holds_predecessor(before, readings)
            return
        self.blocks[-1].lines.append(line)

    def _open(self, line: Line, readings: tuple[Reading, ...], pull: Pull) -> None:
        inner = self._inner_labels(line, readings)
        if not inner:
            self.blocks.append(Block(lines=[line], words=self.words, readings=readings, pull=pull))
            return
        cut = readings[0].length
        head = replace(line, end=line.start + len(line.text[:cut].rstrip()), text=line.text[:cut].rstrip())
        rest = replace(line, start=line.start + cut, text=line.text[cut:], gap=0, page=False, ruled=False)
        self.blocks.append(Block(lines=[head], words=self.words, readings=readings, pull=pull))
        self._open(rest, inner, Pull.NONE)

    def _inner_labels(self, line: Line, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """The labels that follow a label on its line, `(1) a. ...`, where a list goes on from the second."""
        if not readings or readings[0].shape.depth is Depth.BULLET:
            return ()
        outer = readings[0]
        rest = line.text[outer.length :]
        return tuple(
            reading
            for reading in read_labels(rest)
            if reading.length < len(rest)  # "1.1 Area 1" ends with its title, not with a label
            and not reading.corrected
            and reading.shape.sign != "1"
            and bool(outer.shape.word or not reading.shape.word)  # "A. Strategy 1: ..." is one title
            and self._lists_on(outer, reading)
        )

    def _is_counted(self, readings: tuple[Reading, ...]) -> bool:
        """Whether the next label of the same shape stands in the document as well."""
        after = [(one.shape.sign, (*one.value[:-1], one.value[-1] + 1)) for one in readings if one.value]
        return any(label in self.layout.listed for label in after)

    def _lists_on(self, outer: Reading, inner: Reading) -> bool:
        if inner.shape.depth is Depth.PARTS:
            return inner.value[:-1] == outer.value and inner.value[-1] == 1
        return inner.value == (1,) and (inner.shape.sign, (2,)) in self.layout.listed

    def _pull(self, line: Line, *, labelled: tuple[Reading, ...]) -> Pull:
        if not self.blocks:
            return Pull.NONE
        block = self.blocks[-1]
        before = block.lines[-1]
        if _starts_anew(before, line) or _is_next_bullet(block, line, labelled):
            return Pull.NONE
        if is_conjunction(line.text) or (
            block.label_only and block.pull is not Pull.CERTAIN and not labelled and line.gap <= 1
        ):
            return Pull.CERTAIN
        gap = 0 if line.page else line.gap
        lower = not labelled and (line.text[0].islower() or self._goes_on(block, line))
        if (labelled and ends_an_item(block.tail)) or (gap and not labelled and self._is_known_heading(line)):
            return Pull.NONE
        if gap <= 1 and (self._runs_on(block, line, gap) or (lower and not is_finished(before.text))):
            return Pull.CERTAIN
        if gap or self._is_translation(block, line) or signs(line.text, self.words.language):
            return Pull.NONE
        if lower:
            return Pull.LIKELY
        return Pull.LIKELY if self._flows(block, line) else Pull.NONE

    @staticmethod
    def _goes_on(block: Block, line: Line) -> bool:
        """Whether a line begins as a paragraph hardly does: with a number, a closing bracket, a label that is none."""
        untitled = not reads_as_title(_so_far(block)) or (bool(block.readings) and is_amount(line.text))
        return bool(read_labels(line.text)) or (line.text[0] in RUNNING_ON and untitled)

    def _flows(self, block: Block, line: Line) -> bool:
        """Whether nothing but the width of the page separates a line from the one before."""
        before = block.lines[-1]
        if self._completes(block, line):
            return True
        if self._is_known_heading(line):
            return False
        if is_finished(before.text) and (_is_set_apart(block, line) or self._heads_a_list(line)):
            return False
        if ends_an_item(before.text):
            return False
        if self.layout.wraps(before, line):
            return True
        clause = is_finished(before.text) or before.text[-1] == "," or self._heads_a_list(line)
        if not clause and not reads_as_title(_so_far(block)):
            # where no line tells the width, an item left open above a line that ends one still runs on
            untold = not self.layout.width and bool(block.readings) and ends_an_item(line.text)
            return untold or self.layout.fills(before)
        bare = not block.readings or block.label_only or is_caps_run(block)
        return bare and not is_finished(before.text) and is_caps(before.text) and is_caps(line.text)

    def _completes(self, block: Block, line: Line) -> bool:
        """Whether an item left open above a line that ends one, or leads in its sub-items, goes on there."""
        if not block.readings or is_finished(block.lines[-1].text):
            return False
        if reads_as_title(block.text_after(block.readings[0].length)):
            return False
        if line.text[-1] == ":":
            led = any(ends_in_connector(line.text, language) for language in ("en", "id"))
            return led or (self.layout.punctuated and self.layout.fills(block.lines[-1]))
        ends = self.layout.punctuated and is_finished(line.text)
        return ends and (len(line.text.split()) <= SHORT or self.layout.fills(block.lines[-1]))

    def _is_known_heading(self, line: Line) -> bool:
        """A line right above a list that names a part of a plan, or stands above another list as well."""
        if not self.listed or not reads_as_title(line.text):
            return False
        return line.text in self.layout.repeated or role_named(line.text, self.words.language) is not Role.NONE

    def _heads_a_list(self, line: Line) -> bool:
        """Whether a line could be a short heading right above a list."""
        return self.listed and len(line.text.split()) <= SHORT and reads_as_title(line.text)

    def _runs_on(self, block: Block, line: Line, gap: int) -> bool:
        """Whether the line before cannot end its sentence. In a preamble, each clause may end in a comma."""
        before = block.lines[-1]
        if before.text[-1] != ",":
            return dangles(before.text)
        flows = bool(block.readings) or line.page or line.text[0].islower()
        return not gap and (flows or self.layout.wraps(before, line))

    def _is_translation(self, block: Block, line: Line) -> bool:
        if not self.words.bilingual:
            return False
        languages = {language_of(" ".join(part.text for part in block.lines)), language_of(line.text)}
        return languages == {"en", "id"}


def _starts_anew(before: Line, line: Line) -> bool:
    """Whether a line never runs on from the one before, whatever its words."""
    if line.hashes or before.hashes or (line.ruled and not line.page):
        return True
    return _fills_field(line.text, FIELDS) or (is_finished(before.text) and _fills_field(line.text, REMARKS))


def _is_next_bullet(block: Block, line: Line, labelled: tuple[Reading, ...]) -> bool:
    """Whether a line begins with a mark that is nothing but a bullet, or with the one of the item before it."""
    if not labelled or labelled[0].shape.depth is not Depth.BULLET:
        return False
    alike = bool(block.readings) and block.readings[0].key == labelled[0].key and block.indent == line.indent
    return alike or line.text[0] not in AMBIGUOUS_BULLETS


def _fills_field(text: str, roles: Collection[str]) -> bool:
    """Whether a line says what a column of a matrix would: "Lead: ...", "Jadwal: ..."."""
    name, colon, _ = text[:LONGEST_FIELD].partition(": ")
    return bool(colon) and name[0].isupper() and role_of(name) in roles


def is_caps_run(block: Block) -> bool:
    """Whether a label stands on a line of its own above a title in capitals."""
    first = block.lines[0]
    return len(block.lines) > 1 and any(reading.length >= len(first.text) for reading in block.readings)


def _is_set_apart(block: Block, line: Line) -> bool:
    """Whether indentation makes a line the first of a new paragraph."""
    if len(block.lines) > 1:
        return abs(line.indent - block.lines[-1].indent) >= 2
    return line.indent < block.indent


def _holds_predecessor(lines: Sequence[Line], readings: tuple[Reading, ...]) -> bool:
    for reading in readings:
        if reading.shape.depth is Depth.ORDER and reading.value[0] > 1:
            before = reading.printed.replace(reading.label, reading.sibling(reading.value[0] - 1))
            if any(f" {before} " in f"{line.text} " for line in lines):
                return True
    return False
