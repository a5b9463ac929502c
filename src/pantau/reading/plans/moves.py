"""Where a label can stand in the tree that is open, and what speaks against each place."""

from collections.abc import Iterator

from pantau.reading.plans.blocks import Pull
from pantau.reading.plans.labels import Depth, Reading
from pantau.reading.plans.trails import LEAF, Costs, Level, Move, Setting, Trail, costs
from pantau.reading.plans.wording import is_caps, is_title_case

FIRST_YEAR, LAST_YEAR = 1900, 2199
NUMBERS = "1Iio"


def text_cost(setting: Setting) -> float:
    """What speaks against a block being no label at all."""
    block = setting.block
    trust = max((reading.shape.trust for reading in block.readings), default=costs().heading_as_prose)
    return trust * (0.1 if block.inline else 1.0 if block.led else (1.0, 0.7, 0.5)[block.pull])


def label_cost(reading: Reading, setting: Setting) -> float:
    """What speaks against a label here, wherever it would stand."""
    weights, block = costs(), setting.block
    cost = weights.corrected if reading.corrected else 0.0
    if reading.shape.kinds[:1] == "1" and reading.shape.sign[0] != "(":
        cost += weights.lower_case if block.text[:1].islower() else 0.0
        cost += weights.year if _could_be_year(reading) else 0.0
    return cost + _mid_sentence_cost(reading, setting) + (weights.mid_sentence if block.inline else 0.0)


def _mid_sentence_cost(reading: Reading, setting: Setting) -> float:
    """What it costs that the line before breaks off, unless it does so to open this list."""
    weights, block = costs(), setting.block
    if block.led and (not reading.value or reading.value[-1] == 1):
        return 0.0
    if block.pull is Pull.CERTAIN:
        return weights.dangling if block.refers else weights.mid_sentence / (1 + 2 * block.gap)
    return weights.mid_sentence / 2 if block.pull is Pull.LIKELY else 0.0


def _could_be_year(reading: Reading) -> bool:
    return len(reading.value) == 1 and FIRST_YEAR <= reading.value[0] <= LAST_YEAR


def moves(trail: Trail, reading: Reading, setting: Setting) -> Iterator[Move]:
    """Every place for a block read so on a trail, by the depth rule of its shape."""
    places = _Places(trail, reading, setting)
    depth = reading.shape.depth
    if depth is Depth.PARTS:
        return places.by_parts()
    if depth is Depth.RANK:
        return places.by_rank()
    if depth is Depth.STYLE:
        return places.by_style()
    return places.by_order()


