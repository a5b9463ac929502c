"""The small words of data/wordsets.csv by the name of their set."""

from functools import cache

from pantau.reading.claims.lexicons import rows


@cache
def _sets() -> dict[str, tuple[str, ...]]:
    return {row["set"]: tuple(row["words"].split()) for row in rows("wordsets")}


def words(name: str) -> frozenset[str]:
    """A set of words for membership."""
    return frozenset(_sets()[name])


def wordlist(name: str) -> tuple[str, ...]:
    """A set of words in its order."""
    return _sets()[name]
