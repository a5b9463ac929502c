"""The demo as a browser gets it: every page of the route table at addresses that the demo has."""

from collections.abc import Iterator
from dataclasses import dataclass

from pantau.domain.words import LANGUAGES
from pantau.web.routes import ROUTES
from tests.workspaces import Pantau

PLAN = "SAMUDRA-2021"
HIDDEN_COUNTRIES = "PESISIR-2022"
# one value for each place in an address; a route with a new place needs one here
PLACES = {
    "<str:code>": {
        "plan": PLAN,
        "plan-lines": PLAN,
        "plan-line": PLAN,
        "plan-rule": PLAN,
        "figure": "ROK-POA-RATE-2025-VNA",
        "source": "A01-VNA",
        "partner": "KR",
    },
    "<str:rule>": {"plan-rule": "R2"},
}
# further states of some pages: another plan, rules that are no rules of lines, filters, refusals
MORE = {
    "plan-hidden": f"plans/{HIDDEN_COUNTRIES}/",
    "plan-then": f"plans/{PLAN}/?as_of=2023-12-31&round=2023&by=majority",
    "rule-3": f"plans/{PLAN}/rules/R3/",
    "rule-8": f"plans/{PLAN}/rules/R8/",
    "lines-found": f"plans/{PLAN}/lines/?q=port&sort=-done",
    "nothing-found": "figures/?q=zzzz",
    "invented-figure": "figures/SAMUDRA-RATE-2025/",
    "invented-partner": "partners/X-KES/",
    "plan-text": f"sources/{PLAN}-text-1/",
    "absent": "plans/NOWHERE/",
    "refused": f"plans/{PLAN}/?as_of=soon",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The running server and the workspace behind it."""

    pantau: Pantau
    address: str

    def line(self) -> str:
        """The public id of one line of the plan."""
        [(found,)] = self.pantau.sql(
            "SELECT l.public_id FROM records_line l JOIN records_plannode n ON n.line_id = l.id "
            "JOIN records_plan p ON p.id = l.plan_id WHERE p.code = %s AND n.label = %s",
            PLAN,
            "2.1.1",
        )
        text = str(found).replace("-", "")
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and address of every page in both languages."""
        for language in LANGUAGES:
            for route in ROUTES:
                place = self._filled(route.name, route.place)
                yield f"{route.name}-{language}", f"{self.address}/{language}/{place}{'/' if place else ''}"
            for name, place in MORE.items():
                yield f"{name}-{language}", f"{self.address}/{language}/{place}"

    def _filled(self, name: str, place: str) -> str:
        for wanted, values in PLACES.items():
            if wanted in place:
                place = place.replace(wanted, values[name])
        return place.replace("<uuid:line>", self.line())
