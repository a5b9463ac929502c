"""Refusals become a page or JSON with the same sentences, and so does an address that does not exist."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from pantau.domain.refusals import FigureUnknown, NotFound, PlanUnknown, Refusal, SourceUnknown
from pantau.web.render import render_refusal
from pantau.web.wording import language

_ABSENT = (NotFound, PlanUnknown, FigureUnknown, SourceUnknown)
_MARK = "pantau_refused"


class RefusalMiddleware:
    """Answers a Refusal with 404 for what is absent or forbidden, else 400; anything else stays a bug and is logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and not hasattr(response, _MARK):
            return refusal_response(request, NotFound())
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal in the format that the address asked for: JSON for data, a page for people."""
    status = 404 if isinstance(refusal, _ABSENT) else 400
    data = refusal.as_json(language())
    if request.path.endswith((".json", ".csv")):
        response: HttpResponse = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
        response["Cache-Control"] = "private, no-store"
    else:
        response = render_refusal(request, context={"refusal": data, "status": status}, status=status)
    setattr(response, _MARK, True)
    return response
