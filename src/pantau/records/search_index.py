"""The index of searched passages: kept beside each source, and asked for the passages that fit."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from pantau.domain.search import SPOKEN, FoundPassage, Side, Sought
from pantau.domain.sources import UNPUBLISHED
from pantau.records.models import SearchPassage, Source
from pantau.records.search_keys import MOST_PASSAGES, keys_of_years, search_key
from pantau.records.sql import id_list, plain_rows

_BATCH = 500
_PARTS = ("start", "end", "language", "stems")

Years = tuple[int | None, int | None]


def keep_searched(source: Source, passages: Sequence[FoundPassage]) -> bool:
    """Keep these passages of a source and no others; whether anything was another before."""
    wanted = {
        search_key(day=source.published_on, source=source.pk, place=place): one
        for place, one in enumerate(passages[: MOST_PASSAGES + 1])
    }
    kept = SearchPassage.objects.filter(source=source)
    before = {key: tuple(rest) for key, *rest in kept.values_list("id", *_PARTS)}
    if before == {key: (one.start, one.end, one.language, one.stems) for key, one in wanted.items()}:
        return False
    kept.delete()
    SearchPassage.objects.bulk_create(
        [
            SearchPassage(id=key, source=source, start=one.start, end=one.end, language=one.language, stems=one.stems)
            for key, one in wanted.items()
        ],
        batch_size=_BATCH,
    )
    return True


def unsearched_sources() -> list[int]:
    """The internal ids of sources that may be seen and of which nothing is searched yet."""
    shown = Source.objects.exclude(kind__in=UNPUBLISHED)
    return list(shown.filter(searched__isnull=True).values_list("id", flat=True).order_by("id"))


def found_passages(
    sought: Sought, *, traits: Sequence[str], years: Years, hidden: Collection[int], limit: int
) -> list[FoundPassage]:
    """The passages that fit and have these traits, the newest first; `hidden` are sources that are left out."""
    if not sought.sides:
        return []
    low, high = keys_of_years(*years)
    unseen = f" AND p.source_id NOT IN ({id_list(hidden)})" if hidden else ""
    if connection.vendor == "sqlite":
        rows = plain_rows(_IN_SQLITE.format(unseen=unseen), [_asked(sought, traits, _FTS5), low, high, limit])
    else:
        rows = _in_postgresql(_asked(sought, traits, _TSQUERY), keys=(low, high), unseen=unseen, limit=limit)
    return [
        FoundPassage(source=source, start=start, end=end, language=language, stems=stems.partition(" .")[0])
        for source, start, end, language, stems in rows
    ]


# SQLite is told to begin with the index of words: it would count on the table being small
_IN_SQLITE = (
    'SELECT p.source_id, p.start, p."end", p.language, p.stems'
    " FROM records_searchword w CROSS JOIN records_searchpassage p ON p.id = w.rowid"
    " WHERE w.stems MATCH %s AND w.rowid BETWEEN %s AND %s{unseen} ORDER BY w.rowid DESC LIMIT %s"
)
_IN_POSTGRESQL = (
    'SELECT p.source_id, p.start, p."end", p.language, p.stems FROM records_searchpassage p'
    " WHERE {which} ORDER BY p.id DESC LIMIT %s"
)
_FIT = "p.words @@ %s::tsquery AND p.id BETWEEN %s AND %s{unseen}"
_FEW = 8_000
"""Passages that are looked up in the index of words; where more fit, the newest are soon come across in their order."""


def _in_postgresql(asked: str, *, keys: tuple[int, int], unseen: str, limit: int) -> list[tuple[Any, ...]]:
    """The rows that fit, in the way that is quick for as many as there are: the planner would read the whole table."""
    fit, values = _FIT.format(unseen=unseen), [asked, *keys]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        found = plain_rows(f"SELECT p.id FROM records_searchpassage p WHERE {fit} LIMIT {_FEW + 1}", values)
        cursor.execute("SET LOCAL enable_indexscan = on; SET LOCAL enable_bitmapscan = off")
        if len(found) > _FEW:
            rows = plain_rows(_IN_POSTGRESQL.format(which=fit), [*values, limit])
        else:
            newest = id_list(sorted((key for (key,) in found), reverse=True)[:limit])
            rows = plain_rows(_IN_POSTGRESQL.format(which=f"p.id IN ({newest})"), [limit])
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on")
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syntax:
    """How an engine writes a search. Every stem stands in quotes and has none inside: nothing typed is an operator."""

    both: str
    either: str
    without: str
    phrase: Callable[[str], str]


_FTS5 = _Syntax(both=" AND ", either=" OR ", without="({found}) NOT ({unwanted})", phrase=lambda said: f'"{said}"')
_TSQUERY = _Syntax(
    both=" & ",
    either=" | ",
    without="({found}) & !({unwanted})",
    phrase=lambda said: "(" + " <-> ".join(f"'{stem}'" for stem in said.split(" ")) + ")",
)


def _asked(sought: Sought, traits: Sequence[str], syntax: _Syntax) -> str:
    sides = (syntax.both.join(_all_of(side, syntax)) for side in sought.sides)
    found = syntax.both.join((f"({syntax.either.join(f'({side})' for side in sides)})", *map(syntax.phrase, traits)))
    if not sought.without:
        return found
    return syntax.without.format(found=found, unwanted=_any_of(sought.without, syntax))


def _all_of(side: Side, syntax: _Syntax) -> Iterator[str]:
    for group in side.groups:
        yield _any_of(group, syntax)
    if side.language:
        yield syntax.phrase(SPOKEN.format(language=side.language))


def _any_of(phrases: Sequence[str], syntax: _Syntax) -> str:
    return f"({syntax.either.join(map(syntax.phrase, phrases))})"
