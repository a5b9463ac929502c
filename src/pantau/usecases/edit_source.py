"""What is known of a source is corrected: its title, publisher, day, language, rights or link; its bytes never."""

from dataclasses import asdict, replace

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import ChangedMeanwhile, SourceUnknown
from pantau.domain.sources import UNPUBLISHED, SourceRow
from pantau.records.models import Source
from pantau.records.queries.sources import source_row, source_text
from pantau.usecases.access import writing
from pantau.usecases.add_source import SourceDetails, check_details
from pantau.usecases.index_source import index_source


def edit_source(actor: Actor, *, details: SourceDetails, seen: int = 0) -> SourceRow:
    """Put these details in the place of those of the source `details.code`; an empty title stays as it was.

    Saying what is there already changes nothing. `seen` is the version that the person saw, 0 for whichever.

    Raises:
        NotFound: the actor may not. SourceUnknown: there is no such source.
        TextTooLong, DetailUnfit, LinkInvalid, CellUnknown, DateOutOfRange: a detail cannot be kept.
        ChangedMeanwhile: somebody changed it since it was seen.
    """
    with writing(actor, Verb.ADD_SOURCE, reason=f"source edit {details.code[:60]}") as pen:
        source = Source.objects.filter(code=details.code).exclude(kind__in=UNPUBLISHED).first()
        if source is None:
            raise SourceUnknown(source=details.code)
        if seen not in (0, source.version):
            raise ChangedMeanwhile(what="source", seen=seen, now=source.version)
        given = replace(details, title=details.title or source.title)
        check_details(given, file=source.file_name)
        pen.revise(source, **{name: value for name, value in asdict(given).items() if name != "code"})
        changed = source_row(Source.objects.get(pk=source.pk))
        index_source(Source.objects.get(pk=source.pk), text=source_text(changed) or "")
    return changed
