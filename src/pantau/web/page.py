"""What a page is before it is rendered: a frozen row, its tables, and where it stands on the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from pantau.domain.words import Words
from pantau.web.ask import Asked, Text
from pantau.web.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way to a page."""

    name: Text | Words
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its template under templates/pages, its title, the row it shows, and its tables by key.

    The first table is the one of its CSV. `downloads` are the addresses of the same page as data. `refresh` is after
    how many seconds the page asks for itself again, 0 for never.
    """

    template: str
    title: Text | Words
    row: Any
    tables: Mapping[str, Table[Any]] = field(default_factory=dict)
    asked: Asked | None = None
    crumbs: tuple[Crumb, ...] = ()
    illustrative: bool = False
    refresh: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to keep: its bytes, its name and its media type."""

    content: bytes
    name: str
    media_type: str


def address(name: str, *, format: str = "html", query: str = "", **places: object) -> str:
    """The address of a page in a format; `query` begins with its question mark."""
    return reverse(f"{name}.{format}", kwargs=places) + query
