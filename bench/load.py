"""Two hundred people editing reports at once against the server that people run: how long they wait.

Each thinks for one to three seconds, then saves a cell (three times in ten), opens a whole grid (once in twenty), or
reads: their own work, one line of their report, the plan's page. The goals are those of the issue: 300 ms for reads and
500 ms for edits at the 95th percentile, and no errors. The load is made on the same two cores that serve it, which is
harder than life. What a request costs alone, without anybody else, stands beside as the floor.
"""

import asyncio
import gzip
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from edits import opened
from measuring.filled import CODE, Size, filled_workspace
from measuring.fresh import measured
from measuring.machine import machine
from measuring.tables import milliseconds, print_results
from scoring import postgresql

SIZE = Size(lines=300, rounds=2)
EDITORS, SECONDS, WARM = 200, 60.0, 10.0
GOALS = {"edit": 0.5, "grid": 0.3, "line": 0.3, "my work": 0.3, "plan": 0.3}
TOKEN = "a" * 32


def main() -> None:
    print(machine())
    for engine in sys.argv[1:] or ("SQLite", "PostgreSQL"):
        with _database(engine) as url:
            if url is None:
                print("PostgreSQL is not installed (Debian: postgresql); measured on SQLite alone.")
                continue
            with filled_workspace(SIZE, url=url) as folder:
                world = measured(__file__, "prepare", str(folder), url)
                with _serving(folder, url) as port:
                    alone = _loaded(port, world, editors=1, seconds=10.0, think=0.05)
                    crowd = _loaded(port, world, editors=EDITORS, seconds=SECONDS, think=None)
        _print(engine, alone, crowd)


@contextmanager
def _database(engine: str) -> Iterator[str | None]:
    if engine == "SQLite":
        yield ""
        return
    with postgresql() as url:
        yield url or None


def _prepare(folder: Path, url: str) -> dict[str, Any]:
    """The round, and two hundred people who are signed in: their session, their country and the lines they owe."""
    opened(folder, url)
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.records.models import Actor, Line, RoleGrant, Round, User
    from pantau.records.pen import Pen

    countries = list(Actor.objects.filter(kind="member_state").order_by("id"))
    people = []
    for number in range(EDITORS):
        country = countries[number % len(countries)]
        with transaction.atomic():
            pen = Pen(actor=LOCAL_OPERATOR, at=timezone.now(), reason="bench")
            user = pen.insert(User, name=f"editor {number}", password="!", home=country)
            pen.insert(RoleGrant, user=user, role="approver", place=country, start=timezone.now().date())
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        people.append({"name": user.name, "country": country.code, "session": session.session_key})
    lines = Line.objects.filter(withdrawn_on__isnull=True).order_by("id").values_list("public_id", flat=True)
    return {
        "people": people,
        "round": str(Round.objects.get(code="NOW").public_id),
        "lines": [str(line) for line in lines],
        "cookie": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
    }


