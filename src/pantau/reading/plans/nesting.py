"""The search for the tree that explains all labels of a document at once.

Each block is a sibling of an open level, the first of a list below one, or no label at all; every choice has a cost
from the evidence table of data/labels.toml. The cheapest sequence of choices over the whole document wins, so that
what comes later can decide how an ambiguous label was meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pantau.reading.plans.blocks import Block, Pull
from pantau.reading.plans.labels import Depth, Reading, Shape
from pantau.reading.plans.tables import table

BEAM = 6
MARGIN = 3.6
DEEPEST = 12
ROOT = -1
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Level(NamedTuple):
    """An open level of the tree: the block that opened or continued it last."""

    block: int
    reading: Reading
    indent: int
    title: bool
    wants: bool


class Step(NamedTuple):
    """What became of a block: its reading (none: running text), its parent block, the sibling value it follows.

    `opens` is true for the first of a list, `cost` what the choice cost.
    """

    block: int
    reading: Reading | None
    parent: int
    before: tuple[int, ...] | None
    opens: bool
    cost: float


class Move(NamedTuple):
    """A choice: keep that many levels, then stand below them."""

    cost: float
    keep: int
    before: tuple[int, ...] | None
    opens: bool


@dataclass(slots=True)
class Trail:
    """One way to read the document so far."""

    cost: float
    levels: tuple[Level, ...]
    memory: dict[str, tuple[int, ...]]
    known: frozenset[tuple[str, str]]
    step: Step | None
    back: "Trail | None"


class Context(NamedTuple):
    """A block and what stands before it."""

    index: int
    block: Block
    after_prose: bool
    after_lead: bool


@cache
def weights() -> dict[str, float]:
    return dict(table("labels")["evidence"])


def nest(blocks: Sequence[Block]) -> list[Step | None]:
    """The step of each block on the cheapest trail; none for prose, which takes no part in the search."""
    trails = [Trail(0.0, (), {}, frozenset(), None, None)]
    prose = lead = False
    for index, block in enumerate(blocks):
        if not block.readings and not block.heading:
            prose, lead = True, block.text.endswith(":")
            continue
        trails = _advanced(trails, Context(index, block, prose, lead))
        prose = lead = False
    steps: list[Step | None] = [None] * len(blocks)
    trail: Trail | None = trails[0]
    while trail is not None and trail.step is not None:
        steps[trail.step.block] = trail.step
        trail = trail.back
    return steps


class Choice(NamedTuple):
    """A move of one trail, weighed before it is made; no reading: the block is running text."""

    cost: float
    trail: Trail
    reading: Reading | None
    move: Move


def _advanced(trails: Sequence[Trail], context: Context) -> list[Trail]:
    """The cheapest trails after one more block, one for each state that they can be in."""
    choices = [choice for trail in trails for choice in _choices(trail, context)]
    choices.sort(key=_cost)
    limit = choices[0].cost + MARGIN
    kept: dict[tuple[object, ...], Trail] = {}
    for choice in choices:
        if choice.cost > limit or len(kept) == BEAM:
            break
        below = choice.trail.levels[: choice.move.keep]
        state = (choice.reading and choice.reading.key, *[level.block for level in below])
        if state not in kept:
            kept[state] = _taken(choice, context)
    return list(kept.values())


def _cost(choice: Choice) -> float:
    return choice.cost


def _choices(trail: Trail, context: Context) -> Iterator[Choice]:
    block = context.block
    text = _text_cost(block)
    yield Choice(trail.cost + text, trail, None, Move(text, len(trail.levels), None, False))
    for reading in block.readings or (_heading_reading(block.heading),):
        cost = _label_cost(reading, block)
        for move in _moves(trail, reading, context):
            if move.keep < DEEPEST:
                yield Choice(trail.cost + move.cost + cost, trail, reading, move)


@cache
def _heading_reading(style: str) -> Reading:
    rank = len(style) - 1 if style.startswith("~#") else 0
    depth = Depth.RANK if rank else Depth.STYLE
    shape = Shape(sign=style, depth=depth, trust=weights()["heading_as_prose"], rank=rank)
    return Reading(shape=shape, value=(), label="", printed="", length=0)


def _text_cost(block: Block) -> float:
    """What speaks against the block being no label."""
    trust = max((reading.shape.trust for reading in block.readings), default=weights()["heading_as_prose"])
    return trust * (0.1 if block.inline else (1.0, 0.7, 0.5)[block.pull])


def _label_cost(reading: Reading, block: Block) -> float:
    """What speaks against a label here, wherever it would stand."""
    costs = weights()
    cost = 0.0
    if reading.corrected:
        cost += costs["corrected"]
    number = reading.shape.kinds.startswith("1") and reading.shape.sign[0] != "("
    if number and block.text[:1].islower():
        cost += costs["lower_case"]
    if number and len(reading.value) == 1 and FIRST_YEAR <= reading.value[0] <= LAST_YEAR:
        cost += costs["year"]
    if block.pull is Pull.CERTAIN:
        cost += costs["dangling"] if block.refers else costs["mid_sentence"] / (1 + 2 * block.gap)
    elif block.pull is Pull.LIKELY:
        cost += costs["mid_sentence"] / 2
    return cost + (costs["mid_sentence"] if block.inline else 0.0)


def _taken(choice: Choice, context: Context) -> Trail:
    trail, reading, move = choice.trail, choice.reading, choice.move
    cost = choice.cost - trail.cost
    if reading is None:
        step = Step(context.index, None, ROOT, None, False, cost)
        return Trail(choice.cost, trail.levels, trail.memory, trail.known, step, trail)
    block = context.block
    kept = trail.levels[: move.keep]
    level = Level(context.index, reading, block.indent, block.title, block.text[-1:] == ":" and not block.title)
    memory = {**trail.memory, reading.key: reading.value} if reading.value else trail.memory
    parent = kept[-1] if kept else None
    known = trail.known
    if move.opens:
        pair = (_sign(parent), reading.key)
        known = known if pair in known else known | {pair}
    step = Step(context.index, reading, parent.block if parent else ROOT, move.before, move.opens, cost)
    return Trail(choice.cost, (*kept, level), memory, known, step, trail)


def _sign(level: Level | None) -> str:
    return level.reading.key if level else ""


def _moves(trail: Trail, reading: Reading, context: Context) -> Iterator[Move]:
    depth = reading.shape.depth
    if depth is Depth.PARTS:
        return _by_parts(trail, reading, context)
    if depth is Depth.RANK:
        return _by_rank(trail, reading, context)
    if depth is Depth.STYLE:
        return _by_style(trail, reading, context)
    return _by_order(trail, reading, context)


def _by_rank(trail: Trail, reading: Reading, context: Context) -> Iterator[Move]:
    rank = reading.shape.rank
    keep = 0
    for place, level in enumerate(trail.levels):
        if 0 < level.reading.shape.rank < rank and level.reading.shape.depth is Depth.RANK:
            keep = place + 1
    before = trail.memory.get(reading.key)
    siblings = trail.levels[keep:]
    opens = not any(level.reading.shape.sign == reading.shape.sign for level in siblings)
    if not reading.value:
        yield Move(weights()["heading_next"], keep, None, opens)
        return
    first = reading.value[-1] == 1 and opens
    yield Move(_follow_cost(None if first else before, reading, context), keep, before, opens)


def _by_style(trail: Trail, reading: Reading, context: Context) -> Iterator[Move]:
    costs = weights()
    for keep in range(len(trail.levels), -1, -1):
        if keep < len(trail.levels) and trail.levels[keep].reading.shape.sign == reading.shape.sign:
            cost = costs["heading_next"] + _popped(trail, keep) + _childless_cost(trail, context, keep)
            yield Move(cost, keep, None, False)
            continue
        parent = trail.levels[keep - 1] if keep else None
        cost = costs["heading_first"] + _popped(trail, keep) + _childless_cost(trail, context, keep)
        if parent and not parent.title:
            cost += costs["heading_under_item"]
        if reading.shape.sign == "~CAPS" and any(
            level.reading.shape.sign == "~Title" for level in trail.levels[:keep]
        ):
            cost += costs["heading_inside_lesser"]
        yield Move(cost + _pair_cost(trail, parent, reading), keep, None, True)


def _childless_cost(trail: Trail, context: Context, keep: int) -> float:
    """A labelled title that is left without anything below it, though a heading comes next."""
    if keep == len(trail.levels) or not trail.levels[-1].title:
        return 0.0
    return weights()["childless"] if trail.levels[-1].reading.value else 0.0


def _popped(trail: Trail, keep: int) -> float:
    return weights()["pop"] * (len(trail.levels) - keep)


def _by_order(trail: Trail, reading: Reading, context: Context) -> Iterator[Move]:
    levels = trail.levels
    sign = reading.shape.sign
    for place in range(len(levels) - 1, -1, -1):
        if levels[place].reading.shape.sign == sign:
            yield _sibling_move(trail, reading, context, place)
    for keep in range(len(levels), -1, -1):
        yield _opening_move(trail, reading, context, keep)


def _sibling_move(trail: Trail, reading: Reading, context: Context, place: int) -> Move:
    costs = weights()
    level = trail.levels[place]
    block = context.block
    before = level.reading.value
    cost = _popped(trail, place + 1)
    if reading.shape.depth is Depth.BULLET:
        cost += costs["bullet_indent_off"] if abs(level.indent - block.indent) > 1 else 0.0
    else:
        cost += _follow_cost(before, reading, context)
        cost += costs["indent_off"] if abs(level.indent - block.indent) > 1 else 0.0
        cost += costs["style_off"] if level.title != block.title else 0.0
    if trail.levels[-1].wants and place == len(trail.levels) - 1 and not context.after_prose:
        cost += costs["unfulfilled"]
    return Move(cost, place, before, False)


def _opening_move(trail: Trail, reading: Reading, context: Context, keep: int) -> Move:
    costs = weights()
    levels = trail.levels
    parent = levels[keep - 1] if keep else None
    itself = any(level.reading.key == reading.key for level in levels[:keep])
    before = None if itself else trail.memory.get(reading.key)
    cost = _first_cost(before, reading) + (costs["under_itself"] if itself else 0.0)
    popped = len(levels) - keep
    if popped:
        cost += popped * costs["pop_to_open_after_prose" if context.after_lead else "pop_to_open"]
    if parent is not None:
        cost += _parent_cost(parent, context)
    cost += _pair_cost(trail, parent, reading)
    follows = before if before is not None and _is_next(before, reading.value) else None
    return Move(cost, keep, follows, True)


def _parent_cost(parent: Level, context: Context) -> float:
    costs = weights()
    block = context.block
    cost = 0.0
    if not (parent.title or parent.wants or context.after_lead):
        cost += costs["under_sentence"]
    if block.indent > parent.indent + 1:
        cost += costs["indent_deeper"]
    elif block.indent < parent.indent - 1:
        cost += costs["indent_out"]
    return cost


def _pair_cost(trail: Trail, parent: Level | None, reading: Reading) -> float:
    if (_sign(parent), reading.key) in trail.known:
        return weights()["known_pair"]
    return weights()["other_pair"] if any(below == reading.key for _, below in trail.known) else 0.0


def _is_next(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    return len(before) == len(value) and before[:-1] == value[:-1] and value[-1] == before[-1] + 1


def _first_cost(before: tuple[int, ...] | None, reading: Reading) -> float:
    costs = weights()
    if not reading.value or reading.value[-1] == 1:
        return costs["first"]
    if before is not None and _is_next(before, reading.value):
        return costs["resumed"]
    return costs["not_first"] + costs["gap_each"] * min(reading.value[-1] - 1, costs["widest_gap"])


def _follow_cost(before: tuple[int, ...] | None, reading: Reading, context: Context) -> float:
    """What it costs to be the sibling after the one of value `before`."""
    costs = weights()
    last = reading.value[-1]
    if before is None:
        return _first_cost(None, reading)
    distance = last - before[-1]
    if distance == 1:
        return costs["next"]
    if distance > 1:
        return costs["gap"] + costs["gap_each"] * (distance - 1) if distance <= costs["widest_gap"] else 9.0
    if distance == 0:
        return costs["duplicate"]
    if last == 1:
        return costs["restart_after_prose" if context.after_prose else "restart"]
    return costs["backwards"]


def _by_parts(trail: Trail, reading: Reading, context: Context) -> Iterator[Move]:
    costs = weights()
    value = reading.value
    for place in range(len(trail.levels) - 1, -1, -1):
        level = trail.levels[place]
        if level.reading.key == reading.key and level.reading.value[:-1] == value[:-1]:
            before = level.reading.value
            cost = _follow_cost(before, reading, context) + _popped(trail, place + 1)
            yield Move(cost, place, before, False)
            return
    for length in range(len(value) - 1, 0, -1):
        keep = _prefix(trail, reading, length)
        if keep:
            missing = len(value) - 1 - length
            before = trail.memory.get(reading.key)
            before = before if before and before[:-1] == value[:-1] else None
            cost = _follow_cost(before, reading, context) + missing * costs["parent_missing"]
            keep = _below_headings(trail, keep)
            cost += _pair_cost(trail, trail.levels[keep - 1], reading) + _popped(trail, keep)
            yield Move(cost, keep, before, True)
            return
    yield _orphan_move(trail, reading, context)


def _orphan_move(trail: Trail, reading: Reading, context: Context) -> Move:
    """A dotted label none of whose parts stands above it: beside its kind, else below the nearest title."""
    costs = weights()
    for place in range(len(trail.levels) - 1, -1, -1):
        level = trail.levels[place]
        if level.reading.key == reading.key:
            cost = costs["parent_missing"] + _first_cost(None, reading)
            return Move(cost, place, None, True)
    keep = len(trail.levels)
    while keep and not trail.levels[keep - 1].title:
        keep -= 1
    before = trail.memory.get(reading.key)
    follows = before if before and _is_next(before, reading.value) else None
    return Move(costs["parent_missing"] + _first_cost(before, reading), keep, follows, True)


def _prefix(trail: Trail, reading: Reading, length: int) -> int:
    """How many levels to keep to stand below the item whose parts are the first `length` parts; 0 for none."""
    wanted = reading.value[:length]
    for place in range(len(trail.levels) - 1, -1, -1):
        above = trail.levels[place].reading
        if above.value == wanted and above.shape.depth is not Depth.STYLE and _same_counter(above, reading):
            return place + 1
    return 0


def _same_counter(above: Reading, reading: Reading) -> bool:
    """Whether the first part may count what the item above counts: I. or Pillar 1 stand above 1.1, A. above A.1."""
    first, wanted = above.shape.kinds[:1], reading.shape.kinds[:1]
    return first == wanted or (first in "1Iio" and wanted in "1Iio")


def _below_headings(trail: Trail, keep: int) -> int:
    """Unlabelled headings opened below the kept levels stay open."""
    while keep < len(trail.levels) and trail.levels[keep].reading.shape.depth is Depth.STYLE:
        keep += 1
    return keep

