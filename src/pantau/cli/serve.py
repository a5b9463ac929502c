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
from pantau.domain.refusals import PortTaken

HOST = "127.0.0.1"
_GRACE = 10.0  # seconds that the worker has to end by itself
_SETTLED = 60.0  # seconds after which a worker counts as well started
_PAUSES = (1.0, 60.0)  # seconds before a worker that ended is started again: at first, and at most
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help=say("The port on this computer."))]


def command(port: Port = 8000, named: Workspace = None, as_json: Json = False) -> None:
    check_port(port)
    with workspace(named):
        pass
    if as_json:
        print_json({"url": address(port)})
    serve(port)


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


def check_port(port: int) -> None:
    """Raises PortTaken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            if fault.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortTaken(port=port) from fault
            raise


def serve(port: int) -> None:
    """Serve until interrupted, on the loopback interface only: there are no accounts yet."""
    # the server loads last; other commands never need it
    from granian import Granian
    from granian.constants import Interfaces

    print(say("Pantau is at {address} (Ctrl+C ends it).", address=address(port)), file=sys.stderr)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
    server = Granian(
        "pantau.server.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
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
