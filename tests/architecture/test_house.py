"""The structure of the house: what the rooms may import, how long things may be, and what nothing may be called."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, modules, named

MODULE_LINES = 400
CLASS_LINES = 250
NO_NAMES = {"utils", "util", "common", "core", "helper", "helpers", "manager", "managers", "service", "services"} | {
    "handler",
    "handlers",
}
PURE_ROOMS = ("domain", "files", "reading", "standards")
CLOCK_AND_WORLD = {"os", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time", "urllib"}


def test_the_domain_imports_the_standard_library_alone() -> None:
    strange = [
        f"{named(path)}: {name}"
        for path, tree in modules("domain")
        for name in imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("pantau.domain")
    ]

    assert strange == []


def test_the_domain_has_no_clock_and_does_not_touch_the_world() -> None:
    touched = [
        f"{named(path)}: {what}"
        for path, tree in modules("domain")
        for what in (*(CLOCK_AND_WORLD & set(imported(tree))), *(called(tree) & {"now", "today", "utcnow", "open"}))
    ]

    assert touched == []


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_loads_without_django(room: str) -> None:
    names = [module_name(path) for path, _ in modules(room)]

    assert loaded_by(*names) & {"django", "simple_history", "environ"} == set()


def test_the_workspace_folder_is_found_without_django() -> None:
    assert "django" not in loaded_by("pantau.records.workspace")


def test_the_command_line_starts_without_django_and_without_the_api() -> None:
    assert loaded_by("pantau.server.main", "pantau.cli.run") & {"django", "ninja", "pydantic"} == set()


def test_loading_django_would_be_noticed() -> None:
    assert "django" in loaded_by("pantau.server.settings", "django.db")


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {
        named(path): lines
        for path, _ in modules()
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }

    assert long == {}


def test_no_class_is_longer_than_a_reader_can_hold() -> None:
    long = {
        f"{named(path)}: {node.name}": lines
        for path, tree in modules()
        if "migrations" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > CLASS_LINES
    }

    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    mute = [
        named(path)
        for path, tree in modules()
        if tree.body and "migrations" not in path.parts and not (ast.get_docstring(tree) or "").strip()
    ]

    assert mute == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    empty = [name for name in all_names() if set(parts_of(name.rpartition("/")[2])) & NO_NAMES]

    assert empty == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [("import_handler", ["import", "handler"]), ("PlanManager", ["plan", "manager"]), ("utils.py", ["utils", "py"])],
)
def test_a_name_is_taken_apart_into_its_words(name: str, parts: list[str]) -> None:
    assert parts_of(name) == parts


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names of all modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def called(tree: ast.Module) -> set[str]:
    """The last names of everything that a module calls."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {node.attr for node in functions if isinstance(node, ast.Attribute)} | {
        node.id for node in functions if isinstance(node, ast.Name)
    }


def loaded_by(*names: str) -> set[str]:
    """The top-level packages in memory after a fresh interpreter has imported the modules."""
    code = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); import {', '.join(names)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def module_name(path: Path) -> str:
    inner = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(inner.parts[:-1] if inner.name == "__init__" else inner.parts)


def all_names() -> Iterator[str]:
    """Folders, files and classes, each with the path where it stands."""
    for path in PACKAGE.rglob("*"):
        if "__pycache__" not in path.parts:
            yield named(path)
    for path, tree in modules():
        yield from (f"{named(path)}/{node.name}" for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def parts_of(name: str) -> list[str]:
    return [part.casefold() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]
