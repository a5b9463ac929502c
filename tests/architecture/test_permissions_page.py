"""The page of permissions says exactly what the table of the policy says."""

from pantau.domain.permissions import Role, Verb
from pantau.domain.words import table
from tests.architecture.tree import REFERENCE

SIGNS = {
    "all": "all",
    "own": "own",
    "ministry": "ministry",
    "led": "led",
    "partner": "partner",
    "unpartnered": "no partner",
}


def test_the_page_has_the_table_of_the_policy() -> None:
    text = (REFERENCE / "permissions.md").read_text(encoding="utf-8")

    assert [line for line in rows() if line not in text.splitlines()] == []


def test_the_page_names_no_verb_that_is_gone() -> None:
    text = (REFERENCE / "permissions.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}

    assert named == {verb.value for verb in Verb}


def rows() -> list[str]:
    """One row for each verb: what it is, and how far each role reaches."""
    rules = table("permissions")["verbs"]
    head = "| verb | what is done | who, and how far | never |"
    return [head, *(row(verb.value, rules[verb]) for verb in Verb)]


def row(verb: str, rule: dict[str, object]) -> str:
    by: dict[str, list[str]] = rule["by"]  # type: ignore[assignment]
    never: list[str] = rule.get("never", [])  # type: ignore[assignment]
    who = "everybody" if "visitor" in by else whoever(by)
    return f"| `{verb}` | {rule['says']['en']} | {who} | {', '.join(one.replace('_', ' ') for one in never) or '–'} |"  # type: ignore[index]


def whoever(by: dict[str, list[str]]) -> str:
    if set(by) == set(Role) and all(reaches == ["all"] for reaches in by.values()):
        return "everybody who is signed in"
    return "; ".join(f"{role}: {', '.join(SIGNS[reach] for reach in reaches)}" for role, reaches in by.items())
