"""Refusals as programs get them: application/problem+json (RFC 9457) with the sentences that a page shows."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from pantau.api.spoken import spoken
from pantau.domain.api_refusals import (
    BodyTooLarge,
    BodyUnfit,
    BodyUnreadable,
    CellsClash,
    CellsRefused,
    FaultOfOurs,
    FieldUnfit,
    MediaUnfit,
    MethodUnfit,
    ParameterUnfit,
    RequestKeyReused,
    RequestKeyUnfit,
    TagMissing,
    TagOutdated,
    TokenMissing,
    TokenReadsOnly,
    TooManyRequests,
)
from pantau.domain.refusals import (
    CellUnknown,
    ChangedMeanwhile,
    FigureUnknown,
    FormForeign,
    NotFound,
    ParameterUnknown,
    PlanUnknown,
    Refusal,
    RoundUnknown,
    RowsRejected,
    SourceUnknown,
    StepNotOpen,
    UploadTooLarge,
    VersionUnknown,
)
from pantau.domain.reporting_refusals import (
    LineNotOwed,
    NoteMissing,
    NothingToDo,
    ReportingClosed,
    ReportNotEditable,
    ShownChanged,
    StopFound,
)

MEDIA = "application/problem+json"
TYPES = "/api/v1/docs/#"
"""Where each type of problem is explained; the code of the refusal follows."""

_STATUSES: dict[type[Refusal], int] = {
    TokenMissing: 401,
    TokenReadsOnly: 403,
    FormForeign: 403,
    NotFound: 404,
    PlanUnknown: 404,
    VersionUnknown: 404,
    FigureUnknown: 404,
    SourceUnknown: 404,
    MethodUnfit: 405,
    ChangedMeanwhile: 409,
    StepNotOpen: 409,
    ReportNotEditable: 409,
    ReportingClosed: 409,
    TagOutdated: 412,
    BodyTooLarge: 413,
    UploadTooLarge: 413,
    MediaUnfit: 415,
    RequestKeyReused: 422,
    RowsRejected: 422,
    CellsRefused: 422,
    NoteMissing: 422,
    NothingToDo: 422,
    TagMissing: 428,
    TooManyRequests: 429,
    FaultOfOurs: 500,
}
_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "Changed since it was read",
    413: "Too large",
    415: "Media type not read",
    422: "Content does not fit",
    428: "If-Match required",
    429: "Too many requests",
    500: "Fault of ours",
}


def status_for(kind: type[Refusal]) -> int:
    """The HTTP status of a kind of refusal, its own or that of what it is a kind of; 400 where none is said."""
    return next((_STATUSES[above] for above in kind.__mro__ if above in _STATUSES), 400)


def said_to_programs() -> list[tuple[str, int]]:
    """The codes that a program may get, each with its status, by status."""
    others = (ParameterUnknown, ParameterUnfit, BodyUnreadable, RequestKeyUnfit, CellUnknown, RoundUnknown)
    below = (CellsClash, CellsRefused, BodyUnfit, FieldUnfit, ShownChanged, StopFound, LineNotOwed)
    kinds: set[type[Refusal]] = {*_STATUSES, *others, *below}
    return sorted(((kind.code, status_for(kind)) for kind in kinds), key=lambda one: (one[1], one[0]))


def problem(refusal: Refusal, *, status: int | None = None) -> HttpResponse:
    """The refusal as an answer that no cache keeps."""
    code = status or status_for(type(refusal))
    said = refusal.as_json(spoken())
    data: dict[str, Any] = {
        "type": f"{TYPES}{said['code']}",
        "title": _TITLES.get(code, "Refused"),
        "status": code,
        "detail": f"{said['says']} {said['mend']}",
    }
    response = HttpResponse(json.dumps(data | said, ensure_ascii=False), status=code, content_type=MEDIA)
    response["Cache-Control"] = "private, no-store"
    if code == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Pantau"'
    if isinstance(refusal, TooManyRequests):
        response["Retry-After"] = str(refusal.wait)
    return response


def refused(_request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:
    """What ninja calls where a resource raised a refusal."""
    assert isinstance(fault, Refusal)
    return problem(fault)
