"""One reporter gets more time in a round; the day of the others stays."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor, Verb, require, role_for
from pantau.domain.refusals import CellMissing
from pantau.domain.reporting_refusals import ExtensionTooEarly, ReporterOwesNothing, RoundWithoutDay
from pantau.domain.rounds import ReporterStanding, RoundFacts, require_open
from pantau.records.ledger import Decided, append
from pantau.records.models import Extension
from pantau.records.pen import Pen
from pantau.records.queries.rounds import round_with_id, standings
from pantau.usecases.access import writing


def extend_round(actor: Actor, *, round: UUID, reporter: str, until: date, reason: str) -> None:
    """This reporter (a code) has until another day, because of a reason; the latest extension counts.

    Raises:
        NotFound: there is no such round, or the actor may not extend it.
        ReportingClosed, RoundWithoutDay: it takes nothing any more, or until it is closed.
        ReporterOwesNothing, ExtensionTooEarly, CellMissing: what is asked for cannot be.
        ChangedMeanwhile: another extended it at the same time.
    """
    facts = round_with_id(round)
    about = facts.matter()
    require(actor, Verb.OPEN_ROUND, about)
    require_open(facts)
    standing = _standing(facts, reporter)
    _check(facts, standing, until=until, reason=reason)
    code = standing.reporter.code
    with writing(actor, Verb.OPEN_ROUND, about=about, reason=f"extend {facts.code} for {code}") as pen:
        row = _write(pen, facts, standing, until=until, reason=reason.strip())
        said = {"plan": facts.plan, "round": facts.code, "reporter": code, "until": until.isoformat()}
        append(
            pen,
            Decision.EXTEND,
            role=role_for(actor, Verb.OPEN_ROUND, about) or "",
            decided=[
                Decided(
                    kind="extension",
                    subject=row.public_id,
                    version=row.version,
                    shown=digest_of_value({**said, "reason": row.reason}),
                    note=row.reason,
                    details=said,
                )
            ],
        )


def _standing(facts: RoundFacts, reporter: str) -> ReporterStanding:
    rows = standings([facts], on=timezone.now().date()).get(facts.id, ())
    found = next((row for row in rows if row.reporter.code.casefold() == reporter.strip().casefold()), None)
    if found is None:
        known = ", ".join(row.reporter.code for row in rows) or "-"
        raise ReporterOwesNothing(reporter=reporter, round=facts.code, plan=facts.plan, known=known)
    return found


def _check(facts: RoundFacts, standing: ReporterStanding, *, until: date, reason: str) -> None:
    due = standing.standing.due
    if due is None:
        raise RoundWithoutDay(plan=facts.plan, round=facts.code)
    if until <= due:
        raise ExtensionTooEarly(until=until, due=due, reporter=standing.reporter.code)
    if not reason.strip():
        raise CellMissing(column="reason")


def _write(pen: Pen, facts: RoundFacts, standing: ReporterStanding, *, until: date, reason: str) -> Extension:
    known = Extension.objects.filter(round_id=facts.id, reporter_id=standing.reporter.id).first()
    if known is not None:
        return pen.change(known, until=until, reason=reason)
    return pen.insert(Extension, round_id=facts.id, reporter_id=standing.reporter.id, until=until, reason=reason)
