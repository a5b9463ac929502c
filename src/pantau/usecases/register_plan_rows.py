"""Rows of the registers that belong to a plan: named lists, rounds, withdrawals, details and bodies of lines."""

from typing import Any

from pantau.domain.permissions import Verb
from pantau.records.models import LineBody, NamedList, NamedListLine, Round
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.usecases.cells import RowReader
from pantau.usecases.register_desk import Desk, names_in
from pantau.usecases.round_obligations import members_owe, oblige


def read_list(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    plan = desk.plan(reader)
    if plan is None:
        return None
    desk.links += [desk.line(reader, plan, text=text, column="lines") for text in reader.parts("lines")]
    reader.needed("date"), reader.needed("lines")
    return {
        "plan_id": plan.id,
        "code": reader.needed("code"),
        "name": names_in(reader, "name"),
        "authority": reader.needed("authority"),
        "decided_on": reader.day("date"),
    }


def write_list(desk: Desk, named: NamedList) -> None:
    there = set(NamedListLine.objects.filter(named_list=named).values_list("line_id", flat=True))
    new = [line for line in dict.fromkeys(desk.links) if line not in there]
    desk.pen.insert_many(NamedListLine, [{"named_list": named, "line_id": line} for line in new])


def read_round(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    plan = desk.plan(reader)
    for column in ("code", "start", "end", "opens", "cut_off"):
        reader.needed(column)
    days = {column: reader.day(column) for column in ("start", "end", "opens", "closes", "cut_off")}
    reader.ordered("start", "end", (days["start"], days["end"]))
    reader.ordered("opens", "closes", (days["opens"], days["closes"]))
    cut_off = days["cut_off"]
    if plan is None or cut_off is None or reader.problems:
        return None
    code = reader.needed("code")
    known = Round.objects.filter(plan_version__plan=plan.id, code=code).select_related("plan_version").first()
    version = known.plan_version if known else version_in_force(plan, cut_off, known_at=desk.pen.at)
    return {"plan_version": version, "code": code, **days}


def write_obligations(desk: Desk, round: Round) -> None:
    if round.created_at == desk.pen.at:
        version = round.plan_version
        dates = {name: getattr(round, name) for name in ("start", "end", "opens", "closes", "cut_off")}
        planned = members_owe(
            plan=plan_named(version.plan.code),
            version=version,
            lines=plan_lines(version, known_at=desk.pen.at),
            code=round.code,
            dates=dates,
            at=desk.pen.at,
        )
        oblige(desk.pen, round, planned, verb=Verb.IMPORT_REGISTER)


def read_withdrawal(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    plan = desk.plan(reader)
    label = reader.needed("label")
    reader.needed("on")
    if plan is None or not label:
        return None
    line = desk.line(reader, plan, text=label, column="label")
    return {"id": line, "withdrawn_on": reader.day("on"), "withdrawn_by": reader.needed("authority")}


def read_details(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    plan = desk.plan(reader)
    label = reader.needed("label")
    if plan is None or not label:
        return None
    line = desk.line(reader, plan, text=label, column="label")
    lead = reader.actor("lead", desk.actors)
    return {"id": line, "due_on": reader.day("due"), "lead_id": lead.id if lead else None}


def read_body(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    plan = desk.plan(reader)
    label = reader.needed("label")
    reader.needed("body")
    body = reader.actor("body", desk.actors)
    ended = reader.one_of("ended", ("yes", "no")) == "yes"
    if plan is None or not label or body is None:
        return None
    line = desk.line(reader, plan, text=label, column="label")
    if line is None:
        return None
    known = LineBody.objects.filter(line_id=line, body=body).first()
    since = known.ended_at if known else None
    return {"line_id": line, "body_id": body.id, "ended_at": (since or desk.pen.at) if ended else None}
