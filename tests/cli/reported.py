"""A round of the plan TESTS as far as a command of reports needs it, brought there by the commands before it."""

from pathlib import Path

from tests.usecases.cast import MINISTRY
from tests.usecases.sheets import filled
from tests.workspaces import Pantau

ROUND = ("TESTS", "Autumn")
MINE = (*ROUND, "X-ALF")
DAYS = ("--period", "2025", "--opens", "2025-11-03", "--closes", "2025-12-15")


def opened(pantau: Pantau) -> Pantau:
    pantau.must("round", "open", *ROUND, *DAYS)
    return pantau


def template(pantau: Pantau) -> Path:
    """What Alfara has to fill in."""
    out = pantau.folder.parent / "template.xlsx"
    opened(pantau).must("report", "template", "--round", "Autumn", "--reporter", "X-ALF", "--out", out)
    return out


def sheet(pantau: Pantau) -> Path:
    """The template with a status on one line."""
    content = filled(template(pantau).read_bytes(), {("1.1", "status"): "Ongoing"})
    return pantau.file("filled.xlsx", content)


def drafted(pantau: Pantau) -> list[object]:
    pantau.must("report", "import", sheet(pantau))
    return [*MINE]


def submitted(pantau: Pantau) -> list[object]:
    """As somebody sees it who did not submit it."""
    words = drafted(pantau)
    pantau.must("report", "submit", *words)
    pantau.must("user", "add", "judge", "--role", "operator")
    pantau.environment["PANTAU_USER"] = "judge"
    return words


def accepted(pantau: Pantau) -> list[object]:
    words = submitted(pantau)
    pantau.must("report", "accept", *words)
    return words


def ministry(pantau: Pantau) -> str:
    """A ministry of Alfara."""
    head = "code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative"
    pantau.must("register", "import", "actors", pantau.file("ministry.csv", f"{head}\n{MINISTRY}\n"))
    return MINISTRY.partition(",")[0]


def handed_in(pantau: Pantau) -> list[object]:
    """A round in which a ministry was asked; no command writes for it."""
    pantau.must("report", "ask", *MINE, ministry(opened(pantau)), "1.1")
    return [*MINE]


def known(pantau: Pantau) -> str:
    """The public id of Alfara."""
    return str(pantau.sql("SELECT public_id FROM records_actor WHERE code = 'X-ALF'")[0][0])
