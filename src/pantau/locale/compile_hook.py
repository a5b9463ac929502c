"""Compiles the translations when the package is installed or built: every .po beside this file becomes a .mo."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    """The hatch build hook; the .mo files stand in the source tree, so that an editable install finds them too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        for po in sorted(Path(self.root, "src", "pantau", "locale").glob("*/LC_MESSAGES/*.po")):
            mo = compiled(po)
            build_data["artifacts"].append(f"/{mo.relative_to(self.root).as_posix()}")


def compiled(po: Path) -> Path:
    """Compile one catalogue, without its uncertain (fuzzy) entries; the path of the .mo beside it."""
    with po.open("rb") as text:
        catalog = read_po(text, locale=po.parent.parent.name, abort_invalid=True)
    mo = po.with_suffix(".mo")
    with mo.open("wb") as binary:
        write_mo(binary, catalog)
    return mo
