"""The demo as a browser gets it: every page of the route table at addresses that the demo has."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from importlib import resources
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from playwright.sync_api import StorageState

from pantau.domain.words import LANGUAGES
from pantau.web.routes import ROUTES
from tests.web.people import PASSWORD
from tests.workspaces import Pantau

PLAN = "SAMUDRA-2021"
HIDDEN_COUNTRIES = "PESISIR-2022"
REVISED, SUCCESSOR = "JEJARING-2023", "SAMUDRA-2026"
# one value for each place in an address; a route with a new place needs one here
PLACES = {
    "<str:code>": {
        "plan": PLAN,
        "plan-lines": PLAN,
        "plan-line": PLAN,
        "plan-rule": PLAN,
        "plan-timeline": PLAN,
        "partner-timeline": "KR",
        "matrix": PLAN,
        "figure": "ROK-POA-RATE-2025-VNA",
        "source": "A01-VNA",
        "source-origin": "A01-VNA",
        "source-edit": "A01-VNA",
        "evidence-source": "A01-VNA",
        "evidence-add": "A01-VNA",
        "partner": "KR",
        "versions": REVISED,
        "adopt": REVISED,
        "version": REVISED,
        "translation": HIDDEN_COUNTRIES,
        "body": "X-ARU-MOF",
    },
    "<int:number>": {"adopt": "2", "version": "2", "ledger-entry": "1"},
    "<str:kind>": {"record-history": "report"},
    "<str:rule>": {"plan-rule": "R2"},
}
ROUND_OF, REPORTER, MINISTRY = SUCCESSOR, "X-ARU", "X-ARU-MOF"
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
    "searched": "search/?q=asean+OR+kerja+sama",
    "searched-in-vain": "search/?q=asean+kwetiau",
    "claim-added": "desk/evidence/A01-VNA/add/?passage=ASEAN&type=quantity",
    "text-found": "sources/A01-VNA/?find=implementation",
    "plan-text": f"sources/{PLAN}-text-1/",
    "bilingual": f"desk/plans/{HIDDEN_COUNTRIES}/versions/1/?other=beside&only=lines",
    "compared": f"desk/compare/?old={REVISED}@1&new={REVISED}@2&same=shown",
    "succeeded": f"desk/compare/?old={PLAN}&new={SUCCESSOR}",
    "before": "desk/rounds/{round}/reports/X-ARU/?before=beside",
    "returned": "desk/rounds/{round}/reports/X-ARU/?show=returned",
    "second-factor": "accounts/2fa/",
    "sessions": "accounts/sessions/",
    "absent": "plans/NOWHERE/",
    "refused": f"plans/{PLAN}/?as_of=soon",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """A browser without eyes; it keeps its cookies in `jar`."""

    browser: OpenerDirector
    jar: CookieJar

    def send(self, url: str, **fields: str) -> str:
        """Fill in the form that stands at an address; returns the address that one is led to."""
        form = self.browser.open(url).read().decode()
        token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        sent = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return str(self.browser.open(url, sent).url)


def signed_in_at(demo: Pantau, address: str) -> Opener:
    """Somebody who may do everything: entered by the command, who follows their link and signs in as people do."""
    name = "operator.of.tests"
    link = demo.must("user", "add", name, "--role", "operator", "--json").json["link"]
    jar = CookieJar()
    opener = Opener(browser=build_opener(HTTPCookieProcessor(jar)), jar=jar)
    opener.send(f"{address}{link}", password=PASSWORD, again=PASSWORD)
    opener.send(f"{address}/en/accounts/login/", login=name, password=PASSWORD)
    return opener


def state_of(opener: Opener) -> StorageState:
    """The cookies as a browser takes them over."""
    cookies: list[Any] = [
        {"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": "/"} for one in opener.jar
    ]
    return {"cookies": cookies, "origins": []}


def draft_at(address: str, opener: Opener) -> str:
    """The public id of a draft that is handed in at a running server as a form does it."""
    text = resources.files("pantau.demo").joinpath("plans/jejaring-2023.txt").read_text(encoding="utf-8")
    return opener.send(f"{address}/en/desk/import/", text=text, plan="").rstrip("/").rpartition("/")[2]


def person_of(demo: Pantau) -> str:
    """The public id of the person that is looked at."""
    people = demo.must("user", "list", "--json").json
    return next(str(one["id"]) for one in people if one["name"] == "arunika.approver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The round of the present year, a report in it, and a line about which a ministry was asked, by public ids."""

    round: str
    line: str
    report: str
    asked: str


