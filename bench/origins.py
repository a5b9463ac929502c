"""How long it takes to find what repeats a new source among 100,000, against reading and comparing some of them.

The sources have marks as many as articles of 500 words have; those that are no copy have random ones, and a tenth of
each belongs to the menus of one of twenty publishers. Ten sources are copies, kept with their text. The floor of what a
machine without marks would do is comparing with a hundred texts, from which the time for all is reckoned.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import Size, filled_workspace, use
from measuring.fresh import measured
from measuring.machine import machine
from measuring.tables import milliseconds, print_results
from scoring import postgresql

SOURCES, MARKS, PUBLISHERS, MENUS, COPIES, TIMES = 100_000, 45, 20, 5, 10, 7
COMPARED = 100
GOAL = 0.5


def main() -> None:
    rows = []
    for engine in (nullcontext(""), postgresql()):
        with engine as url:
            if url or isinstance(engine, nullcontext):
                rows.append(_row(url))
    print(machine())
    print(f"medians of {TIMES} in one process; goal: < {milliseconds(GOAL)} for all that adding a source asks")
    print_results(["sources", "candidates", "proposals", "adding", "comparing with all", "found"], rows)


def _row(url: str) -> Sequence[object]:
    name = "PostgreSQL" if url else "SQLite"
    print(f"{name}: writing {SOURCES} sources …", file=sys.stderr)
    with filled_workspace(Size(lines=1, rounds=0), url=url) as folder:
        found = measured(__file__, "measure", str(folder), url)
    return (
        f"{SOURCES}, {name}",
        milliseconds(found["candidates"]),
        milliseconds(found["proposals"]),
        milliseconds(found["adding"]),
        f"{found['all']:.0f} s",
        f"{found['found']} of {COPIES}",
    )


def measure(folder: str, url: str) -> dict[str, Any]:
    """Fill the workspace, then ask what repeats one release, as pages and commands do."""
    use(Path(folder), url)
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.reading.origins import likeness_of
    from pantau.records.queries.sources import source_named
    from pantau.records.source_marks import sources_sharing
    from pantau.usecases.add_source import SourceDetails, add_source
    from pantau.usecases.mark_source import marks_of
    from pantau.usecases.origin_proposals import origin_proposals

    chance = random.Random(7)
    text = _article(chance)
    _fill(chance)
    for number in range(COPIES):
        copy = f"Headline {number}\n\n" + text[: len(text) * (number + 11) // 21]
        details = SourceDetails(code=f"COPY-{number}")
        add_source(LOCAL_OPERATOR, content=copy.encode(), file="copy.txt", details=details)
    code = add_source(LOCAL_OPERATOR, content=text.encode(), file="new.txt", details=SourceDetails()).source.code
    key, marks = source_named(code).id, marks_of(text)
    others = [_article(chance) for _ in range(COMPARED)]
    proposals, asked = _clocked(lambda: origin_proposals(LOCAL_OPERATOR, code=code))
    added = []
    for number in range(TIMES):
        new = f"New headline {number}\n\n{text}".encode()
        before = time.perf_counter()
        row = add_source(LOCAL_OPERATOR, content=new, file="new.txt", details=SourceDetails()).source
        origin_proposals(LOCAL_OPERATOR, code=row.code)
        added.append(time.perf_counter() - before)
    before = time.perf_counter()
    for other in others:
        likeness_of(text, other)
    return {
        "candidates": _clocked(lambda: sources_sharing(marks, but=key, limit=30))[1],
        "proposals": asked,
        "adding": median(added),
        "all": (time.perf_counter() - before) / COMPARED * SOURCES,
        "found": len(proposals),
    }


def _fill(chance: random.Random) -> None:
    """By the engine's own way to take in very many rows: five million through Django take many minutes."""
    from django.db import connection, transaction
    from django.utils import timezone

    from pantau.records.models import Source

    now = timezone.now()
    menus = [[chance.getrandbits(63) for _ in range(MENUS)] for _ in range(PUBLISHERS)]
    stamps = {"kind": "text", "file_name": "b.txt", "created_at": now, "changed_at": now}
    with transaction.atomic():
        rows = (Source(code=f"B-{n}", title=f"Text {n}", digest=f"{n:064x}", **stamps) for n in range(SOURCES))
        Source.objects.bulk_create(rows, batch_size=2000)
        keys = list(Source.objects.filter(code__startswith="B-").values_list("id", flat=True))
        made = (
            (key, mark)
            for key in keys
            for mark in (*(chance.getrandbits(63) for _ in range(MARKS)), *menus[key % PUBLISHERS])
        )
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL statement_timeout = 0")
                with cursor.copy("COPY records_sourcemark (source_id, mark) FROM STDIN") as copy:
                    for row in made:
                        copy.write_row(row)
            else:
                cursor.cursor.connection.executemany(
                    "INSERT INTO records_sourcemark (source_id, mark) VALUES (?, ?)", made
                )
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")


def _article(chance: random.Random) -> str:
    return " ".join(f"word{chance.randrange(20_000)}" for _ in range(500))


def _clocked(deed: Any) -> tuple[Any, float]:
    times = []
    for _ in range(TIMES):
        before = time.perf_counter()
        found = deed()
        times.append(time.perf_counter() - before)
    return found, median(times)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
