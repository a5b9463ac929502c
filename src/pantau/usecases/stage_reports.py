"""A file of reports is looked through and waits until its preview is agreed to; a long one is the worker's."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from pantau.domain.jobs import JobRow, Told
from pantau.domain.permissions import Actor, Verb
from pantau.domain.report_sheet import SheetPlace, SheetPreview
from pantau.standards.sheets.report_read import kept_rows, read_reports, rows_kept
from pantau.usecases.ask_job import ask_job
from pantau.usecases.import_reports import import_good_reports, import_reports, preview_reports
from pantau.usecases.report_template import sheet_place
from pantau.usecases.stage_upload import stage_reading, stage_upload, staged_reading, staged_upload

LARGE = 250_000
"""Bytes of a file from which it is read and written by the worker; a template of 1,000 lines has about half."""


def stage_reports(actor: Actor, *, place: SheetPlace, content: bytes, file: str) -> str:
    """Read a file, and keep it with what was read where its rows can be looked through; the name it waits under.

    Raises as `preview_reports`; then nothing is kept.
    """
    rows = read_reports(content, file=file)
    preview_reports(actor, content=content, file=file, round=place.round, reporter=place.reporter, rows=rows)
    token = stage_upload(actor, verb=Verb.DRAFT_REPORT, about=place.about, content=content)
    stage_reading(token=token, content=kept_rows(rows))
    return token


def preview_staged(actor: Actor, *, place: SheetPlace, token: str, file: str, told: Told | None = None) -> SheetPreview:
    """The preview of a file that waits. Raises UploadGone, and as `preview_reports`."""
    content = staged_upload(actor, verb=Verb.DRAFT_REPORT, about=place.about, token=token)
    kept = staged_reading(token=token)
    hear = {"told": told} if told else {}
    return preview_reports(
        actor,
        content=content,
        file=file,
        round=place.round,
        reporter=place.reporter,
        rows=rows_kept(kept) if kept else None,
        **hear,
    )


def ask_for_reports(actor: Actor, *, place: SheetPlace, file: str, **wish: str) -> JobRow:
    """The worker is asked for it; `wish` is what `take_reports` needs beside the place."""
    about = f"{place.plan} {place.round_code} {place.reporter}: {file}"
    where = {"round": str(place.round), "reporter": place.reporter}
    return ask_job(actor, kind="import_reports", arguments={"about": about, **where, **wish}, file=file)


def take_reports(actor: Actor, *, arguments: Mapping[str, Any], told: Told, **_unused: Any) -> dict[str, Any]:
    """The work on a long file that waits under `staged`: to look it through, or to write it where it says `seen`.

    It leads to the page of its template; done a second time it finds nothing left to write.
    """
    place = sheet_place(actor, round=UUID(arguments["round"]), reporter=arguments["reporter"])
    token, file = arguments["staged"], arguments["file"]
    if not arguments.get("seen"):
        told.stage("reading_rows")
        waiting = staged_upload(actor, verb=Verb.DRAFT_REPORT, about=place.about, token=token)
        stage_reading(token=token, content=kept_rows(read_reports(waiting, file=file)))
    told.stage("comparing")
    preview = preview_staged(actor, place=place, token=token, file=file, told=told)
    query = {"staged": token, "name": file}
    if arguments.get("seen"):
        if preview.changes:
            told.stage("writing")
            write = import_good_reports if arguments.get("good") else import_reports
            write(actor, preview=preview, seen=arguments["seen"])
        query = {"written": arguments["rows"]}
    places = {"round": arguments["round"], "reporter": place.reporter, "query": f"?{urlencode(query)}"}
    return {"page": "report-sheet", "places": places}