class _Places:
    __slots__ = ("_block", "_costs", "_key", "_levels", "_reading", "_setting", "_trail")

    def __init__(self, trail: Trail, reading: Reading, setting: Setting) -> None:
        self._trail, self._reading, self._setting = trail, reading, setting
        self._levels, self._key, self._block = trail.levels, reading.key, setting.block
        self._costs: Costs = costs()

    # A list nests wherever it opens

    def by_order(self) -> Iterator[Move]:
        levels = self._levels
        for place in range(len(levels) - 1, -1, -1):
            if levels[place].key == self._key:
                yield self._sibling_at(place)
        for keep in range(len(levels), -1, -1):
            yield self._opening_at(keep)

    def _sibling_at(self, place: int) -> Move:
        weights, levels, block = self._costs, self._levels, self._block
        level, last = levels[place], place == len(levels) - 1
        cost = self._popped(place + 1)
        off = not self._aligned(level)
        if self._reading.shape.depth is Depth.BULLET:
            cost += weights.bullet_indent_off if off else 0.0
        else:
            cost += self._follow(level.reading.value) + (weights.indent_off if off else 0.0)
            cost += weights.style_off if level.title != block.title else 0.0
            cost += weights.outer_aligned if off and any(map(self._awaits, levels[:place])) else 0.0
        if last and level.wants and not self._setting.after_prose:
            cost += weights.unfulfilled
        return Move(cost, place, level.reading.value, False)

    def _aligned(self, level: Level) -> bool:
        return abs(level.indent - self._block.indent) <= 1

    def _awaits(self, level: Level) -> bool:
        """Whether a level at the column of this label waits for it."""
        return level.key == self._key and self._aligned(level) and self._is_next(level.reading.value)

    def _opening_at(self, keep: int) -> Move:
        weights, levels = self._costs, self._levels
        itself = any(level.key == self._key for level in levels[:keep])
        before = None if itself else self._trail.memory.get(self._key)
        cost = self._first(before) + (weights.under_itself if itself else 0.0)
        cost += sum(map(self._left, levels[keep:]))
        parent = levels[keep - 1] if keep else None
        if parent is not None:
            cost += self._below(parent)
        cost += self._pair(parent)
        return Move(cost, keep, before if self._is_next(before) else None, True)

    def _left(self, level: Level) -> float:
        """What it costs to leave a level and open a list beside it."""
        if self._setting.after_lead and not self._led_from(level):
            return self._costs.pop_to_open_after_lead
        depth = level.reading.shape.depth
        if depth is Depth.BULLET and self._is_leaf(level) and self._is_section():
            return self._costs.pop_to_open_after_lead  # bullets end where a section begins
        heading = depth is Depth.STYLE
        return self._costs.pop_heading if heading else self._costs.pop_to_open

    def _led_from(self, level: Level) -> bool:
        """Whether the lead-in of this list stands right below the title of a level."""
        return level.title and bool(level.reading.value) and level.place == self._setting.place - 2

    def _below(self, parent: Level) -> float:
        weights, indent = self._costs, self._block.indent
        cost = weights.section_in_preamble if parent.prefatory and self._is_section() else 0.0
        if not (parent.title or parent.wants or self._setting.after_lead):
            cost += weights.under_sentence + (weights.section_under_sentence if self._is_section() else 0.0)
        elif self._closes(parent):
            cost += weights.section_under_leaf
        if indent > parent.indent + 1:
            cost += weights.indent_deeper
        elif indent < parent.indent - 1:
            cost += weights.indent_out
        return cost

    def _closes(self, parent: Level) -> bool:
        """Whether a section begins where a bullet, or a sentence before the lead-in of all sections, has ended."""
        if not self._is_section() or parent.wants:
            return False
        if self._is_leaf(parent):
            return self._block.indent <= parent.indent + 1
        if parent.leaf and self._block.gap and self._is_next(self._trail.memory.get(self._key)):
            return True
        lettered = self._reading.shape.kinds[:1] in {"A", "I"}
        return lettered and self._setting.after_lead and parent.ended and self._block.gap > 0

    def _is_leaf(self, level: Level) -> bool:
        """Whether no section stands below a level: a bullet, or an action in a list whose items hold nothing."""
        barren = (level.key, LEAF) in self._trail.known
        if level.reading.shape.depth is Depth.BULLET:
            return level.leaf or barren
        return level.leaf and barren

    def _is_section(self) -> bool:
        block = self._block
        labelled = self._reading.shape.depth is not Depth.BULLET
        return labelled and block.title and (is_caps(block.text) or is_title_case(block.text))

    # The parts of the label are its place

    def by_parts(self) -> Iterator[Move]:
        value, levels = self._reading.value, self._levels
        for place in range(len(levels) - 1, -1, -1):
            before = levels[place].reading.value
            if levels[place].key == self._key and before[:-1] == value[:-1]:
                yield Move(self._follow(before) + self._popped(place + 1), place, before, False)
                return
        for length in range(len(value) - 1, 0, -1):
            keep = self._prefix(length)
            if keep:
                yield self._child_at(keep, missing=len(value) - 1 - length)
                return
        yield self._orphan()

    def _child_at(self, keep: int, *, missing: int) -> Move:
        """Below the item whose parts it continues; `missing` levels between them are not in the text."""
        while keep < len(self._levels) and self._levels[keep].reading.shape.depth is Depth.STYLE:
            keep += 1
        before = self._trail.memory.get(self._key)
        follows = before if before and before[:-1] == self._reading.value[:-1] else None
        cost = self._follow(follows) if follows else self._first(None)
        cost += missing * self._costs.parent_missing + self._pair(self._levels[keep - 1]) + self._popped(keep)
        return Move(cost, keep, follows, True)

    def _orphan(self) -> Move:
        """None of its parts stands above it: beside its kind, else below the nearest title."""
        levels = self._levels
        for place in range(len(levels) - 1, -1, -1):
            if levels[place].key == self._key:
                return Move(self._costs.parent_missing + self._first(None), place, None, True)
        keep = len(levels)
        while keep and not levels[keep - 1].title:
            keep -= 1
        before = self._trail.memory.get(self._key)
        follows = before if self._is_next(before) else None
        returned = self._costs.returned if follows else 0.0
        return Move(self._costs.parent_missing + self._first(before) + returned, keep, follows, True)

    def _prefix(self, length: int) -> int:
        """How many levels to keep to stand below the item that is the first `length` parts; 0 for none."""
        wanted = self._reading.value[:length]
        for place in range(len(self._levels) - 1, -1, -1):
            above = self._levels[place].reading
            if above.value == wanted and _counts_alike(above, self._reading):
                return place + 1
        return 0

    # A word fixes the rank

    def by_rank(self) -> Iterator[Move]:
        rank, keep = self._reading.shape.rank, 0
        for place, level in enumerate(self._levels):
            if 0 < level.reading.shape.rank < rank and level.reading.shape.depth is Depth.RANK:
                keep = place + 1
        opens = not any(level.key == self._key for level in self._levels[keep:])
        if not self._reading.value:
            yield Move(self._costs.heading_next, keep, None, opens)
            return
        before = self._trail.memory.get(self._key)
        first = opens and self._reading.value[-1] == 1
        cost = self._first(None) if first or before is None else self._follow(before)
        yield Move(cost, keep, None if first else before, opens)

    # A heading without a label goes with those of its style

    def by_style(self) -> Iterator[Move]:
        weights, levels = self._costs, self._levels
        for keep in range(len(levels), -1, -1):
            cost = self._popped(keep) + self._left_childless(keep)
            if keep < len(levels) and levels[keep].key == self._key:
                yield Move(cost + weights.heading_next, keep, None, False)
                continue
            parent = levels[keep - 1] if keep else None
            cost += weights.heading_first + self._pair(parent)
            if parent is not None and (not parent.title or self._is_leaf(parent)):
                cost += weights.heading_under_item
            if parent is not None and keep < len(levels) and self._is_item(levels[keep]) and not self._is_known(parent):
                cost += weights.heading_after_items
            if self._key == "~CAPS" and any(level.key == "~Title" for level in levels[:keep]):
                cost += weights.heading_inside_lesser
            yield Move(cost, keep, None, True)

    def _is_item(self, level: Level) -> bool:
        return level.leaf or not level.title or (level.key, LEAF) in self._trail.known

    def _left_childless(self, keep: int) -> float:
        """A labelled title is left without anything below it, though a heading comes next."""
        levels = self._levels
        left = keep < len(levels) and levels[-1].title and levels[-1].reading.value
        return self._costs.childless if left else 0.0

    # Sequences

    def _popped(self, keep: int) -> float:
        return self._costs.pop * (len(self._levels) - keep)

    def _pair(self, parent: Level | None) -> float:
        if self._is_known(parent):
            return self._costs.known_pair
        return self._costs.other_pair if any(below == self._key for _, below in self._trail.known) else 0.0

    def _is_known(self, parent: Level | None) -> bool:
        return (parent.key if parent else "", self._key) in self._trail.known

    def _is_next(self, before: tuple[int, ...] | None) -> bool:
        value = self._reading.value
        if before is None or len(before) != len(value) or before[:-1] != value[:-1]:
            return False
        return value[-1] == before[-1] + 1

    def _first(self, before: tuple[int, ...] | None) -> float:
        """What it costs to open a list, where `before` is the last value of its kind anywhere."""
        weights, value = self._costs, self._reading.value
        if not value or value[-1] == 1:
            return weights.first
        if self._is_next(before):
            return weights.resumed
        gap = weights.gap_each * min(value[-1] - 1, weights.widest_gap)
        excerpt = before is None and self._block.counted and self._reading.shape.kinds == "1"
        return weights.not_first + (min(gap, weights.gap_each) if excerpt else gap)

    def _follow(self, before: tuple[int, ...]) -> float:
        """What it costs to be the sibling after the one of value `before`."""
        weights, last = self._costs, self._reading.value[-1]
        distance = last - before[-1]
        if distance == 1:
            return weights.next
        if distance > weights.widest_gap:
            return weights.impossible
        if distance > 1:
            return weights.gap + weights.gap_each * (distance - 1)
        if distance == 0:
            return weights.duplicate
        if last == 1:
            return weights.restart_after_prose if self._setting.after_prose else weights.restart
        return weights.backwards


def _counts_alike(above: Reading, reading: Reading) -> bool:
    """Whether the first part may count what the item above counts: I. or Pillar 1 stand above 1.1, A. above A.1."""
    first, wanted = above.shape.kinds[:1], reading.shape.kinds[:1]
    return first == wanted or bool(first and first in NUMBERS and wanted in NUMBERS)
