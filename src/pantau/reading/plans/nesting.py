"""The search for the tree that explains all labels of a document at once.

Each block is a sibling of an open level, the first of a list below one, or no label at all; every choice has a cost
from the evidence table of data/labels.toml. The cheapest sequence of choices over the whole document wins, so that
what comes later can decide how an ambiguous label was meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pantau.reading.plans.blocks import Block, Row, RowSort
from pantau.reading.plans.labels import Reading
from pantau.reading.plans.layout import is_finished
from pantau.reading.plans.moves import label_cost, moves, text_cost
from pantau.reading.plans.trails import LEAF, ROOT, Level, Move, Setting, Step, Trail, heading_reading

BEAM = 6
MARGIN = 3.6
CLOSE = 1.0
DOUBTFUL = 0.45
MOST_OTHERS = 4
LONGEST_PARTING = 400
DEEPEST = 12
HEADS = frozenset({RowSort.SECTION, RowSort.HEADING})


class Choice(NamedTuple):
    """A move of one trail, weighed before it is made; no reading: the block is running text."""

    cost: float
    trail: Trail
    reading: Reading | None
    move: Move


class Rival(NamedTuple):
    """A trail that came to the same state as another, or to the end, and cost but little more."""

    winner: Trail
    loser: Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Nesting:
    """The steps of a document's blocks, the nearest other ways to read it, and by how much each block was decided.

    A step is none for prose, which takes no part in the search. `margins` holds what was decided by less than `CLOSE`.
    """

    steps: list[Step | None]
    others: list[list[Step | None]]
    margins: dict[int, float]


def nest(blocks: Sequence[Block]) -> Nesting:
    """The cheapest trail through a document, and those next to it."""
    trails = [Trail(0.0, (), {}, frozenset(), None, None)]
    rivals: list[Rival] = []
    prose = lead = False
    for place, block in enumerate(blocks):
        if not block.readings and not block.heading:
            prose, lead = True, block.text.endswith(":")
            continue
        if block.row is None:
            trails = [_out_of_tables(trail) for trail in trails]
        trails = _advanced(trails, Setting(place, block, prose, lead), rivals)
        prose = lead = False
    rivals += [Rival(trails[0], trail) for trail in trails[1:] if trail.cost - trails[0].cost < CLOSE]
    steps: list[Step | None] = [None] * len(blocks)
    trail: Trail | None = trails[0]
    while trail is not None and trail.step is not None:
        steps[trail.step.place] = trail.step
        trail = trail.back
    return _weighed(steps, rivals)


def _weighed(steps: list[Step | None], rivals: Sequence[Rival]) -> Nesting:
    """The margins of the trail that won, by the rivals that it met on its way."""
    margins: dict[int, float] = {}
    near: list[tuple[float, list[Step]]] = []
    for winner, loser in rivals:
        if winner.step is None or steps[winner.step.place] is not winner.step:
            continue
        margin = loser.cost - winner.cost
        apart = list(_apart(winner, loser))
        for step in apart:
            margins[step.place] = min(margin, margins.get(step.place, CLOSE))
        if apart and margin < DOUBTFUL:
            near.append((margin, apart))
    near.sort(key=lambda found: found[0])
    others = [_with(steps, apart) for _, apart in near[:MOST_OTHERS]]
    return Nesting(steps=steps, others=[other for other in others if _is_sound(other)], margins=margins)


def _apart(winner: Trail | None, loser: Trail | None) -> Iterator[Step]:
    """The steps of the loser where it went another way, back to where the two parted."""
    for _ in range(LONGEST_PARTING):
        if winner is None or loser is None or winner.step is loser.step or not winner.step or not loser.step:
            return
        if (winner.step.reading, winner.step.parent) != (loser.step.reading, loser.step.parent):
            yield loser.step
        winner, loser = winner.back, loser.back


def _with(steps: Sequence[Step | None], changed: Sequence[Step]) -> list[Step | None]:
    other = list(steps)
    for step in changed:
        other[step.place] = step
    return other


def _is_sound(steps: Sequence[Step | None]) -> bool:
    """Whether nothing stands below a block that became running text."""
    parents = {step.parent for step in steps if step is not None and step.reading is not None} - {ROOT}
    return all((step := steps[parent]) is not None and step.reading is not None for parent in parents)


def _advanced(trails: Sequence[Trail], setting: Setting, rivals: list[Rival]) -> list[Trail]:
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
        elif choice.cost - kept[state].cost < CLOSE:
            rivals.append(Rival(kept[state], _taken(choice, setting)))
    return list(kept.values())


def _cost(choice: Choice) -> float:
    return choice.cost


def _choices(trail: Trail, setting: Setting) -> Iterator[Choice]:
    text, row = text_cost(setting), setting.block.row
    yield Choice(trail.cost + text, trail, None, Move(text, len(trail.levels), None, False))
    for reading in setting.block.readings or (heading_reading(setting.block.heading),):
        cost = trail.cost + label_cost(reading, setting)
        for move in moves(trail, reading, setting):
            choice = Choice(cost + move.cost, trail, reading, move)
            if move.keep < DEEPEST and (row is None or _fits(row, choice)):
                yield choice


def _fits(row: Row, choice: Choice) -> bool:
    """Whether a row of a table may stand there: headings stand above lines, parts of a cell below its line."""
    levels, reading = choice.trail.levels[: choice.move.keep], choice.reading
    above = levels[-1] if levels else None
    if row.sort is RowSort.PART:
        return any(level.sort is RowSort.ITEM for level in levels)
    if above is None or above.sort in HEADS:
        return True
    if above.sort is None:
        return above.title or above.wants or not above.ended  # a table does not stand below the last item of a list
    if row.heads or above.sort is not RowSort.ITEM or reading is None:
        return False
    if not choice.move.opens:
        return True
    itself = any(level.key == reading.key for level in levels)
    return not itself and bool(reading.value or above.wants)


def _out_of_tables(trail: Trail) -> Trail:
    """The text around a table does not nest below its rows."""
    keep = next((place for place, level in enumerate(trail.levels) if level.sort is not None), None)
    if keep is None:
        return trail
    return Trail(trail.cost, trail.levels[:keep], trail.memory, trail.known, trail.step, trail.back)


def _taken(choice: Choice, setting: Setting) -> Trail:
    trail, reading, move = choice.trail, choice.reading, choice.move
    cost = choice.cost - trail.cost
    if reading is None:
        step = Step(setting.place, None, ROOT, None, False, cost)
        return Trail(choice.cost, trail.levels, trail.memory, trail.known, step, trail)
    block = setting.block
    kept = trail.levels[: move.keep]
    sort = block.row.sort if block.row is not None else None
    ended = is_finished(block.lines[-1].text)
    level = Level(
        setting.place, reading, block.indent, block.title, block.wants, ended, block.prefatory, sort, block.leaf
    )
    memory = {**trail.memory, reading.key: reading.value} if reading.value else trail.memory
    parent = kept[-1] if kept else None
    known = trail.known
    if move.opens:
        pair = (parent.key if parent else "", reading.key)
        known = known if pair in known else known | {pair}
    elif move.keep == len(trail.levels) - 1 and (reading.key, LEAF) not in known:
        known |= {(reading.key, LEAF)}
    step = Step(setting.place, reading, parent.place if parent else ROOT, move.before, move.opens, cost)
    return Trail(choice.cost, (*kept, level), memory, known, step, trail)
