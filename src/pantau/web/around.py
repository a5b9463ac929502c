"""What the shell of every page needs, whoever made the page: languages, section, and who reads."""

from typing import Any

from django.http import HttpRequest

from pantau.domain.permissions import Verb, may_somewhere
from pantau.web.actor import actor_of

LANGUAGE_NAMES = {"en": "English", "id": "Bahasa Indonesia"}


def around(request: HttpRequest) -> dict[str, Any]:
    """This page in the other languages, the part of the site it belongs to, and the person signed in."""
    here = request.get_full_path()
    user = getattr(request, "user", None)
    return {
        "languages": [(code, name, _in(code, here)) for code, name in LANGUAGE_NAMES.items()],
        "section": _section(request),
        "works": may_somewhere(actor_of(request), Verb.USE_DESK),
        "person": user if user is not None and user.is_authenticated else None,
        "here": here,
    }


def _in(code: str, here: str) -> str:
    """The same page in a language: addresses differ only in their first part."""
    _, first, *rest = here.split("/", 2)
    return "/".join(["", code, *rest]) if first in LANGUAGE_NAMES else here


def _section(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.url_name.partition(".")[0].partition("-")[0] if match and match.url_name else ""
