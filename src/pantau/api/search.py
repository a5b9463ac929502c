"""Search in the texts of all sources that the caller may read."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pantau.api.answers import answered
from pantau.api.asked import SearchAsked
from pantau.api.caller import caller_of
from pantau.api.paging import part_of
from pantau.api.shapes import FoundPart
from pantau.domain.search import Narrowed
from pantau.usecases.search_sources import found_data, search_sources

router = Router(tags=["search"])


@router.get("", operation_id="search", response=FoundPart)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    """What fits, the best first."""
    narrowed = Narrowed(
        language=asked.language or "",
        publisher=asked.publisher,
        kind=asked.kind,
        first=asked.from_year,
        last=asked.to_year,
    )
    outcome = search_sources(caller_of(request).actor, typed=asked.q, narrowed=narrowed)
    about = {
        "passages": outcome.passages,
        "more": outcome.more,
        "notes": [note.as_json() for note in outcome.notes],
    }
    shown = partial(found_data, sought=outcome.sought)
    return answered(about | part_of(request, outcome.found, asked=asked, shown=shown))
