"""The states of the search for a plan's tree: which levels are open, what was chosen, what it has cost so far."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pantau.reading.plans.blocks import Block, RowSort
from pantau.reading.plans.labels import Depth, Reading, Shape
from pantau.reading.plans.tables import table

ROOT = -1
LEAF = "leaf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What each piece of evidence costs; see [evidence] in data/labels.toml."""

    next: float
    first: float
    resumed: float
    not_first: float
    gap: float
    gap_each: float
    widest_gap: float
    duplicate: float
    restart: float
    restart_after_prose: float
    backwards: float
    under_sentence: float
    section_under_sentence: float
    section_under_leaf: float
    returned: float
    under_itself: float
    known_pair: float
    other_pair: float
    pop: float
    pop_to_open: float
    pop_to_open_after_lead: float
    unfulfilled: float
    indent_off: float
    outer_aligned: float
    bullet_indent_off: float
    indent_deeper: float
    indent_out: float
    style_off: float
    parent_missing: float
    corrected: float
    year: float
    lower_case: float
    mid_sentence: float
    dangling: float
    heading_next: float
    heading_first: float
    heading_under_item: float
    heading_after_items: float
    heading_as_prose: float
    heading_inside_lesser: float
    childless: float
    impossible: float
    section_in_preamble: float
    pop_heading: float


@cache
def costs() -> Costs:
    return Costs(**table("labels")["evidence"])


class Level(NamedTuple):
    """An open level of the tree: the block that opened or continued it last, and how it was read.

    `title`: it reads as one; `wants`: it ends as if a list came; `ended`: as a sentence or an item does; `prefatory`:
    it heads a preamble or purposes; `sort`: the row of a table that it is; `leaf`: its words are those of an item.
    """

    place: int
    reading: Reading
    indent: int
    title: bool
    wants: bool
    ended: bool
    prefatory: bool
    sort: RowSort | None = None
    leaf: bool = False

    @property
    def key(self) -> str:
        return self.reading.key


class Step(NamedTuple):
    """What became of a block: its reading (none: running text), its parent block, the sibling value it follows.

    `opens` is true for the first of a list, `cost` what the choice cost.
    """

    place: int
    reading: Reading | None
    parent: int
    before: tuple[int, ...] | None
    opens: bool
    cost: float


class Move(NamedTuple):
    """A choice for a label: keep that many levels, then stand below them."""

    cost: float
    keep: int
    before: tuple[int, ...] | None
    opens: bool


@dataclass(slots=True)
class Trail:
    """One way to read the document so far.

    `memory` holds the last value of each sort of label, `known` which sorts have opened below which, and
    which have stood with nothing below (`LEAF`).
    """

    cost: float
    levels: tuple[Level, ...]
    memory: dict[str, tuple[int, ...]]
    known: frozenset[tuple[str, str]]
    step: Step | None
    back: "Trail | None"


class Setting(NamedTuple):
    """A block, its place, and whether prose, or prose that leads in a list, stands right before it."""

    place: int
    block: Block
    after_prose: bool
    after_lead: bool


@cache
def heading_reading(style: str) -> Reading:
    """How a heading without a label takes part in the search: by its style."""
    rank = len(style) - 1 if style.startswith("~#") else 0
    depth = Depth.RANK if rank else Depth.STYLE
    return Reading(
        shape=Shape(sign=style, depth=depth, trust=costs().heading_as_prose, rank=rank),
        value=(),
        label="",
        printed="",
        length=0,
    )
