"""The people of a reporting round, and a round of the plan TESTS that three countries owe."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Role
from pantau.domain.reports import CellChange, ReportRow
from pantau.records.models import Actor as Place
from pantau.records.models import Obligation, Plan, RoleGrant, Round, User
from pantau.records.pen import Pen
from pantau.records.queries.people import acting
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.records.queries.reports import report_rows
from pantau.records.queries.round_record import round_record
from pantau.usecases.draft_report import Saved, save_cells
from pantau.usecases.report_step import Chosen
from pantau.usecases.round_obligations import members_owe

PARTNER = "X-PAR,dialogue_partner,Parama,Parama,,,,,yes"
MINISTRY = "X-ALF-MIN,ministry,Ministry of Tests of Alfa,Kementerian Uji Alfa,,X-ALF,,,yes"


def pen(reason: str = "test") -> Pen:
    return Pen(actor=LOCAL_OPERATOR, at=timezone.now(), reason=reason)


def person(name: str, *roles: tuple[Role, str], home: str = "") -> User:
    """Somebody with these roles, each for the place of a code or "" for all; who is there already, as they are."""
    known = User.objects.filter(name=name).first()
    if known is not None:
        return known
    with transaction.atomic():
        user = pen().insert(User, name=name, password="!", home=Place.objects.get(code=home) if home else None)
        for role, place in roles:
            actor = Place.objects.get(code=place) if place else None
            pen().insert(RoleGrant, user=user, role=role, place=actor, start=date(2020, 1, 1))
    return user


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody of a round: `people` by name as rows, `actor` as they act now. The round asks X-ALF, X-BRA, X-CEM."""

    round: UUID
    people: dict[str, User] = field(default_factory=dict)

    def again(self) -> "Cast":
        """The same for one test: whom that one adds is there for nobody else."""
        return replace(self, people=dict(self.people))

    def actor(self, name: str) -> Actor:
        found = acting(User.objects.get(pk=self.people[name].pk))
        assert found is not None
        return found

    def rows(self, reporter: str) -> list[ReportRow]:
        return report_rows(round_record(self.round), reporters=[Place.objects.get(code=reporter).pk])

    def row(self, reporter: str, label: str) -> ReportRow:
        return next(row for row in self.rows(reporter) if row.label == label)

    def save(self, who: str, reporter: str, label: str, **cells: str) -> Saved:
        """Write cells of one line over what stands there now."""
        row = self.row(reporter, label)
        was = row.cells.as_json()
        changes = [CellChange(line=row.line, name=name, was=was[name], value=cells[name]) for name in cells]
        return save_cells(self.actor(who), round=self.round, reporter=reporter, changes=changes)

    def chosen(self, reporter: str, *labels: str, note: str = "") -> list[Chosen]:
        """The reports on these lines as they are shown now."""
        rows = [row for row in self.rows(reporter) if row.label in labels]
        return [Chosen(report=row.report, shown=row.digest, note=note) for row in rows if row.report is not None]


def cast(office: Any, *, partner: bool = True, year: int = 2024) -> Cast:
    """A round of TESTS opened for its three countries, and the people who take part; with a partner by default."""
    office.register(
        "actors", "code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative", PARTNER, MINISTRY
    )
    plan = plan_named("TESTS")
    if partner:
        with transaction.atomic():
            pen().change(Plan.objects.get(pk=plan.id), partner=Place.objects.get(code="X-PAR"))
    made = asked_round("TESTS", year=year)
    people = {
        "focal alf": person("focal alf", (Role.FOCAL_POINT, "X-ALF"), home="X-ALF"),
        "approver alf": person("approver alf", (Role.APPROVER, "X-ALF"), home="X-ALF"),
        "approver bra": person("approver bra", (Role.APPROVER, "X-BRA"), home="X-BRA"),
        "ministry alf": person("ministry alf", (Role.CONTRIBUTOR, "X-ALF-MIN"), home="X-ALF-MIN"),
        "coordinator": person("coordinator", (Role.COORDINATOR, "X-PAR"), home="X-CEM"),
        "reviewer": person("reviewer", (Role.REVIEWER, "")),
        "evaluator": person("evaluator", (Role.EVALUATOR, "")),
        "administrator": person("administrator", (Role.ADMINISTRATOR, "")),
    }
    return Cast(round=made, people=people)


def asked_round(plan: str, *, year: int) -> UUID:
    """A round of that year which every member owes; no decision stands in the ledger for it."""
    row, now = plan_named(plan), timezone.now()
    version = version_in_force(row, date(year, 6, 30), known_at=now)
    dates = {
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "opens": date(year, 6, 1),
        "closes": date(year + 1, 1, 31),
        "cut_off": date(year, 12, 31),
    }
    lines = plan_lines(version, known_at=now)
    planned = members_owe(plan=row, version=version, lines=lines, code=str(year), dates=dates, at=now)
    with transaction.atomic():
        made = pen().insert(Round, plan_version=version, code=planned.code, **dates)
        owed = [{"round": made, "line_id": line, "actor_id": actor} for line, actor in planned.pairs]
        pen().insert_many(Obligation, owed)
    return made.public_id
