"""Requests that change something: done once for each Idempotency-Key, answered with the state after."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pantau.api.answers import answered
from pantau.api.caller import person
from pantau.domain.api_refusals import RequestKeyUnfit
from pantau.usecases.take_request import Taken, take_request

LONGEST_KEY = 100


def done_once(request: HttpRequest, work: Callable[[], Taken]) -> HttpResponse:
    """The answer of `work`; where the request has a key, the same answer however often it is sent.

    Raises RequestKeyUnfit, RequestKeyReused, TokenMissing, and what `work` raises.
    """
    actor = person(request)
    key = request.headers.get("Idempotency-Key")
    if key is None:
        taken = work()
    elif not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise RequestKeyUnfit(limit=LONGEST_KEY)
    else:
        taken = take_request(actor, key=key, digest=_digest(request), work=work)
    return answered(taken.data, status=taken.status)


def _digest(request: HttpRequest) -> str:
    """What makes two requests the same: where they go, what they say, and which state they are about."""
    about = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(about.encode() + request.body).hexdigest()
