"""One line about the machine, without which no number below it means anything."""

import os
import platform
import sqlite3


def machine(*engines: str) -> str:
    """Python, cores and engines; SQLite's version where none is named.

    >>> machine("SQLite 3.40.1").endswith("SQLite 3.40.1")
    True
    """
    named = engines or (f"SQLite {sqlite3.sqlite_version}",)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, {', '.join(named)}"
