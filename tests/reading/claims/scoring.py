"""How well claims agree with an annotation: spans that share half of the shorter one, equal values and attributes."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
ATTRIBUTES = ("qualifier", "status", "metric", "period", "parties")


@dataclass(kw_only=True)
class Tally:
    """What was annotated, what was found, and where both agree."""

    gold: int = 0
    found: int = 0
    agreed: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.agreed / (self.gold + self.found) if self.gold + self.found else 1.0

    def share(self, attribute: str) -> float:
        return self.right[attribute] / self.asked[attribute] if self.asked[attribute] else 1.0

    def __str__(self) -> str:
        shares = " ".join(f"{name}={self.share(name):.2f}({self.asked[name]})" for name in ATTRIBUTES)
        return f"value F1 {self.f1:.3f} (gold {self.gold}, found {self.found}) {shares}"


def compare(tally: Tally, gold: Sequence[Row], found: Sequence[Row]) -> None:
    """Add one document's claims of one type to a tally."""
    pairs = list(_pairs(gold, found))
    tally.gold += len(gold)
    tally.found += len(found)
    for mine, theirs in pairs:
        if not same_value(mine, theirs):
            tally.errors.append(
                f"value  {mine['doc']} {mine['text']!r} {mine['value']} / {theirs['text']!r} {theirs['value']}"
            )
            continue
        tally.agreed += 1
        _attributes(tally, mine, theirs)
    known, used = [id(mine) for mine, _ in pairs], [id(theirs) for _, theirs in pairs]
    tally.errors += [f"missed {one['doc']} {one['text']!r} {one['value']}" for one in gold if id(one) not in known]
    tally.errors += [f"extra  {one['doc']} {one['text']!r} {one['value']}" for one in found if id(one) not in used]


def _attributes(tally: Tally, gold: Row, found: Row) -> None:
    for name in ATTRIBUTES:
        if name in gold["attributes"]:
            want, got = gold["attributes"][name], found["attributes"].get(name)
            right = set(want) == set(got or ()) if isinstance(want, list) else want == got
            tally.asked[name] += 1
            tally.right[name] += right
            if not right:
                tally.errors.append(f"{name:9} {gold['doc']} {gold['text']!r} {want} / {got}")


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> Iterable[tuple[Row, Row]]:
    """One to one: equal values first, then the larger overlap."""
    near = sorted(
        (not same_value(one, other), -shared, at, place)
        for at, one in enumerate(gold)
        for place, other in enumerate(found)
        if (shared := _shared(one, other)) >= 0.5
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, at, place in near:
        if at not in taken[0] and place not in taken[1]:
            taken[0].add(at)
            taken[1].add(place)
            yield gold[at], found[place]


def _shared(one: Row, other: Row) -> float:
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return both / max(1, min(one["end"] - one["start"], other["end"] - other["start"]))


def same_value(gold: Row, found: Row) -> bool:
    """Whether two claims of one type say the same."""
    want, got = gold["value"], found["value"]
    if gold["type"] == "date":
        return (got["start"], got["end"]) in ((want["start"], want["end"]), tuple(want.get("resolved", ())))
    return (
        want["kind"] == got["kind"]
        and all(_close(want.get(key), got.get(key)) for key in ("number", "number_max"))
        and (want["kind"] != "money" or want.get("currency") == got.get("currency"))
    )


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(float(one), float(other), rel_tol=1e-6, abs_tol=1e-9)
