"""The source tree as the architecture tests see it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "pantau"
REFERENCE = ROOT / "docs" / "reference"


def modules(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of the rooms, of all where none is named, with its syntax tree."""
    for folder in [PACKAGE / room for room in rooms] or [PACKAGE]:
        assert folder.is_dir(), f"there is no room {folder.name}"
        for path in sorted(folder.rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """The path as a person writes it, from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()


def reference() -> str:
    """All pages of the reference as one text."""
    pages = sorted(REFERENCE.glob("*.md"))
    assert pages, f"there is no page in {named(REFERENCE)}"
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)
