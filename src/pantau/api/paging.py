"""A list in parts: never more than 500 at once, with the addresses of the parts before and after."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest

from pantau.api.asked import DEEPEST, Listed

Item = TypeVar("Item")


def part_of(
    request: HttpRequest, items: Sequence[Item], *, asked: Listed, shown: Callable[[Item], Any]
) -> dict[str, Any]:
    """The part asked for as data; `shown` is asked of the items of this part alone."""
    total, start, limit = len(items), asked.offset, asked.limit
    onward = start + limit
    return {
        "total": total,
        "limit": limit,
        "offset": start,
        "next": _address(request, onward, limit) if onward < total and onward <= DEEPEST else None,
        "previous": _address(request, max(0, start - limit), limit) if start else None,
        "items": [shown(item) for item in items[start:onward]],
    }


def _address(request: HttpRequest, offset: int, limit: int) -> str:
    query = request.GET.copy()
    query["offset"], query["limit"] = str(offset), str(limit)
    return f"{request.path}?{query.urlencode()}"
