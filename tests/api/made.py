"""A round that two countries owe, the people who work on it, and their tokens."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.domain.plans import Visibility
from pantau.domain.tokens import Scope
from pantau.records.models import Actor, Line, Obligation, PlanVersion, RoleGrant, Round, User
from pantau.records.pen import Pen
from pantau.records.queries.people import acting_named
from pantau.usecases.make_token import make_token
from tests.usecases.office import CODE, Office

QUOTED = "80 % of the action lines"
STATEMENT = f"Statement of the ministers.\n\n{QUOTED} had been implemented, they said.\n"
CANARY = "Canary: nobody outside Alfara reads this."
PEOPLE = {
    "focal": (Role.FOCAL_POINT, "X-ALF"),
    "approver": (Role.APPROVER, "X-ALF"),
    "other": (Role.APPROVER, "X-BRA"),
    "reviewer": (Role.REVIEWER, None),
    "evaluator": (Role.EVALUATOR, None),
}


def pen() -> Pen:
    return Pen(actor=LOCAL_OPERATOR, at=timezone.now(), reason="test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The plan TESTS with an open round; `tokens` are the secrets of each person, for writing and for reading."""

    office: Office
    round: UUID
    lines: tuple[UUID, ...]
    tokens: dict[str, str] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)

    def reports(self, reporter: str = "", line: int | None = None) -> str:
        place = f"/api/v1/rounds/{self.round}/reports"
        place += f"/{reporter}" if reporter else ""
        return place if line is None else f"{place}/{self.lines[line]}"

    def step(self, step: str) -> str:
        return f"/api/v1/rounds/{self.round}/steps/{step}"


def made_cycle(office: Office) -> Cycle:
    """What `opened` made, with a round of the first three lines, owed by two countries, and a published figure."""
    office.file("statement.txt", STATEMENT)
    office.register(
        "sources",
        "code,kind,title,publisher,language,date,file,illustrative",
        "STATEMENT,statement,Statement of the ministers,The ministers,en,2025-02-01,statement.txt,yes",
    )
    office.register(
        "figures",
        "code,subject,metric,printed,number,unit,period,as_of,verb,source,passage",
        f"CLAIM,{CODE},implementation_rate,80,80,percent,2021..2025,2024-12-31,implemented,STATEMENT,{QUOTED}",
    )
    with transaction.atomic():
        version = PlanVersion.objects.get(plan__code=CODE)
        opened = pen().insert(
            Round,
            plan_version=version,
            code="2025",
            start=date(2025, 1, 1),
            end=date(2025, 12, 31),
            opens=date(2025, 1, 1),
            closes=date(2025, 12, 31),
            cut_off=date(2025, 12, 31),
        )
        lines = list(Line.objects.filter(wordings__plan_version=version).order_by("wordings__place"))[:3]
        owing = Actor.objects.filter(code__in=("X-ALF", "X-BRA"))
        rows = [{"round": opened, "line": line, "actor": actor} for line in lines for actor in owing]
        pen().insert_many(Obligation, rows)
        for name, (role, place) in PEOPLE.items():
            add_person(name, role, place)
    tokens = {name: token(name, Scope.WRITE) for name in PEOPLE}
    readers = {name: token(name, Scope.READ) for name in PEOPLE}
    return Cycle(
        office=office,
        round=opened.public_id,
        lines=tuple(line.public_id for line in lines),
        tokens=tokens,
        readers=readers,
    )


def add_person(name: str, role: Role, place: str | None) -> User:
    at = Actor.objects.get(code=place) if place else None
    user = pen().insert(User, name=name, email=f"{name}@example.org", home=at, password="!")
    pen().insert(RoleGrant, user=user, role=role.value, place=at, start=date(2020, 1, 1))
    return user


def token(name: str, scope: Scope) -> str:
    actor = acting_named(name)
    assert actor is not None
    return make_token(actor, name="a program", scope=scope, days=30).secret


def show(visibility: Visibility) -> None:
    """Let the plan TESTS show results by country as this says."""
    from pantau.records.models import Plan

    with transaction.atomic():
        pen().change(Plan.objects.get(code=CODE), visibility=visibility.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that calls the API with a token, or with none."""

    secret: str = ""
    client: Client = field(default_factory=Client)

    def _headers(self, extra: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in extra.items()}
        return ({"Authorization": f"Bearer {self.secret}"} if self.secret else {}) | named

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(address, headers=self._headers(headers))

    def send(self, method: str, address: str, body: Any, **headers: str) -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method, address, content, content_type="application/json", headers=self._headers(headers)
        )

    def patch(self, address: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", address, body, **headers)

    def post(self, address: str, body: Any, **headers: str) -> Any:
        return self.send("POST", address, body, **headers)
