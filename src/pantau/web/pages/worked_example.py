"""A plan of seven lines and three countries, small enough to count by hand, scored by the same code as every plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from pantau.domain.initiatives import InitiativeRow, Stage, StageEvent
from pantau.domain.plans import LineRow, NamedList, PlanRow, Visibility
from pantau.domain.progress import Answer
from pantau.domain.regional import Derivation, regional_status
from pantau.domain.scorecard import Moment, Scorecard, ScoreInput, score
from pantau.domain.statuses import STARTED, Status
from pantau.domain.values import Period
from pantau.domain.words import Words

COUNTRIES = ("A", "B", "C")
_END = date(2025, 12, 31)
_KNOWN = datetime(2026, 1, 31, tzinfo=UTC)
_WITHDRAWN = 7
_NOBODY = UUID(int=0)

# what each country says of each line; None is no report
ANSWERS: Mapping[int, tuple[Status | None, ...]] = {
    1: (Status.COMPLETED, Status.COMPLETED, Status.NOT_APPLICABLE),
    2: (Status.COMPLETED, Status.PARTIALLY, None),
    3: (Status.ONGOING, None, Status.PLANNED),
    4: (Status.CONTINUING, Status.CONTINUING, Status.CONTINUING),
    5: (Status.DEFERRED, Status.NOT_STARTED, Status.NOT_STARTED),
    6: (None, None, None),
    _WITHDRAWN: (None, None, None),
}
_BEGUN_BEFORE = {(5, 0)}  # line 5 was ongoing in country A in an earlier round
_SERVED = {1: Stage.COMPLETED, 3: Stage.IMPLEMENTING}
FOCUS = NamedList(
    code="1-2-3",
    name=Words(en="lines 1 to 3", id="lini 1 sampai 3"),
    authority="JCC",
    decided_on=date(2023, 1, 1),
    lines=frozenset({1, 2, 3}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleLine:
    """One line with what each country says, and its regional status under each derivation."""

    label: str
    answers: tuple[Status | None, ...]
    withdrawn: bool
    regional: Mapping[Derivation, Status | None]


def example_card() -> Scorecard:
    """The example under every rule, by the merged derivation, the day after the plan's end."""
    moment = Moment(as_of=date(2026, 1, 15), known_at=_KNOWN, by=Derivation.MERGED)
    everybody = frozenset(range(len(COUNTRIES)))
    given = ScoreInput(
        plan=_plan(),
        lines=tuple(_line(number) for number in ANSWERS),
        owed={number: everybody if number != _WITHDRAWN else frozenset() for number in ANSWERS},
        answers=[_answer(line, country) for line in ANSWERS for country in everybody if ANSWERS[line][country]],
        initiatives=tuple(_initiative(number, stage) for number, stage in _SERVED.items()),
        lists=(FOCUS,),
    )
    return score(given, moment)


def example_lines(card: Scorecard) -> tuple[ExampleLine, ...]:
    """The lines of the example, their regional status under each derivation computed."""
    return tuple(
        ExampleLine(
            label=one.line.label,
            answers=ANSWERS[one.line.id],
            withdrawn=one.withdrawn,
            regional={by: regional_status(one.scenes.now.tally, by) for by in Derivation},
        )
        for one in card.facts
    )


def _plan() -> PlanRow:
    return PlanRow(
        id=0,
        public_id=_NOBODY,
        code="EXAMPLE",
        title=Words(en="Example", id="Contoh"),
        period=Period(start=date(2021, 1, 1), end=_END),
        partner="",
        partner_name=Words(),
        visibility=Visibility.NAMED,
        by=Derivation.MERGED,
        rule="R6-full",
        illustrative=True,
    )


def _line(number: int) -> LineRow:
    return LineRow(
        id=number,
        public_id=_NOBODY,
        label=str(number),
        path=(str(number),),
        words=Words(en=f"Line {number}", id=f"Lini {number}"),
        withdrawn_on=date(2024, 6, 1) if number == _WITHDRAWN else None,
        weight=Decimal(1),
    )


def _answer(line: int, country: int) -> Answer:
    status = ANSWERS[line][country] or Status.NOT_STARTED
    begun = status in STARTED or (line, country) in _BEGUN_BEFORE
    return Answer(line=line, reporter=country, status=status, started=begun, stale=False)


def _initiative(number: int, stage: Stage) -> InitiativeRow:
    steps = (Stage.APPROVED, stage)
    return InitiativeRow(
        id=number,
        public_id=_NOBODY,
        title=Words(en=f"Initiative {number}", id=f"Inisiatif {number}"),
        events=tuple(
            StageEvent(stage=step, on=date(2022 + place, 1, 1), recorded_at=datetime(2022 + place, 1, 2, tzinfo=UTC))
            for place, step in enumerate(steps)
        ),
        lines=frozenset({number}),
    )
