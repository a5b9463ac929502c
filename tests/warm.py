"""A Python that has loaded the libraries and becomes `pantau` for one command after another, each in a process of its
own: what a person runs, without the second in which a cold one loads what never changes. Django is loaded too; its
settings are read anew by each command, from the environment of that command.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import IO, Any, NoReturn

LONGEST = 60.0  # seconds that one command may take


class Warm:
    """The waiting process; commands run one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **where_code_is_read()},
            start_new_session=True,
        )

    def run(
        self,
        arguments: Sequence[str],
        *,
        cwd: Path,
        environment: Mapping[str, str],
        module: str = "pantau",
        longest: float = LONGEST,
    ) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of `pantau ARGUMENTS`, or of a module of the tests."""
        out, err = self.folder / "out", self.folder / "err"
        job = {
            "module": module,
            "arguments": list(arguments),
            "cwd": str(cwd),
            "environment": dict(environment),
            "out": str(out),
            "err": str(err),
        }
        asking, answering = self.process.stdin, self.process.stdout
        assert asking is not None
        assert answering is not None
        asking.write(json.dumps(job) + "\n")
        asking.flush()
        if not select.select([answering], [], [], longest)[0]:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.close()
            self.process = self._start()
            raise AssertionError(f"{module} {' '.join(arguments)} does not end")
        code = int(answering.readline())
        return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")

    def close(self) -> None:
        self.process.communicate(timeout=LONGEST)


def where_code_is_read() -> dict[str, str]:
    """What a process must be told to load the code that is tested, where it is not the code that is installed."""
    return {"PYTHONPATH": os.environ["PYTHONPATH"]} if os.environ.get("PYTHONPATH") else {}


def serve(asked: IO[str]) -> None:
    """Fork for each job, and answer with its exit code; the child leaves in `become`."""
    for line in asked:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def become(job: Mapping[str, Any]) -> None:
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["environment"])
    for number, path, mode in (
        (0, os.devnull, os.O_RDONLY),
        (1, job["out"], os.O_WRONLY),
        (2, job["err"], os.O_WRONLY),
    ):
        opened = os.open(path, mode if number == 0 else mode | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = [job["module"], *job["arguments"]]
    forget_settings()
    gc.enable()
    try:
        _main(job["module"])
    except SystemExit as leave:
        _leave(int(leave.code or 0))
    _leave(0)


def _main(module: str) -> None:
    if module == "pantau":
        from pantau.server.main import main

        main()
    else:
        sys.path.insert(0, str(Path(__file__).parents[1]))
        runpy.run_module(module, run_name="__main__")


LIBRARIES = (
    "csp.constants",
    "django.contrib.auth.password_validation",
    "django.contrib.staticfiles.apps",
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.autodetector",
    "django.db.migrations.executor",
    "django.db.models.sql.compiler",
    "django.forms",
    "django.template.defaulttags",
    "django.templatetags.i18n",
    "django.urls",
    "django.utils.log",
    "django.views.debug",
    "django_cotton.apps",
    "environ",
    "psycopg",
    "rich.box",
    "rich.console",
    "rich.markdown",
    "rich.table",
    "simple_history",
    "tomllib",
    "typer.main",
)


SETTINGS = "pantau.server.settings"
ROOMS = ("records.queries", "usecases")


def load() -> None:
    """The libraries and the rooms that the commands ask: nothing that reads the language when it is loaded."""
    for name in LIBRARIES:
        importlib.import_module(name)
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    for room in ROOMS:
        for found in pkgutil.walk_packages(importlib.import_module(f"pantau.{room}").__path__, f"pantau.{room}."):
            importlib.import_module(found.name)
    import typer

    from pantau.domain.words import table

    for file in resources.files("pantau.domain").joinpath("data").iterdir():
        table(file.name.removesuffix(".toml"))

    app = typer.Typer()
    app.command()(_nothing)
    typer.main.get_command(app)(["--number", "1"], standalone_mode=False)  # loads what typer loads on demand
    gc.collect()
    gc.freeze()
    gc.disable()


def forget_settings() -> None:
    """As if Django had not been set up, while its modules and models stay loaded."""
    from django.conf import settings
    from django.db import connections
    from django.utils.functional import empty

    sys.modules.pop(SETTINGS)
    settings._wrapped = empty
    for connection in connections.all(initialized_only=True):
        assert connection.connection is None, "loading must not open a database"
        del connections[connection.alias]
    vars(connections).pop("settings", None)
    connections._settings = None


def _leave(code: int) -> NoReturn:
    """The end of a process without taking apart all that was loaded, which takes longer than most commands."""
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _nothing(number: int = 0, path: Path | None = None) -> None:
    """Takes what our commands take."""


if __name__ == "__main__":
    load()
    serve(sys.stdin)
