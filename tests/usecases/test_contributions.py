"""A ministry is asked, writes, hands in, and its country takes it into the report; nobody overwrites anybody."""

from typing import Any
from uuid import UUID

import pytest

from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound
from pantau.domain.reporting_refusals import LineNotOwed, NotAMinistry, NothingToDo
from pantau.domain.reports import CellChange
from pantau.records.models import Contribution, StatusReportVersion
from pantau.usecases.assign_lines import assign_lines, withdraw_assignment
from pantau.usecases.contribute import SavedContribution, hand_in_contribution, save_contribution
from pantau.usecases.merge_contribution import Taken, merge_contribution
from tests.usecases.cast import Cast, cast

pytestmark = pytest.mark.django_db
FOCAL, MINISTRY, CODE = "focal alf", "ministry alf", "X-ALF-MIN"


@pytest.fixture
def crew(office: Any) -> Cast:
    return cast(office)


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
