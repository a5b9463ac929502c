"""A country's focal point asks a ministry about lines of the country's report, and takes the question back."""

from collections.abc import Sequence
from uuid import UUID

from pantau.domain.contributions import ContributionState
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.reporting_refusals import LineNotOwed, NotAMinistry, NothingToDo
from pantau.records.models import Actor as Place
from pantau.records.models import Contribution, Obligation
from pantau.records.queries.contributions import contribution_rows, contributions_behind, ministry_named
from pantau.records.queries.round_record import RoundRecord, round_record
from pantau.usecases.access import writing
from pantau.usecases.draft_report import place_for


def assign_lines(actor: Actor, *, round: UUID, reporter: str, ministry: str, lines: Sequence[UUID]) -> int:
    """Ask a ministry of the country about these lines, again where it handed in or was no longer asked; how many.

    What the ministry has written stays. Lines that it is being asked about already are left alone.

    Raises:
        NotFound: the round, the reporter, the ministry or the right is not there.
        NotAMinistry: the ministry does not belong to the reporter.
        LineNotOwed: one of the lines is not owed by the reporter.
    """
    record = round_record(round)
    place = place_for(actor, verb=Verb.ASSIGN_LINES, record=record, reporter=reporter)
    asked = _ministry_of(place, ministry)
    reason = f"assign {record.row.code} {asked.code}"
    with writing(actor, Verb.ASSIGN_LINES, about=record.matter(place), reason=reason) as pen:
        owed = _owed(record, place=place, lines=lines)
        rows = contribution_rows(record, reporter=reporter, ministry=ministry, lines=lines)
        kept = contributions_behind(rows)
        again = [kept[row.public_id] for row in rows if row.state is not ContributionState.ASKED]
        pen.change_many(again, state=ContributionState.ASKED.value)
        new = [obligation for line, obligation in owed.items() if line not in {row.line for row in rows}]
        pen.insert_many(
            Contribution,
            [{"obligation": one, "ministry": asked, "state": ContributionState.ASKED.value} for one in new],
        )
    return len(again) + len(new)


def withdraw_assignment(actor: Actor, *, round: UUID, reporter: str, ministry: str, lines: Sequence[UUID]) -> int:
    """Ask a ministry no longer about these lines; what it wrote stays in the record; how many.

    Raises NotFound, and NothingToDo where it is not being asked about any of them.
    """
    record = round_record(round)
    place = place_for(actor, verb=Verb.ASSIGN_LINES, record=record, reporter=reporter)
    reason = f"withdraw {record.row.code} {ministry}"
    with writing(actor, Verb.ASSIGN_LINES, about=record.matter(place), reason=reason) as pen:
        rows = contribution_rows(record, reporter=reporter, ministry=ministry_named(ministry).code, lines=lines)
        kept = contributions_behind(rows)
        some = [kept[row.public_id] for row in rows if row.state is not ContributionState.WITHDRAWN]
        if not some:
            raise NothingToDo(step=Decision.REVOKE.words)
        pen.change_many(some, state=ContributionState.WITHDRAWN.value)
    return len(some)


def _ministry_of(place: Place, code: str) -> Place:
    found = ministry_named(code)
    if found.parent_id != place.pk:
        raise NotAMinistry(ministry=code, country=place.code)
    return found


def _owed(record: RoundRecord, *, place: Place, lines: Sequence[UUID]) -> dict[UUID, Obligation]:
    """What the reporter owes on these lines, by line."""
    found = Obligation.objects.filter(round=record.row, actor=place, line__public_id__in=list(lines))
    owed = {one.line.public_id: one for one in found.select_related("line").order_by("id")}
    if not lines or set(lines) - set(owed):
        raise LineNotOwed(reporter=place.code, round=record.row.code)
    return owed
