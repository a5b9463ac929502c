"""A ministry is asked, writes, hands in, and its country takes it into the report; nobody overwrites anybody."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound
from pantau.domain.reporting_refusals import LineNotOwed, NotAMinistry, NothingToDo, ReportingClosed
from pantau.domain.reports import CellChange
from pantau.records.models import Contribution, Round, StatusReportVersion
from pantau.usecases.assign_lines import assign_lines, withdraw_assignment
from pantau.usecases.contribute import SavedContribution, hand_in_contribution, save_contribution
from pantau.usecases.merge_contribution import Taken, merge_contribution
from pantau.usecases.merge_contributions import Merging, merge_contributions, preview_merging
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import Cast, cast, pen
from tests.usecases.office import Office
from tests.workspaces import working_in

pytestmark = pytest.mark.django_db
FOCAL, MINISTRY, CODE = "focal alf", "ministry alf", "X-ALF-MIN"


@pytest.fixture(scope="module")
def crew_template(office_template: Office, lasting: DjangoDbBlocker) -> Cast:
    with lasting.unblock(), working_in(office_template.folder):
        return cast(office_template)


@pytest.fixture
def crew(crew_template: Cast, office: Office) -> Cast:
    return crew_template.again()


def line(crew: Cast, label: str = "1.1") -> UUID:
    return crew.row("X-ALF", label).line


def ask(crew: Cast, *labels: str, who: str = FOCAL, ministry: str = CODE) -> int:
    lines = [line(crew, label) for label in labels]
    return assign_lines(crew.actor(who), round=crew.round, reporter="X-ALF", ministry=ministry, lines=lines)


def write(crew: Cast, label: str = "1.1", *, who: str = MINISTRY, was: str = "", **cells: str) -> SavedContribution:
    changes = [CellChange(line=line(crew, label), name=name, was=was, value=text) for name, text in cells.items()]
    return save_contribution(crew.actor(who), round=crew.round, ministry=CODE, changes=changes)


def hand_in(crew: Cast, label: str = "1.1", *, seen: int = 2, who: str = MINISTRY) -> int:
    return hand_in_contribution(crew.actor(who), round=crew.round, ministry=CODE, seen={line(crew, label): seen})


def merge(crew: Cast, *, seen: int = 3, who: str = FOCAL, **was: str) -> Any:
    taken = Taken(ministry=CODE, seen=seen, was=was)
    return merge_contribution(crew.actor(who), round=crew.round, reporter="X-ALF", line=line(crew), taken=taken)


def state() -> str:
    return Contribution.objects.get().state


def test_a_question_goes_from_asked_to_merged(crew: Cast) -> None:
    assert ask(crew, "1.1") == 1
    assert ask(crew, "1.1") == 0  # once is enough
    write(crew, status="ongoing", narrative="From the ministry.")
    hand_in(crew)
    assert state() == "handed_in"

    merge(crew, status="", narrative="")

    assert state() == "merged"
    assert crew.row("X-ALF", "1.1").cells.narrative == "From the ministry."


def test_one_cell_is_taken_and_the_rest_waits(crew: Cast) -> None:
    ask(crew, "1.1")
    write(crew, status="ongoing", narrative="From the ministry.")
    hand_in(crew)

    merge(crew, status="")

    assert (crew.row("X-ALF", "1.1").cells.status, crew.row("X-ALF", "1.1").cells.narrative) == ("ongoing", "")
    assert state() == "handed_in"


def close(crew: Cast) -> None:
    pen("closed").change(Round.objects.get(public_id=crew.round), closed_at=timezone.now())


def test_nothing_is_written_in_a_round_that_was_closed(crew: Cast) -> None:
    ask(crew, "1.1")
    write(crew, narrative="In time.")
    close(crew)

    saved = write(crew, was="In time.", narrative="Too late.")

    assert [type(one.refusal) for one in saved.refused] == [ReportingClosed]
    assert (saved.rows[0].cells.narrative, Contribution.objects.get().narrative) == ("In time.", "In time.")
    assert not saved.rows[0].editable


def test_nothing_is_handed_in_once_the_round_was_closed(crew: Cast) -> None:
    ask(crew, "1.1")
    write(crew, status="ongoing", narrative="In time.")
    close(crew)

    with pytest.raises(ReportingClosed):
        hand_in(crew)
    assert state() == "asked"


def test_what_the_draft_says_by_now_is_not_overwritten(crew: Cast) -> None:  # T26
    ask(crew, "1.1")
    write(crew, narrative="From the ministry.")
    hand_in(crew)
    crew.save("approver alf", "X-ALF", "1.1", narrative="Meanwhile.")

    saved = merge(crew, narrative="")

    assert [one.now for one in saved.conflicts] == ["Meanwhile."]
    assert crew.row("X-ALF", "1.1").cells.narrative == "Meanwhile."
    assert state() == "handed_in"


def test_what_was_handed_in_is_not_written_in_until_it_is_asked_again(crew: Cast) -> None:
    ask(crew, "1.1")
    write(crew, narrative="Done.")
    hand_in(crew)

    assert [one.refusal.code for one in write(crew, was="Done.", narrative="More.").refused] == [
        "contribution_not_editable"
    ]
    assert ask(crew, "1.1") == 1
    assert not write(crew, was="Done.", narrative="More.").refused


def test_two_in_a_ministry_do_not_overwrite_each_other(crew: Cast) -> None:  # T26
    ask(crew, "1.1")
    write(crew, narrative="first")

    saved = write(crew, narrative="second")

    assert [one.now for one in saved.conflicts] == ["first"]


def test_what_changed_since_it_was_seen_is_neither_handed_in_nor_merged(crew: Cast) -> None:
    ask(crew, "1.1")
    write(crew, narrative="first")
    with pytest.raises(ChangedMeanwhile):
        hand_in(crew, seen=1)
    hand_in(crew)
    with pytest.raises(ChangedMeanwhile):
        merge(crew, seen=2, narrative="")


def given(crew: Cast, label: str, **cells: str) -> None:
    ask(crew, label)
    write(crew, label, **cells)
    hand_in(crew, label)


def take_in(crew: Cast, *, who: str = FOCAL, seen: dict[UUID, int] | None = None) -> Merging:
    if seen is None:
        found = preview_merging(crew.actor(who), round=crew.round, reporter="X-ALF")
        seen = {row.public_id: row.seen for row in (*found.taken, *(one.row for one in found.left))}
    return merge_contributions(crew.actor(who), round=crew.round, reporter="X-ALF", seen=seen)


def test_all_that_clashes_with_nothing_is_taken_in_and_the_rest_is_listed_and_left(crew: Cast) -> None:
    given(crew, "1.1", status="ongoing", narrative="From the ministry.")
    given(crew, "1.2", status="completed", narrative="Another view.")
    given(crew, "1.3", status="planned", started_on="2025-05-01")
    given(crew, "1.4", issues="Said already.")
    crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    crew.save(FOCAL, "X-ALF", "1.2", narrative="The draft's own.")
    crew.save(FOCAL, "X-ALF", "1.3", completed_on="2025-01-01")
    crew.save(FOCAL, "X-ALF", "1.4", issues="Said already.")

    found = take_in(crew)

    assert [row.label for row in found.taken] == ["1.1", "1.4"]
    assert {one.row.label: one.why.code for one in found.left} == {
        "1.2": "contribution_clashes",
        "1.3": "completed_before_started",
    }
    assert "narrative" in next(one.why.says.en for one in found.left if one.row.label == "1.2")
    assert crew.row("X-ALF", "1.1").cells.narrative == "From the ministry."
    assert crew.row("X-ALF", "1.2").cells.as_json()["status"] == ""
    assert crew.row("X-ALF", "1.2").cells.narrative == "The draft's own."
    states = dict(Contribution.objects.values_list("obligation__line__public_id", "state"))
    assert [states[line(crew, label)] for label in ("1.1", "1.2", "1.3", "1.4")] == [
        "merged",
        "handed_in",
        "handed_in",
        "merged",
    ]


def test_of_two_ministries_that_disagree_the_later_one_is_left(crew: Cast, office: Any) -> None:
    second = "X-ALF-SEA,ministry,Ministry of Seas,Kementerian Laut,,X-ALF,,,yes"
    office.register("actors", "code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative", second)
    given(crew, "1.1", narrative="One.")
    ask(crew, "1.1", ministry="X-ALF-SEA")
    change = CellChange(line=line(crew), name="narrative", was="", value="Two.")
    save_contribution(LOCAL_OPERATOR, round=crew.round, ministry="X-ALF-SEA", changes=[change])
    hand_in_contribution(LOCAL_OPERATOR, round=crew.round, ministry="X-ALF-SEA", seen={line(crew): 2})

    found = take_in(crew)

    assert ([row.ministry for row in found.taken], [one.row.ministry for one in found.left]) == (
        ["X-ALF-MIN"],
        ["X-ALF-SEA"],
    )
    assert crew.row("X-ALF", "1.1").cells.narrative == "One."


def test_only_what_was_seen_is_taken_in_and_only_as_it_was_seen(crew: Cast) -> None:
    for label in ("1.1", "1.2", "1.3"):
        given(crew, label, narrative="Done.")
    first, second, _ = (row.public_id for row in preview_of(crew).taken)

    found = take_in(crew, seen={first: 3, second: 2})

    assert [row.label for row in found.taken] == ["1.1"]
    assert [(one.row.label, one.why.code) for one in found.left] == [("1.2", "changed_meanwhile")]
    with pytest.raises(NothingToDo):
        take_in(crew, seen={first: 3})


def test_what_was_submitted_meanwhile_takes_nothing_in(crew: Cast) -> None:
    given(crew, "1.1", narrative="Done.")
    crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    with pytest.raises(NothingToDo):
        take_in(crew)
    assert [one.why.code for one in preview_of(crew).left] == ["report_not_editable"]


def preview_of(crew: Cast) -> Merging:
    return preview_merging(crew.actor(FOCAL), round=crew.round, reporter="X-ALF")


@pytest.mark.parametrize("who", ["approver bra", "coordinator", MINISTRY, "evaluator"])
def test_only_the_country_takes_contributions_in(crew: Cast, who: str) -> None:  # T1
    given(crew, "1.1", narrative="Done.")
    with pytest.raises(NotFound):
        take_in(crew, who=who)
    with pytest.raises(NotFound):
        take_in(crew, who=who, seen={Contribution.objects.get().public_id: 3})


def test_nothing_empty_is_handed_in_and_nothing_unasked_is_merged(crew: Cast) -> None:
    ask(crew, "1.1")
    with pytest.raises(NothingToDo):
        hand_in(crew, seen=1)
    with pytest.raises(NothingToDo):
        hand_in_contribution(crew.actor(MINISTRY), round=crew.round, ministry=CODE, seen={})
    with pytest.raises(NotFound):
        merge(crew, seen=1, narrative="")
    with pytest.raises(CellUnknown):
        merge(crew, seen=1, accepted_at="")


def test_a_question_taken_back_is_gone_for_the_ministry_and_stays_in_the_record(crew: Cast) -> None:
    ask(crew, "1.1", "1.2")
    write(crew, narrative="Kept.")
    withdraw_assignment(crew.actor(FOCAL), round=crew.round, reporter="X-ALF", ministry=CODE, lines=[line(crew)])

    with pytest.raises(NotFound):
        write(crew, was="Kept.", narrative="More.")
    assert Contribution.objects.get(state="withdrawn").narrative == "Kept."


@pytest.mark.parametrize("who", ["approver bra", "coordinator", "reviewer", "evaluator", "approver alf", MINISTRY])
def test_only_the_focal_point_of_the_country_asks(crew: Cast, who: str) -> None:  # T1
    with pytest.raises(NotFound):
        ask(crew, "1.1", who=who)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("who", ["approver bra", "coordinator", FOCAL, "evaluator"])
def test_only_the_ministry_itself_contributes(crew: Cast, who: str) -> None:  # T1
    ask(crew, "1.1")
    with pytest.raises(NotFound):
        write(crew, who=who, narrative="Not mine.")
    with pytest.raises(NotFound):
        hand_in(crew, who=who, seen=1)


@pytest.mark.parametrize("who", ["approver bra", "coordinator", MINISTRY, "evaluator"])
def test_only_the_country_takes_a_contribution_in(crew: Cast, who: str) -> None:  # T1
    ask(crew, "1.1")
    write(crew, narrative="Done.")
    hand_in(crew)
    with pytest.raises(NotFound):
        merge(crew, who=who, narrative="")
    assert StatusReportVersion.objects.count() == 0


def test_a_ministry_reaches_no_line_that_it_was_not_asked_about(crew: Cast) -> None:  # T1
    ask(crew, "1.1")
    with pytest.raises(NotFound):
        write(crew, "1.2", narrative="Unasked.")


def test_a_country_asks_its_own_ministries_about_what_it_owes(crew: Cast, office: Any) -> None:
    foreign = "X-BRA-MIN,ministry,Ministry of Bravia,Kementerian Bravia,,X-BRA,,,yes"
    office.register("actors", "code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative", foreign)
    with pytest.raises(NotAMinistry):
        ask(crew, "1.1", ministry="X-BRA-MIN")
    with pytest.raises(NotFound):
        ask(crew, "1.1", ministry="X-ALF")
    with pytest.raises(LineNotOwed):
        assign_lines(crew.actor(FOCAL), round=crew.round, reporter="X-ALF", ministry=CODE, lines=[UUID(int=4)])
