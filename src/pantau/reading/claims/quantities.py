"""Reads quantities."""

from collections.abc import Iterator

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.scene import Scene


def read_quantities(scene: Scene) -> Iterator[Claim]:
    """The quantities that a text names."""
    yield from ()
