"""`pantau serve`"""

import errno
import os
import socket
import sys
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import workspace
from pantau.domain.refusals import PortTaken

HOST = "127.0.0.1"
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
    Granian(
        "pantau.server.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        log_enabled=False,
    ).serve()
