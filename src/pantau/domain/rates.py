"""The counting rules: each a named object with its sentence, its predicate and its base, and the rates they give."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pantau.domain.initiatives import InitiativeTotals
from pantau.domain.plans import LineRow, NamedList
from pantau.domain.progress import Tally
from pantau.domain.regional import Derivation, Scene, Scenes, scenes
from pantau.domain.statuses import STARTED, Status
from pantau.domain.values import printed_percent, rounded
from pantau.domain.words import Words, table, words_from


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """All that a rule may ask of one line."""

    line: LineRow
    scenes: Scenes
    withdrawn: bool
    due: bool
    covered: bool

    @property
    def status(self) -> Status | None:
        """The regional status as reported; ``None`` is no report."""
        return self.scenes.now.status


class Verdict(StrEnum):
    """What a rule says of one line: in the base and counted (surely, or as reported only), possible, or not."""

    SURE = "sure"
    COUNTED = "counted"
    POSSIBLE = "possible"
    NOT_COUNTED = "not_counted"
    OUTSIDE = "outside"

    @property
    def words(self) -> Words:
        return words_from(table("verdicts")[self.value]["name"])


Counts = Callable[[LineFacts, Scene], bool]
Base = Callable[[LineFacts], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One counting rule of lines.

    `counts` tells whether a line is in the numerator in a scene, `base` whether it is in the denominator, `could`
    replaces the high scene where missing reports are not what is missing (R1), `pairs` counts line x country pairs.
    Name and sentence stand in data/rules.toml under `code`.
    """

    code: str
    counts: Counts
    base: Base
    could: Base | None = None
    pairs: Callable[[Tally], int] | None = None

    @property
    def name(self) -> Words:
        return words_from(table("rules")[self.code]["name"])

    @property
    def says(self) -> Words:
        return words_from(table("rules")[self.code]["says"])

    def judge(self, facts: LineFacts) -> Verdict:
        """The verdict on one line. Low and high never exclude what the reports themselves say."""
        if not self.base(facts):
            return Verdict.OUTSIDE
        if self.counts(facts, facts.scenes.now):
            return Verdict.SURE if self.counts(facts, facts.scenes.low) else Verdict.COUNTED
        high = self.could(facts) if self.could else self.counts(facts, facts.scenes.high)
        return Verdict.POSSIBLE if high else Verdict.NOT_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rule's result. Numerator, denominator and the bounds low and high are counts of `unit`; ``None`` is unknown.

    `why` says what is left out or why the rule does not apply; `list_code` names the base of R5.
    """

    rule: str
    unit: str
    name: Words
    says: Words
    numerator: int | None = None
    denominator: int | None = None
    low: int | None = None
    high: int | None = None
    applies: bool = True
    why: Words | None = None
    list_code: str = ""

    @property
    def percent(self) -> str | None:
        """Percentage to one decimal, half-up; ``None`` where it is unknown or the rule does not apply."""
        return self.percent_of(self.numerator)

    def percent_of(self, count: int | None) -> str | None:
        if count is None or not self.denominator:
            return None
        return printed_percent(count, self.denominator)

    def as_json(self) -> dict[str, Any]:
        """The row of `score --json`; low and high are percentages like `percent`."""
        row: dict[str, Any] = {
            "rule": self.rule,
            "unit": self.unit,
            "name": self.name.as_json(),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "percent": self.percent,
            "low": self.percent_of(self.low),
            "high": self.percent_of(self.high),
            "applies": self.applies,
            "why": self.why.as_json() if self.why else None,
        }
        return row | ({"list": self.list_code} if self.list_code else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedRate:
    """A rule's result over weights: the sum of the weights of the lines counted and of those in the base."""

    rule: str
    numerator: Decimal
    denominator: Decimal

    @property
    def percent(self) -> str | None:
        """Percentage to one decimal, half-up; ``None`` where nothing weighs anything."""
        return printed_percent(Fraction(self.numerator), Fraction(self.denominator))

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "unit": "weights",
            "numerator": str(self.numerator),
            "denominator": str(self.denominator),
            "percent": self.percent,
        }


def _status_in(*statuses: Status) -> Counts:
    wanted = frozenset(statuses)
    return lambda facts, scene: not facts.withdrawn and scene.status in wanted


def _pairs_in(*statuses: Status) -> Callable[[Tally], int]:
    return lambda tally: tally.count(*statuses)


def _every_line(_facts: LineFacts) -> bool:
    return True


