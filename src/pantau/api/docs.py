"""The API for people to read: its description as a page and as OpenAPI, in both languages."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.http import require_safe

from pantau.api.description import description
from pantau.api.problems import said_to_programs
from pantau.api.spoken import spoken
from pantau.domain.refusals import NotFound
from pantau.domain.words import LANGUAGES, table, words_from

_NAMES = {"en": "English", "id": "Bahasa Indonesia"}


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description for programs, its sentences in the language asked for."""
    text = json.dumps(description(spoken()), ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Cache-Control"] = "public, max-age=60"
    patch_vary_headers(response, ("Accept-Language",))
    return response


@require_safe
def docs(request: HttpRequest, language: str = "") -> HttpResponse:
    """The description for people. Raises NotFound for a language that we do not have."""
    if language and language not in LANGUAGES:
        raise NotFound
    with override(language or spoken()):
        return _page(request, spoken())


def _page(request: HttpRequest, language: str) -> HttpResponse:
    said = description(language)
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in said["tags"]}
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            groups[one["tags"][0]].append(_operation(path, method, one, shapes=said["components"]["schemas"]))
    context = {
        "language": language,
        "languages": [(code, name, f"/api/v1/docs/{code}/") for code, name in _NAMES.items()],
        "about": said["info"],
        "groups": [(tag["name"], tag["description"], groups[tag["name"]]) for tag in said["tags"]],
        "problems": [_problem(code, status, language) for code, status in said_to_programs()],
    }
    response = render(request, "api/docs.html", context)
    response["Cache-Control"] = "public, max-age=60"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def _operation(path: str, method: str, one: dict[str, Any], *, shapes: dict[str, Any]) -> dict[str, Any]:
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return {
        "id": one["operationId"],
        "method": method.upper(),
        "path": path,
        "says": one["summary"],
        "public": {} in one["security"],
        "parameters": [
            {"name": at["name"], "in": at["in"], "required": at["required"], "says": at["description"]}
            for at in one["parameters"]
        ],
        "fields": list(_fields(body, shapes)),
        "answers": [(status, at["description"]) for status, at in one["responses"].items()],
    }


def _fields(shape: dict[str, Any], shapes: dict[str, Any], *, above: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a body with their types, those of the objects in a list after the list."""
    named = shapes.get(shape.get("$ref", "").rpartition("/")[2], shape)
    for name, one in named.get("properties", {}).items():
        kinds = [kind for kind in one.get("anyOf", [one]) if kind.get("type") != "null"]
        yield f"{above}{name}", " ".join(kind.get("format") or kind.get("type", "") for kind in kinds)
        if "items" in one:
            yield from _fields(one["items"], shapes, above=f"{above}{name}[].")


def _problem(code: str, status: int, language: str) -> dict[str, Any]:
    said = table("refusals")[code]
    return {
        "code": code,
        "status": status,
        "says": words_from(said["says"]).into(language),
        "mend": words_from(said["mend"]).into(language),
    }
