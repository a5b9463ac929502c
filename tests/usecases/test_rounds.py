"""Rounds are opened as previewed, extended for one reporter, closed for all, and each decision is in the ledger."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from pantau.domain.ledger import first_break
from pantau.domain.permissions import Actor, Grant, Role
from pantau.domain.refusals import (
    CellMissing,
    ChangedMeanwhile,
    CodeInvalid,
    DatesReversed,
    NotFound,
    PreviewChanged,
    RowsRejected,
)
from pantau.domain.reporting_refusals import (
    ExtensionTooEarly,
    RemindersInvalid,
    ReporterOwesNothing,
    ReportingClosed,
    RoundNeedsVersion,
    RoundNotClosed,
    RoundOwedByNobody,
    RoundTaken,
    RoundWithoutPartner,
)
from pantau.domain.rounds import Owing, RoundFacts, RoundState
from pantau.domain.values import Period
from pantau.records.ledger import entries
from pantau.records.models import Actor as ActorModel
from pantau.records.models import LedgerEntry, LineBody, Obligation, Plan, Round
from pantau.records.queries.rounds import all_rounds, decisions_of, opening_of, round_of_plan, standings
from pantau.usecases.close_round import close_round
from pantau.usecases.extend_round import extend_round
from pantau.usecases.open_round import RoundPreview, RoundWish, open_round, preview_round, read_reminders
from pantau.usecases.reopen_round import reopen_round
from tests.records.rows import pen
from tests.usecases.office import CODE, Office
from tests.workspaces import everybody, progress

WISH = RoundWish(
    plan=CODE,
    code="2025",
    period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)),
    opens=date(2025, 11, 3),
    closes=date(2025, 12, 15),
    remind=(-14, -3, 0, 7),
)
LEADS = ("line-details", "plan,label,lead", "TESTS,1.1,X-SEC", "TESTS,1.2,X-SEC")
BODIES = ("line-bodies", "plan,label,body", "TESTS,2.1,X-SEC", "TESTS,2.2,X-SEC", "TESTS,1.1,X-SEC")


def previewed(office: Office, exceptions: str = "", /, **changes: Any) -> RoundPreview:
    return preview_round(office.actor, replace(WISH, **changes), exceptions=exceptions.encode(), file="exceptions.csv")


def opened(office: Office, exceptions: str = "", /, **changes: Any) -> RoundFacts:
    open_round(office.actor, preview=previewed(office, exceptions, **changes))
    return round_of_plan(CODE, changes.get("code", WISH.code))


def owed(facts: RoundFacts) -> dict[str, int]:
    rows = standings([facts], on=date(2025, 12, 1)).get(facts.id, ())
    return {row.reporter.code: row.counts.owed for row in rows}


def partnered(office: Office) -> Any:
    """The plan with a partner, X-PAR."""
    office.register("actors", "code,kind,name_en,name_id,illustrative", "X-PAR,dialogue_partner,Partners,Mitra,yes")
    partner = ActorModel.objects.get(code="X-PAR")
    with transaction.atomic():
        pen().change(Plan.objects.get(code=CODE), partner=partner)
    return partner


def test_every_member_at_the_cut_off_owes_every_line_that_is_not_withdrawn(office: Office) -> None:
    office.register("withdrawals", "plan,label,on,authority", "TESTS,2.5,2025-01-01,SOCA")
    office.register(
        "actors", "code,kind,name_en,name_id,member_from,illustrative", "X-DEL,member_state,Delta,Delta,2026-01-01,yes"
    )

    assert owed(opened(office)) == {"X-ALF": 9, "X-BRA": 9, "X-CEM": 9}


def test_the_lead_body_and_those_who_contribute_owe_their_lines_once(office: Office) -> None:
    office.register(*LEADS)
    office.register(*BODIES)

    lead = opened(office, code="lead", owing=(Owing.LEAD,))
    both = opened(office, code="both", owing=(Owing.LEAD, Owing.CONTRIBUTING))
    every = opened(office, code="all", owing=(Owing.MEMBERS, Owing.LEAD, Owing.CONTRIBUTING))

    assert owed(lead) == {"X-SEC": 2}
    assert owed(both) == {"X-SEC": 4}
    assert owed(every) == {"X-ALF": 10, "X-BRA": 10, "X-CEM": 10, "X-SEC": 4}


def test_a_body_that_contributes_no_more_owes_nothing(office: Office) -> None:
    office.register(*BODIES)
    office.register("line-bodies", "plan,label,body,ended", "TESTS,2.1,X-SEC,yes", "TESTS,1.1,X-SEC,yes")
    again = office.register("line-bodies", "plan,label,body,ended", "TESTS,2.1,X-SEC,yes")

    assert again == {"new": 0, "changed": 0, "unchanged": 1}
    assert LineBody.objects.filter(ended_at__isnull=False).count() == 2
    assert owed(opened(office, owing=(Owing.CONTRIBUTING,))) == {"X-SEC": 1}


def test_the_partner_of_the_plan_may_owe_every_line(office: Office) -> None:
    partnered(office)

    assert owed(opened(office, owing=(Owing.PARTNER,))) == {"X-PAR": 10}


def test_exceptions_are_left_out_and_kept_with_their_reason(office: Office) -> None:
    preview = previewed(office, "actor;label;reason\nX-ALF;1.1|1.2;no coast\nX-CEM;;acceding\n")
    counts = {one.reporter.code: (one.owed, one.exempt) for one in preview.reporters}
    open_round(office.actor, preview=preview)
    facts = round_of_plan(CODE, "2025")

    assert counts == {"X-ALF": (8, 2), "X-BRA": (10, 0), "X-CEM": (0, 10)}
    assert owed(facts) == {"X-ALF": 8, "X-BRA": 10}
    assert [(one.reporter, one.lines, one.reason) for one in opening_of(facts).exceptions] == [
        ("X-ALF", ("1.1", "1.2"), "no coast"),
        ("X-CEM", (), "acceding"),
    ]


def test_an_exception_that_excepts_nothing_is_refused_with_its_place(office: Office) -> None:
    rows = "actor,label,reason\nX-SEC,,no body owes\nX-ALF,9.9,no such line\nX-BRA,1.1,\nX-NOB,1.1,who\n"

    with pytest.raises(RowsRejected) as refused:
        previewed(office, rows)

    found = [(one.code, one.where.rpartition(", ")[0]) for one in refused.value.problems]
    assert found == [
        ("exception_unowed", "exceptions.csv, row 2"),
        ("label_unknown", "exceptions.csv, row 3"),
        ("cell_missing", "exceptions.csv, row 4"),
        ("actor_unknown", "exceptions.csv, row 5"),
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": " "}, CodeInvalid),
        ({"code": "a/b"}, CodeInvalid),
        ({"closes": date(2025, 11, 2)}, DatesReversed),
        ({"owing": (Owing.PARTNER,)}, RoundWithoutPartner),
        ({"owing": (Owing.LEAD,)}, RoundOwedByNobody),
        ({"cut_off": date(1999, 1, 1)}, RoundOwedByNobody),
    ],
)
def test_a_round_that_cannot_be_is_refused(office: Office, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        previewed(office, **changes)
    assert not Round.objects.exists()


def test_a_draft_asks_nobody(office: Office) -> None:
    version = Plan.objects.get(code=CODE).versions.get()
    with transaction.atomic():
        pen().change(version, state="draft", in_force_from=None)

    with pytest.raises(RoundNeedsVersion):
        previewed(office)


def test_a_code_is_taken_once_in_a_plan(office: Office) -> None:
    opened(office, code="Autumn")

    with pytest.raises(RoundTaken):
        previewed(office, code="AUTUMN")


def test_what_is_opened_is_what_was_shown(office: Office) -> None:
    shown = previewed(office).digest
    office.register("withdrawals", "plan,label,on,authority", "TESTS,2.5,2025-01-01,SOCA")

    with pytest.raises(PreviewChanged):
        open_round(office.actor, preview=previewed(office), seen=shown)
    assert not Round.objects.exists()


def test_the_ledger_binds_what_was_decided(office: Office) -> None:
    preview = previewed(office)
    key = open_round(office.actor, preview=preview, seen=preview.digest)
    extend_round(office.actor, round=key, reporter="X-ALF", until=date(2026, 1, 31), reason="flood")
    close_round(office.actor, round=key, seen=1, note="SOM agreed")

    told = [(one.decision, one.kind, one.role, one.note) for one in LedgerEntry.objects.order_by("number")]
    assert told == [
        ("open", "round", "operator", ""),
        ("extend", "extension", "operator", "flood"),
        ("close", "round", "operator", "SOM agreed"),
    ]
    assert LedgerEntry.objects.earliest("number").shown == preview.digest
    assert LedgerEntry.objects.latest("number").details["missing"] == {"X-ALF": 10, "X-BRA": 10, "X-CEM": 10}
    assert first_break(entries()) is None


def test_an_imported_round_is_in_the_ledger_too(office: Office) -> None:
    office.progress(progress(everybody("completed")))

    entry = LedgerEntry.objects.get(kind="round")
    assert (entry.decision, entry.details["owing"], entry.details["owed"]) == ("open", ["members"], 30)
    assert opening_of(round_of_plan(CODE, "2024")).owing == (Owing.MEMBERS,)


def test_an_extension_moves_the_day_of_one_reporter_and_the_latest_counts(office: Office) -> None:
    facts = opened(office)
    for until in (date(2026, 1, 10), date(2026, 1, 31)):
        extend_round(office.actor, round=facts.public_id, reporter="x-alf", until=until, reason="flood")

    rows = standings([facts], on=date(2026, 1, 5))[facts.id]

    found = {row.reporter.code: (row.standing.state, row.standing.due, row.late) for row in rows}
    assert found["X-ALF"] == (RoundState.OPEN, date(2026, 1, 31), False)
    assert found["X-BRA"] == (RoundState.OVERDUE, date(2025, 12, 15), True)


def test_an_extension_that_gives_nothing_is_refused(office: Office) -> None:
    key = opened(office).public_id
    later = date(2026, 1, 31)

    with pytest.raises(ExtensionTooEarly):
        extend_round(office.actor, round=key, reporter="X-ALF", until=date(2025, 12, 15), reason="flood")
    with pytest.raises(ReporterOwesNothing):
        extend_round(office.actor, round=key, reporter="X-SEC", until=later, reason="flood")
    with pytest.raises(CellMissing):
        extend_round(office.actor, round=key, reporter="X-ALF", until=later, reason=" ")


def test_a_closed_round_is_neither_closed_nor_extended_again(office: Office) -> None:
    facts = opened(office)
    close_round(office.actor, round=facts.public_id, seen=facts.version)

    with pytest.raises(ReportingClosed):
        close_round(office.actor, round=facts.public_id, seen=2)
    with pytest.raises(ReportingClosed):
        extend_round(office.actor, round=facts.public_id, reporter="X-ALF", until=date(2026, 1, 31), reason="flood")
    (row,) = standings(all_rounds(), on=date(2026, 1, 1))[facts.id][:1]
    assert row.standing.state is RoundState.CLOSED


def test_a_closed_round_takes_reports_again_once_it_was_reopened_with_a_reason(office: Office) -> None:
    facts = opened(office)
    extend_round(office.actor, round=facts.public_id, reporter="X-ALF", until=date(2026, 1, 31), reason="flood")
    close_round(office.actor, round=facts.public_id, seen=facts.version)

    with pytest.raises(CellMissing):
        reopen_round(office.actor, round=facts.public_id, seen=2, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        reopen_round(office.actor, round=facts.public_id, seen=1, reason="the wrong one")
    reopen_round(office.actor, round=facts.public_id, seen=2, reason="the wrong one")
    with pytest.raises(RoundNotClosed):
        reopen_round(office.actor, round=facts.public_id, seen=3, reason="again")

    told = [(one.decision.value, one.note) for one in decisions_of(facts)]
    assert told == [("open", ""), ("close", ""), ("reopen", "the wrong one")]
    (again,) = all_rounds()
    assert (again.closed_at, again.closes, again.version) == (None, facts.closes, 3)
    found = {row.reporter.code: row.standing.due for row in standings([again], on=date(2026, 1, 5))[again.id]}
    assert found["X-ALF"] == date(2026, 1, 31)
    assert first_break(entries()) is None


def test_a_round_is_closed_as_it_was_seen(office: Office) -> None:
    facts = opened(office)

    with pytest.raises(ChangedMeanwhile):
        close_round(office.actor, round=facts.public_id, seen=facts.version + 1)
    assert all_rounds()[0].closed_at is None


def test_a_coordinator_opens_rounds_of_its_partner_s_plans_alone(office: Office) -> None:
    partner = partnered(office)
    other = ActorModel.objects.get(code="X-SEC")
    mine = Actor(name="mine", grants=(Grant(role=Role.COORDINATOR, place=partner.id),))
    theirs = Actor(name="theirs", grants=(Grant(role=Role.COORDINATOR, place=other.id),))

    with pytest.raises(NotFound):
        preview_round(theirs, WISH)
    key = open_round(mine, preview=preview_round(mine, WISH))
    with pytest.raises(NotFound):
        extend_round(theirs, round=key, reporter="X-ALF", until=date(2026, 1, 31), reason="flood")
    with pytest.raises(NotFound):
        close_round(theirs, round=key, seen=1)
    assert LedgerEntry.objects.get().role == "coordinator"


def test_what_counts_and_what_is_handed_in_is_counted_once(office: Office) -> None:
    sheet = progress({("1.1", "X-ALF"): "completed", ("1.2", "X-ALF"): "ongoing", ("1.1", "X-SEC"): "ongoing"})
    facts = opened(office)
    office.progress(sheet, round="2025")

    (alfara, *_rest) = standings([facts], on=date(2025, 12, 1))[facts.id]

    assert (alfara.counts.owed, alfara.counts.accepted, alfara.counts.missing, alfara.counts.cell) == (
        10,
        2,
        8,
        "accepted",
    )


def test_the_queries_do_not_grow_with_the_rounds(office: Office, django_assert_num_queries: Any) -> None:
    for year in range(2021, 2026):
        opened(office, code=str(year))

    with django_assert_num_queries(6):
        found = standings(all_rounds(), on=date(2025, 12, 1))
    assert len(found) == 5


@pytest.mark.parametrize(
    ("text", "days"), [("-14,-3,0,7", (-14, -3, 0, 7)), ("", ()), ("7; 0, 7", (0, 7)), ("+3", (3,))]
)
def test_reminders_are_days_in_order(text: str, days: tuple[int, ...]) -> None:
    assert read_reminders(text) == days


@pytest.mark.parametrize("text", ["soon", "1.5", "400", ",".join(map(str, range(11)))])
def test_what_is_no_list_of_days_is_refused(text: str) -> None:
    with pytest.raises(RemindersInvalid):
        read_reminders(text)


def test_every_obligation_is_kept_with_its_history(office: Office) -> None:
    opened(office)

    assert Obligation.objects.count() == Obligation.history.count() == 30


def test_completeness_counts_all_who_owe_and_the_rules_count_countries_alone(office: Office) -> None:
    office.register(*LEADS)
    opened(office, owing=(Owing.MEMBERS, Owing.LEAD))
    office.progress(progress(everybody("completed", ("1.1", "1.2", "1.3")), as_of="2025-11-30"), round="2025")
    before = office.card(as_of=date(2025, 12, 31))
    office.progress(progress({("1.1", "X-SEC"): "ongoing"}, as_of="2025-11-30"), round="2025")
    after = office.card(as_of=date(2025, 12, 31))

    assert before["completeness"] == {"accepted": 9, "owed": 32}
    assert after["completeness"] == {"accepted": 10, "owed": 32}
    assert (rule(before, "R4")["numerator"], rule(after, "R4")["numerator"]) == (3, 3)
    assert (rule(before, "R6-full")["numerator"], rule(after, "R6-full")["numerator"]) == (3, 2)
    assert rule(after, "R6-full", unit="pairs")["denominator"] == 30
    assert (rule(before, "R6-full")["low"], rule(after, "R6-full")["low"]) == ("10.0", "10.0")


def test_a_round_of_lead_bodies_takes_no_report_of_a_country_away(office: Office) -> None:
    office.register(*LEADS)
    office.progress(progress(everybody("completed"), as_of="2025-06-30"), round="2024")
    before = office.card(as_of=date(2025, 12, 31))
    opened(office, owing=(Owing.LEAD,))
    after = office.card(as_of=date(2025, 12, 31))

    assert before["completeness"] == {"accepted": 30, "owed": 30}
    assert after["completeness"] == {"accepted": 30, "owed": 32}
    assert rule(after, "R4")["numerator"] == rule(before, "R4")["numerator"] == 10


def rule(card: dict[str, Any], code: str, *, unit: str = "lines") -> dict[str, Any]:
    return next(one for one in card["rules"] if one["rule"] == code and one.get("unit", "lines") == unit)
