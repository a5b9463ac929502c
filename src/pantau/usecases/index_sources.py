"""Sources kept by older versions become searchable, and get the marks by which their copies are found."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db import transaction

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.sources import UNPUBLISHED
from pantau.records.models import Source, SourceMark
from pantau.records.queries.sources import source_row, source_text
from pantau.records.search_index import unsearched_sources
from pantau.usecases.index_source import index_source
from pantau.usecases.mark_source import mark_source

UNMARKED = ("plan", "progress_sheet", "matrix")
"""Kinds that come with plans and reports: nobody asks which release they repeat."""


class Which(Enum):
    """Which sources are gone through: those that lack something, or all, as after a change of the rules of stems."""

    MISSING = "missing"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """How many sources were gone through, and of how many something was written."""

    sources: int
    written: int


def index_sources(actor: Actor, *, which: Which, told: Callable[[int, int], None] | None = None) -> Indexed:
    """Each source in a transaction of its own: what is done stays where the rest is broken off.

    Raises NotFound where the actor may not add sources.
    """
    require(actor, Verb.ADD_SOURCE)
    ids = _chosen(which)
    written = 0
    for done, key in enumerate(ids, start=1):
        with transaction.atomic():
            source = Source.objects.select_for_update().get(pk=key)
            text = source_text(source_row(source)) or ""
            changed = index_source(source, text=text)
            if text and _may_be_marked(source) and not SourceMark.objects.filter(source=source).exists():
                mark_source(source, text=text)
                changed = changed or SourceMark.objects.filter(source=source).exists()
            written += changed
        if told is not None:
            told(done, len(ids))
    return Indexed(sources=len(ids), written=written)


def _chosen(which: Which) -> list[int]:
    shown = Source.objects.exclude(kind__in=UNPUBLISHED)
    if which is Which.ALL:
        return list(shown.values_list("id", flat=True).order_by("id"))
    unmarked = shown.exclude(kind__in=UNMARKED).filter(marks__isnull=True).values_list("id", flat=True)
    return sorted({*unsearched_sources(), *unmarked})


def _may_be_marked(source: Source) -> bool:
    return source.kind not in UNMARKED
