"""A source of our own on the evidence desk: its text, its claims by the words that they stand on, and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.queries.claims import claims_of
from pantau.records.queries.sources import source_named
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.read_source import read_source
from pantau.usecases.take_back_claims import take_back_claims

ON = date(2025, 10, 28)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One source whose claims were read."""

    code: str = "TALK"
    text: str = field(repr=False)

    def claims(self) -> tuple[ClaimRow, ...]:
        return claims_of(source_named(self.code))

    def claim(self, text: str, type: str = "quantity", *, place: int = 0) -> ClaimRow:
        found = [one for one in self.claims() if one.type == type and one.text == text]
        assert found, [(one.type, one.text) for one in self.claims()]
        return found[place]

    def accept(self, *claims: ClaimRow) -> Decided:
        return accept_claims(LOCAL_OPERATOR, chosen=seen(self.now(claims)))

    def take_back(self, *claims: ClaimRow) -> Decided:
        return take_back_claims(LOCAL_OPERATOR, chosen=seen(self.now(claims)))

    def now(self, claims: Sequence[ClaimRow]) -> list[ClaimRow]:
        ids = [one.public_id for one in claims]
        rows = {one.public_id: one for one in self.claims()}
        return [rows[one] for one in ids]


def seen(claims: Sequence[ClaimRow]) -> list[Seen]:
    return [Seen(claim=one.public_id, version=one.version) for one in claims]


def on_the_desk(text: str, *, code: str = "TALK", on: date = ON) -> Desk:
    """Keep the text as a source and read its claims."""
    add_source(
        LOCAL_OPERATOR, content=text.encode(), file=f"{code}.txt", details=SourceDetails(code=code, published_on=on)
    )
    read_source(LOCAL_OPERATOR, code=code)
    return Desk(code=code, text=text)
