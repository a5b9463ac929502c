"""One person of every role, and what is their own, another's, and mixed: what the policy is tested on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.domain.reports import CellChange
from pantau.domain.values import Period
from pantau.records.job_files import keep_outgoing
from pantau.records.models import Actor, Job, Plan, StatusReport, User
from pantau.records.queries.people import acting_named
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.usecases.assign_lines import assign_lines
from pantau.usecases.attach_evidence import attach_evidence
from pantau.usecases.draft_report import save_cells
from pantau.usecases.start_draft import start_draft
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import Cast, asked_round, pen, person
from tests.usecases.office import Office
from tests.web.world import World
from tests.workspaces import LETTERS, PLAN

VISITOR = "visitor"
SCOPES = ("own", "other", "mixed")
PLACES: dict[Role, str] = {
    Role.CONTRIBUTOR: "X-ALF-MIN",
    Role.FOCAL_POINT: "X-ALF",
    Role.APPROVER: "X-ALF",
    Role.DESK: "X-SEC",
    Role.COORDINATOR: "X-PAR",
    Role.REVIEWER: "",
    Role.PARTNER: "X-PAR",
    Role.IMPLEMENTER: "X-ALF-MIN",
    Role.EVALUATOR: "",
    Role.ADMINISTRATOR: "",
    Role.OPERATOR: "",
}
WHO = (VISITOR, *(role.value for role in Role))
# Loaded once: the middleware is the same for everybody, and each client would load it anew.
_HANDLER = ClientHandler(enforce_csrf_checks=False)
_REPORTERS = {Role.DESK.value: "X-SEC", Role.PARTNER.value: "X-PAR"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Society:
    """The plan TESTS with the partner X-PAR, where X-ALF and X-BRA submitted; the plan OTHERS with another partner,
    where X-BRA did. `lines`, `rounds`, `drafts` by plan, `reports` by plan and reporter, `sessions` by who is
    signed in.
    """

    world: World
    person: UUID = field(default_factory=uuid4)
    lines: dict[str, UUID] = field(default_factory=dict)
    rounds: dict[str, UUID] = field(default_factory=dict)
    drafts: dict[str, UUID] = field(default_factory=dict)
    reports: dict[tuple[str, str], UUID] = field(default_factory=dict)
    jobs: dict[str, UUID] = field(default_factory=dict)
    evidence: dict[tuple[str, str], UUID] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=True)
        client.handler = _HANDLER
        if who != VISITOR:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def places(self, who: str, scope: str) -> dict[str, Any]:
        """What fills any place of a route."""
        plan = "OTHERS" if scope == "other" else "TESTS"
        reporter = _REPORTERS.get(who, "X-ALF") if scope == "own" else "X-BRA"
        asked_by = who if scope == "own" else "somebody else"
        return {
            "code": plan,
            "line": self.lines[plan],
            "draft": self.drafts[plan],
            "claim": self.world.claim,
            "round": self.rounds[plan],
            "reporter": reporter,
            "job": self.jobs.get(asked_by, self.jobs["somebody else"]),
            "number": 1,
            "kind": "report",
            "record": self.reports[plan, "X-ALF" if scope == "own" else "X-BRA"],
            "rule": "R2",
            "token": "none",
            "ministry": "X-ALF-MIN" if scope == "own" else "X-BRA-MIN",
            "evidence": self.evidence[plan, "X-ALF" if scope == "own" else "X-BRA"],
            "person": self.person,
        }


def absent() -> dict[str, Any]:
    """Places that lead nowhere."""
    return {
        "code": "NOWHERE",
        "line": uuid4(),
        "draft": uuid4(),
        "claim": uuid4(),
        "round": uuid4(),
        "reporter": "X-NIL",
        "job": uuid4(),
        "number": 99_999,
        "kind": "report",
        "record": uuid4(),
        "rule": "R99",
        "token": "nothing",
        "ministry": "X-NIL-MIN",
        "evidence": uuid4(),
        "person": uuid4(),
    }


def made_society(world: World) -> Society:
    office = world.office
    office.register(
        "actors",
        "code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative",
        "X-PAZ,dialogue_partner,Pazia,Pazia,,,,,yes",
        "X-BRA-MIN,ministry,Ministry of Bravia,Kementerian Bravia,,X-BRA,,,yes",
    )
    _partnered("TESTS", "X-PAR")
    office.plan(
        LETTERS, code="OTHERS", title=None, period=Period(start=date(2021, 1, 1), end=date(2025, 12, 31)), draft=False
    )
    _partnered("OTHERS", "X-PAZ")
    people = {role: person(f"the {role.value}", (role, place)) for role, place in PLACES.items()}
    society = Society(world=world, person=people[Role.APPROVER].public_id)
    _fill(society, office)
    for who in PLACES:
        client = Client()
        world.sign_in(client, f"the {who.value}")
        society.sessions[who.value] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return society


def _fill(society: Society, office: Office) -> None:
    society.rounds["TESTS"] = society.world.round
    society.rounds["OTHERS"] = asked_round("OTHERS", year=2025)
    for plan, reporters in (("TESTS", ("X-ALF", "X-BRA")), ("OTHERS", ("X-BRA",))):
        lines = plan_lines(
            version_in_force(plan_named(plan), date(2025, 6, 30), known_at=timezone.now()), known_at=timezone.now()
        )
        society.lines[plan] = lines[0].public_id
        crew = Cast(round=society.rounds[plan])
        for reporter in reporters:
            label = lines[-1].label
            _submitted(crew, reporter=reporter, label=label)
            report = StatusReport.objects.filter(round__public_id=crew.round, reporter__code=reporter).latest("id")
            society.reports[plan, reporter] = report.public_id
            society.evidence[plan, reporter] = crew.row(reporter, label).evidence[0].public_id
            asked = [crew.row(reporter, lines[0].label).line]
            assign_lines(LOCAL_OPERATOR, round=crew.round, reporter=reporter, ministry=f"{reporter}-MIN", lines=asked)
        text = PLAN if plan == "TESTS" else LETTERS
        draft = start_draft(office.actor, content=text.replace("a", "e").encode(), file=f"{plan}.txt", plan=plan)
        society.drafts[plan] = draft.public_id
    digest = keep_outgoing(b"kept")
    for who in (*(role.value for role in Role), "somebody else"):
        with transaction.atomic():
            made = pen().insert(
                Job,
                kind="write_matrix",
                asked_by=f"the {who}",
                arguments={"about": who},
                stage="finished",
                state="done",
                started_at=timezone.now(),
                seen_at=timezone.now(),
                ended_at=timezone.now(),
                result={"file": digest, "name": "a.txt", "media_type": "text/plain"},
            )
        society.jobs[who] = made.public_id


def _partnered(plan: str, partner: str) -> None:
    with transaction.atomic():
        pen().change(Plan.objects.get(code=plan), partner=Actor.objects.get(code=partner))


def _submitted(crew: Cast, *, reporter: str, label: str) -> None:
    name = f"sender of {reporter}"
    if not User.objects.filter(name=name).exists():
        person(name, (Role.APPROVER, reporter), home=reporter)
    actor = acting_named(name)
    assert actor is not None
    row = next(one for one in crew.rows(reporter) if one.label == label)
    changes = [
        CellChange(line=row.line, name=cell, was=row.cells.as_json()[cell], value=value)
        for cell, value in {"status": "ongoing", "narrative": f"Canary of {reporter}"}.items()
    ]
    save_cells(actor, round=crew.round, reporter=reporter, changes=changes)
    attach_evidence(
        actor, round=crew.round, reporter=reporter, line=row.line, content=b"Canary of a file", file="canary.txt"
    )
    submit_reports(actor, round=crew.round, reports=crew.chosen(reporter, label))
