"""A dropped file becomes a draft that survives a closed tab; every edit is one step that can be undone."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import Workbook

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.permissions import Actor as Person
from pantau.domain.refusals import (
    CellUnknown,
    ChangedMeanwhile,
    DraftClosed,
    DraftEdited,
    EditImpossible,
    EditInvalid,
    FileEmpty,
    FileMissing,
    NoLines,
    NotFound,
    PlanUnknown,
    Refusal,
    TextTooLong,
)
from pantau.domain.review import Deed, DraftRow, Edit
from pantau.records.models import PlanDraft, PlanDraftStep
from pantau.records.queries import drafts
from pantau.records.queries.drafts import draft_named, open_drafts
from pantau.records.store import place_of
from pantau.usecases.review_plan import discard_draft, edit_draft, recolumn_draft, redo_draft, undo_draft
from pantau.usecases.start_draft import read_plan_file, start_draft
from pantau.usecases.verify import verify
from tests.usecases.office import Office
from tests.workspaces import LABELS, PLAN

GUEST = Person(name="guest")


def dropped(office: Office, text: str = PLAN, **said: Any) -> DraftRow:
    return start_draft(office.actor, content=text.encode(), file="plan.txt", **said)


def edited(office: Office, row: DraftRow, do: Deed, *nodes: int, value: str = "") -> DraftRow:
    edit = Edit(do=do, nodes=nodes, value=value)
    return edit_draft(office.actor, draft=row.public_id, seen=row.version, edit=edit).row


def node_called(row: DraftRow, label: str) -> int:
    return next(node.id for node in draft_named(row.public_id).review.nodes if node.label == label)


def test_a_dropped_file_waits_as_it_was_read(office: Office) -> None:
    row = dropped(office, details={"code": "NEXT"})

    view = draft_named(row.public_id)
    read = read_plan_file(PLAN.encode(), file="plan.txt")
    assert view.row == row == open_drafts(LOCAL_OPERATOR)[0]
    assert (view.text, view.review.tree(view.warnings)) == (PLAN, read.tree)
    assert (row.file_name, row.title, row.state, row.plan) == ("plan.txt", read.tree.title, "open", "")
    assert (row.total, row.details, row.can_undo, row.can_redo) == (len(LABELS), {"code": "NEXT"}, False, False)
    assert verify(office.actor) == ()


def test_the_file_is_kept_in_the_evidence_store(office: Office) -> None:
    content = b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode()

    row = start_draft(office.actor, content=content, file="plan.txt")

    draft = PlanDraft.objects.get(public_id=row.public_id)
    view = draft_named(row.public_id)
    assert place_of(office.folder.evidence, draft.digest).read_bytes() == content
    assert all(view.text[node.start : node.end].strip() for node in view.review.nodes)


def test_warnings_are_kept_in_both_languages(office: Office) -> None:
    row = dropped(office, PLAN.replace("1.3 ", "1.4 ", 1))

    warnings = draft_named(row.public_id).warnings
    assert warnings == read_plan_file(PLAN.replace("1.3 ", "1.4 ", 1).encode(), file="plan.txt").tree.warnings
    assert any(warning.message.en and warning.message.id for warning in warnings)


def test_the_same_file_dropped_again_finds_its_open_draft(office: Office) -> None:
    row = edited(office, dropped(office), Deed.UNCOUNT, 3)

    assert dropped(office) == row
    assert dropped(office, plan="tests").plan == "TESTS"
    discard_draft(office.actor, draft=row.public_id, seen=row.version)
    assert dropped(office).public_id != row.public_id


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"content": b""}, FileEmpty),
        ({"content": b"We, the ministers, met in Jakarta and parted as friends.\n"}, NoLines),
        ({"plan": "NOWHERE"}, PlanUnknown),
        ({"file": "x" * 256}, TextTooLong),
        ({"details": {"title": "a\0b"}}, EditInvalid),
    ],
)
def test_nothing_is_kept_of_what_is_refused(office: Office, said: dict[str, Any], refusal: type[Refusal]) -> None:
    files = sorted(office.folder.evidence.rglob("*"))

    with pytest.raises(refusal):
        start_draft(office.actor, **({"content": b"1. Sea\n1.1 Plant trees;\n", "file": "plan.txt"} | said))

    assert PlanDraft.objects.count() == 0
    assert sorted(office.folder.evidence.rglob("*")) == files


def test_edits_are_there_when_the_draft_is_opened_again(office: Office) -> None:
    row = dropped(office)
    line = node_called(row, "1.2")

    row = edited(office, row, Deed.REWORD, line, value="Publish a directory")
    row = edited(office, row, Deed.UNCOUNT, node_called(row, "1.3"))

    view = draft_named(row.public_id)
    assert view.row == row
    assert view.review.by_id[line].text == "Publish a directory"
    assert (row.total, row.can_undo, row.version) == (len(LABELS) - 1, True, 3)
    assert verify(office.actor) == ()


def test_a_draft_opened_by_another_process_is_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    row = dropped(office)
    for node in (3, 4):
        row = edited(office, row, Deed.RETYPE, node, value="note")
    row = undo_draft(office.actor, draft=row.public_id, seen=row.version).row
    row = edited(office, row, Deed.RELABEL, 5, value="(a)")
    row = edited(office, row, Deed.PROMOTE, 5)
    here = draft_named(row.public_id)

    monkeypatch.setattr(drafts, "_RECENT", type(drafts._RECENT)())

    assert draft_named(row.public_id) == here


def test_steps_are_read_in_the_order_they_were_made_whatever_their_numbers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = dropped(office)
    for label, value in (("1.1", "Swim"), ("1.2", "Dive"), ("1.1", "Swim well")):
        row = edited(office, row, Deed.REWORD, node_called(row, label), value=value)
    view = draft_named(row.public_id)

    monkeypatch.setattr(drafts, "_RECENT", type(drafts._RECENT)())
    for number, other, before in ((1, 30, 0), (2, 10, 30), (3, 20, 10)):
        PlanDraftStep.objects.filter(number=number).update(number=other, before=before)
    PlanDraft.objects.update(head=20)

    assert draft_named(row.public_id).review == view.review


def test_steps_are_undone_and_done_again_one_by_one(office: Office) -> None:
    row = dropped(office)
    trees = [draft_named(row.public_id).review]
    for node in (3, 4, 5):
        row = edited(office, row, Deed.RETYPE, node, value="note")
        trees.append(draft_named(row.public_id).review)

    for tree in reversed(trees[:-1]):
        row = undo_draft(office.actor, draft=row.public_id, seen=row.version).row
        assert draft_named(row.public_id).review == tree
    assert (row.can_undo, row.can_redo) == (False, True)
    for tree in trees[1:]:
        done = redo_draft(office.actor, draft=row.public_id, seen=row.version)
        row = done.row
        assert draft_named(row.public_id).review == tree == done.outcome.review
    assert (row.can_undo, row.can_redo) == (True, False)


def test_an_edit_after_an_undo_is_what_redo_goes_to_and_the_other_stays_kept(office: Office) -> None:
    row = edited(office, dropped(office), Deed.RETYPE, 3, value="note")
    row = undo_draft(office.actor, draft=row.public_id, seen=row.version).row
    row = edited(office, row, Deed.RETYPE, 4, value="note")
    after = draft_named(row.public_id).review

    assert not row.can_redo
    row = undo_draft(office.actor, draft=row.public_id, seen=row.version).row
    row = redo_draft(office.actor, draft=row.public_id, seen=row.version).row

    assert draft_named(row.public_id).review == after
    assert PlanDraftStep.objects.count() == 2


def test_there_is_no_undoing_what_was_not_done(office: Office) -> None:
    row = dropped(office)

    for undone in (undo_draft, redo_draft):
        with pytest.raises(EditImpossible):
            undone(office.actor, draft=row.public_id, seen=row.version)


def test_an_edit_that_changes_nothing_is_no_step(office: Office) -> None:
    row = dropped(office)

    assert edited(office, row, Deed.RETYPE, node_called(row, "1.1"), value="line") == row
    assert PlanDraftStep.objects.count() == 0


def test_who_saw_an_older_state_is_told_and_nothing_changes(office: Office) -> None:
    row = dropped(office)
    edited(office, row, Deed.UNCOUNT, 3)
    before = draft_named(row.public_id)

    for attempt in ATTEMPTS:
        with pytest.raises(ChangedMeanwhile):
            attempt(office.actor, row.public_id, row.version)

    assert draft_named(row.public_id) == before


def test_a_closed_draft_takes_no_edit(office: Office) -> None:
    row = edited(office, dropped(office), Deed.UNCOUNT, 3)
    closed = discard_draft(office.actor, draft=row.public_id, seen=row.version)

    assert (closed.state, closed.can_undo, open_drafts(LOCAL_OPERATOR)) == ("discarded", False, [])
    for attempt in ATTEMPTS:
        with pytest.raises(DraftClosed):
            attempt(office.actor, closed.public_id, closed.version)


def test_who_may_only_read_or_names_no_draft_finds_nothing(office: Office) -> None:
    row = dropped(office)

    for attempt in ATTEMPTS:
        for actor, draft in ((GUEST, row.public_id), (office.actor, uuid4())):
            with pytest.raises(NotFound):
                attempt(actor, draft, row.version)
    with pytest.raises(NotFound):
        start_draft(GUEST, content=PLAN.encode(), file="plan.txt")
    with pytest.raises(NotFound):
        draft_named(uuid4())


def test_an_edit_that_is_refused_leaves_the_draft_as_it_was(office: Office) -> None:
    row = dropped(office)

    with pytest.raises(EditImpossible):
        edited(office, row, Deed.PROMOTE, 1)

    assert draft_named(row.public_id).row == row


def test_a_file_that_the_store_has_lost_is_said(office: Office) -> None:
    row = dropped(office, PLAN + "\n")
    place_of(office.folder.evidence, PlanDraft.objects.get(public_id=row.public_id).tree_digest).unlink()

    with pytest.raises(FileMissing):
        draft_named(row.public_id)


def matrix() -> bytes:
    """A working matrix whose last column nobody could place by its heading."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["No", "Action line", "Timeline", "Desk"])
    sheet.append(["1", "Train the crews of rescue boats", "2022", "SOMRDPE"])
    sheet.append(["2", "Exchange teachers between schools", "2023", "SOM-ED"])
    book.save(out)
    return out.getvalue()


