"""`pantau demo`: the demo workspace is built by the ordinary commands that demo/steps.toml lists."""

import contextlib
import hashlib
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from pantau.cli import run
from pantau.cli.init import make_workspace
from pantau.cli.language import USER_VARIABLE, language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.score import print_scorecard
from pantau.cli.serve import Port, check_port, serve
from pantau.cli.workspace import whoever, workspace
from pantau.domain.refusals import WorkspaceExists
from pantau.records.workspace import MARK, VARIABLE

_FILES = Path(__file__).resolve().parent.parent / "demo"
_FOLDER = "pantau-demo"
_UNFINISHED = "unfinished"
_DATED = "reports/"  # the files of this folder name the round of the present year
_FROM_TODAY = re.compile(r"\{today([+-]\d+)\}")


def command(
    named: Workspace = None,
    port: Port = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help=say("Stop after printing."))] = False,
    as_json: Json = False,
) -> None:
    if not no_serve:
        check_port(port)
    folder = named or Path(os.environ.get(VARIABLE) or _FOLDER)
    begun = (folder / MARK).is_file()
    if not begun:
        _make(folder)
    with workspace(folder):
        _build(folder, begun=begun)
        from pantau.records.queries.plans import plan_rows
        from pantau.usecases.score_plan import score_plan

        today = datetime.now(tz=UTC).date()
        cards = [score_plan(whoever(), plan=plan.code, as_of=min(plan.period.end, today)) for plan, _ in plan_rows()]
    if as_json:
        print_json([card.as_json() for card in cards])
    else:
        for card in cards:
            print_scorecard(card)
        _print_people()
    if not no_serve:
        serve(port)


def _make(folder: Path) -> None:
    """A workspace that is marked as the demo's from the start, so that one broken off half-way is finished later."""
    print(say("Making the demo workspace in {folder} …", folder=folder), file=sys.stderr)
    make_workspace(folder)
    with workspace(folder):
        from pantau.usecases.mark_demo import mark_demo

        mark_demo(whoever(), digest=_UNFINISHED)


def _build(folder: Path, *, begun: bool) -> None:
    """Run the steps unless the workspace was built from these very files; one that was `begun` before is finished.

    Raises WorkspaceExists for a workspace that is not the demo's: invented plans have no place in it.
    """
    from pantau.usecases.demo_people import add_demo_people
    from pantau.usecases.mark_demo import demo_digest, mark_demo

    digest = _digest()
    if demo_digest() == digest:
        return
    if not demo_digest():
        raise WorkspaceExists(folder=folder)
    os.environ[VARIABLE] = str(folder.resolve())
    steps = tomllib.loads((_FILES / "steps.toml").read_text(encoding="utf-8"))["step"]
    with tempfile.TemporaryDirectory() as filled:
        places = _Places(today=datetime.now(tz=UTC).date(), filled=Path(filled))
        _take([step for step in steps if "as" not in step], places=places, begun=begun)
        add_demo_people(whoever())
        _take([step for step in steps if "as" in step], places=places, begun=begun)
    mark_demo(whoever(), digest=digest)


def _take(steps: Sequence[Mapping[str, Any]], *, places: "_Places", begun: bool) -> None:
    """Run the command of each step, as the person whom it names."""
    for step in steps:
        who = ["--user", step["as"]] if "as" in step else []
        print(f"› pantau {' '.join([*who, *step['run']])}", file=sys.stderr)
        with contextlib.redirect_stdout(sys.stderr), _own_user():
            code = run.run([*who, *(places.placed(argument) for argument in step["run"])])
        if code and not (begun and step.get("once")):
            raise typer.Exit(code)


@contextlib.contextmanager
def _own_user() -> Iterator[None]:
    """Whoever a command acts as is forgotten after it."""
    before = os.environ.get(USER_VARIABLE)
    try:
        yield
    finally:
        os.environ.pop(USER_VARIABLE, None)
        if before is not None:
            os.environ[USER_VARIABLE] = before


def _print_people() -> None:
    """Whom one can sign in as, with the one password that all of them have."""
    from pantau.usecases.demo_people import demo_people

    there = demo_people()
    if there is None:
        return
    print(say("Sign in as one of these invented people; the password of each is: {password}", password=there.password))
    rows = [
        (one.name, one.role.words.into(language()), one.place.into(language()) if one.place else None)
        for one in there.people
    ]
    print_table([say("Name"), say("Role"), say("For")], rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """What stands for something in a step: a file of the demo, and days that are told from today as it is."""

    today: date
    filled: Path

    def placed(self, argument: str) -> str:
        """A file by its full path, a day by its date; any other argument unchanged."""
        if not (_FILES / argument).is_file():
            return self._dated(argument)
        if not argument.startswith(_DATED):
            return str(_FILES / argument)
        copy = self.filled / Path(argument).name
        copy.write_text(self._dated((_FILES / argument).read_text(encoding="utf-8")), encoding="utf-8")
        return str(copy)

    def _dated(self, text: str) -> str:
        days = _FROM_TODAY.sub(lambda found: (self.today + timedelta(days=int(found[1]))).isoformat(), text)
        return days.replace("{year}", str(self.today.year))


def _digest() -> str:
    """One digest over all files of the demo."""
    total = hashlib.sha256()
    for path in sorted(file for file in _FILES.rglob("*") if file.is_file()):
        total.update(path.relative_to(_FILES).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
