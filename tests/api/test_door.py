"""The door: who is let in, with what rights of now, how often, and with what kind of body."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from pantau.domain.tokens import Scope
from pantau.records.models import AccessToken, RoleGrant, User
from pantau.records.queries.people import acting_named
from pantau.records.queries.tokens import tokens_of
from pantau.usecases.revoke_token import revoke_token
from tests.api.made import Cycle, Program, pen, token


def changed(row: Any, **values: Any) -> None:
    with transaction.atomic():
        pen().change(row, **values)


def own(secret: str) -> AccessToken:
    from pantau.domain.tokens import digest_of_secret

    return AccessToken.objects.get(digest=digest_of_secret(secret))


def test_reports_are_for_people_we_know(cycle: Cycle, anybody: Program) -> None:
    answer = anybody.get(cycle.reports())

    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_every_token_that_lets_nobody_in_gets_the_same_answer(cycle: Cycle) -> None:
    secrets = {name: token("focal", Scope.WRITE) for name in ("ended", "revoked")}
    changed(own(secrets["ended"]), expires_at=timezone.now() - timedelta(seconds=1))
    changed(own(secrets["revoked"]), revoked_at=timezone.now())
    changed(User.objects.get(name="other"), is_active=False)
    sent = [*secrets.values(), cycle.tokens["other"], "pantau_unknown", "rubbish", "pantau_" + "x" * 5000]

    answers = [Program(secret=secret).get("/api/v1/plans") for secret in sent]

    assert {one.status_code for one in answers} == {401}
    assert len({one.content for one in answers}) == 1


def test_a_right_taken_back_is_gone_at_the_next_request(cycle: Cycle, focal: Program) -> None:
    """T7"""
    assert focal.get(cycle.reports()).json()["total"] == 3

    changed(RoleGrant.objects.get(user__name="focal"), ended_at=timezone.now())

    assert focal.get(cycle.reports()).json()["total"] == 0
    assert focal.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"}, If_Match="*").status_code == 404


def test_a_revoked_token_is_refused_at_the_next_request(cycle: Cycle, focal: Program) -> None:
    """T7"""
    assert focal.get("/api/v1/plans").status_code == 200
    actor = acting_named("focal")
    assert actor is not None

    revoke_token(actor, token=own(focal.secret).public_id)

    assert focal.get("/api/v1/plans").status_code == 401


def test_a_token_for_reading_changes_nothing(cycle: Cycle) -> None:
    reader = Program(secret=cycle.readers["focal"])

    answers = [
        reader.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"}, If_Match="*"),
        reader.post(cycle.step("submit"), {"reports": []}),
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "token_reads_only")] * 2
    assert reader.get(cycle.reports("X-ALF", 0)).json()["state"] == "no_report"


def test_a_session_writes_with_the_mark_of_our_own_pages_alone(cycle: Cycle) -> None:
    """T10"""
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(User.objects.get(name="focal"))
    session = Program(client=signed_in)
    mark = "a" * 32
    signed_in.cookies["csrftoken"] = mark

    foreign = session.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"}, If_Match="*")
    ours = session.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"}, If_Match="*", X_CSRFToken=mark)

    assert (foreign.status_code, foreign.json()["code"]) == (403, "form_foreign")
    assert ours.status_code == 200


def test_a_token_goes_before_a_session(cycle: Cycle) -> None:
    signed_in = Client()
    signed_in.force_login(User.objects.get(name="focal"))

    answer = Program(secret="pantau_unknown", client=signed_in).get(cycle.reports())

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "code", "where"),
    [
        (b"{", 400, "body_unreadable", None),
        (b'{"status": "\xff"}', 400, "body_unreadable", None),
        (b"[" * 200_000, 400, "body_unreadable", None),
        ({"status": "ongoing", "state": "accepted"}, 422, "body_unfit", ["state"]),
        ({"reporter": "X-BRA"}, 422, "body_unfit", ["reporter"]),
        ({"status": 1}, 422, "body_unfit", ["status"]),
        ({"narrative": "a\0b"}, 422, "body_unfit", ["narrative"]),
        (b'{"narrative": "\\ud800"}', 422, "body_unfit", ["narrative"]),
        ([], 422, "body_unfit", ["body"]),
        ({"narrative": "x" * 10_001}, 422, "cells_refused", None),
    ],
)
def test_a_body_that_does_not_fit_is_refused_with_its_field(
    cycle: Cycle, focal: Program, body: Any, status: int, code: str, where: list[str] | None
) -> None:
    """T2, T6"""
    answer = focal.patch(cycle.reports("X-ALF", 0), body, If_Match="*")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if where:
        assert [one["where"] for one in answer.json()["problems"]] == where
    assert focal.get(cycle.reports("X-ALF", 0)).json()["state"] == "no_report"


def test_a_body_is_json_and_of_bounded_size(cycle: Cycle, focal: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    secret = {"Authorization": f"Bearer {focal.secret}"}

    form = focal.client.generic("PATCH", address, b"status=ongoing", content_type="text/plain", headers=secret)
    large = focal.patch(address, b" " * 5_000_001, If_Match="*")
    huge = focal.patch(address, b" " * 50_000_001, If_Match="*")

    assert (form.status_code, form.json()["code"]) == (415, "media_unfit")
    assert {(one.status_code, one.json()["code"]) for one in (large, huge)} == {(413, "body_too_large")}


@pytest.mark.parametrize("key", ["", "x" * 101, "kéy"])
def test_a_key_that_cannot_be_kept_is_refused(cycle: Cycle, focal: Program, key: str) -> None:
    answer = focal.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"}, If_Match="*", Idempotency_Key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "request_key_unfit")


def test_who_asks_too_often_is_told_when_to_come_back(cycle: Cycle, settings: Any) -> None:
    settings.API_LIMITS = {"person": ((3, 3600),), "address": ((2, 3600),)}
    person, stranger = Program(secret=cycle.tokens["focal"]), Program()

    persons = [person.get("/api/v1/plans").status_code for _ in range(4)]
    strangers = [stranger.get("/api/v1/plans") for _ in range(3)]

    assert persons == [200, 200, 200, 429]
    assert [one.status_code for one in strangers] == [200, 200, 429]
    assert 1 <= int(strangers[-1]["Retry-After"]) <= 3600
    assert Program(secret=cycle.tokens["other"]).get("/api/v1/plans").status_code == 200


def test_guessing_tokens_counts_for_the_address(cycle: Cycle, settings: Any) -> None:
    """T9"""
    settings.API_LIMITS = {"person": ((100, 3600),), "address": ((2, 3600),)}

    answers = [Program(secret=f"pantau_{number}").get("/api/v1/plans").status_code for number in range(3)]

    assert answers == [401, 401, 429]


def test_an_address_behind_a_proxy_is_what_the_proxy_says(cycle: Cycle, settings: Any) -> None:
    settings.API_LIMITS = {"person": (), "address": ((1, 3600),)}
    settings.API_PROXIES = 1

    answers = [
        Program().get("/api/v1/plans", X_Forwarded_For=f"203.0.113.9, 198.51.100.{number}").status_code
        for number in (1, 2, 2)
    ]

    assert answers == [200, 200, 429]


def test_only_the_digest_of_a_token_is_kept(cycle: Cycle) -> None:
    secret = cycle.tokens["focal"]
    kept = own(secret)

    assert secret not in repr(vars(kept))
    assert secret.startswith(kept.begins)
    assert [row.scope for row in tokens_of("focal")] == [Scope.READ, Scope.WRITE]


def test_a_fault_of_ours_is_a_problem_without_details(
    cycle: Cycle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("pantau.api.rounds.kept_rounds", broken)
    client = Client(raise_request_exception=False)

    answer = Program(client=client).get("/api/v1/rounds")

    assert (answer.status_code, answer.json()["code"]) == (500, "fault_of_ours")
    assert b"secret detail" not in answer.content
    assert caplog.records
