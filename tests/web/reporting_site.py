"""A reporting round behind the server that people run, and browsers in which its people are signed in.

`python -m tests.web.reporting_site` fills the workspace of its environment and prints the round and the sessions.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.axe import LOOKS, Look
from tests.workspaces import Pantau

KEY = "of these tests alone, and long enough for every use of it"
LABELS = ("1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingSite:
    """Where it answers; `sessions` by person, `lines` by label."""

    address: str
    round: str
    sessions: dict[str, str]
    lines: dict[str, str]

    def url(self, place: str, *, language: str = "en") -> str:
        return f"{self.address}/{language}/{place}"

    def report(self, reporter: str = "X-ALF") -> str:
        return f"desk/rounds/{self.round}/reports/{reporter}/"

    def line(self, label: str, reporter: str = "X-ALF") -> str:
        return f"{self.report(reporter)}lines/{self.lines[label]}/"

    def contribution(self) -> str:
        return f"desk/rounds/{self.round}/contributions/X-ALF-MIN/"

    @contextmanager
    def signed_in(self, browser: Browser, name: str, *, look: Look = LOOKS["en"]) -> Iterator["Person"]:
        context = look.context(browser)
        person = Person(site=self, context=context)
        person.sign_in(name)
        yield person
        context.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A browser in which somebody is signed in."""

    site: ReportingSite
    context: BrowserContext

    def sign_in(self, name: str) -> None:
        self.context.add_cookies(
            [{"name": "sessionid", "value": self.site.sessions[name], "url": self.site.address, "httpOnly": True}]
        )

    def sign_out(self) -> None:
        self.context.clear_cookies(name="sessionid")

    def open(self, place: str, *, language: str = "en") -> Page:
        page = self.context.new_page()
        page.goto(self.site.url(place, language=language))
        return page


def filled(pantau: Pantau) -> dict[str, Any]:
    """A round in the workspace with the plan TESTS, in a process of its own; what `main` prints."""
    environment = pantau.surroundings | {
        "PANTAU_WORKSPACE": str(pantau.folder),
        "DJANGO_SETTINGS_MODULE": "pantau.server.settings",
        "PANTAU_SECRET_KEY": KEY,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "tests.web.reporting_site"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def main() -> None:
    """People, a round, an earlier round, some reports on their way, and a session for everybody."""
    import django

    django.setup()
    from django.test import Client

    from pantau.records.workspace import find_folder
    from pantau.usecases.assign_lines import assign_lines
    from pantau.usecases.review_reports import return_reports
    from pantau.usecases.submit_reports import submit_reports
    from tests.usecases.cast import cast
    from tests.usecases.office import Office
    from tests.workspaces import progress

    office = Office(folder=find_folder())
    crew = cast(office)
    sheet = progress({("1.1", "X-ALF"): "ongoing", ("1.2", "X-ALF"): "completed"}, as_of="2023-06-30")
    office.progress(
        sheet.replace("as_of\n", "as_of,narrative\n").replace("06-30\n", "06-30,As told before.\n"), round="2023"
    )
    crew.save("focal alf", "X-ALF", "2.1", status="ongoing", narrative="Under way.")
    crew.save("focal alf", "X-ALF", "2.2", status="deferred")
    crew.save("focal alf", "X-ALF", "2.3", status="not_applicable")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "2.1"))
    returned = crew.chosen("X-ALF", "2.1", note="How many teachers went?")
    return_reports(crew.actor("coordinator"), round=crew.round, reports=returned)
    asked = [crew.row("X-ALF", label).line for label in ("2.4", "2.5")]
    assign_lines(crew.actor("focal alf"), round=crew.round, reporter="X-ALF", ministry="X-ALF-MIN", lines=asked)
    sessions = {}
    for name, user in crew.people.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies["sessionid"].value
    lines = {row.label: str(row.line) for row in crew.rows("X-ALF")}
    print(json.dumps({"round": str(crew.round), "sessions": sessions, "lines": lines}))


if __name__ == "__main__":
    main()
