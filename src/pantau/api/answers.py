"""An answer: its JSON, its tag, and whether the caller's own copy or precondition still holds."""

import hashlib
import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from pantau.api.caller import Caller
from pantau.domain.api_refusals import TagMissing, TagOutdated

KEPT_BY_ANYBODY = "public, max-age=60"
NEVER_KEPT = "private, no-store"
_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def answered(data: Any, *, status: int = 200, tagged: Any = None) -> HttpResponse:
    """The data as JSON with the tag of exactly this content; `tagged` is what the tag is made from where the content
    also tells the moment at which it was asked.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text.encode(), status=status, content_type="application/json")
    response["ETag"] = tag_of(data) if tagged is None else f"W/{tag_of(tagged)}"
    return response


def tag_of(data: Any) -> str:
    """The entity tag of a piece of content: a report's holds its version and its digest.

    >>> tag_of({"a": 1}) == tag_of({"a": 2})
    False
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def require_match(request: HttpRequest, data: Any) -> None:
    """Raises TagMissing or TagOutdated where the caller has not seen this content.

    A tag that came back weakened is taken: a proxy or our own compression weakens the tag of content it re-codes.
    """
    wanted = request.headers.get("If-Match", "")
    if not wanted.strip():
        raise TagMissing
    now = tag_of(data)
    if wanted.strip() != "*" and now.strip('"') not in _TAG.findall(wanted):
        raise TagOutdated(now=now)


def sealed(request: HttpRequest, response: HttpResponse, *, caller: Caller) -> HttpResponse:
    """The answer as it leaves: 304 where the caller has it already, and who may keep it."""
    tag = response.headers.get("ETag", "")
    if request.method == "GET" and response.status_code == 200 and _has(request, tag):
        response = HttpResponse(status=304, headers={"ETag": tag})
        del response["Content-Type"]
    public = not caller.credentials and request.method == "GET" and response.status_code in (200, 304)
    response["Cache-Control"] = KEPT_BY_ANYBODY if public else NEVER_KEPT
    patch_vary_headers(response, ("Authorization", "Cookie", "Accept-Language"))
    return response


def _has(request: HttpRequest, tag: str) -> bool:
    held = request.headers.get("If-None-Match", "")
    return bool(tag) and (held.strip() == "*" or bool(set(_TAG.findall(tag)) & set(_TAG.findall(held))))
