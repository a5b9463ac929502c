"""Checking that what is kept is whole: constraints, one history row per version, passages against their files."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.words import Words, table, words_from
from pantau.records.models import Passage, PlanDraft, Source
from pantau.records.pen import records
from pantau.records.queries.sources import source_row, source_text
from pantau.records.store import digest_of, place_of
from pantau.records.workspace import find_folder

_CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Something that does not fit: which check found it, and what it found."""

    check: str
    found: Words

    def as_json(self) -> dict[str, Any]:
        return {"check": self.check, "found": self.found.as_json()}


def verify(actor: Actor) -> tuple[Break, ...]:
    """Every break found, in the order of the checks; none means that all is whole. Reads only."""
    require(actor, Verb.VERIFY)
    return (*_constraints(), *_histories(), *_evidence())


def _break(check: str, **places: object) -> Break:
    return Break(check=check, found=words_from(table("verify")[check]).fill(**places))


def _constraints() -> Iterator[Break]:
    """What the engine itself finds; PostgreSQL cannot hold a row against its constraints."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (message,) in cursor.fetchall():
            if message != "ok":
                yield _break("constraint", detail=message)
        cursor.execute("PRAGMA foreign_key_check")
        for name, row, parent, _ in cursor.fetchall():
            yield _break("link", table=name, row=row, parent=parent)


def _histories() -> Iterator[Break]:
    for model in records():
        yield from _history(model)


def _history(model: Any) -> Iterator[Break]:
    """Each row equals its newest history row, and versions 1 to n are all there."""
    fields = [field.attname for field in model.history.model.tracked_fields]
    name = str(model._meta.verbose_name)
    seen = 0
    for rows in _chunks(model._default_manager.order_by("id")):
        ids = [row.id for row in rows]
        past: dict[int, dict[int, Any]] = defaultdict(dict)
        for entry in model.history.filter(id__in=ids).order_by("history_id"):
            past[entry.id][entry.version] = entry
        for row in rows:
            seen += 1
            versions = past[row.id]
            if sorted(versions) != list(range(1, row.version + 1)):
                yield _break("versions", record=name, id=row.public_id, version=row.version, known=len(versions))
            elif differing := [one for one in fields if getattr(row, one) != getattr(versions[row.version], one)]:
                yield _break("history", record=name, id=row.public_id, fields=", ".join(differing))
    kept = model.history.values("id").distinct().count()
    if kept != seen:
        yield _break("rows", record=name, seen=seen, kept=kept)


def _chunks(rows: models.QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while chunk := list(rows.filter(id__gt=last)[:_CHUNK]):
        yield chunk
        last = chunk[-1].id


def _evidence() -> Iterator[Break]:
    for source in Source.objects.order_by("id"):
        broken = list(_files(source.code, (source.digest, source.text_digest)))
        yield from broken or _passages(source)
    for draft in PlanDraft.objects.order_by("id"):
        yield from _files(draft.file_name, (draft.digest, draft.text_digest, draft.tree_digest))


def _files(name: str, digests: tuple[str, ...]) -> Iterator[Break]:
    """The first file that is not there as it was kept; what has no digest has no file."""
    contents = {digest: _kept(digest) for digest in digests if digest}
    if None in contents.values():
        yield _break("file_missing", source=name)
    elif any(digest_of(content or b"") != digest for digest, content in contents.items()):
        yield _break("file_changed", source=name)


def _kept(digest: str) -> bytes | None:
    try:
        return place_of(find_folder().evidence, digest).read_bytes()
    except OSError:
        return None


def _passages(source: Source) -> Iterator[Break]:
    passages = list(Passage.objects.filter(source=source).order_by("id"))
    text = (source_text(source_row(source)) or "") if passages else ""
    for passage in passages:
        if text[passage.start : passage.end] != passage.text:
            yield _break("passage", source=source.code, start=passage.start, end=passage.end)
