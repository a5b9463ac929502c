"""Texts of a plan follow one another: drafts change nothing, adoption carries lines over, nothing is lost."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from pantau.domain.alignment import Change, Setting
from pantau.domain.permissions import VISITOR
from pantau.domain.plans import VersionState
from pantau.domain.refusals import (
    DecisionTwice,
    DecisionUnknown,
    LinesUndecided,
    NotFound,
    VersionSettled,
    VersionTooEarly,
    VersionUnknown,
)
from pantau.records.models import Alignment, Line, PlanNode, PlanVersion, StatusReport
from pantau.records.queries.plans import plan_named, plan_versions
from pantau.usecases.adopt_version import adopt_version, consult_version, questions_of
from pantau.usecases.compare_plans import compare_plans
from pantau.usecases.verify import verify
from tests.usecases.office import CODE, Office
from tests.workspaces import PLAN

ADOPTION = date(2023, 7, 1)
REWORDED = PLAN.replace("2.1 Exchange teachers between", "2.1 Exchange teachers and pupils between").replace(
    "1.5 Develop a common distress form for small boats.",
    "1.5 Develop a common distress form for small boats;\n1.6 Plant mangroves along the eastern shore.",
)
LONG = PLAN.replace(
    "1.3 Conduct a joint exercise every year;",
    "1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages;",
)
PARTS = LONG.replace(
    "1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages;\n"
    "1.4 Carry out a survey of plastic litter at forty beaches;\n1.5 Develop",
    "1.3 Conduct a joint exercise every year;\n1.4 Publish the lessons learned from it in both languages;\n"
    "1.5 Carry out a survey of plastic litter at forty beaches;\n1.6 Develop",
)
WHOLE, FIRST, SECOND = "1 > 1.3", "1 > 1.3", "1 > 1.4"


def adopt(office: Office, number: int, on: date = ADOPTION, **decisions: str) -> None:
    adopt_version(office.actor, plan=CODE, number=number, on=on, decisions=decisions)


def states() -> list[str]:
    return [version.state for version in plan_versions(plan_named(CODE))]


def line_at(path: str, *, number: int) -> Any:
    nodes = PlanNode.objects.filter(plan_version__number=number, countable=True).select_related("line")
    return next(node.line for node in nodes if " > ".join(node.path) == path)


def report(office: Office, label: str, *, status: str = "completed", as_of: str = "2022-06-30") -> None:
    office.progress(f"label,actor,status,as_of\n{label},X-ALF,{status},{as_of}\n")


def full(office: Office, **moment: Any) -> tuple[int, int]:
    """Numerator and denominator of R6-full."""
    rules = office.card(**moment)["rules"]
    rate = next(one for one in rules if one["rule"] == "R6-full" and one["unit"] == "lines")
    return rate["numerator"], rate["denominator"]


def test_a_further_text_is_a_draft_that_changes_no_figure(office: Office) -> None:
    before = office.card()

    office.plan(REWORDED)

    assert states() == [VersionState.ADOPTED, VersionState.DRAFT]
    assert office.card() | {"known_at": ""} == before | {"known_at": ""}


def test_the_same_text_again_makes_no_version(office: Office) -> None:
    office.plan(PLAN)

    assert states() == [VersionState.ADOPTED]


def test_adoption_keeps_lines_that_are_the_same_or_reworded_with_their_reports(office: Office) -> None:
    report(office, "2.1")
    reported = line_at("2 > 2.1", number=1)
    office.plan(REWORDED)

    adopt(office, 2)

    assert states() == [VersionState.SUPERSEDED, VersionState.ADOPTED]
    assert line_at("2 > 2.1", number=2) == reported
    assert StatusReport.objects.get(line=reported)
    assert full(office)[1] == 11
    assert verify(office.actor) == ()


def test_before_the_day_of_adoption_the_earlier_text_counts(office: Office) -> None:
    office.plan(REWORDED)
    adopt(office, 2)

    assert full(office, as_of=date(2023, 6, 30))[1] == 10
    assert full(office, as_of=ADOPTION)[1] == 11


def test_what_was_known_before_an_adoption_stays_as_it_was(office: Office) -> None:
    report(office, "2.1")
    office.plan(REWORDED)
    known_at = timezone.now()
    before = office.card(known_at=known_at)

    adopt(office, 2)

    assert office.card(known_at=known_at) == before


def test_a_new_line_is_owed_by_every_member_although_the_open_round_asked_about_the_text_before(office: Office) -> None:
    report(office, "2.1", as_of="2023-06-30")
    office.plan(REWORDED)
    adopt(office, 2)

    completeness = office.card(as_of=date(2023, 12, 31))["completeness"]

    assert completeness["owed"] == 11 * 3


def test_rounds_and_later_reports_go_on_over_versions(office: Office) -> None:
    report(office, "2.1")
    office.plan(REWORDED)
    adopt(office, 2)

    report(office, "1.6", as_of="2022-06-30")
    report(office, "2.1", status="ongoing", as_of="2022-09-30")

    assert StatusReport.objects.values("round__code").distinct().count() == 1


def test_a_split_line_asks_who_keeps_its_reports(office: Office) -> None:
    office.plan(LONG)
    adopt(office, 2, on=date(2022, 1, 1))
    report(office, "1.3")
    office.plan(PARTS)

    (question,) = questions_of(CODE, number=3)
    with pytest.raises(LinesUndecided) as refusal:
        adopt(office, 3)

    assert question.change is Change.SPLIT
    assert [(place.key, place.reports) for place in question.old] == [(WHOLE, 1)]
    assert [place.key for place in question.new] == [FIRST, SECOND]
    assert refusal.value.questions == (question,)
    assert states()[-1] == VersionState.DRAFT


@pytest.mark.parametrize("heir", [FIRST, SECOND, "none"])
def test_a_decision_says_where_the_reports_of_a_split_line_go_on(office: Office, heir: str) -> None:
    office.plan(LONG)
    adopt(office, 2, on=date(2022, 1, 1))
    report(office, "1.3")
    split = line_at(WHOLE, number=2)
    office.plan(PARTS)

    adopt(office, 3, **{WHOLE: heir})

    heirs = [path for path in (FIRST, SECOND) if line_at(path, number=3) == split]
    assert heirs == [heir] * (heir != "none")
    assert StatusReport.objects.get(line=split)
    signed = Alignment.objects.filter(old_node__plan_version__number=2, change="split")
    assert {row.decided_by for row in signed} == {office.actor.name}
    changes = compare_plans(office.actor, old=f"{CODE}@2", new=f"{CODE}@3").comparison.changed(Change.SPLIT)
    assert [len(pair.new) for pair in changes] == [2]


def test_merged_lines_ask_which_one_goes_on(office: Office) -> None:
    office.plan(PARTS)
    adopt(office, 2, on=date(2022, 1, 1))
    second = line_at(SECOND, number=2)
    office.plan(LONG)

    (question,) = questions_of(CODE, number=3)
    adopt(office, 3, **{SECOND: WHOLE})

    assert question.change is Change.MERGED
    assert line_at(WHOLE, number=3) == second


@pytest.mark.parametrize(
    "decisions",
    [{"1 > 1.1": "1 > 1.1"}, {"9 > 9.9": "none"}, {WHOLE: "2 > 2.1"}],
)
def test_a_decision_that_answers_no_question_is_refused(office: Office, decisions: dict[str, str]) -> None:
    office.plan(PARTS)
    adopt(office, 2, on=date(2022, 1, 1))
    office.plan(LONG)

    with pytest.raises(DecisionUnknown):
        adopt(office, 3, **decisions)


def test_two_lines_cannot_go_on_in_one(office: Office) -> None:
    office.plan(PARTS)
    adopt(office, 2, on=date(2022, 1, 1))
    office.plan(LONG)

    with pytest.raises(DecisionTwice):
        adopt(office, 3, **{FIRST: WHOLE, SECOND: WHOLE})


def test_a_draft_made_before_another_was_adopted_is_held_against_that_one(office: Office) -> None:
    office.plan(REWORDED)
    office.plan(REWORDED.replace("1.6 Plant mangroves", "1.6 Plant and guard mangroves"))
    adopt(office, 2, on=date(2022, 1, 1))
    added = line_at("1 > 1.6", number=2)

    adopt(office, 3)

    assert line_at("1 > 1.6", number=3) == added


def test_a_version_is_adopted_once_and_later_than_the_one_before(office: Office) -> None:
    office.plan(REWORDED)

    with pytest.raises(VersionTooEarly):
        adopt(office, 2, on=date(2021, 1, 1))
    adopt(office, 2)
    with pytest.raises(VersionSettled):
        adopt(office, 2, on=date(2024, 1, 1))
    with pytest.raises(VersionSettled):
        consult_version(office.actor, plan=CODE, number=1, on=ADOPTION)
    with pytest.raises(VersionUnknown):
        adopt(office, 9)


def test_a_draft_is_consulted_before_it_is_adopted(office: Office) -> None:
    office.plan(REWORDED)

    consult_version(office.actor, plan=CODE, number=2, on=date(2023, 3, 1))

    assert states() == [VersionState.ADOPTED, VersionState.CONSULTED]
    assert plan_versions(plan_named(CODE))[1].consulted_on == date(2023, 3, 1)


def test_who_may_not_adopt_does_not_learn_that_there_is_a_plan(office: Office) -> None:
    with pytest.raises(NotFound):
        adopt_version(VISITOR, plan=CODE, number=1, on=ADOPTION)


def test_a_plan_of_drafts_alone_is_read_by_its_newest(office: Office) -> None:
    office.plan(PLAN, code="YOUNG", draft=True)
    office.plan(REWORDED, code="YOUNG")

    versions = plan_versions(plan_named("YOUNG"))

    assert [version.state for version in versions] == [VersionState.DRAFT] * 2
    assert PlanVersion.objects.filter(plan__code="YOUNG", in_force_from__isnull=False).count() == 0


def test_a_successor_says_what_was_not_finished_and_is_no_longer_there(office: Office) -> None:
    report(office, "1.1", status="completed", as_of="2025-06-30")
    for actor in ("X-BRA", "X-CEM"):
        office.progress(f"label,actor,status,as_of\n1.1,{actor},completed,2025-06-30\n")
    shorter = PLAN.replace("1.1 Train the crews of rescue boats in first response;\n", "").replace(
        "2.4 Support the repair of village libraries;\n", ""
    )
    office.plan(shorter.replace("2021-2025", "2026-2030"), code="NEXT")

    compared = compare_plans(office.actor, old=CODE, new="NEXT")

    assert compared.setting is Setting.SUCCESSOR
    assert [pair.old[0].label for pair in compared.comparison.changed(Change.DROPPED) if pair.old[0].countable] == [
        "1.1",
        "2.4",
    ]
    assert [pair.old[0].label for pair in compared.vanished] == ["2.4"]


def test_lines_that_leave_the_plan_keep_identity_and_reports(office: Office) -> None:
    report(office, "2.4")
    dropped = line_at("2 > 2.4", number=1)
    office.plan(PLAN.replace("2.4 Support the repair of village libraries;\n", ""))

    adopt(office, 2)

    assert Line.objects.filter(id=dropped.id).exists()
    assert full(office, as_of=date(2023, 1, 1))[1] == 10
    assert full(office, as_of=date(2023, 1, 1), known_at=datetime(2099, 1, 1, tzinfo=UTC))[1] == 10
    assert full(office)[1] == 9
