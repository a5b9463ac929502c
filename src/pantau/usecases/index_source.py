"""The passages by which a source is found in a search."""

from pantau.domain.sources import UNPUBLISHED
from pantau.reading.search.index import searched
from pantau.records.models import Source
from pantau.records.search_index import keep_searched


def index_source(source: Source, *, text: str) -> bool:
    """Keep what is searched of a source, inside the transaction that keeps it; whether anything was another before.

    Of files that are never shown among the sources nothing is searched.
    """
    if source.kind in UNPUBLISHED:
        return keep_searched(source, ())
    title = " ".join(filter(None, (source.title, source.publisher, source.code)))
    traits = {"language": source.language, "kind": source.kind, "publisher": source.publisher}
    return keep_searched(source, list(searched(text, title=title, source=source.pk, traits=traits)))
