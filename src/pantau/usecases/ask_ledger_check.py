"""Checking the ledger where that takes long: the worker does it, and its job keeps what was found."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pantau.domain.breaks import LedgerCheck, check_from_json
from pantau.domain.jobs import JobRow, Told
from pantau.domain.permissions import Actor, Verb, require
from pantau.records.queries.jobs import last_done, open_jobs
from pantau.records.queries.ledger import chain_end
from pantau.usecases.ask_job import ask_job
from pantau.usecases.verify_ledger import ledger_breaks

KIND = "check_ledger"
LONG = 500
"""Entries above which the ledger is not checked while somebody waits for the page."""


def ledger_is_long() -> bool:
    end = chain_end()
    return end is not None and end.number > LONG


def ask_ledger_check(actor: Actor) -> JobRow:
    """The job, new or the one that waits or runs already. Raises NotFound where the actor may not check."""
    require(actor, Verb.VERIFY)
    return ask_job(actor, kind=KIND, arguments={})


def check_ledger_at_length(actor: Actor, *, told: Told, **_unused: Any) -> dict[str, Any]:
    """The work of such a job. Raises NotFound where the actor may not check any more."""
    require(actor, Verb.VERIFY)
    told.stage("checking")
    at, end = timezone.now(), chain_end()
    found = LedgerCheck(at=at, end=end, breaks=tuple(ledger_breaks(told=told)))
    return {"page": "ledger-check", "places": {}, "check": found.as_json()}


def last_ledger_check(actor: Actor) -> LedgerCheck | None:
    """What the newest check found, whoever asked for it. Raises NotFound where the actor may not check."""
    require(actor, Verb.VERIFY)
    job = last_done(KIND)
    result: Mapping[str, Any] = job.result if job else {}
    return check_from_json(result["check"]) if "check" in result else None


def ledger_check_waits() -> bool:
    """Whether a check was asked for that has not ended."""
    return any(job.kind == KIND for job in open_jobs())
