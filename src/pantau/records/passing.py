"""What is kept for a while only: requests of programs and their answers. Everything else is kept for good."""

from typing import Any

from pantau.records.models import TakenRequest

_BATCH = 500


def forget_requests(**wanted: Any) -> int:
    """Take the wanted requests out of the table together with their history, so many at a time; how many went.

    Raises nothing of its own; `delete` of a model refuses, and would leave a history row behind.
    """
    found = TakenRequest.objects.filter(**wanted).order_by("id").values_list("pk", flat=True)
    keys = list(found[:_BATCH])
    if keys:
        TakenRequest.history.filter(id__in=keys).delete()
        rows = TakenRequest.objects.filter(pk__in=keys)
        rows._raw_delete(rows.db)  # without the signal that writes a history row
    return len(keys)
