"""Every reader over one text, and what is left where two of them found the same place."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pantau.reading.claims.agreements import read_agreements
from pantau.reading.claims.claim import Claim
from pantau.reading.claims.commitments import read_commitments
from pantau.reading.claims.dates import read_dates
from pantau.reading.claims.entities import read_entities
from pantau.reading.claims.events import read_events
from pantau.reading.claims.groups import read_groups
from pantau.reading.claims.persons import read_persons
from pantau.reading.claims.quantities import read_quantities
from pantau.reading.claims.scene import Scene

Reader = Callable[[Scene], Iterable[Claim]]
READERS: tuple[Reader, ...] = (
    read_dates,
    read_quantities,
    read_events,
    read_agreements,
    read_persons,
    read_entities,
    read_groups,
    read_commitments,
)
"""One for each module of claims, in the order in which they are asked."""


def read_claims(text: str, *, published: date | None = None) -> tuple[Claim, ...]:
    """What a text says, by place. `published` is the day it came out, from which days without a year are understood.

    Never raises for any text.
    """
    scene = Scene(text=text, published=published)
    found = [claim for reader in READERS for claim in reader(scene)]
    return tuple(sorted(_apart(found), key=lambda one: (one.start, one.end, one.type)))


def _apart(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Of claims of one type that share a place the longer stays, of equals the surer."""
    ranked = sorted(claims, key=lambda one: (one.start - one.end, -one.confidence, one.start))
    taken: dict[str, list[tuple[int, int]]] = {}
    for one in ranked:
        mine = taken.setdefault(one.type, [])
        at = bisect_left(mine, (one.start, one.end))
        free_before = at == 0 or mine[at - 1][1] <= one.start
        if free_before and (at == len(mine) or one.end <= mine[at][0]):
            mine.insert(at, (one.start, one.end))
            yield one
