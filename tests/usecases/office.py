"""The use-cases as the local operator does them, on the database of the test."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pantau.domain.permissions import LOCAL_OPERATOR, Actor
from pantau.domain.regional import Derivation
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.records.workspace import Folder
from pantau.usecases.import_initiatives import import_initiatives, preview_initiatives
from pantau.usecases.import_plan import PlanDetails, import_plan, preview_plan
from pantau.usecases.import_progress import ProgressPreview, import_progress, preview_progress
from pantau.usecases.import_register import import_register
from pantau.usecases.init_workspace import init_workspace
from pantau.usecases.score_plan import score_plan
from tests.workspaces import ACTORS, PLAN

CODE = "TESTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    folder: Folder
    actor: Actor = LOCAL_OPERATOR

    def file(self, name: str, content: str) -> Path:
        path = self.folder.path.parent / name
        path.write_text(content, encoding="utf-8")
        return path

    def register(self, kind: str, *rows: str) -> dict[str, int]:
        """Import a register; the first row names the columns."""
        return import_register(self.actor, self.file(f"{kind}.csv", "\n".join((*rows, ""))), kind=kind)

    def plan(self, text: str = PLAN, **details: Any) -> None:
        said = {"code": CODE, "title": None, "period": Period(start=date(2021, 1, 1), end=date(2025, 12, 31))} | details
        path = self.file("plan.txt", text)
        import_plan(self.actor, preview=preview_plan(path, details=PlanDetails(illustrative=True, **said)))

    def preview(self, sheet: str, *, plan: str = CODE, round: str = "") -> ProgressPreview:
        return preview_progress(self.file("progress.csv", sheet), plan=plan, round=round)

    def progress(self, sheet: str, *, plan: str = CODE, round: str = "") -> None:
        import_progress(self.actor, preview=self.preview(sheet, plan=plan, round=round))

    def initiatives(self, *rows: str) -> None:
        path = self.file("initiatives.csv", "\n".join(("title,title_id,stage,stage_on,lines", *rows, "")))
        import_initiatives(self.actor, preview=preview_initiatives(path, plan=CODE))

    def card(
        self,
        *,
        as_of: date = date(2025, 12, 31),
        known_at: datetime | None = None,
        round: str = "",
        by: Derivation | None = None,
    ) -> dict[str, Any]:
        """The answer of `score --json`."""
        return score_plan(self.actor, plan=CODE, as_of=as_of, known_at=known_at, round=round, by=by).as_json()


def opened(folder: Folder) -> Office:
    """A workspace with the plan TESTS, as the fixtures of the commands have it."""
    init_workspace(LOCAL_OPERATOR, workspace_id=folder.id)
    office = Office(folder=folder)
    office.register("actors", *ACTORS.splitlines())
    office.plan()
    return office


TITLE = Words(en="Another title", id="Judul lain")
