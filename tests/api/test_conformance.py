"""The API does what its description says: requests made from the description itself, good and bad, by schemathesis."""

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as looking
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pantau.api.description import description
from tests.api.made import Cycle

pytestmark = pytest.mark.sqlite_alone  # the form of an answer does not depend on the engine

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 8
OPERATIONS = [(method.upper(), path) for path, methods in description("en")["paths"].items() for method in methods]
WHO = ("nobody", "reader", "writer")


@cache
def described() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def known_places(cycle: Cycle) -> dict[str, str]:
    """What really is there, for half of the requests: made-up addresses alone would test the 404."""
    return {
        "plan": "TESTS",
        "round": str(cycle.round),
        "reporter": "X-ALF",
        "line": str(cycle.lines[0]),
        "figure": "CLAIM",
        "actor": "X-ALF",
        "step": "submit",
    }


@pytest.fixture
def generous(settings: Any) -> Iterator[None]:
    settings.API_LIMITS = {"person": (), "address": ()}
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # the transaction of the test goes on after a request
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_as_described(cycle: Cycle, generous: None, method: str, path: str, who: str) -> None:
    try_operation(cycle, method, path, who=who, examples=EXAMPLES)


@pytest.mark.soak
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_very_many_answers_are_as_described(cycle: Cycle, generous: None, method: str, path: str, who: str) -> None:
    try_operation(cycle, method, path, who=who, examples=40 * EXAMPLES)


def try_operation(cycle: Cycle, method: str, path: str, *, who: str, examples: int) -> None:
    secret = {"nobody": "", "reader": cycle.readers["focal"], "writer": cycle.tokens["focal"]}[who]
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    operation = described()[path][method]
    places = known_places(cycle)
    calls = iter(range(10**9))

    @seed(int(os.environ.get("SEED", "20261130")))
    @looking(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    def tried(case: Any) -> None:
        if next(calls) % 2 and case.path_parameters:
            case.path_parameters |= {name: places[name] for name in case.path_parameters if name in places}
        response = case.call(headers=headers)
        case.validate_response(response, checks=CHECKS)

    tried()
