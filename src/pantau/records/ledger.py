"""The one door to the ledger: decisions are appended in the transaction that carries them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from pantau.domain.ledger import GENESIS, Decision, Entry
from pantau.domain.refusals import ChangedMeanwhile
from pantau.records.models import LedgerEntry, Workspace
from pantau.records.pen import Pen, says_taken

_CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided on, in its version, and the digest of exactly what the person saw."""

    kind: str
    subject: UUID
    version: int
    shown: str
    note: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def append(pen: Pen, decision: Decision, *, role: str, decided: Sequence[Decided]) -> list[Entry]:
    """One entry for each thing decided on, in this order. Two who append at once go one after the other.

    Raises ChangedMeanwhile where the same person decides the same on the same version twice.
    """
    last = _locked_end()
    number, previous = (last.number, last.hash) if last else (0, GENESIS)
    entries: list[Entry] = []
    for one in decided:
        number += 1
        entry = Entry(
            number=number,
            kind=one.kind,
            subject=one.subject,
            version=one.version,
            decision=decision,
            actor=pen.actor.name,
            role=role,
            note=one.note,
            shown=one.shown,
            at=pen.at,
            previous=previous,
            details=one.details,
        )
        entries.append(entry)
        previous = entry.hash
    try:
        LedgerEntry.objects.bulk_create([_row(entry) for entry in entries], batch_size=_CHUNK)
    except IntegrityError as fault:
        if not says_taken(fault):
            raise
        raise ChangedMeanwhile(what=decision.words, seen=0, now=1) from fault
    return entries


def entries() -> Iterator[tuple[Entry, str]]:
    """Every entry with the hash kept beside it, in the order of numbers."""
    for row in LedgerEntry.objects.order_by("number").iterator(_CHUNK):
        yield entry_of(row), row.hash


def entry_of(row: LedgerEntry) -> Entry:
    """The entry that a row keeps."""
    return Entry(
        number=row.number,
        kind=row.kind,
        subject=row.subject,
        version=row.version,
        decision=Decision(row.decision),
        actor=row.actor,
        role=row.role,
        note=row.note,
        shown=row.shown,
        at=row.at,
        previous=row.previous,
        details=row.details,
    )


def _row(entry: Entry) -> LedgerEntry:
    return LedgerEntry(
        number=entry.number,
        kind=entry.kind,
        subject=entry.subject,
        version=entry.version,
        decision=entry.decision.value,
        actor=entry.actor,
        role=entry.role,
        note=entry.note,
        shown=entry.shown,
        details=dict(entry.details),
        at=entry.at,
        previous=entry.previous,
        hash=entry.hash,
    )


def _locked_end() -> LedgerEntry | None:
    """The last entry, with nobody else appending until the transaction ends."""
    if connection.features.has_select_for_update:
        list(Workspace.objects.select_for_update().values_list("pk"))
    return LedgerEntry.objects.order_by("-number").first()
