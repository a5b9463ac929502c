"""How well names, meetings and commitments agree with an annotation, by the rules of the shared scorer: a meeting or an
agreement counts once for all its mentions, a person, body or group once a text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
_TITLES = re.compile(r"\b(h\.?e\.?|dr|prof|mr|mrs|ms|ir|drh|dato|haji|h)\b\.?")
_CLUSTERED = ("event", "agreement")
_SPANS = (*_CLUSTERED, "commitment")
_ATTRIBUTES = {
    "event": ("start", "end", "place", "country", "parties", "host"),
    "agreement": ("status", "parties"),
    "commitment": ("area",),
    "person": ("org", "role"),
    "group": ("stance",),
}


@dataclass(kw_only=True)
class Score:
    """What was annotated, what was found, and where both agree, seen from either side."""

    gold: int = 0
    found: int = 0
    gold_hit: int = 0
    found_hit: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        recall = self.gold_hit / self.gold if self.gold else 0.0
        precision = self.found_hit / self.found if self.found else 0.0
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    @property
    def attributes(self) -> float:
        return self.right.total() / self.asked.total() if self.asked else 1.0

    def __str__(self) -> str:
        shares = " ".join(f"{name}={self.right[name]}/{asked}" for name, asked in self.asked.items())
        return f"F1 {self.f1:.3f} gold {self.gold} found {self.found} {shares}"


def add(score: Score, kind: str, *, gold: Sequence[Row], found: Sequence[Row]) -> None:
    """Add one text's claims of one type."""
    if kind in _SPANS:
        items = _clusters(gold)
        score.gold += len(items)
        _by_place(score, kind, items, found)
    else:
        _by_value(score, kind, gold, found)


def _clusters(gold: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for at, row in enumerate(gold):
        groups.setdefault(row["attributes"].get("cluster") or f"#{at}", []).append(row)
    return list(groups.values())


def _by_place(score: Score, kind: str, items: list[list[Row]], found: Sequence[Row]) -> None:
    score.found += len(found)
    done: set[int] = set()
    for row in found:
        near = [at for at, item in enumerate(items) if any(_fits(one, row) for one in item)]
        same = [at for at in near if any(_fits(one, row) and _same(one, row) for one in items[at])]
        again = [at for at in same if at in done]
        fresh = [at for at in same if at not in done]
        if fresh or (again and kind in _CLUSTERED):
            score.found_hit += 1
        if fresh:
            done.add(fresh[0])
            score.gold_hit += 1
            _tally(score, kind, items[fresh[0]][0], row)
        elif not same:
            score.errors.append(
                f"extra  {row['doc']} {row['text']!r} {row['value']} near {[items[at][0]['value'] for at in near]}"
            )
    score.errors += [
        f"missed {item[0]['doc']} {item[0]['text']!r} {item[0]['value']}"
        for at, item in enumerate(items)
        if at not in done
    ]


def _by_value(score: Score, kind: str, gold: Sequence[Row], found: Sequence[Row]) -> None:
    mine, theirs = _keyed(gold), _keyed(found)
    both = mine.keys() & theirs.keys()
    score.gold += len(mine)
    score.found += len(theirs)
    score.gold_hit += len(both)
    score.found_hit += len(both)
    for key in both:
        _tally(score, kind, mine[key], theirs[key])
    score.errors += [f"missed {row['doc']} {row['value']}" for key, row in mine.items() if key not in both]
    score.errors += [
        f"extra  {row['doc']} {row['text']!r} {row['value']}" for key, row in theirs.items() if key not in both
    ]


def _keyed(rows: Iterable[Row]) -> dict[str, Row]:
    keyed: dict[str, Row] = {}
    for row in rows:
        keyed.setdefault(_plain(row["value"].get("name") or "") or row["value"].get("id", ""), row)
    return keyed


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", " ", _TITLES.sub(" ", ascii_only)).strip()


def _tally(score: Score, kind: str, gold: Row, found: Row) -> None:
    for name in _ATTRIBUTES.get(kind, ()):
        want, got = gold["attributes"].get(name), found["attributes"].get(name)
        if want:
            right = set(want) == set(got or ()) if isinstance(want, list) else want == got
            score.asked[name] += 1
            score.right[name] += right
            if not right:
                score.errors.append(f"{name:8} {gold['doc']} {gold['text']!r} {want} / {got}")


def _fits(gold: Row, found: Row) -> bool:
    both = min(gold["end"], found["end"]) - max(gold["start"], found["start"])
    short = min(gold["end"] - gold["start"], found["end"] - found["start"])
    return both >= 0.5 * short and both > 0 and found["end"] - found["start"] <= 3 * (gold["end"] - gold["start"]) + 10


def _same(gold: Row, found: Row) -> bool:
    want, got = gold["value"], found["value"]
    if gold["type"] == "commitment":
        return want["act"] == got["act"] and bool(set(want["actor"]) & set(got["actor"]))
    return all(want[key] == got.get(key) for key in want)