def reported_in(demo: Pantau) -> Reported:
    """What Arunika says of a line that the coordinator gave back."""
    found = next(one for one in demo.must("round", "list", "--json").json if one["plan"] == ROUND_OF)
    rows = demo.must("report", "list", ROUND_OF, found["code"], "--reporter", REPORTER, "--json").json["reports"]
    returned = next(one for one in rows if one["state"] == "returned")
    return Reported(
        round=str(found["round"]),
        line=str(returned["line"]),
        report=str(returned["report"]),
        asked=line_of(demo, plan=ROUND_OF),
    )


def claim_of(demo: Pantau) -> str:
    """The public id of a figure that was read from a source and waits for a decision."""
    found = demo.must("evidence", "list", "--source", "A01-VNA", "--type", "quantity", "--json").json
    return str(found[0]["public_id"])


def line_of(demo: Pantau, *, plan: str = PLAN) -> str:
    """The public id of the line that is looked at."""
    shown = demo.must("plan", "show", plan, "--json").json
    return next(str(node["line"]) for node in shown["nodes"] if node["label"] == "2.1.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The running server; `line` is the public id of a line of the plan, `job` that of a piece of long work, `draft`
    that of a plan under review, `reported` a report; `state` are the cookies of somebody who may do everything.
    """

    address: str
    line: str
    job: str
    draft: str
    person: str
    claim: str
    reported: Reported
    state: StorageState

    def pages(self) -> Iterator["Address"]:
        """Every page in both languages, then its further states."""
        for language in LANGUAGES:
            for route in ROUTES:
                yield Address(name=route.name, language=language, place=self._filled(route.name, route.place))
            for name, place in MORE.items():
                filled = place.replace("{round}", self.reported.round)
                yield Address(name=name, language=language, place=filled, further=True)

    def shared(self, language: str) -> list["Address"]:
        """Every page in a language, and the further states that are this language's share of them."""
        share = list(MORE)[LANGUAGES.index(language) :: len(LANGUAGES)]
        return [one for one in self.pages() if one.language == language and (not one.further or one.name in share)]

    def url(self, page: "Address") -> str:
        return f"{self.address}/{page.language}/{page.place}"

    def _filled(self, name: str, place: str) -> str:
        for wanted, values in PLACES.items():
            if wanted in place:
                place = place.replace(wanted, values[name])
        ids = {
            "contributions/<str:ministry>/lines/<uuid:line>": f"contributions/{MINISTRY}/lines/{self.reported.asked}",
            "<uuid:line>": self.reported.line if "<uuid:round>" in place else self.line,
            "<uuid:job>": self.job,
            "<uuid:draft>": self.draft,
            "<uuid:person>": self.person,
            "<uuid:claim>": self.claim,
            "<uuid:round>": self.reported.round,
            "<uuid:record>": self.reported.report,
            "<str:reporter>": REPORTER,
            "<str:ministry>": MINISTRY,
        }
        for wanted, value in ids.items():
            place = place.replace(wanted, value)
        return f"{place}/" if place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One page in one language; `further` states are not in the route table."""

    name: str
    language: str
    place: str
    further: bool = False

    def __str__(self) -> str:
        return f"{self.language}-{self.name}"
