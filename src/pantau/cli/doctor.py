"""`pantau doctor`"""

import platform
import shutil
import sqlite3
from datetime import UTC, datetime

import typer

from pantau import __version__
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import workspace
from pantau.domain.refusals import Refusal

_LOW_SPACE = 500 * 1024**2


def command(named: Workspace = None, as_json: Json = False) -> None:
    findings = [
        ("pantau", True, __version__),
        ("python", True, platform.python_version()),
        ("sqlite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version),
        *_workspace(named),
    ]
    healthy = all(good for _, good, _ in findings)
    if as_json:
        rows = [{"check": name, "good": good, "found": found} for name, good, found in findings]
        print_json({"healthy": healthy, "checks": rows})
    else:
        for name, good, found in findings:
            print(f"{'✓' if good else '!'} {name:<12} {found}")
        print(say("All is in order.") if healthy else say("Something needs attention; see the lines marked “!”."))
    if not healthy:
        raise typer.Exit(1)


def _workspace(named: Workspace) -> list[tuple[str, bool, str]]:
    try:
        with workspace(named) as folder:
            from django.db import connection

            from pantau.records.queries.jobs import open_jobs

            jobs = open_jobs()
            silent = sum(job.silent(datetime.now(tz=UTC)) for job in jobs)
            free = shutil.disk_usage(folder.path).free
            return [
                ("workspace", True, str(folder.path)),
                ("database", True, connection.vendor),
                ("disk", free > _LOW_SPACE, say("{megabytes} MB free", megabytes=free // 1024**2)),
                ("jobs", not silent, say("{open} open, {silent} left alone", open=len(jobs), silent=silent)),
            ]
    except Refusal as refusal:
        return [("workspace", False, f"{refusal.says.into(language())} {refusal.mend.into(language())}")]
