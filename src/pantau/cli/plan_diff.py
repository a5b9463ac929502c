"""`pantau plan diff A B`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.comparison import counts_said, pairs_said
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import workspace
from pantau.domain.alignment import Comparison, Setting, align, clauses
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import CompareMixed
from pantau.files.document import read_document
from pantau.reading.plans import read_plan

_TEXT = say("A file, or a plan as CODE or CODE@NUMBER.")


def command(
    old: Annotated[str, typer.Argument(metavar="A", help=_TEXT)],
    new: Annotated[str, typer.Argument(metavar="B", help=_TEXT)],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    are_files = [Path(one).is_file() for one in (old, new)]
    if any(are_files) and not all(are_files):
        raise CompareMixed(file=old if are_files[0] else new)
    if all(are_files):
        comparison = align(*(clauses(read_plan(read_document(Path(one)))) for one in (old, new)))
        if as_json:
            print_json(comparison.as_json())
        else:
            _print(comparison, Setting.VERSION)
        return
    with workspace(named):
        from pantau.usecases.compare_plans import compare_plans

        compared = compare_plans(LOCAL_OPERATOR, old=old, new=new)
    if as_json:
        print_json(compared.as_json())
        return
    print(f"{compared.old.name} → {compared.new.name}")
    _print(compared.comparison, compared.setting)
    if compared.vanished:
        print()
        print(say("Not finished, and no longer there ({day}):", day=compared.as_of))
        for pair in compared.vanished:
            print(f"- {pair.old[0].label}  {pair.old[0].text}  [{compared.status_of(pair).into(language())}]")


def _print(comparison: Comparison, setting: Setting) -> None:
    print(counts_said(comparison, setting))
    for line in pairs_said(comparison.pairs, setting):
        print(line)
