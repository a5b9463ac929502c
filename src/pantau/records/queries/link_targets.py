"""Records that a claim may be linked to, found by their codes and names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q

from pantau.domain.words import LANGUAGES, Words
from pantau.records.models import Actor, Indicator, Instrument, Meeting, Plan, PublishedFigure

MOST = 8
"""Records of one kind."""
_WORDS = 6
_SEARCHED: Mapping[str, tuple[Any, str]] = {
    "plan": (Plan, "title"),
    "actor": (Actor, "name"),
    "meeting": (Meeting, "title"),
    "instrument": (Instrument, "title"),
    "indicator": (Indicator, "name"),
    "figure": (PublishedFigure, "printed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """A record by kind and code; `name` is what people call it, of a figure what its source printed."""

    kind: str
    code: str
    name: Words


def link_targets(words: str) -> tuple[LinkTarget, ...]:
    """The records whose code or name holds every word, at most `MOST` of each kind, by kind and code."""
    wanted = words.split()[:_WORDS]
    return tuple(one for kind in _SEARCHED for one in _found(kind, wanted)) if wanted else ()


def _found(kind: str, words: list[str]) -> list[LinkTarget]:
    model, named = _SEARCHED[kind]
    rows = model._default_manager.filter(reduce(and_, (_holds(named, word) for word in words)))
    if hasattr(model, "withdrawn"):
        rows = rows.filter(withdrawn=False)
    return [
        LinkTarget(kind=kind, code=row.code, name=_name(getattr(row, named))) for row in rows.order_by("code")[:MOST]
    ]


def _holds(named: str, word: str) -> Q:
    held = Q(code__icontains=word)
    if named == "printed":
        return held | Q(printed__icontains=word) | Q(metric__icontains=word)
    return reduce(lambda found, language: found | Q(**{f"{named}__{language}__icontains": word}), LANGUAGES, held)


def _name(held: Words | str) -> Words:
    return held if isinstance(held, Words) else Words(en=held, id=held)
