"""`pantau plan adopt CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.alignment import Setting
from pantau.domain.refusals import CellMissing, DecisionUnknown, LinesUndecided


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    number: Annotated[int, typer.Option("--version", min=1, help=say("The number of the version."))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=say("The day from which it is in force."))],
    decide: Annotated[
        list[str] | None,
        typer.Option("--decide", metavar="OLD=NEW", help=say("Which line keeps the reports of a split or merged one.")),
    ] = None,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(on, option="--on")
    if day is None:
        raise CellMissing(column="--on", where="--on")
    with workspace(named):
        from pantau.usecases.adopt_version import adopt_version

        try:
            adopt_version(whoever(), plan=code, number=number, on=day, decisions=_decisions(decide or []))
        except LinesUndecided as refusal:
            if not as_json:
                _print_questions(refusal)
            raise
    if as_json:
        print_json({"plan": code, "version": number, "state": "adopted", "on": day.isoformat()})
    else:
        print(say("{name} is in force from {day}.", name=f"{code}@{number}", day=day))


def _decisions(given: list[str]) -> dict[str, str]:
    """Raises DecisionUnknown for what is not written OLD=NEW."""
    decisions = {}
    for one in given:
        old, equals, new = one.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise DecisionUnknown(decision=one, asked="-", where="--decide")
        decisions[old.strip()] = new.strip()
    return decisions


def _print_questions(refusal: LinesUndecided) -> None:
    for question in refusal.questions:
        print(question.change.name_in(Setting.VERSION).into(language()))
        for sign, places in (("-", question.old), ("+", question.new)):
            for place in places:
                print(f"  {sign} {place.key}: {place.words.into(language())}")
        for place in question.old:
            print(say("    {reports} reports hang on {path}", reports=place.reports, path=place.key))
