"""A request that a program marked with a key is done once, however often it is sent."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from pantau.domain.api_refusals import RequestKeyReused
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile, PersonUnknown
from pantau.records.models import TakenRequest, User
from pantau.records.passing import forget_requests
from pantau.usecases.access import writing

REMEMBERED = timedelta(days=30)
"""How long a request and its answer are kept; docs/reference/api.md says it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a request was answered: its status and its data."""

    status: int
    data: Any


def take_request(actor: Actor, *, key: str, digest: str, work: Callable[[], Taken]) -> Taken:
    """The answer of `work`, done now or kept from when the same request was first taken.

    The key is claimed before the work begins and both are written in one transaction: of two that come at once the
    second waits, then gets the answer of the first; after a kill there are both or neither. What is refused changes
    nothing and leaves the key free.

    Raises RequestKeyReused where `digest` says that another request had the key, and what `work` raises.
    """
    try:
        return _kept(actor, key=key, digest=digest) or _done(actor, key=key, digest=digest, work=work)
    except _Claimed:
        kept = _kept(actor, key=key, digest=digest)
        if kept is None:  # the first one was refused after all
            raise ChangedMeanwhile(what=key, seen=0, now=1) from None
        return kept


class _Claimed(Exception):
    """Somebody claimed the key at the same moment."""


def _done(actor: Actor, *, key: str, digest: str, work: Callable[[], Taken]) -> Taken:
    with writing(actor, Verb.READ, reason="take request") as pen:
        user = User.objects.filter(name=actor.name).first()
        if user is None:
            raise PersonUnknown(name=actor.name)
        forget_requests(user=user, key=key, created_at__lte=pen.at - REMEMBERED)
        try:
            claim = pen.insert(TakenRequest, user=user, key=key, digest=digest, status=0, answer={})
        except ChangedMeanwhile as taken:
            raise _Claimed from taken
        done = work()
        # as text, so that it comes back sign by sign: a database may order the keys of JSON as it likes
        pen.change(claim, status=done.status, answer={"text": json.dumps(done.data)})
    return done


def _kept(actor: Actor, *, key: str, digest: str) -> Taken | None:
    since = timezone.now() - REMEMBERED
    row = TakenRequest.objects.filter(user__name=actor.name, key=key, created_at__gt=since).first()
    if row is None:
        return None
    if row.digest != digest:
        raise RequestKeyReused(key=key)
    return Taken(status=row.status, data=json.loads(row.answer["text"]))


def forget_old_requests(actor: Actor) -> int:
    """Take away what was remembered for long enough, in small transactions; how many requests that were.

    Raises NotFound where the actor may not.
    """
    require(actor, Verb.RUN_JOB)
    before, gone = timezone.now() - REMEMBERED, 0
    while True:
        with transaction.atomic():
            some = forget_requests(created_at__lte=before)
        gone += some
        if not some:
            return gone
