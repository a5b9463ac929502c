"""`pantau demo` is built by the ordinary commands, once, and one changed status changes its rate."""

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pantau as package
from pantau.cli import COMMANDS
from tests.workspaces import Pantau, copied, drop

FILES = Path(package.__file__).parent / "demo"
PLANS = ("JEJARING-2023", "PESISIR-2022", "SAMUDRA-2021", "SAMUDRA-2026")


@pytest.fixture
def demo(demo_template: Pantau, tmp_path: Path) -> Iterator[Pantau]:
    made = copied(demo_template, tmp_path / "workspace")
    yield made
    drop(made)


def rate(card: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [row for row in card["rules"] if (row["rule"], row["unit"]) == (code, "lines")]
    return dict(found)


def test_its_plans_are_scored_and_its_record_is_whole(demo: Pantau) -> None:
    cards = demo.must("demo", "--no-serve", "--workspace", demo.folder, "--json").json

    assert sorted(card["plan"] for card in cards) == sorted(PLANS)
    assert all(card["illustrative"] for card in cards)
    assert demo.must("verify", "--json").json["breaks"] == []


def test_the_invented_claim_of_95_percent_is_what_one_rule_alone_gives(demo: Pantau) -> None:
    card = demo.must("score", "SAMUDRA-2021", "--as-of", "2025-12-31", "--json").json

    (claim,) = card["claims"]

    assert claim["printed"] == "95"
    assert claim["matches"] == ["R2"]
    assert rate(card, "R2")["percent"] == "95.0"


def test_a_second_time_it_rebuilds_nothing_and_takes_no_step(demo: Pantau) -> None:
    before = demo.contents()

    result = demo.cold("demo", "--no-serve", "--workspace", demo.folder)

    assert result.code == 0
    assert demo.contents() == before
    assert "›" not in result.err


def test_one_changed_status_in_its_sheet_changes_the_rate(demo: Pantau) -> None:
    question = ("score", "SAMUDRA-2021", "--as-of", "2025-12-31", "--json")
    before = demo.must(*question).json
    rows = list(csv.DictReader(io.StringIO((FILES / "progress" / "samudra-2025.csv").read_text(encoding="utf-8"))))
    label = next(row["label"] for row in rows if all_completed(rows, row["label"]))
    next(row for row in rows if row["label"] == label)["status"] = "ongoing"
    sheet = demo.file("samudra-2025.csv", written(rows))

    demo.must("progress", "import", sheet, "--plan", "SAMUDRA-2021", "--round", "2025")

    after = demo.must(*question).json
    assert rate(after, "R6-full")["numerator"] == rate(before, "R6-full")["numerator"] - 1
    assert rate(after, "R6-full")["percent"] != rate(before, "R6-full")["percent"]


def all_completed(rows: list[dict[str, str]], label: str) -> bool:
    return {row["status"].casefold() for row in rows if row["label"] == label} <= {"completed", "selesai"}


def written(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_real_figures_are_never_pinned_on_illustrative_plans(demo: Pantau) -> None:
    figures = demo.must("figure", "list", "--json").json
    pinned = [figure for figure in figures if figure["subject"]["code"] in PLANS]

    assert {figure["code"] for figure in pinned} == {"SAMUDRA-RATE-2025", "PESISIR-RATE-2024"}
    assert len(figures) > len(pinned) + 20


def test_a_revision_nobody_adopted_stands_beside_the_text_in_force(demo: Pantau) -> None:
    versions = demo.must("plan", "versions", "JEJARING-2023", "--json").json["versions"]
    shown = demo.must("plan", "show", "JEJARING-2023", "--json").json

    assert [(one["state"], one["consulted_on"]) for one in versions] == [("adopted", None), ("consulted", "2025-03-14")]
    assert "Place sixty students" in str(shown["nodes"])


def test_the_comparison_finds_what_the_revision_was_written_to_do(demo: Pantau) -> None:
    compared = demo.must("plan", "diff", "JEJARING-2023@1", "JEJARING-2023@2", "--json").json

    assert pairs_of(compared) == {
        "same": 5, "reworded": 3, "moved": 2, "split": 1, "merged": 1, "new": 2, "dropped": 2
    }  # fmt: skip
    assert [pair["new"][0]["label"] for pair in compared["pairs"] if pair["relabelled"] and is_same_line(pair)] == ["c"]


def test_the_successor_lists_what_was_begun_and_is_not_carried_over(demo: Pantau) -> None:
    compared = demo.must("plan", "diff", "SAMUDRA-2021", "SAMUDRA-2026", "--json").json

    assert pairs_of(compared) == {
        "same": 10, "reworded": 12, "moved": 1, "split": 0, "merged": 0, "new": 14, "dropped": 17
    }  # fmt: skip
    assert [key.rpartition(" > ")[2] for key in compared["vanished"]] == ["2.1.3", "2.2.3", "2.2.4", "2.3.1"]


def test_every_node_of_the_plan_in_two_languages_has_both(demo: Pantau) -> None:
    shown = demo.must("plan", "show", "PESISIR-2022", "--json").json

    assert len(shown["nodes"]) > 40
    assert all({"en", "id"} <= node["words"].keys() for node in shown["nodes"])


def pairs_of(compared: dict[str, Any]) -> dict[str, int]:
    """How many pairs of action lines each change has."""
    return {change: count["pairs"] for change, count in compared["counts"]["lines"].items()}


def is_same_line(pair: dict[str, Any]) -> bool:
    return bool(pair["change"] == "same" and pair["old"][0]["countable"])


def test_its_steps_are_the_ordinary_commands() -> None:
    steps = tomllib.loads((FILES / "steps.toml").read_text(encoding="utf-8"))["step"]

    assert {" ".join(step["run"][:2]) for step in steps} <= set(COMMANDS)


def test_every_step_again_changes_nothing(demo: Pantau) -> None:
    before = demo.contents()

    for step in tomllib.loads((FILES / "steps.toml").read_text(encoding="utf-8"))["step"]:
        if not step.get("once"):  # a decision that is taken a second time is refused
            demo.must(*(FILES / word if (FILES / word).is_file() else word for word in step["run"]))

    assert demo.contents() == before


def test_one_that_was_broken_off_is_finished(demo: Pantau) -> None:
    before = demo.must("score", "SAMUDRA-2021", "--as-of", "2025-12-31", "--json").json
    demo.sql("UPDATE records_workspace SET demo_digest = 'unfinished', version = version")

    result = demo.must("demo", "--no-serve", "--workspace", demo.folder)

    assert "› pantau plan import" in result.err
    assert demo.must("score", "SAMUDRA-2021", "--as-of", "2025-12-31", "--json").json["rules"] == before["rules"]


def test_its_present_rounds_are_overdue_due_soon_and_not_open_yet_whatever_the_day(demo: Pantau) -> None:
    standing = {one["plan"]: one["standing"] for one in demo.must("round", "list", "--json").json[:3]}

    assert standing == {"SAMUDRA-2026": "overdue", "PESISIR-2022": "due", "JEJARING-2023": "upcoming"}


def test_its_people_have_drafted_submitted_returned_and_accepted(demo: Pantau) -> None:
    code = next(one["code"] for one in demo.must("round", "list", "--json").json if one["plan"] == "SAMUDRA-2026")
    reports = demo.must("report", "list", "SAMUDRA-2026", code, "--json").json["reports"]

    states = {(one["reporter"], one["state"]) for one in reports if one["state"]}

    assert {("X-ARU", state) for state in ("draft", "submitted", "returned", "accepted")} <= states
    assert {reporter for reporter, _ in states} == {"X-ARU", "X-BAY", "X-KES"}


def test_a_workspace_of_somebodys_own_is_never_mixed_with_it(pantau: Pantau) -> None:
    assert pantau.refusal("demo", "--no-serve", "--workspace", pantau.folder)["code"] == "workspace_exists"

    pantau.environment["PANTAU_WORKSPACE"] = str(pantau.folder)
    assert pantau.refusal("demo", "--no-serve")["code"] == "workspace_exists"
