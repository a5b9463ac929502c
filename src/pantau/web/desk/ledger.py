"""The ledger of decisions: the list, and one entry in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.breaks import ChainEnd
from pantau.domain.ledger import Decision, Entry
from pantau.domain.permissions import Role, Verb, may, require
from pantau.domain.refusals import CellUnknown
from pantau.records.queries.ledger import (
    KeptEntry,
    LedgerWish,
    chain_end,
    decisions_taken,
    ledger_entries,
    ledger_entry,
    ledger_kinds,
)
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.page import Crumb, Page, address
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

LEDGER = _("Ledger")
_KINDS: dict[str, Any] = {
    "report": _("report"),
    "sheet": _("imported sheet"),
    "round": _("round"),
    "endorsement": _("endorsement"),
    "grant": _("role of a person"),
    "extension": _("extension"),
    "claim": _("claim"),
    "bulk_allowance": _("permission to accept in bulk"),
    "preference": _("preference of a figure"),
}
_DETAILS: dict[str, Any] = {
    "plan": _("Plan"),
    "round": _("Round"),
    "reporter": _("Reporter"),
    "label": _("Line"),
    "number": _("Version of the report"),
    "file": _("File"),
    "reports": _("Reports"),
    "body": _("Body"),
    "meeting": _("Meeting"),
    "on": _("Day of the meeting"),
    "source": _("Source"),
    "type": _("Type"),
    "start": _("Begins at character"),
    "end": _("Ends before character"),
    "least": _("From a confidence of"),
    "figure": _("Figure"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """How many entries there are under the filter, and where the chain ends."""

    total: int
    end: ChainEnd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry with what it binds; `notes` tells whether the reader may see notes of reports."""

    kept: KeptEntry
    details: Sequence[tuple[Any, str]]
    subject_href: str
    notes: bool
    whole: bool
    before_href: str
    after_href: str

    def as_json(self) -> dict[str, Any]:
        return {"entry": _entry_json(self.kept, notes=self.notes)}


def ledger_page(visit: Visit) -> Page:
    """The decisions, the newest first. Raises NotFound."""
    require(visit.actor, Verb.VERIFY)
    asked = ask(visit, fields=_fields(), sorts=("number",))
    wish = LedgerWish(
        decision=asked.get("decision") or "",
        kind=asked.get("kind") or "",
        actor=asked.get("actor") or "",
        plan=asked.get("plan") or "",
        subject=asked.get("subject"),
        oldest_first=asked.sort == "number",
    )
    entries = ledger_entries(wish)
    return Page(
        template="ledger",
        title=LEDGER,
        row=LedgerRow(total=len(entries), end=chain_end()),
        tables={
            "ledger": Table(
                key="ledger",
                caption=_("Decisions"),
                columns=_columns(notes=_sees_notes(visit)),
                items=entries,
                asked=replace(asked, sort=""),
                empty=_("No decision is like that."),
            )
        },
        asked=asked,
        crumbs=desk_crumbs(),
    )


def ledger_entry_page(visit: Visit, *, number: int) -> Page:
    """One decision and what it binds. Raises NotFound."""
    require(visit.actor, Verb.VERIFY)
    found = ledger_entry(number)
    entry, notes, end = found.entry, _sees_notes(visit), chain_end()
    return Page(
        template="ledger_entry",
        title=say("Entry %(number)s") % {"number": entry.number},
        row=EntryRow(
            kept=found,
            details=[(_DETAILS[name], str(value)) for name, value in entry.details.items() if name in _DETAILS],
            subject_href=address("ledger", query=f"?subject={entry.subject}"),
            notes=notes,
            whole=entry.hash == found.hash,
            before_href=entry_href(entry.number - 1) if entry.number > 1 else "",
            after_href=entry_href(entry.number + 1) if end and end.number > entry.number else "",
        ),
        tables={
            "entry": Table(key="entry", caption=_("Decisions"), columns=_columns(notes=notes), items=[found]),
        },
        asked=ask(visit),
        crumbs=(*desk_crumbs(), Crumb(name=LEDGER, href=address("ledger"))),
    )


