"""Named reads of sources and passages."""

from collections.abc import Iterable

from pantau.domain.refusals import FileBinary, FileEmpty, FileEncoding, FileMissing, SourceUnknown
from pantau.domain.sources import UNPUBLISHED, PassageRow, SourceRow
from pantau.files.text import read_text
from pantau.records.models import Passage, Source
from pantau.records.sql import columns, fields_of, id_list, plain_rows
from pantau.records.store import place_of
from pantau.records.workspace import find_folder


def source_row(source: Source) -> SourceRow:
    return SourceRow(
        id=source.id,
        public_id=source.public_id,
        code=source.code,
        kind=source.kind,
        title=source.title,
        publisher=source.publisher,
        origin=source.origin,
        language=source.language,
        published_on=source.published_on,
        rights=source.rights,
        file_name=source.file_name,
        digest=source.digest,
        text_digest=source.text_digest,
        link=source.link,
        illustrative=source.illustrative,
        version=source.version,
    )


def passage_row(passage: Passage) -> PassageRow:
    return PassageRow(
        public_id=passage.public_id,
        source=source_row(passage.source),
        start=passage.start,
        end=passage.end,
        text=passage.text,
    )


def source_rows() -> list[SourceRow]:
    """All sources that may be seen, by code."""
    return [source_row(source) for source in Source.objects.exclude(kind__in=UNPUBLISHED).order_by("code")]


def sources_by_id(ids: Iterable[int]) -> dict[int, SourceRow]:
    """Those of these sources that may be seen, by their internal ids."""
    fields = fields_of(Source, SourceRow.__slots__)
    # by hand, since a search that finds much asks for a thousand
    sql = f"SELECT {columns('s', fields)} FROM records_source s WHERE s.id IN ({id_list(sorted(set(ids)))})"
    rows = (SourceRow(**dict(zip(SourceRow.__slots__, row, strict=True))) for row in plain_rows(sql, fields=fields))
    return {row.id: row for row in rows if row.kind not in UNPUBLISHED}


def newest_sources(*, kind: str, limit: int) -> list[SourceRow]:
    """The sources of a kind that came in last, the newest first."""
    found = Source.objects.filter(kind=kind).exclude(kind__in=UNPUBLISHED)
    return [source_row(source) for source in found.order_by("-id")[:limit]]


def source_named(code: str) -> SourceRow:
    """Raises SourceUnknown."""
    source = Source.objects.filter(code=code).exclude(kind__in=UNPUBLISHED).first()
    if source is None:
        raise SourceUnknown(source=code)
    return source_row(source)


def source_text(source: SourceRow) -> str | None:
    """The text of a source, which its passages count in; ``None`` where its file holds none or is not there."""
    try:
        return read_text(place_of(find_folder().evidence, source.text_digest or source.digest))
    except (FileMissing, FileBinary, FileEmpty, FileEncoding):
        return None


def source_passages(source: SourceRow) -> list[PassageRow]:
    """The passages of a source that something points to, in their order in the text."""
    passages = Passage.objects.filter(source_id=source.id).select_related("source").order_by("start", "end")
    return [passage_row(passage) for passage in passages]
