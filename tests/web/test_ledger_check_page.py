"""The check of the ledger: at once where it is short, by the worker where somebody would wait for it."""

import re

import pytest
from django.test import Client

from pantau.domain.jobs import JobState
from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.records.models import Job
from pantau.records.queries.ledger import chain_end
from pantau.usecases import ask_ledger_check, verify_ledger
from pantau.usecases.cancel_job import cancel_job
from pantau.usecases.run_job import run_next
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.test_verify_ledger import behind_our_back
from tests.web.people import entered, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both
PAGE = "/en/desk/ledger/check/"
DATA = "/en/desk/ledger/check.json"


@pytest.fixture
def long(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A ledger that is too long to be checked while somebody waits."""
    monkeypatch.setattr(ask_ledger_check, "LONG", 0)
    monkeypatch.setattr(verify_ledger, "_TELLING", 1)
    return world


def work() -> None:
    """The worker does all that waits."""
    done = []
    while job := run_next(LOCAL_OPERATOR, worker="a-worker"):
        done.append((job.kind, job.state))
    assert ("check_ledger", JobState.DONE) in done


def text_of(client: Client) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(PAGE).content.decode()).split())


def asked_for(client: Client) -> str:
    """The address that the button leads to."""
    answer = client.post(PAGE)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_a_short_ledger_is_checked_at_once(world: World, client: Client) -> None:
    assert client.get(DATA).json()["whole"] is True
    assert "Everything is whole." in text_of(client)
    assert "Check again" not in text_of(client)


def test_a_long_one_is_not_checked_for_the_page(long: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pantau.web.desk.ledger_check.check_ledger", lambda *_given, **_more: pytest.fail("it was"))

    told = client.get(DATA).json()

    assert (told["whole"], told["checked_at"], told["checked_through"]) == (None, None, None)
    assert "The ledger was never checked yet." in text_of(client)


def test_the_worker_checks_it_and_the_page_says_up_to_where(long: World, client: Client) -> None:
    job = asked_for(client)
    assert "A check is on its way" in text_of(client)
    assert asked_for(client) == job

    work()

    told, end = client.get(DATA).json(), chain_end()
    assert end is not None
    assert (told["whole"], told["checked_through"], told["entries_since"]) == (True, end.as_json(), 0)
    assert "No entry was added since." in text_of(client)
    assert PAGE in client.get(job).content.decode()


def test_what_was_decided_since_is_said_to_be_unchecked(long: World, client: Client) -> None:
    asked_for(client)
    work()

    entered("eva", Role.EVALUATOR)

    assert client.get(DATA).json()["entries_since"] == 1
    assert "1 entry was added since and is not checked." in text_of(client)
    assert "Everything was whole." in text_of(client)


def test_a_break_is_told_as_verify_tells_it(long: World, client: Client) -> None:
    behind_our_back("UPDATE records_ledgerentry SET note = %s WHERE number = 1", "another reason")
    asked_for(client)
    work()

    told = client.get(DATA).json()

    assert told["whole"] is False
    assert told["breaks"] == [one.as_json() for one in check_ledger(LOCAL_OPERATOR)]
    assert told["breaks"][0]["check"] == "chain_hash"


def test_an_end_that_was_noted_is_looked_for_in_the_chain_of_now(long: World, client: Client) -> None:
    asked_for(client)
    work()

    assert client.get(f"{DATA}?expect={chain_end()}").json()["whole"] is True
    assert client.get(f"{DATA}?expect=9:{'f' * 64}").json()["breaks"][0]["check"] == "chain_expected"


def test_a_check_that_is_cancelled_leaves_the_one_before(long: World, client: Client) -> None:
    asked_for(client)
    work()
    before = client.get(DATA).json()
    asked_for(client)
    cancel_job(LOCAL_OPERATOR, job=Job.objects.order_by("-id")[0].public_id)

    assert client.get(DATA).json() == before
    assert "Check again" in text_of(client)


def test_what_one_found_is_read_by_everybody_who_may_check(long: World, client: Client) -> None:
    entered("eva", Role.EVALUATOR)
    asked_for(client)
    work()

    assert signed_in("eva").get(DATA).json()["whole"] is True
