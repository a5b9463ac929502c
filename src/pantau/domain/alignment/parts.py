"""One clause that became several, or several that became one: parts that are held in a whole and cover it together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pantau.domain.alignment.candidates import Pair
from pantau.domain.alignment.changes import threshold
from pantau.domain.alignment.closeness import Bag, Weights, closeness, shared

Close = Callable[[Sequence[int]], float]


@dataclass(frozen=True, slots=True)
class Whole:
    """A clause of one side, its parts on the other in document order, and how close they are to it together."""

    whole: int
    parts: tuple[int, ...]
    strength: float


def find_wholes(
    wholes: Mapping[int, Bag], parts: Mapping[int, Bag], *, pairs: Iterable[Pair], weights: Weights
) -> Iterator[Whole]:
    """Every clause whose parts explain it better together than any one of them alone; `pairs` are (whole, part)."""
    for whole, held in _homes(wholes, parts, pairs).items():
        if len(held) > 1:
            found = _explain(whole, held, _closeness_to(wholes[whole], parts, weights))
            if len(found.parts) > 1 and found.strength >= threshold("alone"):
                yield found


def _homes(wholes: Mapping[int, Bag], parts: Mapping[int, Bag], pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """For each whole the clauses that are held in it, and in no other more: those most held, then the largest first."""
    best: dict[int, tuple[float, float, int]] = {}
    for whole, part in pairs:
        held = shared(wholes[whole].weights, parts[part].weights) / (parts[part].weight or 1)
        if held >= threshold("part_held"):
            best[part] = max(best.get(part, (0.0, 0.0, -1)), (held, closeness(wholes[whole], parts[part]), whole))
    homes: dict[int, list[int]] = {}
    for part in sorted(best, key=lambda one: (-round(best[one][0], 2), -parts[one].weight, one)):
        homes.setdefault(best[part][2], []).append(part)
    return homes


def _closeness_to(whole: Bag, parts: Mapping[int, Bag], weights: Weights) -> Close:
    """How close any choice of the parts, read on in document order, is to the whole."""

    def close(chosen: Sequence[int]) -> float:
        return closeness(whole, weights.together([parts[part] for part in sorted(chosen)], like=whole))

    return close


def _explain(whole: int, held: Sequence[int], close: Close) -> Whole:
    """The parts each of which brings all of them together closer to the whole."""
    chosen: list[int] = []
    for part in held:
        if close([*chosen, part]) >= close(chosen) + threshold("part_brings"):
            chosen.append(part)
    for part in tuple(chosen):
        others = [one for one in chosen if one != part]
        if close(others) > close(chosen) - threshold("part_brings"):
            chosen = others
    return Whole(whole, tuple(sorted(chosen)), close(chosen))
