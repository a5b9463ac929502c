"""A reporter's lines of a round as a template: taken along, brought back, looked through, taken in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb
from pantau.domain.refusals import CellUnknown, NothingSent, Refusal
from pantau.domain.report_sheet import SheetPlace, SheetPreview
from pantau.usecases.import_reports import import_good_reports, import_reports
from pantau.usecases.report_template import report_template_file, sheet_place
from pantau.usecases.stage_reports import LARGE, ask_for_reports, preview_staged, stage_reports
from pantau.usecases.stage_upload import drop_upload, stage_upload
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.report import my_work_crumbs, reporter_in_round, round_crumb
from pantau.web.desk.report_sheet_tables import CHANGE_COLUMNS, preview_tables, template_table
from pantau.web.forms import Form, fault_of, file_field, read_form
from pantau.web.page import Crumb, Download, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Table, sortable
from pantau.web.wording import language

ACCEPTED = ".xlsx,.csv,.json"
_NAME = 120  # characters
_DO = Field(name="do", label="", kind="hidden", read=str)
_COMMIT = tuple(
    Field(name=name, label="", kind="hidden", read=str) for name in ("do", "staged", "name", "seen", "good")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheetRow:
    """Where the template is of, and once a file was brought back what it would do; `written` rows were taken in now."""

    place: SheetPlace
    wish: Form
    form: Form
    preview: SheetPreview | None
    staged: str
    written: int | None
    accepted: str = ACCEPTED

    @property
    def closed(self) -> int:
        """How many lines may not be written in."""
        return self.place.lines - self.place.open

    @property
    def findings(self) -> int:
        return len(tuple(self.preview.findings)) if self.preview else 0

    @property
    def rejected(self) -> int:
        """How many refusals there are beside the conflicts, which have a table of their own."""
        return len(self.preview.problems) - len(self.preview.conflicts) if self.preview else 0

    def as_json(self) -> dict[str, Any]:
        place, preview = self.place, self.preview
        return {
            "plan": place.plan,
            "round": place.round_code,
            "round_id": str(place.round),
            "reporter": place.reporter,
            "due_on": place.due_on.isoformat() if place.due_on else None,
            "lines": place.lines,
            "open": place.open,
            "form": self.form.as_json(),
            "preview": preview.as_json(language()) | {"digest": preview.digest} if preview else None,
            "written": self.written,
        }


def report_sheet_page(visit: Visit, *, round: UUID, reporter: str) -> Page:
    """The template to take, and the preview of a file that waits. Raises NotFound, UploadGone."""
    return _page(visit, place=sheet_place(visit.actor, round=round, reporter=reporter))


def report_sheet_deed(visit: Visit, request: HttpRequest, *, round: UUID, reporter: str) -> HttpResponse:
    """Look a file through and go on to its preview, or take in the one that was looked at; a long one by the worker."""
    place = sheet_place(visit.actor, round=round, reporter=reporter)
    if visit.form.get("do") == "commit":
        return _take_in(visit, place=place)
    fields = _upload_fields()
    read_form(visit, fields=(*fields, _DO))
    try:
        return see_other(_looked_at(visit, place=place))
    except Refusal as refusal:
        at = "" if isinstance(refusal, NothingSent) else "file"
        faults = (fault_of(refusal, field=at),)
    response = render(
        request, _page(visit, place=place, form=Form(fields=fields, texts={}, faults=faults)), format="html"
    )
    response.status_code = 422
    return response


def report_sheet_workbook(visit: Visit, *, round: UUID, reporter: str) -> Download:
    """The template for Excel. Raises NotFound."""
    return _download(visit, format="xlsx", round=round, reporter=reporter)


def report_sheet_csv(visit: Visit, *, round: UUID, reporter: str) -> Download:
    """The template as CSV. Raises NotFound."""
    return _download(visit, format="csv", round=round, reporter=reporter)


def report_sheet_json(visit: Visit, *, round: UUID, reporter: str) -> Download:
    """The template as JSON. Raises NotFound."""
    return _download(visit, format="json", round=round, reporter=reporter)


def _download(visit: Visit, *, format: str, round: UUID, reporter: str) -> Download:
    asked = ask(visit, fields=_wish_fields())
    place = sheet_place(visit.actor, round=round, reporter=reporter)
    file = report_template_file(
        visit.actor,
        format=format,
        round=place.round,
        reporter=place.reporter,
        language=asked.get("language") or language(),
        now=visit.now,
    )
    return Download(content=file.content, name=file.name, media_type=file.media_type)


def _looked_at(visit: Visit, *, place: SheetPlace) -> str:
    """The address of the preview, or of the job that makes it. Raises NothingSent, and what reading the file raises."""
    file = visit.files.get("file")
    if file is None:
        raise NothingSent
    content, name = file.read(), str(file.name)[-_NAME:]
    if len(content) < LARGE:
        token = stage_reports(visit.actor, place=place, content=content, file=name)
        return _address(place, {"staged": token, "name": name})
    token = stage_upload(visit.actor, verb=Verb.DRAFT_REPORT, about=place.about, content=content)
    return address("job", job=ask_for_reports(visit.actor, place=place, file=name, staged=token).public_id)


def _take_in(visit: Visit, *, place: SheetPlace) -> HttpResponse:
    """Write what the preview showed. Raises PreviewChanged, RowsRejected, UploadGone, ChangedMeanwhile."""
    sent = read_form(visit, fields=_COMMIT)
    token, name, seen, good = (sent.texts.get(key, "") for key in ("staged", "name", "seen", "good"))
    preview = preview_staged(visit.actor, place=place, token=token, file=name)
    written = str(len(preview.good))
    if len(preview.content) >= LARGE:
        wish = {"staged": token, "seen": seen or "-", "rows": written} | ({"good": good} if good else {})
        job = ask_for_reports(visit.actor, place=place, file=name, **wish)
        return see_other(address("job", job=job.public_id))
    write = import_good_reports if good == "yes" else import_reports
    write(visit.actor, preview=preview, seen=seen or "-")
    drop_upload(visit.actor, verb=Verb.DRAFT_REPORT, about=place.about, token=token)
    return see_other(_address(place, {"written": written}))


def _page(visit: Visit, *, place: SheetPlace, form: Form | None = None) -> Page:
    asked = ask(visit, fields=_STAGED, sorts=sortable(CHANGE_COLUMNS))
    token = asked.get("staged") or ""
    preview = preview_staged(visit.actor, place=place, token=token, file=asked.get("name") or "") if token else None
    return Page(
        template="report-sheet",
        title=_("Report with Excel"),
        row=ReportSheetRow(
            place=place,
            wish=Form(fields=_wish_fields(), texts={"language": language()}),
            form=form or Form(fields=_upload_fields(), texts={}),
            preview=preview,
            staged=token,
            written=asked.get("written"),
        ),
        tables=_tables(preview, asked=asked),
        asked=asked,
        crumbs=_crumbs(place),
        illustrative=place.illustrative,
    )


def _crumbs(place: SheetPlace) -> tuple[Crumb, ...]:
    """The template belongs to the report, the report to its round."""
    return (
        *my_work_crumbs(),
        round_crumb(place.round, plan=place.plan, code=place.round_code),
        Crumb(
            name=reporter_in_round(place.reporter_name, code=place.round_code),
            href=address("report", round=place.round, reporter=place.reporter),
        ),
    )


def _tables(preview: SheetPreview | None, *, asked: Asked) -> dict[str, Table[Any]]:
    return (preview_tables(preview, asked=asked) if preview else {}) | {"columns": template_table()}


def _address(place: SheetPlace, query: dict[str, str]) -> str:
    return address("report-sheet", query="?" + urlencode(query), round=place.round, reporter=place.reporter)


def _wish_fields() -> tuple[Field, ...]:
    languages = (("en", "English"), ("id", "Bahasa Indonesia"))
    names = (Choice(value=value, name=name) for value, name in languages)
    return (choice_field("language", _("Language of headings and choices"), names),)


def _upload_fields() -> tuple[Field, ...]:
    return (file_field("file", _("The filled-in template"), hint=_("Excel, CSV or JSON; up to 20 MB")),)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise CellUnknown(column="written", text=text[:40], expected="0, 1, 2 …")
    return int(text)


_STAGED = (
    search_field("staged", ""),
    search_field("name", ""),
    Field(name="written", label="", kind="number", read=_count),
)
