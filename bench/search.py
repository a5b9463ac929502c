"""How long a search over 100,000 passages takes, alone and with a page of snippets, against the engine's bare query.

Ten thousand texts of ten paragraphs, half of them in each language, of words whose frequency falls as that of real ones
does: some stand in most passages, most in few. The floor is the engine's own query for the same words in the same run,
which counts what fits and reads nothing of it.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import Size, filled_workspace, use
from measuring.fresh import measured
from measuring.machine import machine
from measuring.tables import milliseconds, print_results
from scoring import postgresql

SOURCES, PARAGRAPHS, WORDS, TIMES, SHOWN = 10_000, 10, 60, 9, 25
GOAL = 0.1
USUAL = {
    "id": "negara kerja sama asean rencana para menteri kawasan perdagangan pembangunan pertemuan program bidang "
    "energi ekonomi pelaksanaan tahun mitra "
    "investasi pelatihan menyetujui penguatan teknologi pendidikan kesehatan bencana",
    "en": "cooperation asean ministers plan region trade development meeting programme energy economic implementation "
    "year partners investment training agreed strengthening technology education health disaster countries joint new",
}
STOP = {"id": "yang dan di dengan untuk dalam pada dari", "en": "the of and to in for on with"}
SEARCHES = {
    "a rare word": "word7777",
    "a usual word": "pelatihan",
    "the most common word": "asean",
    "four common words": "asean kerja sama negara rencana",
    "common words of two languages": "asean plan OR rencana region OR kawasan trade OR perdagangan",
    "a phrase": '"trade development"',
    "a phrase of common words that is rare": '"asean asean asean"',
    "common without common": "asean -cooperation -negara",
    "common or common": "asean OR negara OR cooperation OR plan",
    "narrowed to a language, publisher and years": "asean",
    "common with a rare one": "asean word7777",
    "nothing found, three unknown": "kwetiau soto rendang",
    "nothing found, all known": '"disaster joint new" "energy asean trade health"',
}


def main() -> None:
    print(machine())
    print(f"medians (worst) of {TIMES} in one process; goal: < {milliseconds(GOAL)} for a search with its snippets")
    for engine in (nullcontext(""), postgresql()):
        with engine as url:
            if url or isinstance(engine, nullcontext):
                print_results(
                    ["PostgreSQL" if url else "SQLite", "passages", "search", "CPU", "with snippets", "bare query"],
                    _rows(url),
                )


def _rows(url: str) -> list[Sequence[object]]:
    print(f"writing {SOURCES * PARAGRAPHS} passages …", file=sys.stderr)
    with filled_workspace(Size(lines=1, rounds=0), url=url) as folder:
        found = measured(__file__, "measure", str(folder), url)
    return [
        (
            name,
            one["passages"],
            f"{milliseconds(one['search'])} ({milliseconds(one['worst'])})",
            milliseconds(one["cpu"]),
            milliseconds(one["page"]),
            milliseconds(one["bare"]),
        )
        for name, one in found.items()
    ]


def measure(folder: str, url: str) -> dict[str, Any]:
    """Fill the workspace, then search it as page and command do."""
    use(Path(folder), url)
    from pantau.domain.permissions import VISITOR
    from pantau.domain.search import Narrowed
    from pantau.usecases.search_sources import search_sources, snippet_of, title_of

    _fill(random.Random(11))
    found = {}
    for name, typed in SEARCHES.items():
        narrowed = (
            Narrowed(language="id", publisher="Publisher 4", first=2015, last=2020)
            if "narrowed" in name
            else Narrowed()
        )

        def search(typed: str = typed, narrowed: Narrowed = narrowed) -> Any:
            return search_sources(VISITOR, typed=typed, narrowed=narrowed)

        def page(search: Callable[[], Any] = search) -> None:
            outcome = search()
            for one in outcome.found[:SHOWN]:
                snippet_of(one, outcome.sought)
                title_of(one, outcome.sought)

        seconds, cpu = _clocked(search)
        outcome = search()
        found[name] = {
            "search": median(seconds),
            "worst": max(seconds),
            "cpu": median(cpu),
            "page": median(_clocked(page)[0]),
            "bare": median(_clocked(partial(_bare, outcome.sought))[0]),
            "passages": f"{outcome.passages}{'+' if outcome.more else ''}",
        }
    return found


def _bare(sought: Any) -> None:
    """The same words, counted by the engine alone."""
    from django.db import connection

    from pantau.records import search_index

    syntax = search_index._FTS5 if connection.vendor == "sqlite" else search_index._TSQUERY
    statement = (
        "SELECT count(*) FROM records_searchword WHERE stems MATCH %s"
        if connection.vendor == "sqlite"
        else "SELECT count(*) FROM records_searchpassage WHERE words @@ %s::tsquery"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [search_index._asked(sought, (), syntax)])
        cursor.fetchall()


def _fill(chance: random.Random) -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from pantau.reading.search.index import searched
    from pantau.records.models import SearchPassage, Source
    from pantau.records.search_keys import search_key
    from pantau.records.store import digest_of, place_of
    from pantau.records.workspace import find_folder

    now, evidence = timezone.now(), find_folder().evidence
    draws = {language: _draw(language, chance) for language in USUAL}
    made = []
    for number in range(SOURCES):
        language = ("id", "en")[number % 2]
        text = "\n\n".join(" ".join(draws[language]() for _ in range(WORDS)) + "." for _ in range(PARAGRAPHS))
        place = place_of(evidence, digest_of(text.encode()))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        made.append((text, language, digest_of(text.encode())))
    stamps = {"kind": "text", "file_name": "b.txt", "created_at": now, "changed_at": now}
    with transaction.atomic():
        sources = Source.objects.bulk_create(
            (
                Source(
                    code=f"B-{n}",
                    title=f"Text {n}",
                    publisher=f"Publisher {n % 20}",
                    language=language,
                    published_on=date(2005, 1, 1) + timedelta(days=chance.randrange(7500)),
                    digest=digest,
                    **stamps,
                )
                for n, (_, language, digest) in enumerate(made)
            ),
            batch_size=2000,
        )
        SearchPassage.objects.bulk_create(
            (
                SearchPassage(
                    id=search_key(day=source.published_on, source=source.pk, place=place),
                    source=source,
                    start=one.start,
                    end=one.end,
                    language=one.language,
                    stems=one.stems,
                )
                for source, (text, _, _) in zip(sources, made, strict=True)
                for place, one in enumerate(
                    searched(
                        text,
                        title=source.title,
                        source=source.pk,
                        traits={"language": source.language, "kind": source.kind, "publisher": source.publisher},
                    )
                )
            ),
            batch_size=2000,
        )
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")


def _draw(language: str, chance: random.Random) -> Callable[[], str]:
    """Words by frequency: those that tell nothing, then the usual ones, then thousands of rare ones."""
    words = [*STOP[language].split(), *USUAL[language].split(), *(f"word{n}" for n in range(20_000))]
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))

    def words_drawn() -> Iterator[str]:
        while True:
            yield from chance.choices(words, cum_weights=weights, k=1000)

    drawn = words_drawn()
    return lambda: next(drawn)


def _clocked(deed: Callable[[], Any]) -> tuple[list[float], list[float]]:
    wall, cpu = [], []
    for _ in range(TIMES):
        before, busy = time.perf_counter(), time.process_time()
        deed()
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - busy)
    return wall, cpu


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
