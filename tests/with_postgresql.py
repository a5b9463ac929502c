"""Runs the tests marked `stored` on a throw-away PostgreSQL cluster; arguments go to pytest."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

USER = "pantau"
MISSING = "PostgreSQL is missing, so its tests do not run; install the Debian package postgresql."
NO_TESTS = 5  # pytest's exit code where nothing was selected: the arguments named tests without a database

# Nothing here outlives the run: writes need not reach the disk, and nobody but us can reach the socket.
UNREACHABLE = {"listen_addresses": "", "max_connections": "50"}
SETTINGS = {
    **UNREACHABLE,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


def main() -> int:
    programs = find_programs()
    if programs is None:
        print(MISSING, file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    signal.signal(signal.SIGTERM, _leave)
    with cluster(programs) as url:
        command = [sys.executable, "-m", "pytest", *sys.argv[1:], "-m", "stored"]
        code = subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    return 0 if code == NO_TESTS and sys.argv[1:] else code


def find_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: the newest that Debian installed, else the one on the path."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(installed, key=lambda program: int(program.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    found = newest[0] if newest else on_path and Path(on_path)
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(programs: Path, *, settings: Mapping[str, str] = SETTINGS) -> Iterator[str]:
    """A cluster on a socket in a folder of its own; yields a `DATABASE_URL`, and leaves nothing behind.

    The folder is short, because the name of a socket may have 107 bytes only.
    """
    folder = Path(tempfile.mkdtemp(prefix="pantau-", dir="/tmp"))
    data = folder / "data"
    person = _person(folder)
    try:
        _run([programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], person)
        here = {**settings, "unix_socket_directories": str(folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in here.items())
        try:
            _run([programs / "pg_ctl", "-D", data, "start", "-w", "-l", folder / "log", "-o", options], person)
            _run([programs / "createdb", "-h", folder, "-U", USER, USER], person)
            yield f"postgresql://{USER}@/{USER}?host={folder}"
        finally:
            if (data / "postmaster.pid").exists():
                _run([programs / "pg_ctl", "-D", data, "stop", "-w", "-m", "immediate"], person)
    finally:
        shutil.rmtree(folder)


def _person(folder: Path) -> dict[str, Any]:
    """Whom PostgreSQL runs as: ourselves, or `nobody` in place of root, whom it refuses; the folder becomes theirs."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: Sequence[str | Path], person: dict[str, Any]) -> None:
    """Raises RuntimeError with what the program said."""
    done = subprocess.run(
        [str(part) for part in command], cwd="/", capture_output=True, text=True, timeout=120, check=False, **person
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stdout}{done.stderr}")


def _leave(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)  # through the `finally` clauses, which stop the cluster


if __name__ == "__main__":
    sys.exit(main())