def test_a_column_taken_for_the_wrong_thing_is_read_anew(office: Office) -> None:
    row = start_draft(office.actor, content=matrix(), file="matrix.xlsx")
    assert {node.lead for node in draft_named(row.public_id).review.nodes} == {""}

    view = recolumn_draft(office.actor, draft=row.public_id, seen=row.version, columns={(0, 3): "lead"})

    assert [node.lead for node in view.review.nodes if node.countable] == ["SOMRDPE", "SOM-ED"]
    assert ("Desk", "lead") in {(column.heading, column.role) for column in view.columns}
    assert draft_named(row.public_id) == view


def test_columns_are_not_read_anew_under_edits_nor_without_a_known_role(office: Office) -> None:
    row = start_draft(office.actor, content=matrix(), file="matrix.xlsx")
    line = next(node.id for node in draft_named(row.public_id).review.nodes if node.countable)
    row = edited(office, row, Deed.UNCOUNT, line)

    with pytest.raises(DraftEdited):
        recolumn_draft(office.actor, draft=row.public_id, seen=row.version, columns={(0, 3): "lead"})
    with pytest.raises(CellUnknown):
        recolumn_draft(office.actor, draft=row.public_id, seen=row.version, columns={(0, 3): "colour"})
    row = undo_draft(office.actor, draft=row.public_id, seen=row.version).row
    view = recolumn_draft(office.actor, draft=row.public_id, seen=row.version, columns={(0, 3): "lead"})
    assert not view.row.can_redo  # the step undone stood upon another tree


ATTEMPTS: tuple[Callable[[Person, UUID, int], object], ...] = (
    lambda actor, draft, seen: edit_draft(
        actor, draft=draft, seen=seen, edit=Edit(do=Deed.RETYPE, nodes=(4,), value="note")
    ),
    lambda actor, draft, seen: undo_draft(actor, draft=draft, seen=seen),
    lambda actor, draft, seen: redo_draft(actor, draft=draft, seen=seen),
    lambda actor, draft, seen: discard_draft(actor, draft=draft, seen=seen),
    lambda actor, draft, seen: recolumn_draft(actor, draft=draft, seen=seen, columns={(0, 0): "label"}),
)
