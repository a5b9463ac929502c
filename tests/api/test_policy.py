"""Every operation of the API, for a token of every role and for none, of what is one's own, another's, and mixed
(T1, T7, T25)."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from pantau.api.description import description
from pantau.api.steps import Step
from pantau.domain.permissions import Role
from pantau.domain.tokens import Scope
from pantau.records.models import StatusReport
from pantau.records.workspace import Folder
from tests.api.made import Program, token
from tests.usecases.office import Office
from tests.web.society import SCOPES, VISITOR, WHO, Society, absent, made_society
from tests.web.world import made_world
from tests.workspaces import folder_of

EXPECTED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "policy.toml").read_text(encoding="utf-8"))
# Who may does not depend on the engine: the policy is asked before the database is.
pytestmark = pytest.mark.sqlite_alone

PEOPLE = tuple(role.value for role in Role)
STEPS = tuple(step.value for step in Step)
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one address; where the address names a step, with that step."""

    name: str
    method: str
    path: str


def operations() -> Iterator[Operation]:
    for path, methods in description("en")["paths"].items():
        for method, said in methods.items():
            for step in STEPS if "{step}" in path else ("",):
                name = f"{said['operationId']}.{step}" if step else said["operationId"]
                yield Operation(name=name, method=method.upper(), path=path.replace("{step}", step))


OPERATIONS = {one.name: one for one in operations()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """The society, and a token for writing of each of its people."""

    society: Society
    secrets: dict[str, str]

    def program(self, who: str) -> Program:
        return Program(secret=self.secrets.get(who, ""))

    def places(self, who: str, scope: str) -> dict[str, Any]:
        """What fills the places of an address, and the reports that a request about many names."""
        found = self.society.places(who, scope)
        plan, country = found["code"], "X-ALF" if scope == "own" else "X-BRA"
        named = [self.society.reports[plan, country]]
        if scope == "mixed":  # what is one's own does not carry another's along
            named.insert(0, self.society.reports[plan, "X-ALF"])
        line = StatusReport.objects.get(public_id=named[-1]).line.public_id
        return {
            "plan": plan,
            "line": line,
            "round": found["round"],
            "reporter": found["reporter"],
            "reports": named,
            "figure": "CLAIM",
            "actor": "X-ALF" if scope == "own" else "X-BRA",
        }


NOWHERE = absent() | {"plan": "NOWHERE", "figure": "NOWHERE", "actor": "X-NIL", "reports": [uuid4()]}


@pytest.fixture(scope="module")
def callers_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Callers:
    place = tmp_path_factory.mktemp("callers") / "workspace"
    with lasting.unblock(), translation.override("en"), folder_of(place) as folder:
        society = made_society(made_world(folder))
        return Callers(society=society, secrets={who: token(f"the {who}", Scope.WRITE) for who in PEOPLE})


@pytest.fixture
def callers(callers_template: Callers, db: None, folder_again: Callable[[Folder], Folder], settings: Any) -> Callers:
    settings.API_LIMITS = {"person": (), "address": ()}
    world = callers_template.society.world
    moved = replace(world, office=Office(folder=folder_again(world.office.folder)))
    return replace(callers_template, society=replace(callers_template.society, world=moved))


def test_every_operation_has_an_expectation_and_every_expectation_an_operation() -> None:
    assert OPERATIONS.keys() - EXPECTED.keys() == set(), "say in policy.toml who gets an answer from these"
    assert EXPECTED.keys() - OPERATIONS.keys() == set()


@pytest.mark.parametrize("name", OPERATIONS)
def test_only_those_who_may_get_an_answer(callers: Callers, name: str) -> None:
    operation = OPERATIONS[name]
    expected = {scope: set(allowed(name, scope)) for scope in SCOPES}
    got: dict[str, set[str]] = {scope: set() for scope in SCOPES}

    for who in WHO:
        for scope in SCOPES:
            if is_answered(callers, operation, who=who, scope=scope):
                got[scope].add(who)

    assert got == expected


def test_a_door_left_open_is_noticed(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the question whether they may, somebody of another country reads the report."""
    asked = {"who": "approver", "scope": "mixed"}
    before = is_answered(callers, OPERATIONS["report"], **asked)

    monkeypatch.setattr("pantau.usecases.read_reports.may_read", lambda _actor, _row: True)

    assert (before, is_answered(callers, OPERATIONS["report"], **asked)) == (False, True)


def allowed(name: str, scope: str) -> tuple[str, ...]:
    said = EXPECTED[name]
    who = said.get("every", said.get(scope))
    assert who is not None, f"{name} says nothing of {scope}"
    if who == "everybody":
        return WHO
    return PEOPLE if who == "people" else tuple(who)


def is_answered(callers: Callers, operation: Operation, *, who: str, scope: str) -> bool:
    """Whether they hear something else than where nothing is; if not, nothing was written either."""
    places = callers.places(who, scope)
    with written() as statements:
        answer = sent(callers.program(who), operation, places)
    assert answer.status_code < 500, (who, scope, answer.content[:300])
    if who == VISITOR and answer.status_code == 401:
        assert answer.json()["code"] == "token_missing"
    elif operation.name == "reports" and answer.status_code == 200:
        if answer.json()["total"]:
            return True
    elif answer.status_code != 404:
        return True
    # a list of reports says of those one may not read what it says of a reporter that is none
    nothing = places | {"reporter": "X-NIL"} if operation.name == "reports" else NOWHERE
    nowhere = sent(callers.program(who), operation, nothing)
    assert words_of(answer) == words_of(nowhere), f"{who} learns that there is something"
    assert statements == [], f"{who} changed something of {scope}"
    return False


def sent(program: Program, operation: Operation, places: dict[str, Any]) -> Any:
    """The answer; what it wrote is taken back, so that the next person finds the same."""
    address = re.sub(r"\{(\w+)\}", lambda place: str(places[place[1]]), operation.path)
    if operation.method == "GET":
        return program.get(f"{address}?reporter={places['reporter']}" if operation.name == "reports" else address)
    with transaction.atomic():
        answer = program.send(operation.method, address, body_of(operation, places), If_Match="*")
        transaction.set_rollback(True)
    return answer


def body_of(operation: Operation, places: dict[str, Any]) -> dict[str, Any]:
    bodies: dict[str, dict[str, Any]] = {
        "change_reports": {"changes": [{"line": str(places["line"]), "cell": "issues", "was": "", "value": "x"}]},
        "change_report": {"issues": "x"},
        "step_report": {"note": "A note."},
        "step_reports": {
            "reports": [{"report": str(one), "digest": "0" * 64, "note": "A note."} for one in places["reports"]]
        },
    }
    return bodies[operation.name.partition(".")[0]]


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements that change rows, as they are sent to the database."""
    found: list[str] = []

    def watched(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watched):
        yield found


def words_of(answer: Any) -> str:
    """What an answer says, without the ids and codes that it was asked for."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", answer.content.decode())
    return re.sub(r"\b(X-(NIL|ALF|BRA|SEC|PAR)|TESTS|OTHERS|NOWHERE|CLAIM)\b", "CODE", text)