def _not_withdrawn(facts: LineFacts) -> bool:
    return not facts.withdrawn


def counts_as_due(facts: LineFacts) -> bool:
    """Whether the line should be completed by now: its day has come, and it is neither open-ended nor withdrawn."""
    return facts.due and not facts.withdrawn and facts.status is not Status.CONTINUING


def _due_and_owed(facts: LineFacts) -> bool:
    return counts_as_due(facts) and facts.scenes.now.tally.applicable > 0


def _completed_by_every_country(_facts: LineFacts, scene: Scene) -> bool:
    return scene.tally.count(Status.COMPLETED) == scene.tally.applicable > 0


def _ever_started(_facts: LineFacts, scene: Scene) -> bool:
    return scene.tally.ever_started


def _covered(facts: LineFacts, _scene: Scene) -> bool:
    return facts.covered


def _could_be_covered(facts: LineFacts) -> bool:
    return not facts.scenes.now.tally.says_not_begun


def _over_all(code: str, *statuses: Status) -> Rule:
    return Rule(code=code, counts=_status_in(*statuses), base=_every_line, pairs=_pairs_in(*statuses))


def _net(rule: Rule) -> Rule:
    return Rule(code=f"{rule.code}-net", counts=rule.counts, base=_not_withdrawn, pairs=rule.pairs)


COVERAGE = Rule(code="R1", counts=_covered, base=_every_line, could=_could_be_covered)
ADDRESSED = _over_all("R2", *sorted(STARTED))
STRICT = Rule(
    code="R4",
    counts=_completed_by_every_country,
    base=_due_and_owed,
    pairs=_pairs_in(Status.COMPLETED),
)
FULL = _over_all("R6-full", Status.COMPLETED)
FULL_PARTIAL = _over_all("R6-full-partial", Status.COMPLETED, Status.PARTIALLY)
FULL_OPEN = _over_all("R6-full-open", Status.COMPLETED, Status.CONTINUING)
STARTED_EVER = Rule(code="R7", counts=_ever_started, base=_every_line, pairs=lambda tally: tally.started)
NET = tuple(_net(rule) for rule in (ADDRESSED, FULL, FULL_PARTIAL, FULL_OPEN, STARTED_EVER))
LINE_RULES = (COVERAGE, ADDRESSED, STRICT, FULL, FULL_PARTIAL, FULL_OPEN, STARTED_EVER, *NET)
_IN_ORDER = ("R1", "R2", "R3", "R4", "R5", "R6-full", "R6-full-partial", "R6-full-open", "R7", "R8")
RULE_CODES = (*_IN_ORDER, *(rule.code for rule in NET))


def focused(named: NamedList) -> Rule:
    """Rule R5 on one named list: completed lines among those the list names."""
    return Rule(
        code="R5",
        counts=_status_in(Status.COMPLETED),
        base=lambda facts: facts.line.id in named.lines,
        pairs=_pairs_in(Status.COMPLETED),
    )


def rule_named(code: str, *, lists: Sequence[NamedList] = ()) -> Rule | None:
    """The line rule of a code; R5 takes the first of `lists`. ``None`` for R3, R8 and unknown codes."""
    if code == "R5" and lists:
        return focused(lists[0])
    return next((rule for rule in LINE_RULES if rule.code == code), None)


def gather_facts(
    lines: Iterable[LineRow],
    tallies: Mapping[int, Tally],
    *,
    as_of: date,
    plan_end: date,
    by: Derivation,
    covered: frozenset[int],
) -> list[LineFacts]:
    """What the rules ask of each line at `as_of` under the derivation `by`."""
    nothing = Tally()
    return [
        LineFacts(
            line=line,
            scenes=scenes(tallies.get(line.id, nothing), by),
            withdrawn=line.withdrawn(as_of),
            due=line.due(as_of, plan_end=plan_end),
            covered=line.id in covered,
        )
        for line in lines
    ]


def rate_lines(rule: Rule, facts: Iterable[LineFacts]) -> Rate:
    """The rate of lines under one rule, with its bounds."""
    seen = Counter(rule.judge(one) for one in facts)
    numerator = seen[Verdict.SURE] + seen[Verdict.COUNTED]
    return Rate(
        rule=rule.code,
        unit="lines",
        name=rule.name,
        says=rule.says,
        numerator=numerator,
        denominator=seen.total() - seen[Verdict.OUTSIDE],
        low=seen[Verdict.SURE],
        high=numerator + seen[Verdict.POSSIBLE],
        why=_left_out(seen[Verdict.OUTSIDE]),
    )


