"""The command `pantau`: the process is put together here, the commands live in pantau.cli."""

import os
import sys

from pantau.cli.run import run


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 refused, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
    sys.exit(run(sys.argv[1:]))