@contextmanager
def _serving(folder: Path, url: str) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | ({"DATABASE_URL": url} if url else {})
    command = [sys.executable, "-m", "pantau", "serve", "--workspace", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


@dataclass(slots=True, kw_only=True)
class Told:
    """What the editors met: seconds by kind of request, and every answer that was no success."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    since: float = 0.0
    cpu: float = 0.0


def _loaded(port: int, world: Mapping[str, Any], *, editors: int, seconds: float, think: float | None) -> Told:
    """All editors in one thread, so that making the load takes as little of the two cores as it can."""
    warm = WARM if think is None else 5.0
    told = Told(since=time.perf_counter() + warm)
    until = told.since + seconds

    async def crowd() -> None:
        await asyncio.gather(
            *(_edits(port, world, number, told=told, until=until, think=think) for number in range(editors))
        )

    began = time.process_time()
    asyncio.run(crowd())
    told.cpu = time.process_time() - began
    return told


async def _edits(
    port: int, world: Mapping[str, Any], number: int, *, told: Told, until: float, think: float | None
) -> None:
    chance, person = random.Random(number), world["people"][number]
    report = f"/en/desk/rounds/{world['round']}/reports/{person['country']}/"
    client = Client(port=port, cookies=f"{world['cookie']}={person['session']}; {world['csrf']}={TOKEN}")
    own = number // 11  # people of one country write in lines of their own
    said = person.setdefault("said", {})
    await asyncio.sleep(chance.random() * (2.0 if think is None else 0.0))
    while time.perf_counter() < until:
        kind = chance.choices(("edit", "grid", "line", "my work", "plan"), weights=(30, 5, 40, 20, 5))[0]
        line = world["lines"][(own * 15 + chance.randrange(15)) % len(world["lines"])]
        body = None
        if kind == "edit":
            value = f"Told by {person['name']} at {time.time():.3f}."
            change = {"line": line, "cell": "narrative", "was": said.get(line, ""), "value": value}
            body = urlencode({"do": "cells", "user": person["name"], "changes": json.dumps([change])})
            said[line] = value
        place = {
            "edit": report,
            "grid": report,
            "line": f"{report}lines/{line}/",
            "my work": "/en/my-work/",
            "plan": f"/en/plans/{CODE}/",
        }[kind]
        began = time.perf_counter()
        fault = await client.ask(place, body=body)
        took = time.perf_counter() - began
        if began >= told.since:
            told.seconds[kind].append(took)
            told.faults.update([f"{kind}: {fault}"] if fault else [])
        await asyncio.sleep(think if think is not None else 1.0 + 2.0 * chance.random())
    client.close()


@dataclass(slots=True, kw_only=True)
class Client:
    """One browser: its cookies and its connection, which stays open; answers come compressed and are read whole."""

    port: int
    cookies: str
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def ask(self, place: str, *, body: str | None) -> str:
        """What was wrong with the answer, empty where nothing was."""
        sent = f"{'POST' if body else 'GET'} {place} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        sent += f"Cookie: {self.cookies}\r\n"
        if body:
            sent += f"X-CSRFToken: {TOKEN}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            sent += f"Content-Length: {len(body)}\r\n"
        try:
            status, content = await self._exchange(f"{sent}\r\n{body or ''}".encode())
        except (OSError, EOFError, ValueError) as fault:
            self.close()
            return type(fault).__name__
        if status != 200:
            return str(status)
        told = json.loads(content) if body else {}
        return "not kept" if told.get("conflicts") or told.get("refused") else ""

    async def _exchange(self, sent: bytes) -> tuple[int, bytes]:
        """The status and the body. Raises EOFError (also for an answer cut off), OSError, ValueError."""
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(sent)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("\r\ncontent-length:")[2].partition("\r\n")[0])
        content = await self.reader.readexactly(length)
        if "\r\ncontent-encoding: gzip" in head and sent.startswith(b"POST"):
            content = gzip.decompress(content)
        return int(head.split(" ", 2)[1]), content

    def close(self) -> None:
        """The next question opens a new connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


def _print(engine: str, alone: Told, crowd: Told) -> None:
    total = sum(map(len, crowd.seconds.values()))
    print(
        f"{engine}: {EDITORS} editors, {SIZE.lines} lines x 11 countries, {SECONDS:g} s: {total / SECONDS:.0f} a second"
    )
    rows = []
    for kind, goal in GOALS.items():
        seconds = crowd.seconds[kind]
        late = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else float("nan")
        floor = median(alone.seconds[kind]) if alone.seconds[kind] else 0.0
        cells = milliseconds(floor), milliseconds(median(seconds)), milliseconds(late), milliseconds(goal)
        rows.append([kind, len(seconds), *cells, f"{late / floor:.1f}" if floor else "-"])
    print_results(["request", "number", "alone p50", "p50", "p95", "goal", "p95 / alone"], rows)
    print(
        f"making the load took {crowd.cpu / max(total, 1) * 1000:.2f} ms of a core a request, its warming up included"
    )
    faults = alone.faults + crowd.faults
    print("errors: " + (", ".join(f"{what} x {many}" for what, many in faults.items()) or "none"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        print(json.dumps(_prepare(Path(sys.argv[2]), sys.argv[3])))
    else:
        main()
