"""Importing a plan by its pages: handed in, reviewed, committed; without a script, and as a script asks."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.plantree import NodeKind
from pantau.domain.review import DraftNode, DraftRow
from pantau.records.queries.drafts import open_drafts
from pantau.records.queries.plans import plan_named, plan_versions
from pantau.web.desk.sheets import SHEET, Original
from pantau.web.page import address
from tests.usecases.office import CODE
from tests.web.people import OPERATOR, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

TEXT = """PLAN OF ACTION ON CLEAN HARBOURS (2024-2026)

The Ministers adopt this Plan of Action.

1. CLEAN WATER
1.1 Survey the water of every fishing harbour; publish the findings;
1.2 Train harbour masters in the handling of waste oil;
1.4 Equip ten harbours with reception facilities, including:
    (a) tanks for waste oil;
    (b) containers for used nets.
\f
2. FAIR WORK
2.1 Publish the landing fees of each harbour;
2.2 Establish a help line for dock workers.
"""
DETAILS = {
    "code": "HARBOURS-2024",
    "title_en": "Clean harbours",
    "title_id": "",
    "start": "2024-01-01",
    "end": "2026-12-31",
    "partner": "",
    "standing": "adopted",
    "adopted_on": "2024-01-15",
    "visibility": "regional",
    "rule": "R6-full",
    "by": "merged",
    "invented": "yes",
}


@dataclass(kw_only=True)
class Review:
    """A person at the page of a draft, who sends what its buttons send; `seen` is the version on the screen."""

    client: Client
    page: str
    seen: int = 0
    answer: Any = None

    def look(self) -> str:
        self.answer = self.client.get(self.page)
        return self.take()

    def take(self) -> str:
        text = str(self.answer.content.decode())
        if found := re.search(r'name="seen" value="(\d+)"', text):
            self.seen = int(found[1])
        return text

    def press(self, do: str, *labels: str, **more: Any) -> str:
        """Press a button with the nodes of these labels chosen; the page that follows."""
        data = {"seen": self.seen, "do": do, "node": [self.id(label) for label in labels], **more}
        self.answer = self.client.post(self.page, data)
        if self.answer.status_code == 303:
            return self.look()
        return self.take()

    def ask(self, do: str, *labels: str, **more: Any) -> str:
        """The same as a script asks: what comes back is put in its place."""
        data = {"seen": self.seen, "do": do, "node": [self.id(label) for label in labels], **more}
        self.answer = self.client.post(self.page, data, headers={"HX-Request": "true"})
        return self.take()

    @property
    def nodes(self) -> list[dict[str, Any]]:
        data = self.client.get(self.page.rstrip("/") + ".json").json()
        return list(data["tables"]["nodes"])

    def node(self, label: str) -> dict[str, Any]:
        return next(node for node in self.nodes if node["label"] == label)

    def id(self, label: str) -> int:
        return int(self.node(label)["id"])

    def kinds(self) -> dict[str, str]:
        return {node["label"]: node["kind"] for node in self.nodes if node["label"]}

    @property
    def total(self) -> int:
        return sum(node["counts"] == "yes" for node in self.nodes)


@pytest.fixture
def review(world: World, client: Client) -> Review:
    answer = client.post(address("import"), {"text": TEXT, "plan": ""})
    made = Review(client=client, page=answer["Location"])
    made.look()
    return made


def drafts(world: World) -> list[DraftRow]:
    """The open drafts but the one of the world."""
    return [row for row in open_drafts(LOCAL_OPERATOR) if row.public_id != world.draft]


# handing in


def test_pasted_text_becomes_a_draft_beside_its_original(review: Review) -> None:
    text = review.look()

    assert "PLAN OF ACTION ON CLEAN HARBOURS" in text
    assert review.total == 5
    assert ">5</b> action lines" in text
    node = review.id("1.2")
    assert re.search(rf'<li id="n-{node}"[^>]*class="d2 line on"', text)
    assert re.search(rf'<span id="p-{node}" data-n="{node}">1.2 Train harbour masters', text)


def test_a_page_of_the_document_begins_visibly(review: Review) -> None:
    assert "page 2" in review.look()


def test_a_file_becomes_a_draft_that_keeps_its_name(world: World, client: Client) -> None:
    file = BytesIO(TEXT.encode())
    file.name = "harbours.txt"

    answer = client.post(address("import"), {"file": file, "text": "", "plan": ""})

    assert answer.status_code == 303
    assert [draft.file_name for draft in drafts(world)] == ["harbours.txt"]
    assert "harbours.txt" in client.get(address("desk")).content.decode()


def test_a_long_file_is_read_beside_the_pages(world: World, client: Client) -> None:
    file = BytesIO(b"%PDF-1.7")
    file.name = "plan.pdf"

    answer = client.post(address("import"), {"file": file, "text": "", "plan": ""})

    assert "/desk/jobs/" in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"text": "", "plan": ""}, "", "Neither a file nor a text was given."),
        ({"text": "Dear all, see you on Monday.", "plan": ""}, "text", "No action line was found in pasted text.txt."),
        ({"text": TEXT, "plan": "NOWHERE"}, "plan", "NOWHERE"),
        ({"file": "empty", "text": "", "plan": ""}, "file", "empty"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    world: World, client: Client, sent: dict[str, Any], field: str, code: str
) -> None:
    if "file" in sent:
        sent = sent | {"file": BytesIO(b"")}
        sent["file"].name = "empty.txt"

    answer = client.post(address("import"), sent)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert code in text
    assert 'id="faults"' in text
    assert "autofocus" in text
    assert not field or f'id="f-{field}-fault"' in text
    assert sent["text"] in text
    assert drafts(world) == []


@pytest.mark.parametrize("name", ["import", "draft", "draft-commit"])
def test_a_key_that_a_form_has_not_got_is_refused(world: World, client: Client, name: str) -> None:
    place = {} if name == "import" else {"draft": world.draft}

    answer = client.post(address(name, **place), {"owner": "me"})

    assert answer.status_code == 400
    assert "owner" in answer.content.decode()


@pytest.mark.parametrize("name", ["import", "draft", "draft-commit"])
def test_a_form_from_elsewhere_is_refused_with_a_sentence(world: World, review: Review, name: str) -> None:
    elsewhere = signed_in(OPERATOR, strict=True)
    draft = drafts(world)[0]
    place = {} if name == "import" else {"draft": draft.public_id}

    answer = elsewhere.post(address(name, **place), {"seen": review.seen, "do": "discard", "text": TEXT, **DETAILS})

    assert answer.status_code == 403
    assert "did not come from a page of Pantau" in answer.content.decode()
    assert drafts(world) == [draft]


def test_a_form_of_ours_carries_the_token_that_is_asked_for(world: World) -> None:
    strict = signed_in(OPERATOR, strict=True)
    page = strict.get(address("import")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token

    answer = strict.post(address("import"), {"csrfmiddlewaretoken": token[1], "text": TEXT, "plan": ""})

    assert answer.status_code == 303


class Unreadable:
    """A body that nobody may touch."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def test_a_body_of_200_mb_is_refused_before_it_is_read(world: World, client: Client) -> None:
    answer = client.generic(
        "POST",
        address("import"),
        b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="200000000",
        **{"wsgi.input": Unreadable()},
    )

    assert answer.status_code == 413
    assert "larger than 50 MB" in answer.content.decode()


