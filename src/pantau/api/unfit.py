"""Parameters and bodies that do not fit: each fault with its field, in the words of a refusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from pantau.api.problems import problem
from pantau.api.words import sentence
from pantau.domain.api_refusals import BodyUnfit, BodyUnreadable, FieldUnfit, ParameterUnfit
from pantau.domain.refusals import NotFound, Refusal
from pantau.domain.words import Words

_MOST_SAID = 100


def unfit(_request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:
    """What ninja calls where something sent is not what was declared.

    An address with a part that cannot be is one that does not exist; a parameter is 400, a body 422.
    """
    assert isinstance(fault, ValidationError)
    places = {error["loc"][0] for error in fault.errors}
    if "path" in places:
        return problem(NotFound())
    outside = [error for error in fault.errors if error["loc"][0] != "body"]
    if outside:
        return problem(_parameter(outside[0]))
    return problem(BodyUnfit(problems=tuple(_field(error) for error in fault.errors[:_MOST_SAID]), file="body"))


def unreadable(_request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:
    """What ninja calls where a body is no JSON, the one thing that it refuses itself."""
    assert isinstance(fault, HttpError)
    if fault.status_code != 400:
        raise fault
    return problem(BodyUnreadable())


def _parameter(error: dict[str, Any]) -> Refusal:
    name = str(error["loc"][-1])
    return ParameterUnfit(where=name, name=name, text=str(error.get("input", ""))[:40], expected=_why(error))


def _field(error: dict[str, Any]) -> Refusal:
    field = ".".join(str(part) for part in error["loc"][2:]) or "body"
    return FieldUnfit(where=field, field=field, why=_why(error))


def _why(error: dict[str, Any]) -> Words:
    """What is wrong in both languages; in the library's own words where we have none."""
    said = str(error.get("msg", "")).removeprefix("Value error, ")
    return sentence("faults", str(error["type"])) or Words(en=said, id=said)
