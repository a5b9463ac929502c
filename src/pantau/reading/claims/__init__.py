"""News and communiques to claims: what a text says of figures, dates, meetings, agreements and people, and where."""

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.reader import read_claims

__all__ = ["Claim", "read_claims"]
