"""Named reads of the evidence behind records: which accepted claims back them, where, and who decided."""

from collections.abc import Iterable
from uuid import UUID

from pantau.domain.evidence.backing import Backing
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.ledger import Entry
from pantau.domain.sources import UNPUBLISHED, PassageRow, SourceRow
from pantau.records.ledger import entry_of
from pantau.records.models import Claim, ClaimLink, FigurePreference, LedgerEntry
from pantau.records.models.claim import TARGETS
from pantau.records.queries.sources import source_row

_STANDING = (ClaimState.ACCEPTED.value, ClaimState.MERGED.value)


def backing_of(kind: str, records: Iterable[UUID], *, bond: str = "") -> dict[UUID, tuple[Backing, ...]]:
    """The accepted claims that back the records of a kind or are about them, by the records' public ids.

    `kind` is a target of data/evidence.toml. Two statements, however many records there are.
    """
    if kind not in TARGETS:
        raise ValueError(f"{kind} is no target of a claim")
    wanted = list(records)
    if not wanted:
        return {}
    links = ClaimLink.objects.filter(**{f"{kind}__public_id__in": wanted}, withdrawn=False, claim__state__in=_STANDING)
    links = links.exclude(claim__source__kind__in=UNPUBLISHED)
    links = links.filter(bond=bond) if bond else links
    rows = list(links.select_related("claim__source", kind).order_by("claim__source__published_on", "claim_id", "id"))
    decided = last_decisions(row.claim.public_id for row in rows)
    found: dict[UUID, dict[UUID, Backing]] = {}
    sources: dict[int, SourceRow] = {}
    for row in rows:
        entry = decided.get(row.claim.public_id)
        mine = found.setdefault(getattr(row, kind).public_id, {})
        mine.setdefault(row.claim.public_id, _backing(row, entry=entry, sources=sources))
    return {record: tuple(some.values()) for record, some in found.items()}


def last_decisions(subjects: Iterable[UUID]) -> dict[UUID, Entry]:
    """The last decision that the ledger has on each of these, in one statement."""
    wanted = list(dict.fromkeys(subjects))
    rows = LedgerEntry.objects.filter(subject__in=wanted).order_by("number") if wanted else ()
    return {row.subject: entry_of(row) for row in rows}


def preference_decisions(figure: UUID) -> tuple[Entry, ...]:
    """Every decision to prefer the figure or to take that back, the latest first."""
    kept = FigurePreference.objects.filter(figure__public_id=figure).values("public_id")
    rows = LedgerEntry.objects.filter(kind="preference", subject__in=kept).order_by("-number")
    return tuple(entry_of(row) for row in rows)


def claim_passages(source: SourceRow) -> list[PassageRow]:
    """The places of a source that an accepted claim stands on and that lead to a record, in their order."""
    claims = Claim.objects.filter(source_id=source.id, state__in=_STANDING, links__withdrawn=False).distinct()
    return [
        PassageRow(public_id=claim.public_id, source=source, start=claim.start, end=claim.end, text=claim.text)
        for claim in claims.order_by("start", "end")
    ]


def _backing(link: ClaimLink, *, entry: Entry | None, sources: dict[int, SourceRow]) -> Backing:
    claim = link.claim
    source = sources.setdefault(claim.source_id, source_row(claim.source))
    return Backing(
        claim=claim.public_id,
        type=claim.type,
        bond=link.bond,
        passage=PassageRow(public_id=claim.public_id, source=source, start=claim.start, end=claim.end, text=claim.text),
        by=entry.actor if entry else "",
        role=entry.role if entry else "",
        decided_at=entry.at if entry else None,
        entry=entry.number if entry else None,
    )
