"""The door that every request comes through: who calls, how often, with what; and how the answer leaves."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from pantau.api.answers import sealed
from pantau.api.caller import ANYBODY, SAFE, Caller, let_in
from pantau.api.limits import count
from pantau.api.problems import problem
from pantau.domain.api_refusals import BodyTooLarge, MediaUnfit, ParameterUnfit, TokenMissing
from pantau.domain.refusals import ParameterUnknown, Refusal

LARGEST_BODY = 5_000_000
Run = Callable[..., HttpResponse]


def at_the_door(run: Run) -> Run:
    """Wraps the running of one operation of ninja: what HTTP asks is checked before anything is read or done."""
    known = _parameters(cast(Any, run).__self__)

    @wraps(run)
    def guarded(request: HttpRequest, **places: Any) -> HttpResponse:
        caller = ANYBODY
        try:
            caller = _caller(request)
            _check(request, known=known)
        except Refusal as refusal:
            return sealed(request, problem(refusal), caller=caller)
        return sealed(request, run(request, **places), caller=caller)

    return guarded


def _caller(request: HttpRequest) -> Caller:
    """Who calls, counted; guessing tokens counts for the address that guesses."""
    try:
        caller = let_in(request)
    except TokenMissing:
        count(request, None)
        raise
    count(request, caller)
    return caller


def _check(request: HttpRequest, *, known: tuple[str, ...]) -> None:
    for name in request.GET:
        if name not in known:
            raise ParameterUnknown(name=name[:100], expected=", ".join(known) or "-")
        if "\0" in request.GET[name]:
            raise ParameterUnfit(name=name, text="NUL", expected="text")
    if request.method in SAFE:
        return
    media = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise MediaUnfit(media=media[:100] or "-")
    if _length(request) > LARGEST_BODY:
        raise BodyTooLarge(limit=f"{LARGEST_BODY // 1_000_000} MB")


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _parameters(operation: Any) -> tuple[str, ...]:
    """The names that the query of an operation may have."""
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return tuple(name for model in models for name in model.__ninja_flatten_map__)
