"""Checking the ledger: the chain itself, and what it binds against what the record says now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pantau.domain.breaks import Break, broken
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.ledger import Decision, Entry, first_break
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.reports import ReportRow
from pantau.domain.reviews import result_digest
from pantau.domain.workflow import ReportState
from pantau.records import ledger
from pantau.records.models import Endorsement, FigurePreference, Round, StatusReportVersion
from pantau.records.queries.claims import claims_decided
from pantau.records.queries.ledger import chain_end, holds_hash, ledger_began
from pantau.records.queries.reports import imported_content, version_rows
from pantau.records.queries.round_record import RoundRecord, round_record

_TELLING = 1_000
"""Entries after which it is told how far the reading is."""

_BINDING: Mapping[str, tuple[Decision, ...]] = {
    ReportState.SUBMITTED: (Decision.SUBMIT,),
    ReportState.ACCEPTED: (Decision.ACCEPT, Decision.SUBMIT),
    ReportState.LOCKED: (Decision.ACCEPT, Decision.SUBMIT, Decision.LOCK),
}
_DECIDED: Mapping[ClaimState, Decision] = {
    ClaimState.ACCEPTED: Decision.ACCEPT,
    ClaimState.REJECTED: Decision.REJECT,
    ClaimState.MERGED: Decision.MERGE,
}


@dataclass(kw_only=True)
class _Bound:
    """What the ledger says was decided, by subject."""

    reports: dict[UUID, dict[Decision, Entry]] = field(default_factory=lambda: defaultdict(dict))
    imports: list[Entry] = field(default_factory=list)
    endorsements: list[Entry] = field(default_factory=list)
    accepted: dict[UUID, int] = field(default_factory=dict)
    claims: dict[UUID, Entry] = field(default_factory=dict)
    preferences: dict[UUID, Entry] = field(default_factory=dict)


def check_ledger(actor: Actor, *, expect: str = "") -> tuple[Break, ...]:
    """The breaks of the ledger alone. Raises NotFound where the actor may not."""
    require(actor, Verb.VERIFY)
    return tuple(ledger_breaks(expect=expect))


def ledger_breaks(*, expect: str = "", told: Callable[[int, int], None] | None = None) -> Iterator[Break]:
    """The first break of the chain, then everything decided that is no longer what the record says.

    `told` is called with how many entries were read, of how many readings: the chain is read twice.
    """
    end = chain_end()
    many = end.number if end else 0

    def read(before: int) -> Iterator[tuple[Entry, str]]:
        for done, one in enumerate(ledger.entries(), before + 1):
            if told is not None and done % _TELLING == 0:
                told(min(done, 2 * many), 2 * many)
            yield one

    found = first_break(read(0))
    if found is not None:
        yield broken(f"chain_{found.check}", number=found.number)
    yield from expected_breaks(expect)
    bound = _bound(read(many))
    yield from _imports(bound)
    yield from _reports(bound)
    yield from _claims(bound)
    yield from _preferences(bound)
    yield from _lost(bound)


def expected_breaks(expect: str) -> Iterator[Break]:
    """Whether the chain still holds an end that was noted before."""
    wanted = expect.strip().rpartition(":")[2]
    if wanted and not holds_hash(wanted):
        end = chain_end()
        yield broken("chain_expected", number=end.number if end else 0, expected=wanted)


def _bound(entries: Iterable[tuple[Entry, str]]) -> _Bound:
    """The latest entry of each decision on each version, by number."""
    bound = _Bound()
    for entry, _hash in entries:
        if entry.kind == "report":
            bound.reports[entry.subject][entry.decision] = entry
            if entry.decision is Decision.ACCEPT:
                bound.accepted[entry.subject] = entry.number
        elif entry.kind == "claim":
            bound.claims[entry.subject] = entry
        elif entry.kind == "preference":
            bound.preferences[entry.subject] = entry
        elif entry.decision is Decision.IMPORT and entry.kind == "sheet":
            bound.imports.append(entry)
        elif entry.decision is Decision.ENDORSE:
            bound.endorsements.append(entry)
    return bound


def _imports(bound: _Bound) -> Iterator[Break]:
    """Every sheet wrote what its entry says; its versions count as decided by it."""
    for entry in bound.imports:
        versions = list(
            StatusReportVersion.objects.filter(source__public_id=entry.subject, accepted_at=entry.at)
            .select_related("report__line", "report__reporter", "report__round")
            .order_by("id")
        )
        bound.accepted |= {one.public_id: entry.number for one in versions}
        if imported_content(versions) != entry.details.get("content"):
            yield broken("import_differs", number=entry.number, plan=entry.details.get("plan", "?"))


def _claims(bound: _Bound) -> Iterator[Break]:
    """The last decision on each claim that is decided on is the one that its state stands on."""
    for claim in claims_decided():
        entry = bound.claims.get(claim.public_id)
        places: dict[str, Any] = {"text": claim.text[:80], "source": claim.source.code}
        if entry is None or entry.decision is not _DECIDED[claim.state]:
            yield broken("claim_undecided", **places, state=claim.state.words)
        elif entry.shown != claim.digest:
            yield broken("claim_differs", **places, decision=entry.decision.words, number=entry.number)


def _reports(bound: _Bound) -> Iterator[Break]:
    began = ledger_began()
    rounds = Round.objects.order_by("id").values_list("public_id", flat=True)
    for public_id in rounds:
        record = round_record(public_id)
        versions = StatusReportVersion.objects.filter(report__round=record.row, state__in=list(_BINDING))
        rows = version_rows(record, versions)
        for row in rows:
            yield from _report(row, bound=bound, began=began)
        yield from _endorsed(record, rows, bound=bound)


def _report(row: ReportRow, *, bound: _Bound, began: datetime | None) -> Iterator[Break]:
    """Each decision that the state of a version stands on, against what the version says now."""
    assert row.state is not None
    assert row.version is not None
    entries = bound.reports.get(row.version, {})
    imported = row.version in bound.accepted and Decision.ACCEPT not in entries
    older = began is not None and row.accepted_at is not None and row.accepted_at < began
    for decision in _BINDING[row.state]:
        entry = entries.get(decision)
        if entry is not None and entry.shown != row.digest:
            places = {"decision": decision.words, "number": entry.number}
            yield broken("decision_differs", **_places(row), **places)  # type: ignore[arg-type]
            return
        if entry is None and not ((imported or older) and decision is not Decision.LOCK):
            yield broken("decision_missing", **_places(row), state=row.state.words)
            return


def _endorsed(record: RoundRecord, rows: Iterable[ReportRow], *, bound: _Bound) -> Iterator[Break]:
    """What counted in the round when a meeting was recorded, in the order of the ledger, is what it took note of."""
    kept = set(Endorsement.objects.filter(round=record.row).values_list("public_id", flat=True))
    for entry in (one for one in bound.endorsements if one.subject in kept):
        counting: dict[UUID, ReportRow] = {}
        for row in sorted(rows, key=lambda one: one.number):
            if row.report and row.version and row.accepted_at and bound.accepted.get(row.version, 0) < entry.number:
                counting[row.report] = row
        if result_digest(row.digest for row in counting.values()) != entry.shown:
            places: dict[str, Any] = {"round": record.row.code, "plan": record.row.plan_version.plan.code}
            yield broken("endorsement_differs", number=entry.number, **places)


def _preferences(bound: _Bound) -> Iterator[Break]:
    """Each preference of a figure stands, for its reason, or is withdrawn as the last entry on it says."""
    kept = {row.public_id: row for row in FigurePreference.objects.select_related("figure")}
    for subject in {**kept, **bound.preferences}:
        row, entry = kept.get(subject), bound.preferences.get(subject)
        now = row and (row.withdrawn, row.figure.code, "" if row.withdrawn else row.reason)
        if now != (entry and _preference_told(entry)):
            figure = row.figure.code if row else entry.details.get("figure", "") if entry else ""
            yield broken("preference_differs", number=entry.number if entry else None, figure=figure)


def _preference_told(entry: Entry) -> tuple[bool, Any, str]:
    """Whether it is withdrawn, of which figure it is, and its reason while it stands."""
    withdrawn = entry.decision is Decision.UNPREFER
    return withdrawn, entry.details.get("figure"), "" if withdrawn else entry.note


def _lost(bound: _Bound) -> Iterator[Break]:
    there = set(StatusReportVersion.objects.values_list("public_id", flat=True))
    for subject, entries in bound.reports.items():
        if subject not in there:
            yield broken("decision_lost", number=max(entry.number for entry in entries.values()))


def _places(row: ReportRow) -> dict[str, Any]:
    return {"version": row.number, "reporter": row.reporter, "line": row.label, "round": row.round_code}
