"""The counting rules a second time, slowly: each sentence over the answers themselves, country by country.

Nothing here uses tallies, scenes or verdicts; the tests hold the two against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pantau.domain.plans import LineRow
from pantau.domain.regional import Derivation
from pantau.domain.statuses import Status
from tests.domain.made import PLAN_END, TODAY, Situation

RANKS = {
    Status.NOT_STARTED: 0,
    Status.DEFERRED: 1,
    Status.PLANNED: 2,
    Status.ONGOING: 3,
    Status.CONTINUING: 3,
    Status.PARTIALLY: 4,
    Status.COMPLETED: 5,
}
UNDER_WAY = [Status.COMPLETED, Status.PARTIALLY, Status.ONGOING, Status.CONTINUING]
WANTED = {
    "R2": UNDER_WAY,
    "R5": [Status.COMPLETED],
    "R6-full": [Status.COMPLETED],
    "R6-full-partial": [Status.COMPLETED, Status.PARTIALLY],
    "R6-full-open": [Status.COMPLETED, Status.CONTINUING],
}
LINE_CODES = ("R1", "R2", "R4", "R5", "R6-full", "R6-full-partial", "R6-full-open", "R7")
NET_CODES = ("R2-net", "R6-full-net", "R6-full-partial-net", "R6-full-open-net", "R7-net")
PAIR_CODES = ("R2", "R4", "R5", "R6-full", "R6-full-partial", "R6-full-open", "R7")


def regional(situation: Situation, line: LineRow, by: Derivation) -> Status | None:
    """An accepted report of the lead body wins; else from the countries that owe it, not_applicable left out."""
    if line.lead is not None and (line.id, line.lead) in situation.said:
        return situation.said[line.id, line.lead]
    owing = [situation.said.get((line.id, country)) for country in situation.owed[line.id]]
    given = [status for status in owing if status is not Status.NOT_APPLICABLE]
    if not given:
        return Status.NOT_APPLICABLE if owing else None
    if all(status is None for status in given):
        return None
    derive = {
        Derivation.MERGED: merged,
        Derivation.ALL: least_advanced,
        Derivation.MAJORITY: majority,
        Derivation.ANY: most_advanced,
    }
    return derive[by](given)


def merged(given: Sequence[Status | None]) -> Status | None:
    if all(status is Status.COMPLETED for status in given):
        return Status.COMPLETED
    if Status.COMPLETED in given or Status.PARTIALLY in given:
        return Status.PARTIALLY
    if Status.ONGOING in given:
        return Status.ONGOING
    if Status.CONTINUING in given:
        return Status.CONTINUING
    return most_advanced(given)


def most_advanced(given: Sequence[Status | None]) -> Status | None:
    return at_rank(given, max(RANKS[status] for status in given if status))


def least_advanced(given: Sequence[Status | None]) -> Status | None:
    if None in given:
        return None
    return at_rank(given, min(RANKS[status] for status in given if status))


def majority(given: Sequence[Status | None]) -> Status | None:
    for rank in (5, 4, 3, 2, 1, 0):
        if sum(1 for status in given if status and RANKS[status] >= rank) > len(given) / 2:
            return at_rank(given, rank)
    return None


def at_rank(given: Sequence[Status | None], rank: int) -> Status | None:
    """The status said at a rank; where both ongoing and continuing were said, ongoing as in the merged order."""
    said = [status for status in given if status and RANKS[status] == rank]
    return Status.ONGOING if Status.ONGOING in said else said[0]


def withdrawn(line: LineRow) -> bool:
    return line.withdrawn_on is not None and line.withdrawn_on <= TODAY


def due(line: LineRow) -> bool:
    last_day: date = line.due_on if line.due_on is not None else PLAN_END
    return last_day <= TODAY


def owing_answers(situation: Situation, line: LineRow) -> list[Status | None]:
    """What each who owes the line said, those left out to whom it does not apply."""
    answers = [situation.said.get((line.id, actor)) for actor in situation.owed[line.id]]
    return [status for status in answers if status is not Status.NOT_APPLICABLE]


def in_base(code: str, situation: Situation, line: LineRow, by: Derivation) -> bool:
    if code == "R4":
        open_ended = regional(situation, line, by) is Status.CONTINUING
        return due(line) and not open_ended and not withdrawn(line) and bool(owing_answers(situation, line))
    if code == "R5":
        return line.id in situation.listed
    return not (code.endswith("-net") and withdrawn(line))


def is_counted(code: str, situation: Situation, line: LineRow, by: Derivation) -> bool:
    rule = code.removesuffix("-net")
    if rule == "R1":
        return line.id in situation.covered
    if rule == "R4":
        answers = owing_answers(situation, line)
        return bool(answers) and all(status is Status.COMPLETED for status in answers)
    if rule == "R7":
        return any(number == line.id for number, _ in situation.began)
    return not withdrawn(line) and regional(situation, line, by) in WANTED[rule]


def could_be_counted(code: str, situation: Situation, line: LineRow, by: Derivation) -> bool:
    if code != "R1":
        return is_counted(code, taken_as(situation, Status.COMPLETED), line, by)
    said = [status for (number, _), status in situation.said.items() if number == line.id]
    return not any(status in (Status.NOT_STARTED, Status.PLANNED, Status.DEFERRED) for status in said)


def taken_as(situation: Situation, status: Status) -> Situation:
    return situation.filled(dict.fromkeys(situation.missing, status))


@dataclass(frozen=True)
class Counted:
    numerator: int
    denominator: int
    low: int
    high: int


def rate_lines(code: str, situation: Situation, by: Derivation) -> Counted:
    base = [line for line in situation.lines if in_base(code, situation, line, by)]
    worst = taken_as(situation, Status.NOT_STARTED)
    now = {line.id for line in base if is_counted(code, situation, line, by)}
    low = {line.id for line in base if is_counted(code, worst, line, by)}
    high = {line.id for line in base if could_be_counted(code, situation, line, by)}
    return Counted(len(now), len(base), len(now & low), len(now | high))


def rate_pairs(code: str, situation: Situation, by: Derivation) -> Counted:
    counted = whole = silent = 0
    for line in situation.lines:
        if not in_base(code, situation, line, by):
            continue
        for actor in situation.owed[line.id]:
            status = situation.said.get((line.id, actor))
            if status is Status.NOT_APPLICABLE:
                continue
            whole += 1
            silent += status is None
            counted += _pair_counts(code, situation, (line.id, actor))
    return Counted(counted, whole, counted, counted + silent)


def _pair_counts(code: str, situation: Situation, pair: tuple[int, int]) -> bool:
    if code == "R7":
        return pair in situation.began
    wanted = [Status.COMPLETED] if code == "R4" else WANTED[code]
    return situation.said.get(pair) in wanted
