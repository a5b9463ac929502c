"""The register of countries, bodies and partners."""

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered
from pantau.api.asked import ActorsAsked, Code
from pantau.api.paging import part_of
from pantau.api.shapes import ActorPart, ActorShape
from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.refusals import CellUnknown
from pantau.records.queries.actors import actor_named, actor_rows

router = Router(tags=["actors"])


@router.get("", operation_id="actors", response=ActorPart)
def actors(request: HttpRequest, asked: Query[ActorsAsked]) -> HttpResponse:
    """Every actor that fits, by code. Raises CellUnknown."""
    kinds = tuple(kind for kind in ActorKind if not asked.kind or kind.value == asked.kind)
    if not kinds:
        raise CellUnknown(column="kind", text=asked.kind[:40], expected=", ".join(ActorKind))
    wanted = asked.q.casefold()
    found = [one for one in actor_rows(kinds) if wanted in f"{one.code} {one.name.en} {one.name.id}".casefold()]
    return answered(part_of(request, found, asked=asked, shown=ActorRow.as_json))


@router.get("/{actor}", operation_id="actor", response=ActorShape)
def actor(request: HttpRequest, actor: Path[Code]) -> HttpResponse:
    """One actor. Raises NotFound."""
    return answered(actor_named(actor).as_json())
