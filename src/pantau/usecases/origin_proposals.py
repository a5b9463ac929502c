"""Which sources may repeat the release that a source repeats, each with why; a person decides."""

from pantau.domain.origins import Alike, OriginProposal
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.sources import UNPUBLISHED
from pantau.reading.origins import likeness_of
from pantau.records.models import Source
from pantau.records.queries.source_sight import text_for
from pantau.records.queries.sources import source_named, source_row
from pantau.records.source_marks import sources_sharing
from pantau.usecases.mark_source import marks_of

CANDIDATES = 30  # texts that are compared in full
_ORDER = (Alike.COPY, Alike.TRANSLATION, Alike.RETELLING)


def origin_proposals(actor: Actor, *, code: str) -> tuple[OriginProposal, ...]:
    """Sources that do not share the source's origin yet, the most alike first. Raises NotFound, SourceUnknown."""
    require(actor, Verb.ADD_SOURCE)
    source = source_named(code)
    text = text_for(actor, source)
    if text is None:
        return ()
    keys = sources_sharing(marks_of(text), but=source.id, limit=CANDIDATES)
    found = []
    for other in map(source_row, Source.objects.filter(id__in=keys).exclude(kind__in=UNPUBLISHED)):
        if source.origin and other.origin == source.origin:
            continue
        words = text_for(actor, other)
        likeness = likeness_of(text, words, languages=(source.language, other.language)) if words else None
        if likeness is not None:
            found.append(OriginProposal(source=other, likeness=likeness))
    return tuple(
        sorted(found, key=lambda one: (_ORDER.index(one.likeness.alike), -one.likeness.share, one.source.code))
    )
