"""A person searches the texts of all sources that they may read."""

from typing import Any

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.search import (
    MOST_FOUND,
    FoundSource,
    Narrowed,
    Outcome,
    Snippet,
    Sought,
    Unknown,
    by_source,
    ranked,
)
from pantau.domain.sources import SourceRow
from pantau.reading.search.query import query_of
from pantau.reading.search.snippets import hits_between, hits_in, snippet
from pantau.reading.search.traits import trait
from pantau.records.queries.source_sight import unreadable_sources
from pantau.records.queries.sources import source_text, sources_by_id
from pantau.records.search_index import found_passages

_EVERY = Narrowed()


def search_sources(actor: Actor, *, typed: str, narrowed: Narrowed = _EVERY) -> Outcome:
    """What fits, the best first; nothing of a text that the actor may not read is found, counted or told of."""
    require(actor, Verb.READ)
    sought = query_of(typed)
    if not sought.sides:
        return Outcome(sought=sought)
    hidden = unreadable_sources(actor)
    traits = [trait(name, value) for name in ("language", "kind", "publisher") if (value := getattr(narrowed, name))]
    years = (narrowed.first, narrowed.last)
    found = found_passages(sought, traits=traits, years=years, hidden=hidden, limit=MOST_FOUND + 1)
    passages = ranked(found[:MOST_FOUND], sought.sides)
    sources = by_source(passages, sources_by_id(one.source for one in passages))
    return Outcome(
        sought=sought,
        found=sources,
        more=len(found) > MOST_FOUND,
        unknown=Unknown() if sources else _unknown(sought, hidden),
    )


def snippet_of(found: FoundSource, sought: Sought) -> Snippet | None:
    """The best passage of a found source with its hits; ``None`` where only the title fits or the file is not there."""
    best = next((one for one in found.passages if one.end), None)
    text = source_text(found.source) if best is not None else None
    if best is None or text is None:
        return None
    return snippet(text, start=best.start, end=best.end, language=best.language, sought=sought)


def found_data(found: FoundSource, sought: Sought) -> dict[str, Any]:
    """A found source as data, with the place and the words of its best passage."""
    best = snippet_of(found, sought)
    return found.source.as_json() | {
        "passages": len(found.passages),
        "snippet": best.as_json() if best is not None else None,
    }


def title_of(found: FoundSource, sought: Sought) -> Snippet:
    """The title of a found source with its hits."""
    title = found.source.title
    hits = hits_in(title, language=found.source.language or "en", sought=sought)
    return Snippet(text=title, start=0, hits=tuple(hits))


def hits_on(source: SourceRow, *, text: str, typed: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where on a page of a source's text stands what was typed into a search."""
    return hits_between(text, start=start, end=end, language=source.language, sought=query_of(typed))


def _unknown(sought: Sought, hidden: frozenset[int]) -> Unknown:
    """Which of the words no text has; where each is somewhere, a search for any of them."""
    words = tuple(unit for unit in sought.units if _is_unknown(unit, hidden))
    if words or len(sought.units) < 2:
        return Unknown(words=words)
    return Unknown(any_of=" OR ".join(sought.units))


def _is_unknown(unit: str, hidden: frozenset[int]) -> bool:
    alone = query_of(unit)
    if not alone.sides:
        return False
    return not found_passages(alone, traits=(), years=(None, None), hidden=hidden, limit=1)
