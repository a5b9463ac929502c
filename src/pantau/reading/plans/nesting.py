"""The search for the tree that explains all labels of a document at once.

Each block is a sibling of an open level, the first of a list below one, or no label at all; every choice has a cost
from the evidence table of data/labels.toml. The cheapest sequence of choices over the whole document wins, so that
what comes later can decide how an ambiguous label was meant.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pantau.reading.plans.blocks import Block
from pantau.reading.plans.labels import Reading
from pantau.reading.plans.moves import label_cost, moves, text_cost
from pantau.reading.plans.trails import ROOT, Level, Move, Setting, Step, Trail, heading_reading

BEAM = 6
MARGIN = 3.6
DEEPEST = 12


class Choice(NamedTuple):
    """A move of one trail, weighed before it is made; no reading: the block is running text."""

    cost: float
    trail: Trail
    reading: Reading | None
    move: Move


def nest(blocks: Sequence[Block]) -> list[Step | None]:
    """The step of each block on the cheapest trail; none for prose, which takes no part in the search."""
    trails = [Trail(0.0, (), {}, frozenset(), None, None)]
    prose = lead = False
    for place, block in enumerate(blocks):
        if not block.readings and not block.heading:
            prose, lead = True, block.text.endswith(":")
            continue
        trails = _advanced(trails, Setting(place, block, prose, lead))
        prose = lead = False
    steps: list[Step | None] = [None] * len(blocks)
    trail: Trail | None = trails[0]
    while trail is not None and trail.step is not None:
        steps[trail.step.place] = trail.step
        trail = trail.back
    return steps


def _advanced(trails: Sequence[Trail], setting: Setting) -> list[Trail]:
    """The cheapest trails after one more block, one for each state that they can be in."""
    choices = [choice for trail in trails for choice in _choices(trail, setting)]
    choices.sort(key=_cost)
    limit = choices[0].cost + MARGIN
    kept: dict[tuple[object, ...], Trail] = {}
    for choice in choices:
        if choice.cost > limit or len(kept) == BEAM:
            break
        below = choice.trail.levels[: choice.move.keep]
        state = (choice.reading and choice.reading.key, *[level.place for level in below])
        if state not in kept:
            kept[state] = _taken(choice, setting)
    return list(kept.values())


def _cost(choice: Choice) -> float:
    return choice.cost


def _choices(trail: Trail, setting: Setting) -> Iterator[Choice]:
    text = text_cost(setting)
    yield Choice(trail.cost + text, trail, None, Move(text, len(trail.levels), None, False))
    for reading in setting.block.readings or (heading_reading(setting.block.heading),):
        cost = trail.cost + label_cost(reading, setting)
        for move in moves(trail, reading, setting):
            if move.keep < DEEPEST:
                yield Choice(cost + move.cost, trail, reading, move)


def _taken(choice: Choice, setting: Setting) -> Trail:
    trail, reading, move = choice.trail, choice.reading, choice.move
    cost = choice.cost - trail.cost
    if reading is None:
        step = Step(setting.place, None, ROOT, None, False, cost)
        return Trail(choice.cost, trail.levels, trail.memory, trail.known, step, trail)
    block = setting.block
    kept = trail.levels[: move.keep]
    level = Level(setting.place, reading, block.indent, block.title, block.wants, block.prefatory)
    memory = {**trail.memory, reading.key: reading.value} if reading.value else trail.memory
    parent = kept[-1] if kept else None
    known = trail.known
    if move.opens:
        pair = (parent.key if parent else "", reading.key)
        known = known if pair in known else known | {pair}
    step = Step(setting.place, reading, parent.place if parent else ROOT, move.before, move.opens, cost)
    return Trail(choice.cost, (*kept, level), memory, known, step, trail)
