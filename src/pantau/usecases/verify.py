"""Checking that what is kept is whole: constraints, history, passages against their files, and the ledger."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from pantau.domain.breaks import Break, broken
from pantau.domain.permissions import Actor, Verb, require
from pantau.records.models import Passage, PlanDraft, Source
from pantau.records.pen import records
from pantau.records.queries.sources import source_row, source_text
from pantau.records.store import digest_of, place_of
from pantau.records.workspace import find_folder
from pantau.usecases.verify_ledger import ledger_breaks

_CHUNK = 2000


def verify(actor: Actor, *, expect: str = "") -> tuple[Break, ...]:
    """Every break found, in the order of the checks; none means that all is whole. Reads only.

    `expect` is an end of the ledger's chain that was noted before, which it must still hold.
    """
    require(actor, Verb.VERIFY)
    return (*_constraints(), *_histories(), *_evidence(), *ledger_breaks(expect=expect))


def _constraints() -> Iterator[Break]:
    """What the engine itself finds; PostgreSQL cannot hold a row against its constraints."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (message,) in cursor.fetchall():
            if message != "ok":
                yield broken("constraint", detail=message)
        cursor.execute("PRAGMA foreign_key_check")
        for name, row, parent, _ in cursor.fetchall():
            yield broken("link", table=name, row=row, parent=parent)


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
                yield broken("versions", record=name, id=row.public_id, version=row.version, known=len(versions))
            elif differing := [one for one in fields if getattr(row, one) != getattr(versions[row.version], one)]:
                yield broken("history", record=name, id=row.public_id, fields=", ".join(differing))
    kept = model.history.values("id").distinct().count()
    if kept != seen:
        yield broken("rows", record=name, seen=seen, kept=kept)


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
        yield broken("file_missing", source=name)
    elif any(digest_of(content or b"") != digest for digest, content in contents.items()):
        yield broken("file_changed", source=name)


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
            yield broken("passage", source=source.code, start=passage.start, end=passage.end)