def rate_pairs(rule: Rule, facts: Iterable[LineFacts]) -> Rate | None:
    """The same rule over line x country pairs; ``None`` for a rule that says nothing of single countries."""
    if rule.pairs is None:
        return None
    based = [one.scenes.now.tally for one in facts if rule.base(one)]
    numerator = sum(rule.pairs(tally) for tally in based)
    return Rate(
        rule=rule.code,
        unit="pairs",
        name=rule.name,
        says=rule.says,
        numerator=numerator,
        denominator=sum(tally.applicable for tally in based),
        low=numerator,
        high=numerator + sum(tally.missing for tally in based),
    )


def rate_weights(rule: Rule, facts: Iterable[LineFacts]) -> WeightedRate:
    """The rate of the lines' weights instead of their number."""
    counted = whole = Decimal(0)
    for one in facts:
        verdict = rule.judge(one)
        whole += one.line.weight if verdict is not Verdict.OUTSIDE else 0
        counted += one.line.weight if verdict in (Verdict.SURE, Verdict.COUNTED) else 0
    return WeightedRate(rule=rule.code, numerator=counted, denominator=whole)


def all_rates(
    facts: Sequence[LineFacts], *, initiatives: InitiativeTotals, lists: Sequence[NamedList] = ()
) -> tuple[Rate, ...]:
    """Every rule side by side in the order of their codes, lines before pairs."""
    rates = [
        _coverage(facts, initiatives),
        rate_lines(ADDRESSED, facts),
        unstated("R3"),
        rate_lines(STRICT, facts),
    ]
    rates += _lists(facts, lists)
    rates += [rate_lines(rule, facts) for rule in (FULL, FULL_PARTIAL, FULL_OPEN, STARTED_EVER)]
    rates += [_initiatives_done(initiatives), *(rate_lines(rule, facts) for rule in NET)]
    return (*rates, *_pairs(facts, lists))


def expected_progress(elapsed: Fraction, rate: Rate) -> tuple[str, str | None]:
    """Expected percent (share of the plan period elapsed) and the gap of a rate to it, in points."""
    expected = rounded(elapsed * 100, 1)
    if rate.percent is None:
        return expected, None
    return expected, str(Decimal(rate.percent) - Decimal(expected))


def unstated(code: str) -> Rate:
    """A rule that does not apply here, with the reason of data/rules.toml."""
    row = table("rules")[code]
    return Rate(
        rule=code,
        unit=row.get("unit", "lines"),
        name=words_from(row["name"]),
        says=words_from(row["says"]),
        applies=False,
        why=words_from(row["absent"]),
    )


def _coverage(facts: Sequence[LineFacts], initiatives: InitiativeTotals) -> Rate:
    return rate_lines(COVERAGE, facts) if initiatives.recorded else unstated("R1")


def _lists(facts: Sequence[LineFacts], lists: Sequence[NamedList]) -> list[Rate]:
    if not lists:
        return [unstated("R5")]
    return [_on_list(rate_lines(focused(named), facts), named) for named in lists]


def _pairs(facts: Sequence[LineFacts], lists: Sequence[NamedList]) -> list[Rate]:
    """Pairs under every rule that knows them; over N - x they would be the same, for nobody owes a withdrawn line."""
    listed = {focused(named): named for named in lists}
    rules = (ADDRESSED, STRICT, *listed, FULL, FULL_PARTIAL, FULL_OPEN, STARTED_EVER)
    rated = [(rule, rate_pairs(rule, facts)) for rule in rules]
    return [_on_list(rate, listed[rule]) if rule in listed else rate for rule, rate in rated if rate]


def _on_list(rate: Rate, named: NamedList) -> Rate:
    why = words_from(table("rules")["R5"]["on_list"]).fill(
        name=named.name, authority=named.authority, on=named.decided_on.isoformat()
    )
    return replace(rate, why=why, list_code=named.code)


def _initiatives_done(initiatives: InitiativeTotals) -> Rate:
    if not initiatives.approved:
        return unstated("R8")
    row = table("rules")["R8"]
    return Rate(
        rule="R8",
        unit=row["unit"],
        name=words_from(row["name"]),
        says=words_from(row["says"]),
        numerator=initiatives.done,
        denominator=initiatives.approved,
    )


def _left_out(number: int) -> Words | None:
    return words_from(table("rules")["left_out"]["says"]).fill(number=number) if number else None
