"""`pantau score CODE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import AsOf, Json, KnownAt, Workspace, print_json, print_table, read_day, read_moment
from pantau.cli.workspace import whoever, workspace
from pantau.domain.plausibility.wording import quantity_words
from pantau.domain.rates import Rate, WeightedRate
from pantau.domain.refusals import CellUnknown
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Scorecard


def command(
    code: Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))],
    as_of: AsOf = "",
    known_at: KnownAt = "",
    round_code: Annotated[str, typer.Option("--round", help=say("Count the reports of this round only."))] = "",
    by: Annotated[str, typer.Option("--by", help=say("Derivation: merged, all, majority or any."))] = "",
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights", metavar="FILE", readable=False, help=say("Also weigh lines by a sheet: label, weight.")
        ),
    ] = None,
    provisional: Annotated[
        bool, typer.Option("--provisional", help=say("Also what is submitted, for those who review; no result."))
    ] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if provisional:
        _provisional(code, as_of=as_of, known_at=known_at, round_code=round_code, by=by, named=named, as_json=as_json)
        return
    with workspace(named):
        from pantau.usecases.score_plan import score_plan
        from pantau.usecases.weigh_lines import weigh_lines

        card = score_plan(
            whoever(),
            plan=code,
            as_of=read_day(as_of, option="--as-of"),
            known_at=read_moment(known_at, option="--known-at"),
            round=round_code,
            by=Derivation(one_of("--by", by, Derivation)) if by else None,
        )
        weighted = weigh_lines(card, path=weights) if weights else ()
    if as_json:
        print_json(card.as_json() | ({"weighted": [rate.as_json() for rate in weighted]} if weights else {}))
        return
    print_scorecard(card)
    if weights:
        _print_weighted(weighted)


def _provisional(
    code: str, *, as_of: str, known_at: str, round_code: str, by: str, named: Path | None, as_json: bool
) -> None:
    """Raises CellUnknown where a moment of knowledge is asked for: what is submitted is only known as of now."""
    if known_at:
        raise CellUnknown(column="--known-at", text=known_at, expected=say("nothing beside --provisional"))
    with workspace(named):
        from pantau.usecases.score_provisionally import score_provisionally

        found = score_provisionally(
            whoever(),
            plan=code,
            as_of=read_day(as_of, option="--as-of"),
            round=round_code,
            by=Derivation(one_of("--by", by, Derivation)) if by else None,
        )
    if as_json:
        print_json({"plan": code, **found.as_json()})
        return
    print(say("PROVISIONAL, no result: {count} submitted report(s) are counted as accepted.", count=found.submitted))
    headings = [say("Rule"), say("Unit"), say("Name"), say("Counted"), "%", say("Low–high")]
    print_table(headings, [_row(rate) for rate in found.card.rates], right=[3, 4, 5], folds=2)


def print_scorecard(card: Scorecard) -> None:
    """Every rule with its id, numerator, denominator, percent and bounds, then the claims."""
    plan, moment = card.plan, card.moment
    marked = f"  [{say('illustrative')}]" if plan.illustrative else ""
    print(f"\n{plan.code}  {plan.title.into(language())}{marked}")
    print(
        say(
            "As of {as_of}, by {by}; {lines} lines, {withdrawn} withdrawn; reports accepted {accepted} of {owed}.",
            as_of=moment.as_of,
            by=moment.by.value,
            lines=card.lines,
            withdrawn=card.withdrawn,
            accepted=card.completeness.part,
            owed=card.completeness.whole,
        )
    )
    headings = [say("Rule"), say("Unit"), say("Name"), say("Counted"), "%", say("Low–high")]
    rates = [rate for rate in card.rates if rate.unit != "pairs"]
    pairs = [rate for rate in card.rates if rate.unit == "pairs"]
    print_table(headings, [_row(rate) for rate in (*rates, *pairs)], right=[3, 4, 5], folds=2)
    for rate in rates:
        if rate.why:
            print(f"{rate.rule}: {rate.why.into(language())}")
    for claim in card.claims:
        matched = ", ".join(claim.matches) or say("no rule")
        possible = f"; {say('possible')}: {', '.join(claim.possible)}" if claim.possible else ""
        print(
            say(
                "Claim {figure}: “{printed} {verb}” as of {as_of} is what {matched} gives{possible}.",
                figure=claim.claim.code,
                printed=quantity_words(claim.claim.quantity).into(language()),
                verb=claim.claim.verb,
                as_of=claim.claim.as_of or "–",
                matched=matched,
                possible=possible,
            )
        )
        for warning in claim.warnings:
            print(f"  ! {warning.found.into(language())}")


def _row(rate: Rate) -> tuple[object, ...]:
    unit = {"lines": say("lines"), "pairs": say("pairs"), "initiatives": say("initiatives")}[rate.unit]
    name = rate.name.into(language())
    if not rate.applies:
        return rate.rule, unit, name, "–", "–", "–"
    bounds = f"{rate.percent_of(rate.low)}–{rate.percent_of(rate.high)}" if rate.low is not None else "–"
    known = rate.percent is not None
    counted = f"{rate.numerator}/{rate.denominator}"
    return rate.rule, unit, name, counted, rate.percent if known else say("unknown"), bounds if known else "–"


def _print_weighted(rates: tuple[WeightedRate, ...]) -> None:
    print(say("By weight"))
    rows = [(rate.rule, f"{rate.numerator}/{rate.denominator}", rate.percent or say("unknown")) for rate in rates]
    print_table([say("Rule"), say("Weight counted"), "%"], rows, right=[1, 2])
