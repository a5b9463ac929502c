"""The last word on every answer under /api/: whatever was refused on the way is a problem, never a page."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from pantau.api.problems import MEDIA, problem
from pantau.domain.api_refusals import BodyTooLarge, BodyUnreadable, FaultOfOurs, MethodUnfit
from pantau.domain.refusals import NotFound, Refusal

_PLACE = "/api/"


class ProblemMiddleware:
    """Turns a refusal that others made for people, such as a method that an address has not got, into a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(_PLACE) or response.status_code < 400 or _is_problem(response):
            return response
        answer = problem(_refusal(request, response), status=response.status_code)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        patch_vary_headers(answer, ("Authorization", "Cookie", "Accept-Language"))
        return answer


def _is_problem(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "") == MEDIA


def _refusal(request: HttpRequest, response: HttpResponse) -> Refusal:
    status = response.status_code
    if status == 405:
        return MethodUnfit(method=request.method, allowed=response.headers.get("Allow", "GET"))
    if status == 413:
        return BodyTooLarge(limit="5 MB")
    if status >= 500:
        logging.getLogger(__name__).error("A request to %s failed with %s", ascii(request.path), status)
        return FaultOfOurs()
    return NotFound() if status == 404 else BodyUnreadable()
