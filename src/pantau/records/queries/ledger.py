"""Named reads of the ledger: its entries in the order of their numbers, never of clocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, overload
from uuid import UUID

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet

from pantau.domain.breaks import ChainEnd
from pantau.domain.ledger import Decision, Entry
from pantau.domain.refusals import NotFound
from pantau.records.ledger import entry_of
from pantau.records.models import LedgerEntry, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWish:
    """Which entries are wanted; what is empty is not asked about."""

    decision: str = ""
    kind: str = ""
    actor: str = ""
    plan: str = ""
    subject: UUID | None = None
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """An entry with the hash kept beside it."""

    entry: Entry
    hash: str


class LedgerList(Sequence[KeptEntry]):
    """Entries that are read page by page, however many there are."""

    def __init__(self, found: "QuerySet[LedgerEntry]") -> None:
        self._found = found

    def __len__(self) -> int:
        return self._found.count()

    @overload
    def __getitem__(self, place: int) -> KeptEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[KeptEntry]: ...
    def __getitem__(self, place: int | slice) -> KeptEntry | list[KeptEntry]:
        if isinstance(place, int):
            return _kept(self._found[place])
        return [_kept(row) for row in self._found[place]]

    def __iter__(self) -> Iterator[KeptEntry]:
        return (_kept(row) for row in self._found.iterator(2000))


def ledger_entries(wish: LedgerWish) -> LedgerList:
    """The entries that are wanted, the newest first unless asked otherwise."""
    asked: dict[str, Any] = {
        "decision": wish.decision,
        "kind": wish.kind,
        "actor": wish.actor,
        "details__plan": wish.plan,
        "subject": wish.subject,
    }
    found = LedgerEntry.objects.filter(**{name: value for name, value in asked.items() if value})
    return LedgerList(found.order_by("number" if wish.oldest_first else "-number"))


def ledger_entry(number: int) -> KeptEntry:
    """Raises NotFound."""
    row = LedgerEntry.objects.filter(number=number).first()
    if row is None:
        raise NotFound
    return _kept(row)


def chain_end() -> ChainEnd | None:
    """The last entry, ``None`` while nothing was decided."""
    row = LedgerEntry.objects.order_by("-number").first()
    return ChainEnd(number=row.number, hash=row.hash) if row else None


def holds_hash(hash: str) -> bool:
    """Whether any entry has this hash."""
    return LedgerEntry.objects.filter(hash=hash).exists()


def ledger_kinds() -> list[str]:
    """The kinds of things decided on so far."""
    return sorted(LedgerEntry.objects.values_list("kind", flat=True).distinct().order_by())


def decisions_taken() -> list[Decision]:
    """The decisions taken so far, in the order of their list."""
    taken = set(LedgerEntry.objects.values_list("decision", flat=True).distinct().order_by())
    return [one for one in Decision if one.value in taken]


def ledger_began() -> datetime | None:
    """When the ledger came to a workspace that was older than it; ``None`` where the workspace was made with it.

    What was accepted before that has no entry and need not have one.
    """
    migration = MigrationRecorder.Migration.objects.filter(app="records", name="0003_reporting_cycle")
    applied = migration.values_list("applied", flat=True).first()
    made = Workspace.objects.order_by("id").values_list("created_at", flat=True).first()
    return applied if applied and made and made < applied else None


def _kept(row: LedgerEntry) -> KeptEntry:
    return KeptEntry(entry=entry_of(row), hash=row.hash)
