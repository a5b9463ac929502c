"""What a claim says, countries and bodies by the names that the reader's lists have for them."""

from functools import lru_cache

from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence.sayings import said
from pantau.domain.words import Words, words_from
from pantau.reading.claims.names import names_of


def say_claim(claim: ClaimRow) -> Words:
    """The reading in words; a country or body that no list names is said by its id."""
    named = _named(str(claim.value.get("id", ""))) if claim.type == "entity" else None
    return named or said(claim)


@lru_cache(maxsize=2_048)
def _named(key: str) -> Words | None:
    known = names_of(key)
    return words_from(known) if known else None
