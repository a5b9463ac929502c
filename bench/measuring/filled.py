"""A workspace with one large plan, written straight into its tables.

The rows are those that the imports would leave, with two differences: they come in one stroke instead of sheet by
sheet, and only the claim has its history row. Of rows that never changed scoring reads no other history.
"""

import json
import os
import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring.fresh import timed

CODE = "LARGE"
START, YEARS = date(2016, 1, 1), 10
_STATUSES = ("not_started", "deferred", "planned", "ongoing", "continuing", "partially", "completed", "not_applicable")
_WEIGHTS = (6, 2, 10, 26, 6, 20, 28, 2)
_STAGES = ("proposal", "approved", "implementing", "completed")
_GAPS, _AMENDED = 0.08, 0.10
_SECTIONS = 10
_SEED = 20261121

Rows = Iterator[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much to write: every member state owes every line in every round; without rounds there are no reports."""

    lines: int
    rounds: int

    @property
    def dates(self) -> list[tuple[date, date]]:
        """First and last day of each round: they divide the ten years of the plan."""
        if not self.rounds:
            return []
        days = (date(START.year + YEARS, 1, 1) - START).days
        edges = [START + timedelta(days=days * number // self.rounds) for number in range(self.rounds + 1)]
        return [(first, after - timedelta(days=1)) for first, after in pairwise(edges)]


@contextmanager
def filled_workspace(size: Size, *, url: str = "") -> Iterator[Path]:
    """A workspace that `pantau init` made, with one plan of that size; in PostgreSQL where a URL is given."""
    with TemporaryDirectory(prefix="pantau-bench-") as place:
        folder = Path(place) / "workspace"
        timed([sys.executable, "-m", "pantau", "init", folder], environment=_environment(folder, url))
        if url:
            _fill_postgresql(url, size)
        else:
            _fill_sqlite(folder / "pantau.sqlite3", size)
        yield folder


def _environment(folder: Path, url: str) -> dict[str, str]:
    return {"PANTAU_WORKSPACE": str(folder)} | ({"DATABASE_URL": url} if url else {})


def use(folder: Path, url: str = "") -> None:
    """Load Django on the workspace, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
    os.environ.update(_environment(folder, url))
    import django

    django.setup()


def _fill_sqlite(file: Path, size: Size) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -200000")
        database.execute("BEGIN")
        for table, rows in _tables(size, _members(database.execute(_MEMBERS).fetchall())):
            first = next(rows, None)
            if first is None:
                continue
            names = ", ".join(f'"{name}"' for name in first)
            places = ", ".join("?" * len(first))
            insert = f"INSERT INTO records_{table} ({names}) VALUES ({places})"
            database.execute(insert, tuple(first.values()))
            database.executemany(insert, (tuple(row.values()) for row in rows))
        database.execute("COMMIT")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the rows do not fit together: {broken[:3]}")


def _fill_postgresql(url: str, size: Size) -> None:
    import psycopg

    with psycopg.connect(url) as database:
        database.execute("SET TIME ZONE 'UTC'")
        members = _members(database.execute(_MEMBERS).fetchall())
        for table, rows in _tables(size, members):
            first = next(rows, None)
            if first is None:
                continue
            names = ", ".join(f'"{name}"' for name in first)
            with database.cursor().copy(f"COPY records_{table} ({names}) FROM STDIN") as copy:
                copy.write_row(tuple(first.values()))
                for row in rows:
                    copy.write_row(tuple(row.values()))
            if not table.startswith("historical"):  # what comes later gets a key after these
                database.execute(f"SELECT setval('records_{table}_id_seq', (SELECT MAX(id) FROM records_{table}))")
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("ANALYZE")  # in service the autovacuum does this


_MEMBERS = "SELECT id FROM records_actor WHERE kind = 'member_state' ORDER BY id"


def _members(found: Sequence[Sequence[int]]) -> list[int]:
    return [row[0] for row in found]


@cache
def _moment(day: date) -> str:
    """Noon of a day in UTC as both engines keep it, without saying UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).replace(tzinfo=None).isoformat(" ")


def _tables(size: Size, members: Sequence[int]) -> Iterator[tuple[str, Rows]]:
    """Every table with its rows, in an order in which each row finds those it points to."""
    chance = random.Random(_SEED)
    reports = list(_reports(size, members, chance))
    initiatives = range(1, max(1, size.lines // 10) + 1)
    given: tuple[tuple[str, Iterable[Mapping[str, Any]]], ...] = (
        ("source", [_source()]),
        ("passage", [{"source_id": 1, "start": 0, "end": 4, "text": "text"}]),
        ("plan", [_plan()]),
        ("planversion", [_version()]),
        ("line", (_line(number) for number in range(1, size.lines + 1))),
        ("plannode", _nodes(size)),
        ("round", (_round(number, dates) for number, dates in enumerate(size.dates, start=1))),
        ("obligation", _obligations(size, members)),
        ("statusreport", ({"line_id": line, "reporter_id": by, "round_id": round} for line, by, round in reports)),
        ("statusreportversion", _versions(size, reports, chance)),
        ("initiative", (_initiative(number) for number in initiatives)),
        ("initiativestage", (_stage(number, step) for number in initiatives for step in range(number % 4 + 1))),
        ("initiativeline", (_link(number, line) for number in initiatives for line in _served(number, size))),
        ("publishedfigure", [_claim()]),
        ("historicalpublishedfigure", [_claim() | _written_once()]),
    )
    for table, rows in given:
        yield table, _kept(rows)


def _kept(given: Iterable[Mapping[str, Any]]) -> Rows:
    """Rows with their key, public id, version and moments. No public id is chosen at random: that takes minutes."""
    created = _moment(START)
    for number, row in enumerate(given, start=1):
        yield {
            "id": number,
            "public_id": f"{number:032x}",
            "version": 1,
            "created_at": created,
            "changed_at": created,
            **row,
        }


def _source() -> dict[str, Any]:
    words = {"code": "large", "kind": "plan", "title": "Large", "file_name": "large.txt", "digest": "0" * 64}
    empty = dict.fromkeys(("publisher", "origin", "link", "rights", "text_digest"), "")
    return words | empty | {"language": "en", "published_on": None, "illustrative": False}


def _plan() -> dict[str, Any]:
    return {
        "code": CODE,
        "title": json.dumps({"en": "A large plan", "id": "Rencana besar"}),
        "partner_id": None,
        "predecessor_id": None,
        "start": START.isoformat(),
        "end": date(START.year + YEARS - 1, 12, 31).isoformat(),
        "adopted_on": None,
        "visibility": "named",
        "derivation": "merged",
        "rule": "R6-full",
        "illustrative": False,
    }


def _version() -> dict[str, Any]:
    return {
        "plan_id": 1,
        "number": 1,
        "state": "adopted",
        "in_force_from": START.isoformat(),
        "language": "en",
        "source_id": 1,
    }


def is_withdrawn(line: int) -> bool:
    """Whether the line of that number was withdrawn before the plan's end: one in ninety-seven was."""
    return line % 97 == 0


def _line(number: int) -> dict[str, Any]:
    gone = is_withdrawn(number)
    return {
        "plan_id": 1,
        "due_on": None,
        "lead_id": None,
        "withdrawn_on": f"{START.year + YEARS - 2}-06-30" if gone else None,
        "withdrawn_by": "Council" if gone else "",
    }


def _nodes(size: Size) -> Iterator[dict[str, Any]]:
    """Ten headings with the lines dealt out among them, in document order."""
    place = 0
    for section in range(1, _SECTIONS + 1):
        place += 1
        heading = place
        yield _node(place, (str(section),), line=None, parent=None)
        for number in range(section, size.lines + 1, _SECTIONS):
            place += 1
            yield _node(place, (str(section), f"{section}.{number}"), line=number, parent=heading)


def _node(place: int, path: tuple[str, ...], *, line: int | None, parent: int | None) -> dict[str, Any]:
    text = f"Hold workshop {path[-1]} on trade in services" if line else f"Section {path[-1]}"
    return {
        "plan_version_id": 1,
        "line_id": line,
        "parent_id": parent,
        "place": place,
        "depth": len(path),
        "label": path[-1],
        "printed": f"{path[-1]}.",
        "path": json.dumps(path),
        "kind": "line" if line else "heading",
        "countable": line is not None,
        "words": json.dumps({"en": text, "id": text}),
        "passage_id": 1,
        "lead_text": "",
        "timeline_text": "",
    }


def _round(number: int, dates: tuple[date, date]) -> dict[str, Any]:
    start, end = (day.isoformat() for day in dates)
    return {
        "plan_version_id": 1,
        "code": f"R{number:02}",
        "start": start,
        "end": end,
        "opens": start,
        "closes": end,
        "cut_off": end,
        "remind": "[]",
    }


def _obligations(size: Size, members: Sequence[int]) -> Iterator[dict[str, Any]]:
    for round in range(1, size.rounds + 1):
        for line in range(1, size.lines + 1):
            for actor in members:
                yield {"round_id": round, "line_id": line, "actor_id": actor}


def _reports(size: Size, members: Sequence[int], chance: random.Random) -> Iterator[tuple[int, int, int]]:
    """(line, reporter, round) of every report that came in: some are missing, and each round was sent at a time."""
    for round in range(1, size.rounds + 1):
        for actor in members:
            for line in range(1, size.lines + 1):
                if chance.random() >= _GAPS:
                    yield line, actor, round


def _versions(size: Size, reports: Sequence[tuple[int, int, int]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """The versions of each report: one, or an amended one after the first, which it superseded."""
    ends = [end for _, end in size.dates]
    for number, (_, _, round) in enumerate(reports, start=1):
        end = ends[round - 1]
        first, second = _moment(end + timedelta(days=20)), _moment(end + timedelta(days=75))
        amended = chance.random() < _AMENDED
        statuses = chance.choices(_STATUSES, weights=_WEIGHTS, k=2)
        yield _one_version(number, statuses[0], end, number=1, accepted=first, superseded=second if amended else None)
        if amended:
            yield _one_version(number, statuses[1], end, number=2, accepted=second, superseded=None)


def _one_version(
    report: int, status: str, as_of: date, *, number: int, accepted: str, superseded: str | None
) -> dict[str, Any]:
    return {
        "report_id": report,
        "number": number,
        "state": "accepted",
        "status": status,
        "narrative": "",
        "issues": "",
        "next_steps": "",
        "submitted_by": "",
        "returned_note": "",
        "as_of": as_of.isoformat(),
        "started_on": None,
        "completed_on": None,
        "accepted_at": accepted,
        "superseded_at": superseded,
        "source_id": 1,
    }


def _initiative(number: int) -> dict[str, Any]:
    title = f"Initiative {number}"
    words = json.dumps({"en": title, "id": title})
    return {"plan_id": 1, "key": title, "title": words, "started_on": None, "completed_on": None}


def _stage(initiative: int, step: int) -> dict[str, Any]:
    return {"initiative_id": initiative, "stage": _STAGES[step], "on": f"{START.year + 1 + step}-03-01"}


def _link(initiative: int, line: int) -> dict[str, Any]:
    return {"initiative_id": initiative, "line_id": line}


def _served(initiative: int, size: Size) -> range:
    """The lines that an initiative serves: up to three neighbours."""
    return range(initiative, min(initiative + 3, size.lines + 1))


def _claim() -> dict[str, Any]:
    """A claim as of the end of the plan, where the plan is scored too, so that it does not ask for a second score."""
    nothing = dict.fromkeys(
        ("instrument_id", "actor_id", "digits_max", "period_start", "period_end", "passage_id", "counterpart_id")
    )
    return {
        "code": "LARGE-RATE",
        "plan_id": 1,
        "metric": "implementation_rate",
        "printed": "95",
        "digits": 95,
        "scale": 0,
        "unit": "percent",
        "qualifier": "",
        "status": "actual",
        "withdrawn": False,
        "as_of": _plan()["end"],
        "verb": "implemented",
        "rule": "",
        "numerator": None,
        "denominator": None,
        "source_id": 1,
        "note": "",
        **nothing,
    }


def _written_once() -> dict[str, Any]:
    """What a history row adds to the row it remembers."""
    return {
        "history_id": 1,
        "history_date": _moment(START),
        "history_change_reason": "bench",
        "history_type": "+",
        "history_user_id": None,
    }
