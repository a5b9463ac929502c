"""A person says which release a source repeats: the one that another repeats too, one of their own words, or none."""

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import ChangedMeanwhile, SourceUnknown, TextTooLong
from pantau.domain.review.edits import is_plain
from pantau.domain.source_refusals import DetailUnfit
from pantau.domain.sources import UNPUBLISHED, SourceRow
from pantau.records.models import Source, Workspace
from pantau.records.queries.sources import source_row
from pantau.usecases.access import writing

LONGEST = 200
"""Characters that the name of an origin has."""
_REASON = 60


def join_origin(actor: Actor, *, code: str, other: str, seen: int = 0) -> SourceRow:
    """Two sources repeat one release: the first takes the origin of the other; where that has none, both get one.

    Both changes are versions of their own in the history. `seen` is the version that the person saw, 0 for whichever.

    Raises:
        NotFound: the actor may not.
        SourceUnknown: there is no such source, or both are the same.
        ChangedMeanwhile: somebody decided on it meanwhile.
    """
    if code == other:
        raise SourceUnknown(source=other, where="other")
    with writing(actor, Verb.ADD_SOURCE, reason=f"source origin {other[:_REASON]}") as pen:
        Workspace.objects.select_for_update().first()  # two may join the same two the other way round at once
        source, known = _source(code, seen=seen), _source(other)
        origin = known.origin or source.origin or f"{known.code}: {known.title}"[:LONGEST]
        pen.revise(known, origin=origin)
        pen.revise(source, origin=origin)
    return source_row(Source.objects.get(pk=source.pk))


def set_origin(actor: Actor, *, code: str, origin: str, seen: int = 0) -> SourceRow:
    """The source repeats the release of this name; an empty name says that it stands on its own.

    Raises NotFound, SourceUnknown, ChangedMeanwhile as `join_origin`; TextTooLong, DetailUnfit for a name.
    """
    if len(origin) > LONGEST:
        raise TextTooLong(column="origin", length=len(origin), limit=LONGEST, where="origin")
    if not is_plain(origin):
        raise DetailUnfit(column="origin", where="origin")
    reason = f"source origin {origin[:_REASON]}" if origin else "source on its own"
    with writing(actor, Verb.ADD_SOURCE, reason=reason) as pen:
        source = _source(code, seen=seen)
        pen.revise(source, origin=origin)
    return source_row(Source.objects.get(pk=source.pk))


def _source(code: str, *, seen: int = 0) -> Source:
    found = Source.objects.filter(code=code).exclude(kind__in=UNPUBLISHED).first()
    if found is None:
        raise SourceUnknown(source=code)
    if seen not in (0, found.version):
        raise ChangedMeanwhile(what="source", seen=seen, now=found.version)
    return found
