"""Who calls: the person behind a token or a session with the rights of this moment, or anybody."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from pantau.domain.api_refusals import TokenMissing, TokenReadsOnly
from pantau.domain.permissions import VISITOR, Actor
from pantau.domain.refusals import FormForeign
from pantau.domain.tokens import MARK, Scope
from pantau.records.queries.people import acting
from pantau.records.queries.tokens import bearer_of

SAFE = ("GET", "HEAD", "OPTIONS")
_KEPT = "pantau_caller"
_LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The actor, and whether they showed who they are; `credentials` tells whether any were sent at all."""

    actor: Actor
    known: bool
    credentials: bool


ANYBODY = Caller(actor=VISITOR, known=False, credentials=False)


def caller_of(request: HttpRequest) -> Caller:
    """Whom the door let in."""
    return cast(Caller, getattr(request, _KEPT, ANYBODY))


def person(request: HttpRequest) -> Actor:
    """The actor of a request that is for people we know. Raises TokenMissing for anybody else."""
    caller = caller_of(request)
    if not caller.known:
        raise TokenMissing
    return caller.actor


def let_in(request: HttpRequest) -> Caller:
    """Find out who calls and remember it with the request.

    Raises:
        TokenMissing: a token that lets nobody in; which way it failed is not said.
        TokenReadsOnly: a token for reading, sent with something that changes.
        FormForeign: a session without the CSRF mark of our own pages, sent with something that changes.
    """
    caller = _by_token(request) if "Authorization" in request.headers else _by_session(request)
    setattr(request, _KEPT, caller)
    return caller


def _by_token(request: HttpRequest) -> Caller:
    kind, _, secret = request.headers["Authorization"].partition(" ")
    secret = secret.strip()
    if kind.lower() != "bearer" or not secret.startswith(MARK) or len(secret) > _LONGEST_SECRET:
        raise TokenMissing
    bearer = bearer_of(secret, at=timezone.now())
    if bearer is None:
        raise TokenMissing
    if request.method not in SAFE and bearer.scope is not Scope.WRITE:
        raise TokenReadsOnly
    return Caller(actor=bearer.actor, known=True, credentials=True)


def _by_session(request: HttpRequest) -> Caller:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ANYBODY
    user = getattr(request, "user", None)
    actor = acting(user) if user is not None and user.is_authenticated else None
    if actor is None:
        return Caller(actor=VISITOR, known=False, credentials=True)
    if request.method not in SAFE and _foreign(request):
        raise FormForeign
    return Caller(actor=actor, known=True, credentials=True)


def _foreign(request: HttpRequest) -> bool:
    """Whether a request that a browser sent with its cookie came from another site."""
    # ninja's views are outside the ordinary check
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    check = CsrfViewMiddleware(lambda _request: None)  # type: ignore[arg-type]
    check.process_request(request)
    return check.process_view(request, _unmarked, (), {}) is not None


def _unmarked() -> HttpResponse:
    """A view as the check wants one: it is asked whether it is exempt, and never called."""
    return HttpResponse()