def test_reading_a_body_would_be_noticed(world: World, client: Client) -> None:
    with pytest.raises(AssertionError, match="the body was read"):
        client.generic(
            "POST",
            address("import"),
            b"x",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH="2000",
            **{"wsgi.input": Unreadable()},
        )


def test_markup_in_a_plan_shows_as_text(world: World, client: Client) -> None:
    hostile = TEXT.replace("dock workers", "<script>alert(1)</script> workers")

    answer = client.post(address("import"), {"text": hostile, "plan": ""})

    text = client.get(answer["Location"]).content.decode()
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)") >= 2


# reviewing


def test_every_kind_can_be_given(review: Review) -> None:
    for kind in NodeKind:
        review.press("retype", "2.2", kind=kind.value)
        assert review.node("2.2")["kind"] == kind.value


def test_a_whole_level_is_given_a_kind(review: Review) -> None:
    review.press("retype_level", "1.1", kind="note")

    assert {review.kinds()[label] for label in ("1.1", "1.2", "1.4", "2.1", "2.2")} == {"note"}
    assert review.total == 0


def test_a_node_is_demoted_and_promoted(review: Review) -> None:
    review.press("demote", "1.2")
    demoted = review.node("1.2")["depth"]

    review.press("promote", "1.2")

    assert (demoted, review.node("1.2")["depth"]) == (3, 2)


def test_nodes_are_merged_with_the_one_before(review: Review) -> None:
    review.press("merge", "2.2")

    assert "2.2" not in review.kinds()
    assert "help line" in review.node("2.1")["text"]


def test_lines_are_taken_out_of_the_count_and_back(review: Review) -> None:
    text = review.press("uncount", "1.1", "1.2")
    fewer = review.total

    review.press("count", "1.1", "1.2")

    assert (fewer, review.total) == (3, 5)
    assert "not counted" in text
    assert ">3</b> action lines" in text


def test_steps_are_undone_and_done_again(review: Review) -> None:
    review.press("uncount", "1.1")
    review.press("undo")
    undone = review.total
    review.press("redo")

    assert (undone, review.total) == (5, 4)


