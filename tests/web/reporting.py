"""A reporting round as people meet it on pages: who is signed in, and where their pages stand."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from pantau.records.models import User
from pantau.web.page import address
from tests.usecases.cast import Cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The pages of a round."""

    crew: Cast

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(name=name))
        return client

    def report(self, reporter: str = "X-ALF", *, format: str = "html", query: str = "") -> str:
        return address("report", format=format, query=query, round=self.crew.round, reporter=reporter)

    def line(self, label: str = "1.1", reporter: str = "X-ALF", *, format: str = "html") -> str:
        line = self.crew.row(reporter, label).line
        return address("report-line", format=format, round=self.crew.round, reporter=reporter, line=line)

    def submit(self, reporter: str = "X-ALF") -> str:
        return address("report-submit", round=self.crew.round, reporter=reporter)

    def ministries(self, reporter: str = "X-ALF") -> str:
        return address("report-ministries", round=self.crew.round, reporter=reporter)

    def contribution(self, ministry: str = "X-ALF-MIN") -> str:
        return address("contribution", round=self.crew.round, ministry=ministry)

    def contributed(self, label: str, ministry: str = "X-ALF-MIN") -> str:
        line = self.crew.row("X-ALF", label).line
        return address("contribution-line", round=self.crew.round, ministry=ministry, line=line)

    def change(self, label: str, cell: str, value: str, *, was: str = "", reporter: str = "X-ALF") -> dict[str, str]:
        return {"line": str(self.crew.row(reporter, label).line), "cell": cell, "was": was, "value": value}


def cells(client: Client, url: str, *changes: dict[str, str], user: str, **more: str) -> HttpResponse:
    """What the grid's script sends."""
    return client.post(url, {"do": "cells", "user": user, "changes": json.dumps(list(changes)), **more})


def answer(response: HttpResponse) -> Any:
    return json.loads(response.content)
