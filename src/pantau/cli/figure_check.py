"""`pantau figure check VALUE --of N`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, print_json, print_table
from pantau.domain.plausibility.feasible import feasible_counts
from pantau.domain.plausibility.printed import read_base, read_percent
from pantau.domain.refusals import QualifierUnknown
from pantau.domain.values import Qualifier, read_qualifier


def command(
    value: Annotated[str, typer.Argument(metavar="VALUE", help=say("The percentage as printed, as 99.6."))],
    of: Annotated[str, typer.Option("--of", metavar="N", help=say("Of how many lines."))],
    qualifier: Annotated[
        str, typer.Option("--qualifier", help=say("How the source hedges it, as about or more_than."))
    ] = "",
    as_json: Json = False,
) -> None:
    hedge = read_qualifier(qualifier) if qualifier else None
    if qualifier and hedge is None:
        raise QualifierUnknown(text=qualifier, expected=", ".join(Qualifier), where="--qualifier")
    answer = feasible_counts(read_percent(value), of=read_base(of), qualifier=hedge)
    if as_json:
        print_json(answer.as_json())
        return
    print(answer.explanation.into(language()))
    rows = [
        (name, ", ".join(str(count) for count in counts) or "–")
        for name, counts in answer.as_json()["feasible"].items()
    ]
    print_table([say("Rounding"), say("Counts that print so")], rows)
