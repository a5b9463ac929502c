"""A small workspace with something to see on every page, made by the use-cases."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.domain.plans import Visibility
from pantau.records.models import RoleGrant, User
from pantau.records.queries.claims import claims_of
from pantau.records.queries.people_register import person_named
from pantau.records.queries.sources import source_named
from pantau.records.workspace import Folder
from pantau.usecases.ask_job import ask_job
from pantau.usecases.assign_lines import assign_lines
from pantau.usecases.read_source import read_source
from pantau.usecases.score_plan import score_plan
from pantau.usecases.start_draft import start_draft
from pantau.usecases.submit_reports import submit_reports
from pantau.web.page import address
from pantau.web.routes import ROUTES
from tests.usecases.cast import cast, pen
from tests.usecases.office import CODE, Office, opened
from tests.web.people import OPERATOR, entered
from tests.workspaces import PLAN, everybody, progress

NARRATIVE = "Canary: Bravia is late."
QUOTED = "80 % of the action lines"
MINISTRY = "X-MIN,ministry,Ministry of Tests,Kementerian Uji,X-ALF,yes"
STATEMENT = f"Statement of the ministers.\n\n{QUOTED} had been implemented, they said.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The plan TESTS with three countries, a partner, a claim and a series; `line` is one of its lines.

    `job` is long work that waits for a worker, `draft` a plan under review, `round` the round that its progress is in,
    `person` somebody with a role, `claim` one read from the statement.
    """

    office: Office
    line: UUID
    job: UUID
    draft: UUID
    round: UUID
    report: UUID
    person: UUID
    claim: UUID

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def places(self) -> dict[str, dict[str, Any]]:
        """What fills the places of each route."""
        return {
            "plan": {"code": CODE},
            "plan-lines": {"code": CODE},
            "plan-line": {"code": CODE, "line": self.line},
            "plan-rule": {"code": CODE, "rule": "R2"},
            "plan-timeline": {"code": CODE},
            "partner-timeline": {"code": "X-PAR"},
            "matrix": {"code": CODE},
            "figure": {"code": "CLAIM"},
            "source": {"code": "STATEMENT"},
            "source-origin": {"code": "STATEMENT"},
            "source-edit": {"code": "STATEMENT"},
            "evidence-source": {"code": "STATEMENT"},
            "evidence-add": {"code": "STATEMENT"},
            "evidence-claim": {"claim": self.claim},
            "partner": {"code": "X-PAR"},
            "job": {"job": self.job},
            "draft": {"draft": self.draft},
            "round": {"round": self.round},
            "draft-commit": {"draft": self.draft},
            "versions": {"code": CODE},
            "adopt": {"code": CODE, "number": 1},
            "version": {"code": CODE, "number": 1},
            "translation": {"code": CODE},
            "review-round": {"round": self.round},
            "report": {"round": self.round, "reporter": "X-ALF"},
            "report-line": {"round": self.round, "reporter": "X-ALF", "line": self.line},
            "report-submit": {"round": self.round, "reporter": "X-ALF"},
            "report-ministries": {"round": self.round, "reporter": "X-ALF"},
            "contribution": {"round": self.round, "ministry": "X-ALF-MIN"},
            "contribution-line": {"round": self.round, "ministry": "X-ALF-MIN", "line": self.line},
            "review-reports": {"round": self.round, "reporter": "X-ALF"},
            "report-sheet": {"round": self.round, "reporter": "X-ALF"},
            "ledger-entry": {"number": 1},
            "record-history": {"kind": "report", "record": self.report},
            "person": {"person": self.person},
            "body": {"code": "X-MIN"},
        }

    def addresses(self, *, format: str) -> dict[str, str]:
        """The address of every route in the language that is active."""
        return {route.name: address(route.name, format=format, **self.places.get(route.name, {})) for route in ROUTES}

    def sign_in(self, client: Client, name: str) -> None:
        """From here on the client is this person's."""
        client.force_login(User.objects.get(name=name))

    def show(self, visibility: Visibility) -> None:
        self.office.plan(visibility=visibility)


