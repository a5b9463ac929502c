"""Claims and what they back as frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.ledger import digest_of_value
from pantau.domain.sources import SourceRow
from pantau.domain.words import Words, table, words_from


class ClaimState(StrEnum):
    """What was decided on a claim. Names: data/evidence.toml."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> Words:
        return evidence_words("states", self.value)


def evidence_words(sort: str, code: str) -> Words:
    """What a code of data/evidence.toml is called; a code that is in no table stands for itself.

    >>> evidence_words("types", "event").into("id")
    'Pertemuan'
    """
    row = table("evidence")[sort].get(code)
    return words_from(row.get("name", row)) if row else Words(en=code, id=code)


CLAIM_TYPES: tuple[str, ...] = tuple(table("evidence")["types"])
"""In the order in which claims are accepted together: what others are about comes first."""


def sureness_of(confidence: int) -> str:
    """The code of how sure the reader is, from hundredths.

    >>> [sureness_of(one) for one in (95, 70, 55)]
    ['sure', 'likely', 'doubtful']
    """
    return str(next(code for code, row in table("evidence")["sureness"].items() if confidence >= row["from"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """What a claim backs or is about: `kind` is a target of data/evidence.toml, `made` whether the claim made it."""

    kind: str
    key: int
    public_id: UUID
    code: str
    name: Words
    bond: str
    made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim of a source, from `start` up to `end` in code points; `confidence` in hundredths.

    `value` and `attributes` have the keys of docs/reference/claims.md. `merged_into` is the claim that says the same.
    """

    id: int
    public_id: UUID
    version: int
    source: SourceRow
    type: str
    start: int
    end: int
    text: str
    value: Mapping[str, Any]
    attributes: Mapping[str, Any]
    rule: str
    confidence: int
    state: ClaimState
    note: str = ""
    merged_into: UUID | None = None
    links: tuple[LinkRow, ...] = ()

    @property
    def cluster(self) -> str:
        """The same for all mentions of one thing in a source; empty where the claim stands alone."""
        return str(self.attributes.get("cluster", ""))

    @property
    def digest(self) -> str:
        """The SHA-256 of what a person saw who decided on it: the passage and its reading."""
        shown = {
            "source": self.source.digest,
            "type": self.type,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": dict(self.value),
            "attributes": dict(self.attributes),
        }
        return digest_of_value(shown)

    def as_json(self) -> dict[str, Any]:
        return {
            "public_id": str(self.public_id),
            "version": self.version,
            "source": self.source.code,
            "type": self.type,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": dict(self.value),
            "attributes": dict(self.attributes),
            "rule": self.rule,
            "confidence": self.confidence / 100,
            "state": self.state.value,
            "note": self.note or None,
            "merged_into": str(self.merged_into) if self.merged_into else None,
            "links": [
                {"kind": link.kind, "code": link.code, "bond": link.bond, "name": link.name.as_json()}
                for link in self.links
            ],
        }
