"""`pantau serve`"""

import errno
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import workspace
from pantau.domain.people_refusals import DemoExposed, HostsMissing
from pantau.domain.refusals import PortTaken
from pantau.records.workspace import Folder

HOST = "127.0.0.1"
_MOST_PROCESSES = 4  # each takes some 100 MB
_THREADS = 4  # in each, with a connection to the database each
_GRACE = 10.0  # seconds that the worker has to end by itself
_GRACE_OF_EACH = 10  # seconds that each process that answers has
_SETTLED = 60.0  # seconds after which a worker counts as well started
_PAUSES = (1.0, 60.0)  # seconds before a worker that ended is started again: at first, and at most
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help=say("The port on this computer."))]


def command(
    port: Port = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help=say("Where to listen; this computer alone if not given."))
    ] = HOST,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named) as folder:
        _check_reach(host, folder=folder)
    check_port(port, host=host)
    if as_json:
        print_json({"url": address(port, host=host)})
    serve(port, host=host)


def address(port: int, *, host: str = HOST) -> str:
    return f"http://{host}:{port}"


def _check_reach(host: str, *, folder: Folder) -> None:
    """Other computers are answered under names that were given, and never with people whose password is published.

    Raises HostsMissing, DemoExposed. That the signing key is fit was asked when the settings were read.
    """
    from django.conf import settings

    from pantau.usecases.demo_people import demo_people

    if host not in (*settings.LOOPBACK, "::1") and not settings.HOSTS:
        raise HostsMissing(host=host)
    if settings.HOSTS and demo_people() is not None:
        raise DemoExposed(folder=folder.path)


def check_port(port: int, *, host: str = HOST) -> None:
    """Raises PortTaken."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortTaken(port=port) from fault
            raise


def serve(port: int, *, host: str = HOST) -> None:
    """Serve until interrupted."""
    # the server loads last; other commands never need it
    from granian import Granian
    from granian.constants import Interfaces

    print(say("Pantau is at {address} (Ctrl+C ends it).", address=address(port, host=host)), file=sys.stderr)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
    server = Granian(
        "pantau.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(os.cpu_count() or 1, _MOST_PROCESSES),
        blocking_threads=_THREADS,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE_OF_EACH,  # one that is told to end while it starts does not hear it
        log_enabled=False,
    )
    with worker_beside():
        server.serve()


@contextmanager
def worker_beside() -> Iterator[None]:
    """One worker for long work, in a process of its own: started again if it dies, ended in the end.

    It ends by itself if we are killed. A Ctrl+C at the terminal comes to us alone.
    """
    over = threading.Event()
    worker = _start_worker()

    def watch() -> None:
        nonlocal worker
        pause = _PAUSES[0]
        while True:
            since = time.monotonic()
            code = worker.wait()
            if over.is_set():
                return
            pause = _PAUSES[0] if time.monotonic() - since > _SETTLED else min(2 * pause, _PAUSES[1])
            print(say("The worker ended ({code}); it is started again.", code=code), file=sys.stderr)
            if over.wait(pause):
                return
            worker = _start_worker()

    watcher = threading.Thread(target=watch, name="watcher of the worker", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        _end_worker(worker)
        watcher.join()
        _end_worker(worker)  # the one that was being started meanwhile


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pantau", "work", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end_worker(worker: "subprocess.Popen[bytes]") -> None:
    """Let it put its job back; kill it if it does not, and the next worker does."""
    worker.terminate()
    try:
        worker.wait(_GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
