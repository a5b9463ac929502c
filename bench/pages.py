"""Queries, time and bytes of the pages as plans grow, through Django's test client in a fresh process for each plan.

The client runs all of Pantau's own work, middleware included, and leaves out the network and the server's parsing.
Queries must not grow with the lines; the first view of a scorecard is its HTML and the stylesheets it names.
"""

import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, use
from measuring.fresh import measured, timed
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

SIZES = (Size(lines=10, rounds=3), Size(lines=300, rounds=3), Size(lines=3000, rounds=3))
TIMES = 40
GOAL_BYTES = 150_000
DEMO_PLAN = "SAMUDRA-2021"
STYLESHEET = re.compile(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"|<link[^>]*href="([^"]+)"[^>]*rel="stylesheet"')


def main() -> None:
    found = {}
    for size in SIZES:
        with filled_workspace(size) as folder:
            found[f"{size.lines} lines"] = measured(__file__, str(folder), CODE)
    with TemporaryDirectory(prefix="pantau-bench-") as place:
        folder = Path(place) / "demo"
        timed([sys.executable, "-m", "pantau", "demo", "--no-serve", "--workspace", folder])
        found["demo"] = measured(__file__, str(folder), DEMO_PLAN)
    print(machine())
    _print_queries(found)
    print()
    _print_scorecards(found)
    _warn(found)


def _print_queries(found: dict[str, dict[str, Any]]) -> None:
    print("queries of each page in HTML; the plans have 11 member states and 3 rounds, the demo has 40 lines")
    routes = list(next(iter(found.values()))["queries"])
    rows = [[route, *(answers["queries"].get(route, "") for answers in found.values())] for route in routes]
    print_results(["page", *found], rows)


def _print_scorecards(found: dict[str, dict[str, Any]]) -> None:
    print(f"the scorecard of a plan, {TIMES} requests after the first; bytes as sent without compression")
    rows = []
    for name, answers in found.items():
        seconds = answers["seconds"]
        late = quantiles(seconds, n=20)[-1]
        sizes = answers["html"], answers["css"], answers["html"] + answers["css"]
        rows.append([name, milliseconds(answers["first"]), milliseconds(median(seconds)), milliseconds(late), *sizes])
    print_results(["plan", "first", "p50", "p95", "html", "css", "first view"], rows)


def _warn(found: dict[str, dict[str, Any]]) -> None:
    """Say which goal is missed."""
    for name, answers in found.items():
        if answers["html"] + answers["css"] >= GOAL_BYTES:
            print(f"The first view of {name} is not under {GOAL_BYTES} bytes.")
    large = [found[f"{size.lines} lines"]["queries"] for size in SIZES]
    growing = [route for route in large[0] if len({answers.get(route) for answers in large}) > 1]
    if growing:
        print(f"The queries of these pages are not constant: {', '.join(growing)}.")


def visit(folder: str, plan: str) -> dict[str, Any]:
    """Every page of one workspace once, then the scorecard of the plan again and again."""
    use(Path(folder))
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    scorecard = f"/en/plans/{plan}/"
    before = time.perf_counter()
    _page(client, scorecard)
    first = time.perf_counter() - before
    queries = {}
    for route, address in _addresses(plan):
        _page(client, address)  # what is read once in a process is read here
        with CaptureQueriesContext(connection) as seen:
            _page(client, address)
        queries[route] = len(seen)
    seconds = []
    for _ in range(TIMES):
        before = time.perf_counter()
        html = _page(client, scorecard)
        seconds.append(time.perf_counter() - before)
    css = sum(len(_page(client, address)) for address in _stylesheets(html.decode()))
    return {"first": first, "queries": queries, "seconds": seconds, "html": len(html), "css": css}


def _page(client: Any, address: str) -> bytes:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def _addresses(plan: str) -> Iterable[tuple[str, str]]:
    """Each page of the route table that this workspace can show, with an address of it."""
    from django.urls import reverse

    from pantau.records.queries.actors import actor_rows
    from pantau.records.queries.figures import figure_rows
    from pantau.records.queries.plans import plan_named, plan_nodes
    from pantau.web.routes import ROUTES

    row = plan_named(plan)
    line = next(node.line for node in plan_nodes(row, as_of=row.period.end) if node.line)
    figure = figure_rows(plan)[0]
    assert figure.source
    places: dict[str, dict[str, object]] = {
        "plan": {"code": plan},
        "plan-lines": {"code": plan},
        "plan-line": {"code": plan, "line": line},
        "plan-rule": {"code": plan, "rule": "R2"},
        "figure": {"code": figure.code},
        "source": {"code": figure.source.code},
        "partner": {"code": next(actor.code for actor in actor_rows() if actor.kind == "dialogue_partner")},
    }
    for route in ROUTES:
        if route.name in places or "<" not in route.place:  # there is no draft and no job
            yield route.name, reverse(f"{route.name}.html", kwargs=places.get(route.name, {}))


def _stylesheets(html: str) -> Sequence[str]:
    return [one or other for one, other in STYLESHEET.findall(html)]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(visit(sys.argv[1], sys.argv[2])))
    else:
        main()