def made_world(folder: Folder) -> World:
    office = opened(folder)
    office.plan(visibility=Visibility.NAMED, partner=None)
    reports = everybody("completed", ("1.1", "1.2", "2.1")) | everybody("ongoing", ("1.3", "2.2"))
    reports |= {("1.4", "X-ALF"): "deferred", ("1.5", "X-BRA"): "planned"}
    sheet = progress(reports).replace("as_of\n", "as_of,narrative\n")
    office.progress(sheet.replace("06-30\n", f"06-30,{NARRATIVE}\n"))
    office.initiatives("Rescue course,Kursus penyelamatan,implementing,2022-03-01,1.1 | 1.2")
    office.register(
        "actors",
        "code,kind,name_en,name_id,illustrative",
        "X-PAR,dialogue_partner,Land of Partners,Negeri Mitra,yes",
    )
    office.register("partnerships", "partner,level,since", "X-PAR,strategic,2015-02-01")
    office.register("coordinatorships", "partner,country,from,to", "X-PAR,X-ALF,2024-01-01,")
    office.register(
        "instruments",
        "code,kind,title_en,title_id,parties,period",
        "X-MOU,mou,Memorandum on rescue,Nota tentang penyelamatan,X-PAR | X-ALF,2021..2025",
    )
    office.file("statement.txt", STATEMENT)
    office.register(
        "sources",
        "code,kind,title,publisher,language,date,file,illustrative",
        "STATEMENT,statement,Statement of the ministers,The ministers,en,2025-02-01,statement.txt,yes",
    )
    office.register(
        "figures",
        "code,subject,metric,printed,number,unit,period,as_of,verb,source,passage",
        f"CLAIM,{CODE},implementation_rate,80,80,percent,2021..2025,2024-12-31,implemented,STATEMENT,{QUOTED}",
    )
    office.register("indicators", "code,name_en,name_id,unit,over_time,over_country", "TRADE,Trade,Dagang,USD,sum,sum")
    office.register(
        "values",
        "indicator,subject,period,state,number,rank",
        "TRADE,X-PAR,2021..2021,reported,1200000000,5",
        "TRADE,X-PAR,2022..2022,not_available,,",
        "TRADE,X-PAR,2023..2023,reported,1500000000,6",
    )
    read_source(office.actor, code="STATEMENT")
    card = score_plan(office.actor, plan=CODE)
    job = ask_job(office.actor, kind="read_plan", arguments={"plan": CODE}, content=PLAN.encode(), file="next.txt")
    entered(OPERATOR, Role.OPERATOR)
    office.register("actors", "code,kind,name_en,name_id,parent,illustrative", MINISTRY)
    entered("sari", Role.CONTRIBUTOR, place="X-MIN")
    person = person_named(entered("rina", Role.APPROVER, place="X-ALF"), now=timezone.now()).public_id
    draft = start_draft(office.actor, content=PLAN.replace("1.4 ", "1.6 ").encode(), file="reviewed.txt")
    crew = cast(office, partner=False, year=2025)
    with transaction.atomic():
        operator = User.objects.get(name=LOCAL_OPERATOR.name)
        pen().insert(RoleGrant, user=operator, role=Role.OPERATOR, start=date(2020, 1, 1))
    for label in ("1.4", "1.5", "2.3"):
        crew.save("focal alf", "X-ALF", label, status="ongoing", narrative=f"Submitted by Alfara about {label}.")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.4", "1.5", "2.3"))
    asked = [crew.row("X-ALF", "1.1").line]
    assign_lines(crew.actor("focal alf"), round=crew.round, reporter="X-ALF", ministry="X-ALF-MIN", lines=asked)
    report = crew.row("X-ALF", "1.4").report
    assert report is not None
    return World(
        office=office,
        line=card.facts[0].line.public_id,
        job=job.public_id,
        draft=draft.public_id,
        round=crew.round,
        report=report,
        person=person,
        claim=claims_of(source_named("STATEMENT"))[0].public_id,
    )
