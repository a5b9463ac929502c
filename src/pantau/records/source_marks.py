"""The marks of sources: kept beside each text, and asked for the texts that share some."""

from collections.abc import Collection

from django.db.models import Count

from pantau.records.models import Source, SourceMark

COMMON = 500
"""A mark that more sources have tells nothing: it stands for the menus of a publisher, or a number that all print."""
_BATCH = 1000


def keep_marks(source: Source, marks: Collection[int]) -> None:
    """Keep these marks of a source and no others."""
    kept = SourceMark.objects.filter(source=source)
    if set(kept.values_list("mark", flat=True)) != set(marks):
        kept.delete()
        SourceMark.objects.bulk_create(
            [SourceMark(source=source, mark=mark) for mark in sorted(marks)], batch_size=_BATCH
        )


def sources_sharing(marks: Collection[int], *, but: int, limit: int) -> list[int]:
    """The internal ids of other sources that share marks which few have, the one that shares most first."""
    named = SourceMark.objects.filter(mark__in=sorted(marks)).values("mark")
    # the list itself, not the question: within one statement PostgreSQL reads the whole table instead of its index
    telling = list(
        named.annotate(sources=Count("id")).filter(sources__lte=COMMON).values_list("mark", flat=True).order_by("mark")
    )
    found = SourceMark.objects.filter(mark__in=telling).exclude(source_id=but).values("source_id")
    ordered = found.annotate(shared=Count("id")).order_by("-shared", "source_id")
    return [row["source_id"] for row in ordered[:limit]]
