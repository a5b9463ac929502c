"""`pantau plan diff A B`"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pantau.cli.comparison import counts_said, pairs_said
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.alignment import Comparison, Setting, align, clauses
from pantau.domain.refusals import CompareMixed, FileUnwritable
from pantau.files.document import read_document
from pantau.reading.plans import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from pantau.standards.comparisons import Paper
    from pantau.usecases.compare_plans import PlanComparison

_TEXT = say("A file, or a plan as CODE or CODE@NUMBER.")


def command(
    old: Annotated[str, typer.Argument(metavar="A", help=_TEXT)],
    new: Annotated[str, typer.Argument(metavar="B", help=_TEXT)],
    word: Annotated[
        Path | None,
        typer.Option("--word", metavar="FILE", readable=False, help=say("Write the comparison as a Word document.")),
    ] = None,
    excel: Annotated[
        Path | None,
        typer.Option("--excel", metavar="FILE", readable=False, help=say("Write the comparison as an Excel workbook.")),
    ] = None,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    are_files = [Path(one).is_file() for one in (old, new)]
    if any(are_files) and not all(are_files):
        raise CompareMixed(file=old if are_files[0] else new)
    if all(are_files):
        comparison = align(*(clauses(read_plan(read_document(Path(one)))) for one in (old, new)))
        _write(lambda: _paper_of_files(comparison, old=old, new=new), word=word, excel=excel)
        if as_json:
            print_json(comparison.as_json())
        else:
            _print(comparison, Setting.VERSION)
        return
    with workspace(named):
        from pantau.usecases.compare_plans import compare_plans
        from pantau.usecases.print_comparison import print_comparison

        compared = compare_plans(whoever(), old=old, new=new)
        made_at = datetime.now(UTC)
        _write(lambda: print_comparison(compared, language=language(), made_at=made_at), word=word, excel=excel)
    if as_json:
        print_json(compared.as_json())
    else:
        _print_kept(compared)


def _print_kept(compared: "PlanComparison") -> None:
    print(f"{compared.old.name} → {compared.new.name}")
    _print(compared.comparison, compared.setting)
    if compared.vanished:
        print()
        print(say("Not finished, and no longer there ({day}):", day=compared.as_of))
        for pair in compared.vanished:
            print(f"- {pair.old[0].place}  {pair.old[0].text}  [{compared.status_of(pair).into(language())}]")


def _print(comparison: Comparison, setting: Setting) -> None:
    print(counts_said(comparison, setting))
    for line in pairs_said(comparison.pairs, setting):
        print(line)


def _paper_of_files(comparison: Comparison, *, old: str, new: str) -> "Paper":
    from pantau.standards.comparisons import Paper, Side

    before, after = (Side(name=Path(one).name) for one in (old, new))
    return Paper(
        old=before,
        new=after,
        setting=Setting.VERSION,
        comparison=comparison,
        made_at=datetime.now(UTC),
        language=language(),
        statuses={},
    )


def _write(paper_of: "Callable[[], Paper]", *, word: Path | None, excel: Path | None) -> None:
    """Write what was asked for. Raises FileUnwritable."""
    if word is None and excel is None:
        return
    from pantau.standards.comparisons import comparison_document, comparison_workbook

    paper = paper_of()
    for path, made in ((word, comparison_document), (excel, comparison_workbook)):
        if path is None:
            continue
        try:
            path.write_bytes(made(paper))
        except OSError as fault:
            raise FileUnwritable(file=path) from fault
