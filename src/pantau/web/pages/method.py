"""How Pantau counts: every rule with a worked example computed by the same code, and a check of any percentage."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.plans import Visibility
from pantau.domain.plausibility.feasible import Feasibility, check_percentage
from pantau.domain.plausibility.intervals import Rounding
from pantau.domain.rates import Rate, Verdict, rule_named
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Scorecard
from pantau.domain.values import Qualifier, Share
from pantau.domain.words import Words, table, words_from
from pantau.web.ask import Asked, Choice, Visit, ask, choice_field, search_field
from pantau.web.cells import bound_cell, rate_cell, status_cell
from pantau.web.page import Page
from pantau.web.pages.worked_example import COUNTRIES, FOCUS, ExampleLine, example_card, example_lines
from pantau.web.scale import Scale, rule_scale
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_VALUE, _OF = "99.6", "290"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnExample:
    """One rule with its result on the example: the labels of the lines it counts, might count, and leaves out."""

    rate: Rate
    seen: Words | None
    counted: tuple[str, ...]
    possible: tuple[str, ...]
    outside: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            **self.rate.as_json(),
            "says": self.rate.says.as_json(),
            "seen": self.seen.as_json() if self.seen else None,
            "example": {"counted": list(self.counted), "possible": list(self.possible), "outside": list(self.outside)},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """Everything the page explains; `checked` is the percentage that was asked for, or the example of 99.6 % of 290."""

    rules: tuple[RuleOnExample, ...]
    scale: Scale
    completeness: Share
    derivations: tuple[Derivation, ...]
    visibilities: tuple[Visibility, ...]
    checked: Feasibility
    roundings: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        derivations = {one.value: {"name": one.words.as_json(), "says": one.says.as_json()} for one in self.derivations}
        visibilities = {one.value: one.words.as_json() for one in self.visibilities}
        return {
            "rules": [one.as_json() for one in self.rules],
            "derivations": derivations,
            "visibilities": visibilities,
            "checked": self.checked.as_json(),
        }


def method_page(visit: Visit) -> Page:
    """Raises PercentInvalid, PercentOutOfRange, BaseInvalid and BaseTooLarge for what cannot be checked."""
    hedges = (Choice(value=one.value, name=one.words.into(language())) for one in Qualifier)
    fields = (
        search_field("value", _("Percentage as printed")),
        search_field("of", _("Of how many")),
        choice_field("qualifier", _("Hedge"), hedges, blank=_("none given")),
    )
    asked = ask(visit, fields=fields)
    card = example_card()
    checked = _checked(asked)
    row = MethodRow(
        rules=tuple(_on_example(rate, card) for rate in card.rates if rate.unit != "pairs"),
        scale=rule_scale(card.rates, ()),
        completeness=card.completeness,
        derivations=tuple(Derivation),
        visibilities=tuple(Visibility),
        checked=checked,
        roundings=tuple((one.value, _counts(checked, one)) for one in Rounding),
    )
    return Page(
        template="method",
        title=_("Method"),
        row=row,
        tables={
            "rates": Table(
                key="rates", caption=_("The example under every rule"), columns=_RATE_COLUMNS, items=row.rules
            ),
            "lines": Table(
                key="lines",
                caption=_("The example: seven lines, three countries"),
                columns=_line_columns(),
                items=example_lines(card),
            ),
        },
        asked=asked,
    )


def _checked(asked: Asked) -> Feasibility:
    hedge = asked.get("qualifier")
    return check_percentage(
        asked.get("value") or _VALUE, of=asked.get("of") or _OF, qualifier=Qualifier(hedge) if hedge else None
    )


def _counts(checked: Feasibility, rounding: Rounding) -> str:
    counts = checked.under(rounding)
    if not counts:
        return ""
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"


def _on_example(rate: Rate, card: Scorecard) -> RuleOnExample:
    rule = rule_named(rate.rule, lists=(FOCUS,))
    judged = [(one.line.label, rule.judge(one)) for one in card.facts] if rule else []
    row: Mapping[str, Any] = table("rules")[rate.rule]
    return RuleOnExample(
        rate=rate,
        seen=words_from(row["seen"]) if "seen" in row else None,
        counted=tuple(label for label, verdict in judged if verdict in (Verdict.SURE, Verdict.COUNTED)),
        possible=tuple(label for label, verdict in judged if verdict is Verdict.POSSIBLE),
        outside=tuple(label for label, verdict in judged if verdict is Verdict.OUTSIDE),
    )


def _line_columns() -> tuple[Column[ExampleLine], ...]:
    return (
        Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.label)),
        *(_country(place) for place in range(len(COUNTRIES))),
        *(_regional(by) for by in Derivation),
    )


def _labels(labels: tuple[str, ...]) -> Cell:
    return Cell(value=", ".join(labels) or None, absent=_("none"))


def _country(place: int) -> Column[ExampleLine]:
    def cell(one: ExampleLine) -> Cell:
        return Cell(value=None, absent=_("owes nothing")) if one.withdrawn else status_cell(one.answers[place])

    return Column(key=f"country_{COUNTRIES[place].lower()}", title=COUNTRIES[place], cell=cell)


def _regional(by: Derivation) -> Column[ExampleLine]:
    """The regional status under one derivation."""

    def cell(one: ExampleLine) -> Cell:
        return status_cell("withdrawn" if one.withdrawn else one.regional[by])

    return Column(key=by.value, title=by.words.into(language()), cell=cell)


_RATE_COLUMNS: tuple[Column[RuleOnExample], ...] = (
    Column(key="rule", title=_("Rule"), cell=lambda one: Cell(value=one.rate.rule, href=f"#{one.rate.rule}")),
    Column(key="name", title=_("What it counts"), cell=lambda one: Cell(value=one.rate.name)),
    Column(key="percent", title=_("Percent"), numeric=True, cell=lambda one: rate_cell(one.rate)),
    Column(key="low", title=_("Low"), numeric=True, cell=lambda one: bound_cell(one.rate, one.rate.low)),
    Column(key="high", title=_("High"), numeric=True, cell=lambda one: bound_cell(one.rate, one.rate.high)),
    Column(key="counted", title=_("Lines counted"), cell=lambda one: _labels(one.counted)),
    Column(key="possible", title=_("Possible"), cell=lambda one: _labels(one.possible)),
    Column(key="outside", title=_("Outside the base"), cell=lambda one: _labels(one.outside)),
)