def entry_href(number: int) -> str:
    return address("ledger-entry", number=number)


def _sees_notes(visit: Visit) -> bool:
    """Notes and what reporters are told are for those who may read every report."""
    return may(visit.actor, Verb.READ_SUBMITTED)


def _fields() -> tuple[Field, ...]:
    return (
        choice_field("decision", _("Decision"), (_choice(one) for one in decisions_taken())),
        choice_field(
            "kind", _("About"), (Choice(value=kind, name=str(_KINDS.get(kind, kind))) for kind in ledger_kinds())
        ),
        search_field("plan", _("Plan")),
        search_field("actor", _("Person")),
        Field(name="subject", label=_("Subject"), kind="search", read=_uuid),
    )


def _choice(decision: Decision) -> Choice:
    return Choice(value=decision.value, name=decision.words.into(language()))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CellUnknown(column="subject", text=text[:40], expected="UUID") from fault


def _about(entry: Entry) -> str:
    """What a decision was about, in a few words."""
    names = ("plan", "round", "reporter", "label", "file", "meeting", "person", "role", "figure")
    return ", ".join(str(entry.details[name]) for name in names if entry.details.get(name))


def _role(entry: Entry) -> Any:
    return Role(entry.role).words if entry.role in list(Role) else (entry.role or None)


def _entry_json(kept: KeptEntry, *, notes: bool) -> dict[str, Any]:
    entry = kept.entry
    return {
        "number": entry.number,
        "decision": entry.decision.value,
        "kind": entry.kind,
        "subject": str(entry.subject),
        "version": entry.version,
        "actor": entry.actor,
        "role": entry.role,
        "note": entry.note if notes else None,
        "shown": entry.shown,
        "at": entry.at.isoformat(),
        "previous": entry.previous,
        "hash": kept.hash,
        "details": dict(entry.details),
    }


def _columns(*, notes: bool) -> tuple[Column[KeptEntry], ...]:
    def note(one: KeptEntry) -> Cell:
        if not notes and one.entry.note:
            return Cell(value=None, absent=_("not shown to you"))
        return Cell(value=one.entry.note or None, absent=_("none"))

    return (
        Column(
            key="number",
            title=_("Entry"),
            numeric=True,
            cell=lambda one: Cell(value=one.entry.number, href=entry_href(one.entry.number)),
        ),
        Column(
            key="decision",
            title=_("Decision"),
            sortable=False,
            cell=lambda one: Cell(
                value=one.entry.decision.value,
                shown=one.entry.decision.words,
                note=_KINDS.get(one.entry.kind, one.entry.kind),
            ),
        ),
        Column(
            key="about",
            title=_("About"),
            sortable=False,
            cell=lambda one: Cell(value=_about(one.entry) or None, absent=_("nothing named")),
        ),
        Column(
            key="actor",
            title=_("Person"),
            sortable=False,
            cell=lambda one: Cell(value=one.entry.actor, note=_role(one.entry)),
        ),
        Column(key="at", title=_("At"), sortable=False, cell=lambda one: Cell(value=one.entry.at)),
        Column(key="note", title=_("Note"), sortable=False, cell=note),
        Column(key="kind", title=_("Kind"), on="data", cell=lambda one: Cell(value=one.entry.kind)),
        Column(key="subject", title=_("Subject"), on="data", cell=lambda one: Cell(value=str(one.entry.subject))),
        Column(key="version", title=_("Version"), on="data", cell=lambda one: Cell(value=one.entry.version)),
        Column(
            key="shown", title=_("Digest of what was shown"), on="data", cell=lambda one: Cell(value=one.entry.shown)
        ),
        Column(key="hash", title=_("Hash"), on="data", cell=lambda one: Cell(value=one.hash)),
    )
