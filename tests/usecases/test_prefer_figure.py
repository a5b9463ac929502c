"""Among rivals a curator prefers one, with a reason; one at most, in the ledger, and all of them stay."""

import pytest

from pantau.domain.figure_refusals import NoRivals, NotPreferred, PreferredAlready, RivalsChanged
from pantau.domain.figures import rivals
from pantau.domain.ledger import Decision
from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Actor, Grant, Role
from pantau.domain.refusals import CellMissing, FigureUnknown, NotFound, TextTooLong
from pantau.domain.source_refusals import DetailUnfit
from pantau.records.models import FigurePreference, LedgerEntry, PublishedFigure
from pantau.records.queries.figures import figure_named, figure_rows
from pantau.usecases.prefer_figure import prefer_figure, rivals_of, withdraw_preference
from pantau.usecases.verify_ledger import check_ledger
from tests.records.rows import row_of
from tests.records.told import told_figure
from tests.usecases.office import Office

WHY = "The later one counts what the first left out."


@pytest.fixture(autouse=True)
def told(office: Office) -> None:
    """Two sources on trade in 2018, one on 2019, and one that names no year."""
    partner = row_of("Actor", kind="dialogue_partner")
    for code, digits, year in (("SOM", 18, 2018), ("JCC", 20, 2018), ("OTHER", 25, 2019), ("VAGUE", 18, 0)):
        told_figure(code, digits=digits, year=year, actor=partner)


def preferred() -> dict[str, str]:
    return {one.code: one.preferred.reason for one in figure_rows() if one.preferred}


def decisions() -> list[tuple[str, str, str]]:
    found = LedgerEntry.objects.filter(kind="preference").order_by("number")
    return [(one.decision, one.details["figure"], one.note) for one in found]


def test_a_figure_is_preferred_with_its_reason_and_the_ledger_says_so() -> None:
    seen = rivals_of(figure_named("SOM"))
    assert seen is not None

    found = prefer_figure(LOCAL_OPERATOR, code="jcc", reason=f"  {WHY}  ", seen=seen.digest)

    assert found.preferred is not None
    assert preferred() == {"JCC": WHY}
    (entry,) = LedgerEntry.objects.filter(kind="preference")
    assert (entry.decision, entry.shown, entry.role) == ("prefer", seen.digest, "operator")
    assert entry.details == {"figure": "JCC", "metric": "trade", "rivals": ["SOM"]}
    assert check_ledger(LOCAL_OPERATOR) == ()


def test_both_stand_side_by_side_as_before() -> None:
    before = [[one.code for one in side.figures] for group in rivals(figure_rows()) for side in group.sides]

    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)

    assert [[one.code for one in side.figures] for group in rivals(figure_rows()) for side in group.sides] == before


def test_preferring_another_moves_the_preference() -> None:
    prefer_figure(LOCAL_OPERATOR, code="SOM", reason="It was first.")

    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)

    assert preferred() == {"JCC": WHY}
    assert [kind for kind, *_ in decisions()] == [Decision.PREFER, Decision.UNPREFER, Decision.PREFER]
    assert FigurePreference.objects.count() == 2


def test_another_reason_replaces_the_first_and_the_same_is_told() -> None:
    prefer_figure(LOCAL_OPERATOR, code="JCC", reason="It is later.")
    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)

    assert preferred() == {"JCC": WHY}
    with pytest.raises(PreferredAlready):
        prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)


def test_a_preference_is_withdrawn_and_may_come_again() -> None:
    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)

    withdraw_preference(LOCAL_OPERATOR, code="JCC", reason="They are two definitions.")

    assert preferred() == {}
    assert decisions()[-1] == ("unprefer", "JCC", "They are two definitions.")
    with pytest.raises(NotPreferred):
        withdraw_preference(LOCAL_OPERATOR, code="JCC", reason=WHY)
    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)
    assert preferred() == {"JCC": WHY}


def test_who_saw_other_rivals_is_told_of_the_conflict() -> None:
    """T26"""
    seen = rivals_of(figure_named("SOM"))
    assert seen is not None
    prefer_figure(LOCAL_OPERATOR, code="SOM", reason="It was first.", seen=seen.digest)

    with pytest.raises(RivalsChanged):
        prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY, seen=seen.digest)

    assert preferred() == {"SOM": "It was first."}


@pytest.mark.parametrize("code", ["OTHER", "VAGUE"])
def test_what_has_no_rivals_cannot_be_preferred(code: str) -> None:
    with pytest.raises(NoRivals):
        prefer_figure(LOCAL_OPERATOR, code=code, reason=WHY)


@pytest.mark.parametrize(
    ("reason", "refusal"), [(" ", CellMissing), ("x" * 401, TextTooLong), ("because\0", DetailUnfit)]
)
def test_a_preference_needs_a_reason_that_can_be_kept(reason: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        prefer_figure(LOCAL_OPERATOR, code="JCC", reason=reason)


def test_an_unknown_figure_is_told() -> None:
    with pytest.raises(FigureUnknown):
        prefer_figure(LOCAL_OPERATOR, code="NOWHERE", reason=WHY)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REVIEWER, Role.OPERATOR)])
def test_only_reviewers_and_operators_choose(role: Role) -> None:
    for actor in (VISITOR, Actor(name="somebody", grants=(Grant(role=role),))):
        with pytest.raises(NotFound):
            prefer_figure(actor, code="JCC", reason=WHY)
        with pytest.raises(NotFound):
            withdraw_preference(actor, code="JCC", reason=WHY)


@pytest.mark.parametrize(
    ("change", "number"),
    [({"reason": "Another reason."}, 1), ({"withdrawn": True}, 1), (None, 1)],
    ids=["reason", "withdrawn", "gone"],
)
def test_a_preference_changed_behind_our_back_is_found(change: dict[str, object] | None, number: int) -> None:
    prefer_figure(LOCAL_OPERATOR, code="JCC", reason=WHY)
    row = FigurePreference.objects.all()
    row.update(**change) if change else row.delete()

    assert [(one.check, one.number) for one in check_ledger(LOCAL_OPERATOR)] == [("preference_differs", number)]


def test_a_preference_that_nobody_decided_is_found() -> None:
    row_of("FigurePreference", figure=PublishedFigure.objects.get(code="JCC"), reason=WHY)

    assert [one.check for one in check_ledger(LOCAL_OPERATOR)] == ["preference_differs"]