def test_label_text_lead_and_due_date_are_edited_at_once(review: Review) -> None:
    review.press("save", "1.2", label="1.3", text="Train  harbour\nmasters.", lead="ACDM", due="2025-06-30", at="")

    node = review.node("1.3")
    assert (node["text"], node["lead"], node["due_on"]) == ("Train harbour masters.", "ACDM", "2025-06-30")
    assert '<time datetime="2025-06-30">30 June 2025</time>' in review.look()


def test_an_edit_opens_in_a_form_that_needs_no_script(review: Review) -> None:
    node = review.id("1.2")

    text = review.press("open", "1.2")

    assert not re.search(r'id="detail"[^>]* hidden', review.client.get(f"{review.page}?node={node}").content.decode())
    assert re.search(r'id="detail"[^>]* hidden', text)


def test_what_was_typed_stays_where_an_edit_is_refused(review: Review) -> None:
    text = review.press("save", "1.2", label="1.2", text="Train everybody", lead="", due="soon")

    assert review.answer.status_code == 422
    assert "Train everybody" in text
    assert "soon" in text
    assert 'id="trouble"' in text
    assert review.node("1.2")["text"] != "Train everybody"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Survey the water of every fishing harbour; | publish the findings", ""),
        ("Survey the water of every fishing harbour; publish the findings", "43"),
    ],
    ids=["by sign", "at the caret"],
)
def test_a_line_is_split_where_the_person_says(review: Review, text: str, at: str) -> None:
    review.press("split", "1.1", label="1.1", text=text, lead="", due="", at=at)

    texts = [node["text"] for node in review.nodes]
    assert any(text.startswith("Survey the water of every fishing harbour") and "publish" not in text for text in texts)
    assert any(text.lower().startswith("publish the findings") for text in texts)


def test_a_split_without_a_place_asks_for_one(review: Review) -> None:
    text = review.press("split", "1.1", label="1.1", text=review.node("1.1")["text"], lead="", due="", at="")

    assert review.answer.status_code == 422
    assert "not clear where to split" in text


def test_a_button_without_a_chosen_node_says_so(review: Review) -> None:
    text = review.press("promote")

    assert review.answer.status_code == 422
    assert 'id="trouble"' in text


@pytest.mark.parametrize(
    "sent", [{"do": "destroy"}, {"do": "promote", "node": "x"}, {"do": "undo", "seen": "now"}, {"node": "1"}]
)
def test_what_no_button_sends_is_refused_with_a_sentence(review: Review, sent: dict[str, str]) -> None:
    answer = review.client.post(review.page, {"seen": review.seen, **sent})

    assert answer.status_code == 422
    assert review.total == 5


def test_two_tabs_do_not_overwrite_each_other(review: Review) -> None:
    other = Review(client=review.client, page=review.page, seen=review.seen)
    other.press("uncount", "1.1")

    text = review.press("uncount", "1.2")

    assert review.answer.status_code == 409
    assert "changed" in text
    assert review.total == 4


def test_a_discarded_draft_leaves_the_desk(review: Review) -> None:
    review.press("discard")

    assert review.client.get(address("desk")).content.decode().count("PLAN OF ACTION ON CLEAN") == 0
    assert "discarded" in review.client.get(review.page).content.decode()


def test_an_absent_draft_is_not_found(world: World, client: Client) -> None:
    for name in ("draft", "draft-commit"):
        assert client.get(address(name, draft=uuid4())).status_code == 404
        assert client.post(address(name, draft=uuid4()), {"seen": "1", "do": "undo"}).status_code in (400, 404)


# as a script asks


def test_the_answer_to_a_script_holds_only_what_changed(review: Review) -> None:
    changed, other = review.id("1.2"), review.id("1.1")

    text = review.ask("retype", "1.2", kind="note")

    assert f'<li id="n-{changed}" hx-swap-oob="true"' in text
    assert f'id="n-{other}"' not in text
    assert "<html" not in text
    assert ">4</b> action lines" in text
    assert 'id="s-' not in text


def test_a_split_brings_its_row_and_its_piece_of_the_original(review: Review) -> None:
    first = review.id("1.1")

    text = review.ask("split", "1.1", label="1.1", text=review.node("1.1")["text"], lead="", due="", at="43")

    assert f'hx-swap-oob="afterend:#n-{first}"' in text
    assert 'id="s-0" hx-swap-oob="true"' in text


def test_a_merge_takes_a_row_away(review: Review) -> None:
    gone = review.id("2.2")

    assert f'<li id="n-{gone}" hx-swap-oob="delete">' in review.ask("merge", "2.2")


def test_a_conflict_tells_a_script_and_leads_to_the_draft_as_it_is(review: Review) -> None:
    stale = review.seen
    review.ask("uncount", "1.1")
    review.seen = stale

    text = review.ask("uncount", "1.2")

    assert review.answer.status_code == 409
    assert f'href="{review.page}"' in text
    assert "hx-swap-oob" in text


