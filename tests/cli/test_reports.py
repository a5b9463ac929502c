"""`pantau report …`, `round endorse` and `history` as the people of a round use them, one after another."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.usecases.sheets import filled
from tests.workspaces import PLAN, Pantau

pytestmark = pytest.mark.stored
ABOUT = ("CYCLE", "Autumn")
MINE = (*ABOUT, "X-ALF")
PEOPLE = {
    "focal": ("focal_point", "X-ALF"),
    "approver": ("approver", "X-ALF"),
    "stranger": ("approver", "X-BRA"),
    "coordinator": ("coordinator", "X-PAR"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A round of a plan with a partner; `of` gives the command to one of its people."""

    pantau: Pantau

    def of(self, name: str) -> Pantau:
        return replace(self.pantau, environment={"PANTAU_USER": name})

    def drafted(self, **texts: str) -> None:
        """The focal point takes a template, fills in the narratives of these lines, and brings it back."""
        out = self.pantau.folder.parent / "template.xlsx"
        self.of("focal").must("report", "template", "--round", "Autumn", "--reporter", "X-ALF", "--out", out)
        cells = {(label, name): text for label, one in texts.items() for name, text in _said(one).items()}
        file = self.pantau.file("filled.xlsx", filled(out.read_bytes(), cells))
        self.of("focal").must("report", "import", file)

    def reports(self, name: str, *, state: str = "") -> dict[str, Any]:
        """By label, what `report list` shows to somebody."""
        told = self.of(name).must("report", "list", *ABOUT, *(("--state", state) if state else ()), "--json").json
        return {row["label"]: row for row in told["reports"] if row["reporter"] == "X-ALF"}

    def step(self, name: str, step: str, *more: str) -> dict[str, Any]:
        said: dict[str, Any] = self.of(name).must("report", step, *MINE, *more, "--json").json
        return said

    def seen(self, name: str, state: str) -> str:
        """The digest of what somebody was shown."""
        told = self.of(name).must("report", "list", *ABOUT, "--reporter", "X-ALF", "--state", state, "--json").json
        return str(told["digest"])


def _said(narrative: str) -> dict[str, str]:
    return {"status": "ongoing", "narrative": narrative}


@pytest.fixture
def story(pantau: Pantau) -> Story:
    """Made by the local operator: the partner, the plan, the round, and its people."""
    partner = "code,kind,name_en,name_id,illustrative\nX-PAR,dialogue_partner,Parama,Parama,yes\n"
    pantau.must("register", "import", "actors", pantau.file("partner.csv", partner))
    plan = pantau.file("cycle.txt", PLAN.replace("TESTS", "CYCLES"))
    made_up = ("--partner", "X-PAR", "--illustrative")
    pantau.must("plan", "import", plan, "--code", "CYCLE", "--period", "2021..2025", *made_up)
    pantau.must("round", "open", *ABOUT, "--period", "2025", "--opens", "2025-11-03", "--closes", "2025-12-15")
    for name, (role, place) in PEOPLE.items():
        home = () if role == "coordinator" else ("--home", place)
        pantau.must("user", "add", name, "--role", role, "--place", place, *home)
    return Story(pantau=pantau)


def test_a_country_reports_by_command_and_the_coordinator_judges(story: Story) -> None:
    story.drafted(**{"1.1": "Two crews were trained.", "1.2": "The directory is being written."})
    assert {label: row["state"] for label, row in story.reports("focal", state="draft").items()} == {
        "1.1": "draft",
        "1.2": "draft",
    }
    assert story.reports("coordinator") == {}

    sent = story.step("approver", "submit", "--seen", story.seen("approver", "draft"))
    assert (sent["decision"], sent["reports"], sent["lines"]) == ("submit", 2, ["1.1", "1.2"])
    returned = story.step("coordinator", "return", "1.2", "--note", "How many contact points?")
    assert returned["lines"] == ["1.2"]
    story.drafted(**{"1.2": "The directory names 40 contact points."})
    story.step("approver", "submit")
    accepted = story.step("coordinator", "accept", "--seen", story.seen("coordinator", "submitted"))
    assert accepted["lines"] == ["1.1", "1.2"]

    assert story.pantau.must("verify", "--json").json["whole"]
    decisions = story.pantau.sql("SELECT decision, COUNT(*) FROM records_ledgerentry GROUP BY decision")
    assert {"submit": 3, "return": 1, "accept": 2}.items() <= dict(decisions).items()
    shown = story.of("coordinator").must("report", "show", *MINE, "1.2")
    assert "40 contact points" in shown.out


