"""The description of the API (OpenAPI 3.1): what ninja knows of the operations, and what the door adds to each."""

from typing import Any

from pantau.api.problems import MEDIA
from pantau.api.shapes import Problem
from pantau.api.v1 import api
from pantau.api.words import sentence

_WRITES = ("post", "patch")
_PUBLIC = (
    "plans",
    "plan",
    "lines",
    "line",
    "scores",
    "rounds",
    "round",
    "figures",
    "figure",
    "actors",
    "actor",
    "search",
)
_MATCHED = ("change_report", "step_report")
_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
_SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "pantau_…"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}


def description(language: str) -> dict[str, Any]:
    """The whole description, its sentences in one language."""
    said = api.get_openapi_schema(path_prefix="/api/v1/")
    paths = {
        path: {method: _operation(dict(one), method, language) for method, one in methods.items()}
        for path, methods in said["paths"].items()
    }
    shapes = said["components"]["schemas"] | {"Problem": Problem.model_json_schema()}
    return {
        "openapi": said["openapi"],
        "info": {
            "title": _words("about", "title", language),
            "version": said["info"]["version"],
            "description": _words("about", "description", language),
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": _words("groups", name, language)} for name in _groups(paths)],
        "paths": paths,
        "components": {"schemas": shapes, "securitySchemes": _SECURITY},
    }


def _operation(one: dict[str, Any], method: str, language: str) -> dict[str, Any]:
    name = one["operationId"]
    one["summary"] = _words("operations", name, language)
    one.pop("description", None)
    one["parameters"] = [
        _given(parameter) | {"description": _words("parameters", parameter["name"], language)}
        for parameter in [*one["parameters"], *_headers(name, method)]
    ]
    statuses = ["200", *_statuses(name, method, has_path=any(at["in"] == "path" for at in one["parameters"]))]
    one["responses"] = {status: _answer(one, status, language) for status in statuses}
    one["security"] = [*([{}] if name in _PUBLIC else []), {"token": []}, {"session": []}]
    return one


def _given(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter as it is given: one that is left out is not null but absent."""
    kinds = [kind for kind in parameter["schema"].get("anyOf", ()) if kind.get("type") != "null"]
    return parameter | ({"schema": kinds[0]} if len(kinds) == 1 else {})


def _headers(name: str, method: str) -> list[dict[str, Any]]:
    """The headers that the door and the resources read. If-Match is asked for by 428, not by the description."""
    if method not in _WRITES:
        return [_header("If-None-Match", {"type": "string"})]
    key = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[ -~]+$"}
    match = [_header("If-Match", {"type": "string"})] if name in _MATCHED else []
    return [*match, _header("Idempotency-Key", key)]


def _header(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"in": "header", "name": name, "schema": schema, "required": False}


def _statuses(name: str, method: str, *, has_path: bool) -> list[str]:
    found = ["400", "401", "429"]
    if has_path:
        found.append("404")
    if method in _WRITES:
        found += ["403", "409", "413", "415", "422"]
    else:
        found.append("304")
    if name in _MATCHED:
        found += ["412", "428"]
    return sorted(found)


def _answer(one: dict[str, Any], status: str, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {"description": _words("answers", status, language)}
    if status == "304":
        return said
    tag = {"ETag": {"schema": {"type": "string"}}}
    if status == "200":
        content = one["responses"].get(200) or one["responses"].get("200")
        return said | {"content": content["content"], "headers": tag}
    headers = {"429": {"Retry-After": {"schema": {"type": "integer"}}}}.get(status, {})
    return said | {"content": {MEDIA: _PROBLEM}} | ({"headers": headers} if headers else {})


def _groups(paths: dict[str, Any]) -> list[str]:
    tags = [tag for methods in paths.values() for one in methods.values() for tag in one["tags"]]
    return list(dict.fromkeys(tags))


def _words(part: str, name: str, language: str) -> str:
    said = sentence(part, name)
    assert said is not None, f"nothing is said of {name} under {part} in api.toml"
    return said.into(language)
