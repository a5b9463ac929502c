"""The command `pantau`: the process is put together here, the commands live in pantau.cli."""

import io
import os
import sys

from pantau.cli.run import run


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 refused, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a sign that the terminal does not have is spelled out
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