def test_what_was_accepted_is_locked_endorsed_and_amended_by_its_country(story: Story) -> None:
    accepted(story)

    locked = story.step("coordinator", "lock")
    meeting = ("--body", "jcc", "--meeting", "JCC 7", "--on", "2026-02-10")
    endorsed = story.of("coordinator").must("round", "endorse", *ABOUT, *meeting, "--json").json
    amended = story.step("approver", "amend", "--note", "A figure was wrong.")

    assert (locked["lines"], amended["lines"]) == (["1.1"], ["1.1"])
    assert (endorsed["body"], len(endorsed["result"])) == ("jcc", 64)
    assert story.pantau.must("verify", "--json").json["whole"]
    assert {row["state"] for row in story.reports("approver", state="draft").values()} == {"draft"}


def test_history_shows_every_state_and_who_brought_it_about(story: Story) -> None:
    accepted(story)
    report = story.reports("coordinator")["1.1"]["report"]

    told = {
        name: story.of(name).must("history", "report", report, "--json").json["parts"]
        for name in ("focal", "coordinator")
    }
    by = {name: {version["by"] for part in parts for version in part["versions"]} for name, parts in told.items()}

    assert by["focal"] >= {"focal", "approver", "coordinator"}
    assert "focal" not in by["coordinator"], "who judges does not see the drafts before"
    assert "Two crews were trained." in story.of("coordinator").must("history", "report", report).out
    assert story.of("stranger").refusal("history", "report", report)["code"] == "not_found"


def test_nobody_takes_a_step_that_is_not_theirs(story: Story) -> None:
    """T1, T25"""
    story.drafted(**{"1.1": "Two crews were trained."})
    assert story.of("focal").refusal("report", "submit", *MINE)["code"] == "not_found"
    assert story.of("stranger").refusal("report", "show", *MINE, "1.1")["code"] == "not_found"
    story.step("approver", "submit")

    for name in ("approver", "focal", "stranger"):
        assert story.of(name).refusal("report", "accept", *MINE)["code"] == "not_found"
    assert story.of("coordinator").refusal("report", "lock", *MINE, "1.1")["code"] == "step_not_open"
    for command in (("report", "template", "--out", Path("t.csv")), ("report", "import", _template(story))):
        stranger = story.of("stranger").refusal(*command, "--round", "Autumn", "--reporter", "X-ALF")
        assert stranger["code"] == "not_found"


def test_a_step_is_refused_where_the_reports_say_something_else_by_now(story: Story) -> None:
    """T26"""
    story.drafted(**{"1.1": "Two crews were trained."})
    seen = story.seen("approver", "draft")
    story.drafted(**{"1.1": "Three crews were trained."})

    refusal = story.of("approver").refusal("report", "submit", *MINE, "--seen", seen)

    assert refusal["code"] == "shown_changed"
    assert story.reports("coordinator") == {}


def test_the_same_sheet_twice_changes_nothing(story: Story) -> None:
    """T28"""
    story.drafted(**{"1.1": "Two crews were trained."})
    before = story.pantau.contents()

    story.of("focal").must("report", "import", story.pantau.folder.parent / "filled.xlsx")

    assert story.pantau.contents() == before


def accepted(story: Story) -> None:
    story.drafted(**{"1.1": "Two crews were trained."})
    story.step("approver", "submit")
    story.step("coordinator", "accept", "1.1")


def _template(story: Story) -> Path:
    return story.pantau.folder.parent / "filled.xlsx"


def test_a_focal_point_asks_a_ministry_about_lines_and_about_each_once(story: Story) -> None:
    row = "code,kind,name_en,name_id,parent\nX-ALF-MIN,ministry,Ministry of Alfa,Kementerian Alfa,X-ALF\n"
    story.pantau.must("register", "import", "actors", story.pantau.file("ministry.csv", row))
    words = ("report", "ask", *MINE, "X-ALF-MIN")

    assert story.of("focal").must(*words, "1.1", "1.2", "--json").json == {"ministry": "X-ALF-MIN", "asked": 2}
    assert story.of("focal").must(*words, "1.2", "1.3", "--json").json["asked"] == 1
    assert story.of("stranger").refusal(*words, "1.4")["code"] == "not_found"
