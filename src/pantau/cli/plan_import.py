"""`pantau plan import FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.column_roles import ColumnRoles, read_columns
from pantau.cli.comparison import counts_said
from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_json, read_day
from pantau.cli.progress import pages_told
from pantau.cli.workspace import whoever, workspace
from pantau.domain.alignment import Setting
from pantau.domain.plans import Visibility
from pantau.domain.regional import Derivation
from pantau.domain.words import LANGUAGES, Words
from pantau.usecases.periods import read_period

_EFFECTS = {"new": "new", "version": "a further draft", "changed": "changed", "unchanged": "unchanged"}


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("The plan: text, Word, PDF, Excel, CSV or HTML."))
    ],
    code: Annotated[str, typer.Option("--code", help=say("A short code for the plan."))],
    period: Annotated[str, typer.Option("--period", help=say("First and last year or day, as 2021..2025."))],
    title: Annotated[str, typer.Option("--title", help=say("The title; that of the text if not given."))] = "",
    title_id: Annotated[str, typer.Option("--title-id", help=say("The title in Indonesian."))] = "",
    partner: Annotated[str, typer.Option("--partner", help=say("The partner, by code or name."))] = "",
    predecessor: Annotated[
        str, typer.Option("--predecessor", metavar="CODE", help=say("The code of the plan this one succeeds."))
    ] = "",
    adopted: Annotated[str, typer.Option("--adopted", metavar="DATE", help=say("The day it was adopted."))] = "",
    visibility: Annotated[
        str, typer.Option("--visibility", help=say("regional, own or named: results by country."))
    ] = "",
    by: Annotated[str, typer.Option("--by", help=say("Default derivation: merged, all, majority or any."))] = "",
    rule: Annotated[str, typer.Option("--rule", help=say("Default counting rule, as R6-full."))] = "",
    language_of_title: Annotated[str, typer.Option("--language", help=say("Language of --title: en or id."))] = "en",
    illustrative: Annotated[
        bool, typer.Option("--illustrative", help=say("Mark the plan as an invented example."))
    ] = False,
    review: Annotated[
        Path | None,
        typer.Option("--review", metavar="TREE", readable=False, help=say("The tree of `plan parse --json`, edited.")),
    ] = None,
    columns: ColumnRoles = None,
    draft: Annotated[bool, typer.Option("--draft", help=say("A draft: in force only once it is adopted."))] = False,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.import_plan import PlanDetails, import_plan, preview_plan

        details = PlanDetails(
            code=code,
            title=_title(title, title_id, one_of("--language", language_of_title, LANGUAGES)),
            period=read_period(period, where="--period"),
            partner=partner,
            predecessor=predecessor,
            adopted_on=read_day(adopted, option="--adopted"),
            visibility=Visibility(one_of("--visibility", visibility, Visibility)) if visibility else None,
            by=Derivation(one_of("--by", by, Derivation)) if by else None,
            rule=rule,
            illustrative=illustrative,
            draft=draft,
        )
        with pages_told() as told:
            preview = preview_plan(file, details=details, review=review, columns=read_columns(columns), told=told)
        if not dry_run:
            import_plan(whoever(), preview=preview)
    if as_json:
        print_json(preview.as_json(language()) | {"written": not dry_run})
        return
    print(
        say(
            "{code}: {count} action lines, {effect}.",
            code=code,
            count=preview.said.tree.countable_total,
            effect=say(_EFFECTS[preview.effect]),
        )
    )
    if preview.comparison is not None:
        print(counts_said(preview.comparison, Setting.VERSION))
    for warning in preview.said.tree.warnings:
        print(f"! {warning.code} {warning.label}: {warning.message.into(language())}")
    if dry_run:
        print(say("Nothing was written (--dry-run)."))


def _title(title: str, title_id: str, language_of_title: str) -> Words | None:
    given = {language_of_title: title} if title else {}
    given |= {"id": title_id} if title_id else {}
    return Words(**given) if given else None
