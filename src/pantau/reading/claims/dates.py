"""Reads dates."""

from collections.abc import Iterator

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.scene import Scene


def read_dates(scene: Scene) -> Iterator[Claim]:
    """The dates that a text names."""
    yield from ()