# committing


def commit(review: Review, **changes: str) -> HttpResponse:
    review.look()
    return review.client.post(f"{review.page}commit/", {"seen": review.seen, **DETAILS, **changes})


def test_a_reviewed_draft_becomes_a_plan(review: Review) -> None:
    review.press("uncount", "1.1")

    answer = commit(review)

    assert answer.status_code == 303
    assert answer["Location"] == address("plan", code="HARBOURS-2024")
    lines = review.client.get(address("plan-lines", code="HARBOURS-2024", format="json")).json()
    assert lines["lines"] == 4
    assert "committed" in review.client.get(review.page).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "!"}, "code"),
        ({"code": CODE.lower()}, "code"),
        ({"code": ""}, "code"),
        ({"end": ""}, "end"),
        ({"end": "2020-01-01"}, "end"),
        ({"start": "soon"}, "start"),
        ({"rule": "R99"}, "rule"),
        ({"partner": "NOBODY"}, "partner"),
        ({"title_en": "x" * 401}, "title_en"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    review: Review, changes: dict[str, str], field: str
) -> None:
    answer = commit(review, **changes)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert f'id="f-{field}-fault"' in text
    assert f'href="#f-{field}"' in text
    assert 'value="2024-01-15"' in text
    assert review.client.get(address("plan", code="HARBOURS-2024")).status_code == 404


def test_a_draft_changed_in_another_tab_is_not_committed(review: Review) -> None:
    stale = review.seen
    review.press("uncount", "1.1")

    answer = review.client.post(f"{review.page}commit/", {"seen": stale, **DETAILS})

    assert answer.status_code == 422
    assert "changed" in answer.content.decode()


def test_a_draft_becomes_the_next_version_of_a_plan(world: World, client: Client) -> None:
    answer = client.post(address("import"), {"text": TEXT, "plan": CODE})
    review = Review(client=client, page=answer["Location"])
    review.look()

    done = client.post(f"{review.page}commit/", {"seen": review.seen})

    assert done["Location"] == address("versions", code=CODE)
    assert [version.lines for version in plan_versions(plan_named(CODE))] == [10, 5]


# tables


MATRIX = "No,Action line,Remarks\n1,Train harbour masters,ACDM\n2,Establish a help line,SLOM\n"


def test_columns_of_a_table_can_be_corrected_before_the_first_edit(world: World, client: Client) -> None:
    file = BytesIO(MATRIX.encode())
    file.name = "matrix.csv"
    answer = client.post(address("import"), {"file": file, "text": "", "plan": ""})
    review = Review(client=client, page=answer["Location"])
    assert 'name="role-0-2"' in review.look()

    review.press("columns", **{"role-0-2": "lead"})

    assert [node["lead"] for node in review.nodes if node["counts"] == "yes"] == ["ACDM", "SLOM"]


# the original in sheets


def made(start: int, end: int, *, id: int) -> DraftNode:
    return DraftNode(
        id=id,
        label="",
        printed="",
        depth=1,
        kind=NodeKind.LINE,
        countable=True,
        text="",
        start=start,
        end=end,
        confidence=1.0,
    )


@given(text=st.text(alphabet="ab \n\f", min_size=1, max_size=80), data=st.data())
def test_the_sheets_hold_the_whole_text_once_and_every_node_an_anchor(text: str, data: st.DataObject) -> None:
    longer = text * (1 + SHEET // 20)
    ends = data.draw(st.lists(st.integers(0, len(longer) - 1), min_size=1, max_size=8, unique=True).map(sorted))
    nodes = [made(a, b, id=number) for number, (a, b) in enumerate(zip(ends, [*ends[1:], len(longer)], strict=True), 1)]

    sheets = Original(longer).sheets(nodes)

    pieces = [piece for sheet in sheets for piece in sheet.pieces]
    assert "".join(piece.text for piece in pieces) == longer.replace("\f", "")
    assert sorted(id for piece in pieces for id in piece.anchors) == [node.id for node in nodes]
    assert {piece.node for piece in pieces} - {0} == {node.id for node in nodes}


def test_sheets_are_cut_at_the_same_places_whatever_the_nodes() -> None:
    text = "\n".join(["A line of some length that fills the sheet."] * 300)
    nodes = [made(3000, 3100, id=1)]

    before, after = Original(text).sheets(()), Original(text).sheets(nodes)
    only = Original(text).sheets(nodes, only=nodes)

    assert ["".join(piece.text for piece in sheet.pieces) for sheet in before] == [
        "".join(piece.text for piece in sheet.pieces) for sheet in after
    ]
    assert [sheet.number for sheet in only] == [1]
    assert only[0] == after[1]
