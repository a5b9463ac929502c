"""Refusals become a page or JSON with the same sentences, and so does an address that does not exist."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from pantau.domain.evidence_refusals import ClaimUnknown
from pantau.domain.people_refusals import InvitationGone
from pantau.domain.refusals import (
    ChangedMeanwhile,
    FigureUnknown,
    FormForeign,
    JobFileGone,
    JobUnknown,
    NotFound,
    PlanUnknown,
    Refusal,
    SourceUnknown,
    UploadTooLarge,
    VersionUnknown,
)
from pantau.domain.reporting_refusals import MessageUnknown
from pantau.web.render import render_refusal
from pantau.web.wording import language

_STATUSES: dict[type[Refusal], int] = {
    NotFound: 404,
    PlanUnknown: 404,
    MessageUnknown: 404,
    VersionUnknown: 404,
    FigureUnknown: 404,
    SourceUnknown: 404,
    ClaimUnknown: 404,
    JobUnknown: 404,
    JobFileGone: 404,
    InvitationGone: 404,
    ChangedMeanwhile: 409,
    UploadTooLarge: 413,
    FormForeign: 403,
}
_MARK = "pantau_refused"


class RefusalMiddleware:
    """Answers a Refusal with its status, 400 for most; anything else stays a bug and is logged.

    A body whose head says that it is too large is refused before anything reads it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        largest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        if _length(request) > largest:
            return refusal_response(request, UploadTooLarge(limit=f"{largest // 1_000_000} MB"))
        response = self.get_response(request)
        if response.status_code == 404 and not (hasattr(response, _MARK) or _is_problem(response)):
            return refusal_response(request, NotFound())
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal in the format that the address asked for: JSON for data, a page for people."""
    status = next((status for kind, status in _STATUSES.items() if isinstance(refusal, kind)), 400)
    data = refusal.as_json(language())
    if request.path.endswith((".json", ".csv")):
        response: HttpResponse = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    else:
        response = render_refusal(request, context={"refusal": data, "status": status}, status=status)
    setattr(response, _MARK, True)
    return response


def foreign_form(request: HttpRequest, **_reason: str) -> HttpResponse:
    """What a form gets that did not come from a page of ours."""
    return refusal_response(request, FormForeign())


def _is_problem(response: HttpResponse) -> bool:
    """Whether a program gets it, which wants no page."""
    return response.headers.get("Content-Type", "") == "application/problem+json"


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0
