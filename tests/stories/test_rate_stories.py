"""Stories on the rates of a plan: each case of rates_*.toml becomes a test that bears the story's name.

A story gives a plan as tables. `lines` has a row for each line and a column for each country or body, with its status,
`-` where it has not reported, `x` where it does not owe the line; beside them `led by`, `due`, `withdrawn`, `weight`.
`reports` lists dated reports, `initiatives` the initiatives with their stages. `then` says what comes out.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.claims import ClaimReading, match_claim
from pantau.domain.initiatives import InitiativeRow, StageEvent, read_stage
from pantau.domain.permissions import VISITOR, sees_countries
from pantau.domain.plans import LineRow, NamedList, Visibility
from pantau.domain.progress import Report, answers
from pantau.domain.rates import NET, RULE_CODES, Rate, rate_weights, rule_named
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Moment, Scorecard, ScoreInput, line_state, score
from pantau.domain.statuses import Status, read_status
from pantau.domain.values import Period, Share
from pantau.domain.words import Words
from tests.domain import made
from tests.domain.figures.made import figure

FILES = sorted(Path(__file__).parent.glob("rates_*.toml"))
LABELS = {"story", "shows", "then"}
# Rules 7 and 9 to 11 speak of published figures; their stories stand in figures_*.toml.
RULES = {f"rule {number}" for number in (1, 2, 3, 4, 5, 6, 8, 12)}

Told = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ToldPlan:
    """A plan as its story tells it, with the usual answer to what it leaves unsaid."""

    lines: str
    reports: str = ""
    initiatives: str = ""
    named_list: str = ""
    bodies: list[str] = field(default_factory=list)
    joined: Mapping[str, date] = field(default_factory=dict)
    cut_off: date = date(2025, 1, 1)
    begins: date = date(2021, 1, 1)
    ends: date = date(2025, 12, 31)
    as_of: date = date(2025, 12, 31)
    known_at: date = date(2099, 12, 31)
    round: int | None = None
    last_closed_round: date | None = None
    by: str = "merged"
    rule: str = "R2"
    visibility: str = "regional"
    claim: str = ""

    def card(self) -> Scorecard:
        known_at = datetime.combine(self.known_at, time.max, UTC)
        period = Period(start=self.begins, end=self.ends)
        moment = Moment(as_of=self.as_of, known_at=known_at, by=Derivation(self.by))
        return score(
            ScoreInput(
                plan=made.plan(period=period, rule=self.rule, visibility=Visibility(self.visibility)),
                lines=tuple(self._line(row) for row in self.rows),
                owed={self._number(row["line"]): self._owing(row) for row in self.rows},
                answers=answers(
                    [*self._matrix(), *self._dated()],
                    as_of=self.as_of,
                    known_at=known_at,
                    round=self.round,
                    stale_before=self.last_closed_round,
                ),
                initiatives=tuple(self._initiative(row) for row in table(self.initiatives)),
                lists=self._lists(),
            ),
            moment,
        )

    @property
    def rows(self) -> list[dict[str, str]]:
        return table(self.lines, others=self._actors)

    @property
    def _actors(self) -> list[str]:
        """Countries by their codes of three letters, and the bodies the story names."""
        columns = cells(self.lines.strip().splitlines()[0])
        return [column for column in columns if re.fullmatch("[A-Z]{3}", column) or column in self.bodies]

    def _number(self, label: str) -> int:
        return [row["line"] for row in self.rows].index(label) + 1

    def _line(self, row: Mapping[str, str]) -> LineRow:
        leader = row.get("led by", "-")
        return made.line(
            self._number(row["line"]),
            lead=None if leader == "-" else self._actors.index(leader),
            due_on=day(row.get("due", "-")),
            withdrawn_on=day(row.get("withdrawn", "-")),
            weight=Decimal(row.get("weight", "1")),
        )

    def _owing(self, row: Mapping[str, str]) -> frozenset[int]:
        """Every member state at the cut-off owes every line that is not withdrawn, unless the story says otherwise."""
        withdrawn_on = day(row.get("withdrawn", "-"))
        if withdrawn_on is not None and withdrawn_on <= self.as_of:
            return frozenset()
        return frozenset(
            number for number, code in enumerate(self._actors) if row[code] != "x" and self._is_member(code)
        )

    def _is_member(self, code: str) -> bool:
        country = ActorRow(
            id=1,
            public_id=UUID(int=1),
            code=code,
            kind=ActorKind.SECTORAL_BODY if code in self.bodies else ActorKind.MEMBER_STATE,
            name=Words(en=code),
            member_from=self.joined.get(code, date(1999, 4, 30)),
        )
        return country.member_on(self.cut_off)

    def _matrix(self) -> Iterator[Report]:
        for row in self.rows:
            for code in self._actors:
                if row[code] not in {"-", "x"}:
                    yield self._report({"line": row["line"], "by": code, "status": row[code]})

    def _dated(self) -> Iterator[Report]:
        for row in table(self.reports):
            yield self._report(row)

    def _report(self, row: Mapping[str, str]) -> Report:
        return Report(
            line=self._number(row["line"]),
            reporter=self._actors.index(row["by"]),
            round=int(row.get("round", "1")),
            status=status(row["status"]),
            as_of=day(row.get("as of", "-")) or self.as_of,
            accepted_at=moment(row.get("accepted", self.as_of.isoformat())),
            started_on=day(row.get("started", "-")),
        )

    def _initiative(self, row: Mapping[str, str]) -> InitiativeRow:
        return InitiativeRow(
            id=1,
            public_id=UUID(int=1),
            title=Words(en=row["initiative"]),
            events=tuple(stage_event(entry) for entry in row["stages"].split(",")),
            lines=frozenset(self._number(label) for label in row["serves"].split()),
        )

    def _lists(self) -> tuple[NamedList, ...]:
        if not self.named_list:
            return ()
        return (made.named_list(frozenset(self._number(label) for label in self.named_list.split())),)


# The tables of a story

COLUMNS = {"line", "led by", "due", "withdrawn", "weight"}
COLUMNS |= {"round", "by", "status", "as of", "accepted", "started"}
COLUMNS |= {"initiative", "serves", "stages"}


def table(text: str, *, others: list[str] | None = None) -> list[dict[str, str]]:
    """The rows of a table by its headings.

    Raises:
        KeyError: a heading that nobody knows; `others` are those known beside the usual ones.
    """
    if not text:
        return []
    headings, *rows = [cells(row) for row in text.strip().splitlines()]
    for heading in headings:
        if heading not in COLUMNS and heading not in (others or []):
            raise KeyError(heading)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time.min, UTC)


def status(text: str) -> Status:
    found = read_status(text)
    assert found, f"no status: {text!r}"
    return found


def stage_event(text: str) -> StageEvent:
    """An entry like "implementing 2022-03-01"."""
    name, _, on = text.strip().rpartition(" ")
    stage = read_stage(name)
    assert stage, f"no stage: {name!r}"
    return StageEvent(stage=stage, on=date.fromisoformat(on), recorded_at=moment(on))


# What comes out


def outcome(asked: str, told: ToldPlan, card: Scorecard) -> Any:
    """What the story asks for by name; a rule code alone asks for the rate of lines.

    Raises:
        KeyError: nobody knows what is asked.
    """
    word, _, code = asked.partition(" of ")
    if asked in SPOKEN:
        return SPOKEN[asked](told, card)
    if code and word in OF_A_RULE:
        return OF_A_RULE[word](card, code)
    return spoken_rate(rate(card, asked))


def rate(card: Scorecard, code: str, unit: str = "") -> Rate:
    found = [one for one in card.rates if one.rule == code and (one.unit == "pairs") == (unit == "pairs")]
    if not found:
        raise KeyError(code)
    return found[0]


def spoken_rate(one: Rate) -> str:
    """A rate in one line: "19/20 = 95.0, low 90.0, high 100.0"."""
    if not one.applies:
        return "does not apply"
    if one.percent is None:
        return f"{one.numerator}/{one.denominator} = unknown"
    bounds = f", low {one.percent_of(one.low)}, high {one.percent_of(one.high)}" if one.low is not None else ""
    return f"{one.numerator}/{one.denominator} = {one.percent}{bounds}"


def spoken_share(share: Share) -> str:
    return f"{share.part}/{share.whole} = {'unknown' if share.percent is None else share.percent}"


def why(card: Scorecard, code: str) -> str:
    reason = rate(card, code).why
    return reason.en if reason else ""


def weights(card: Scorecard, code: str) -> str:
    rule = rule_named(code)
    if rule is None:
        raise KeyError(code)
    one = rate_weights(rule, card.facts)
    return f"{one.numerator}/{one.denominator} = {one.percent}"


def read_claim(told: ToldPlan, card: Scorecard) -> ClaimReading:
    claim = figure("claim", "implementation_rate", told.claim)
    return match_claim(claim, rates=card.rates, base=card.lines)


OF_A_RULE: dict[str, Callable[[Scorecard, str], str]] = {
    "pairs": lambda card, code: spoken_rate(rate(card, code, "pairs")),
    "why": why,
    "weights": weights,
}
SPOKEN: dict[str, Callable[[ToldPlan, Scorecard], Any]] = {
    "lines": lambda told, card: {
        row["line"]: line_state(facts) or "no_report" for row, facts in zip(told.rows, card.facts, strict=True)
    },
    "rules": lambda told, card: [one.rule for one in card.rates if one.unit != "pairs"],
    "rules of pairs": lambda told, card: [one.rule for one in card.rates if one.unit == "pairs"],
    "completeness": lambda told, card: spoken_share(card.completeness),
    "timeliness": lambda told, card: spoken_share(card.timeliness),
    "expected": lambda told, card: card.expected,
    "gap": lambda told, card: card.gap or "unknown",
    "stale": lambda told, card: card.stale,
    "withdrawn": lambda told, card: card.withdrawn,
    "untouched": lambda told, card: [told.rows[one.id - 1]["line"] for one in card.untouched],
    "initiatives": lambda told, card: card.initiatives.recorded,
    "lines served": lambda told, card: len(card.initiatives.covered),
    "shown by country": lambda told, card: sees_countries(VISITOR, card.plan.visibility),
    "claim matches": lambda told, card: list(read_claim(told, card).matches),
    "claim possible": lambda told, card: list(read_claim(told, card).possible),
}


def stories() -> list[tuple[str, Told]]:
    """Every story of every file with its kind."""
    return [
        (kind, story)
        for file in FILES
        for kind, told in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for story in told
    ]


def play(story: Told) -> None:
    """Tell the story and compare what it says then.

    Raises:
        TypeError: the story has a key that nobody knows.
        KeyError: a table has a heading, or the outcome a part, that nobody knows.
    """
    told = ToldPlan(**{key: value for key, value in story.items() if key not in LABELS})
    card = told.card()
    assert story["then"], "a story must say what comes out"
    assert {asked: outcome(asked, told, card) for asked in story["then"]} == story["then"]


@pytest.mark.parametrize("story", [pytest.param(story, id=story["story"]) for _, story in stories()])
def test_story(story: Told) -> None:
    play(story)


def test_every_story_is_about_a_plan() -> None:
    assert {kind for kind, _ in stories()} == {"plan"}


def test_every_counting_rule_derivation_and_rule_of_the_rules_has_a_story() -> None:
    shown = {shows for _, story in stories() for shows in story["shows"]}
    assert shown == {*RULE_CODES, "pairs", *Derivation, "two clocks", *RULES}
    assert {rule.code for rule in NET} < shown


def test_no_two_stories_have_one_name() -> None:
    names = [story["story"] for _, story in stories()]
    assert len(names) == len(set(names))


GOOD: Told = {
    "story": "A good one",
    "lines": "line | BRN | KHM\n1 | completed | -",
    "then": {"R2": "1/1 = 100.0, low 100.0, high 100.0"},
}


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"colour": "red"}, TypeError),
        ({"then": {"R9": "1/1 = 100.0"}}, KeyError),
        ({"then": {"colour of R2": "red"}}, KeyError),
        ({"then": {"weights of R9": "1/1 = 100.0"}}, KeyError),
        ({"then": {}}, AssertionError),
        ({"then": {"R2": "0/1 = 0.0, low 0.0, high 100.0"}}, AssertionError),
        ({"lines": "line | BRN | colour\n1 | completed | red"}, KeyError),
        ({"lines": "line | BRN | KHM\n1 | completed"}, ValueError),
        ({"lines": "line | BRN | KHM\n1 | completed | perhaps"}, AssertionError),
        ({"reports": "line | by | status\n1 | SGP | completed"}, ValueError),
        ({"initiatives": "initiative | serves | stages\nA | 1 | dreamt 2022-01-01"}, AssertionError),
    ],
)
def test_a_story_with_a_word_nobody_knows_or_a_wrong_outcome_fails(more: Told, error: type[Exception]) -> None:
    play(GOOD)
    with pytest.raises(error):
        play(GOOD | more)
