"""The reference leaves nothing out: every command, setting and refusal is described, and nothing that is gone."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

from pantau import domain
from pantau.cli import COMMANDS
from pantau.domain import refusals
from pantau.domain.words import table
from tests.architecture.tree import REFERENCE, modules, reference

MODULES = [
    importlib.import_module(f"pantau.domain.{found.name}")
    for found in pkgutil.iter_modules(domain.__path__)
    if found.name.endswith("refusals")
]
CODES = sorted(
    {
        thing.code
        for module in MODULES
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, refusals.Refusal) and thing is not refusals.Refusal
    }
)
OURS = re.compile(r"PANTAU_[A-Z_]+|DATABASE_URL")
READERS = {"environ", "env", "getenv"}


def test_every_refusal_has_its_sentences_and_every_sentence_its_refusal() -> None:
    assert sorted(table("refusals")) == CODES


def test_every_command_is_in_the_reference() -> None:
    text = reference()

    assert [command for command in COMMANDS if not re.search(rf"`pantau {command}[`\s]", text)] == []


def test_every_refusal_is_in_the_reference() -> None:
    assert set(CODES) - described("refusals") == set()


def test_the_reference_describes_no_refusal_that_is_gone() -> None:
    assert described("refusals") - set(CODES) == set()


def test_every_setting_is_in_the_reference() -> None:
    settings = {name for _, tree in modules() for name in variables(tree)}

    assert "DATABASE_URL" in settings
    assert settings - described("settings") == set()


def test_the_reference_describes_no_setting_that_is_gone() -> None:
    settings = {name for _, tree in modules() for name in variables(tree)}

    assert {name for name in described("settings") if OURS.fullmatch(name)} - settings == set()


def described(page: str) -> set[str]:
    """The names in backquotes that begin a row of a table or stand in a heading of a page of the reference."""
    text = (REFERENCE / f"{page}.md").read_text(encoding="utf-8")
    return set(re.findall(r"^(?:\|\s*|#+ .*?)`(\w+)`", text, re.MULTILINE))


def variables(tree: ast.Module) -> Iterator[str]:
    """Environment variables: ours wherever they are named, others where the environment is asked for them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.fullmatch(node.value):
            yield node.value
        elif isinstance(node, ast.Call) and node.args and isinstance(name := node.args[0], ast.Constant):
            asked = {part.attr for part in ast.walk(node.func) if isinstance(part, ast.Attribute)} | {
                part.id for part in ast.walk(node.func) if isinstance(part, ast.Name)
            }
            if asked & READERS and "setdefault" not in asked and isinstance(name.value, str):
                yield name.value
