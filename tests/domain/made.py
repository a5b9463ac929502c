"""Plans, reports and whole situations for the tests of the arithmetic: made by hand or drawn at random."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from pantau.domain.initiatives import InitiativeTotals
from pantau.domain.plans import LineRow, NamedList, PlanRow, Visibility
from pantau.domain.progress import Answer, Report, tally_lines
from pantau.domain.rates import LineFacts, Rate, all_rates, gather_facts
from pantau.domain.regional import Derivation
from pantau.domain.statuses import STARTED, Status
from pantau.domain.values import Period
from pantau.domain.words import Words

TODAY = date(2024, 12, 31)
NOW = datetime(2025, 1, 31, tzinfo=UTC)
PLAN_END = date(2025, 12, 31)
LEAD_BODY, OTHER_BODY = 90, 91


def line(number: int, **others: Any) -> LineRow:
    label = str(number)
    return LineRow(
        id=number, public_id=UUID(int=number), label=label, path=(label,), words=Words(en="A line"), **others
    )


def plan(**others: Any) -> PlanRow:
    usual: dict[str, Any] = {
        "id": 1,
        "public_id": UUID(int=1),
        "code": "PLAN",
        "title": Words(en="A plan", id="Suatu rencana"),
        "period": Period(start=date(2021, 1, 1), end=PLAN_END),
        "partner": "",
        "partner_name": Words(),
        "visibility": Visibility.REGIONAL,
        "by": Derivation.MERGED,
        "rule": "R2",
        "illustrative": True,
    }
    return PlanRow(**usual | others)


def named_list(lines: frozenset[int], code: str = "FOCUS") -> NamedList:
    return NamedList(
        code=code,
        name=Words(en="Priority lines", id="Lini prioritas"),
        authority="Ministers",
        decided_on=date(2023, 5, 1),
        lines=lines,
    )


def report(status: Status, **others: Any) -> Report:
    usual: dict[str, Any] = {"line": 1, "reporter": 1, "round": 1, "as_of": date(2024, 6, 30), "accepted_at": NOW}
    return Report(status=status, **usual | others)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that is known of a plan at TODAY, answer by answer: what each actor said of each line, and who began it.

    Countries are numbered from 1; LEAD_BODY and OTHER_BODY are bodies. `began` holds (line, actor) pairs.
    """

    lines: tuple[LineRow, ...]
    owed: Mapping[int, frozenset[int]]
    said: Mapping[tuple[int, int], Status]
    began: frozenset[tuple[int, int]] = frozenset()
    covered: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()

    @property
    def missing(self) -> list[tuple[int, int]]:
        """The owed answers that nobody gave."""
        return [
            (one.id, actor) for one in self.lines for actor in self.owed[one.id] if (one.id, actor) not in self.said
        ]

    def filled(self, more: Mapping[tuple[int, int], Status]) -> "Situation":
        """The situation when `more` answers have come in."""
        begun = {pair for pair, status in more.items() if status in STARTED}
        return replace(self, said={**self.said, **more}, began=self.began | begun)

    def answers(self) -> list[Answer]:
        return [
            Answer(line=number, reporter=actor, status=status, started=(number, actor) in self.began, stale=False)
            for (number, actor), status in self.said.items()
        ]

    def facts(self, by: Derivation) -> list[LineFacts]:
        leads = {one.id: one.lead for one in self.lines if one.lead is not None}
        return gather_facts(
            self.lines,
            tally_lines(self.owed, self.answers(), leads=leads),
            as_of=TODAY,
            plan_end=PLAN_END,
            by=by,
            covered=self.covered,
        )

    def rates(self, by: Derivation) -> dict[tuple[str, str], Rate]:
        """Every rate by rule and unit, initiatives and one named list included."""
        totals = InitiativeTotals(recorded=1, approved=1, covered=self.covered)
        rates = all_rates(self.facts(by), initiatives=totals, lists=[named_list(self.listed)])
        return {(rate.rule, rate.unit): rate for rate in rates}


def one_line(*said: Status | None, **others: Any) -> Situation:
    """A plan of one line that is due; country 1 said the first status, country 2 the second; None said nothing."""
    countries = range(1, len(said) + 1)
    given = {(1, country): status for country, status in zip(countries, said, strict=True) if status}
    only = line(1, **{"due_on": date(2024, 1, 1)} | others)
    return Situation(
        lines=(only,),
        owed={1: frozenset() if only.withdrawn(TODAY) else frozenset(countries)},
        said=given,
        began=frozenset(pair for pair, status in given.items() if status in STARTED),
        listed=frozenset({1}),
    )


_DAYS = st.sampled_from([None, None, date(2024, 1, 1), date(2026, 1, 1)])


@st.composite
def situations(draw: st.DrawFn, *, max_lines: int = 3, max_countries: int = 4) -> Situation:
    """Any plan: lines due or not, withdrawn, led by a country or a body; silent countries; answers of those who owe
    nothing; lines that only some owe, or nobody."""
    countries = range(1, draw(st.integers(0, max_countries)) + 1)
    actors = (*countries, LEAD_BODY, OTHER_BODY)
    lines = tuple(
        line(
            number,
            due_on=draw(_DAYS),
            withdrawn_on=draw(_DAYS) if draw(st.integers(0, 3)) == 0 else None,
            lead=draw(st.sampled_from([None, LEAD_BODY, *countries])),
            weight=Decimal(draw(st.integers(0, 50))) / 10,
        )
        for number in range(1, draw(st.integers(0, max_lines)) + 1)
    )
    said = {
        (one.id, actor): status
        for one in lines
        for actor in actors
        if (status := draw(st.sampled_from([None, None, *Status])))
    }
    begun_before = {pair for pair in said if draw(st.integers(0, 9)) == 0}
    numbers = [one.id for one in lines]
    return Situation(
        lines=lines,
        owed={one.id: frozenset() if one.withdrawn(TODAY) else draw(_owing(countries)) for one in lines},
        said=said,
        began=frozenset(begun_before | {pair for pair, status in said.items() if status in STARTED}),
        covered=frozenset(number for number in numbers if draw(st.booleans())),
        listed=frozenset(number for number in numbers if draw(st.booleans())),
    )


def _owing(countries: range) -> st.SearchStrategy[frozenset[int]]:
    """Usually every country; at times only some, nobody, or a body too."""
    everybody = st.just(frozenset(countries))
    return st.one_of(everybody, everybody, st.frozensets(st.sampled_from([*countries, LEAD_BODY])))
