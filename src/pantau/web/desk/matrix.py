"""The working matrix of a plan: taken along as Word or Excel, brought back, looked through, and taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.jobs import JobRow
from pantau.domain.permissions import Verb, plan_matter, require
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import CellUnknown, NothingSent, Refusal
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.plans import plan_named, plan_versions, rounds_of
from pantau.usecases.ask_job import ask_job
from pantau.usecases.export_file import LONG, NAMES, matrix_file
from pantau.usecases.stage_upload import drop_upload, stage_upload, staged_upload
from pantau.usecases.update_plan import UpdatePreview, preview_update, update_good_rows, update_plan
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.matrix_tables import CHANGE_COLUMNS, change_table, column_table, problem_table
from pantau.web.forms import Form, Sent, fault_of, file_field, read_form, text_field
from pantau.web.page import Crumb, Download, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Table, sortable
from pantau.web.wording import language

ACCEPTED = ".xlsx,.docx,.csv"
_ROUND, _NAME = 40, 120  # characters
_DO = Field(name="do", label="", kind="hidden", read=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPageRow:
    """The two forms, and once a file was brought back what it would do; `written` rows were taken in just now;
    a `long` plan is written by the worker."""

    plan: PlanRow
    wish: Form
    form: Form
    preview: UpdatePreview | None
    staged: str
    written: int | None
    long: bool
    accepted: str = ACCEPTED

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return sum(bool(row.becomes) for row in self.preview.good) if self.preview else 0

    def as_json(self) -> dict[str, Any]:
        preview = self.preview.as_json(language()) | {"digest": self.preview.digest} if self.preview else None
        return {"plan": self.plan.code, "form": self.form.as_json(), "preview": preview, "written": self.written}


def matrix_page(visit: Visit, *, code: str) -> Page:
    """The forms, and the preview of a file that waits. Raises PlanUnknown, UploadGone, and what reading it raises."""
    plan = plan_named(code)
    require(visit.actor, Verb.UPDATE_PLAN, plan_matter(plan))
    return _page(visit, plan=plan)


def matrix_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Look a file through and go on to its preview, or take in the one that was looked at."""
    plan = plan_named(code)
    require(visit.actor, Verb.UPDATE_PLAN, plan_matter(plan))
    if visit.form.get("do") == "commit":
        return _take_in(visit, plan=plan)
    fields = _upload_fields(plan, visit)
    sent = read_form(visit, fields=(*fields, _DO))
    faults = sent.faults
    if not faults:
        try:
            return see_other(_looked_at(visit, plan=plan, sent=sent))
        except Refusal as refusal:
            at = "" if isinstance(refusal, NothingSent) else "file"
            faults = (fault_of(refusal, field=at),)
    page = _page(visit, plan=plan, form=Form(fields=fields, texts=sent.texts, faults=faults))
    response = render(request, page, format="html")
    response.status_code = 422
    return response


def matrix_workbook(visit: Visit, *, code: str) -> Download:
    """The matrix as an Excel workbook. Raises what `matrix_of` raises."""
    return _download(visit, code=code, format="xlsx")


def matrix_document(visit: Visit, *, code: str) -> Download:
    """The matrix as a Word document. Raises what `matrix_of` raises."""
    return _download(visit, code=code, format="docx")


def matrix_workbook_job(visit: Visit, *, code: str) -> JobRow:
    """The worker is asked for the Excel workbook. Raises PlanUnknown."""
    return _job(visit, code=code, format="xlsx")


def matrix_document_job(visit: Visit, *, code: str) -> JobRow:
    """The worker is asked for the Word document. Raises PlanUnknown."""
    return _job(visit, code=code, format="docx")


def _download(visit: Visit, *, code: str, format: str) -> Download:
    file = matrix_file(visit.actor, format=format, **_wish(visit, code=code), now=visit.now)
    return Download(content=file.content, name=file.name, media_type=file.media_type)


def _job(visit: Visit, *, code: str, format: str) -> JobRow:
    wish = _wish(visit, code=code)
    plan = f"{wish['plan']}@{wish['number']}" if wish["number"] else wish["plan"]
    about = ", ".join(filter(None, (plan, wish["reporter"], wish["round"], NAMES[format])))
    return ask_job(visit.actor, kind="write_matrix", arguments={"about": about, "format": format, "wish": wish})


def _wish(visit: Visit, *, code: str) -> dict[str, Any]:
    """Which matrix is wanted, as matrix_file takes it. Raises PlanUnknown and what the fields raise."""
    plan = plan_named(code)
    asked = ask(visit, fields=_wish_fields(plan, visit))
    return {
        "plan": plan.code,
        "number": int(asked.get("version") or 0),
        "language": asked.get("language") or "",
        "reporter": asked.get("actor") or "",
        "round": asked.get("round") or "",
    }


def _looked_at(visit: Visit, *, plan: PlanRow, sent: Sent) -> str:
    """The address of the preview. Raises NothingSent and what reading the file raises; then nothing is kept."""
    file = visit.files.get("file")
    if file is None:
        raise NothingSent
    said = {name: sent.get(name) or "" for name in ("reporter", "report_round")}
    name = str(file.name)[-_NAME:]
    preview = preview_update(
        visit.actor,
        content=file.read(),
        file=name,
        plan=plan.code,
        reporter=said["reporter"],
        round=said["report_round"],
    )
    query = {"staged": stage_upload(visit.actor, verb=Verb.UPDATE_PLAN, content=preview.content), "name": name} | said
    return _address(plan, query)


def _take_in(visit: Visit, *, plan: PlanRow) -> HttpResponse:
    """Write what the preview showed. Raises PreviewChanged, RowsRejected, UploadGone, ChangedMeanwhile."""
    names = ("do", "staged", "name", "reporter", "report_round", "seen", "good")
    sent = read_form(visit, fields=[Field(name=name, label="", kind="hidden", read=str) for name in names])
    preview = _previewed(visit, plan=plan, said=sent.texts)
    written = sum(bool(row.becomes) for row in preview.good)
    write = update_good_rows if sent.get("good") == "yes" else update_plan
    write(visit.actor, preview=preview, seen=sent.get("seen") or "-")
    drop_upload(visit.actor, verb=Verb.UPDATE_PLAN, token=sent.texts["staged"])
    return see_other(_address(plan, {"written": str(written)}))


def _previewed(visit: Visit, *, plan: PlanRow, said: Any) -> UpdatePreview:
    return preview_update(
        visit.actor,
        content=staged_upload(visit.actor, verb=Verb.UPDATE_PLAN, token=said.get("staged") or ""),
        file=said.get("name") or "",
        plan=plan.code,
        reporter=said.get("reporter") or "",
        round=said.get("report_round") or "",
    )


def _page(visit: Visit, *, plan: PlanRow, form: Form | None = None) -> Page:
    wishes = _wish_fields(plan, visit)
    asked = ask(visit, fields=(*wishes, *_STAGED), sorts=sortable(CHANGE_COLUMNS))
    preview = _previewed(visit, plan=plan, said=asked.texts) if asked.get("staged") else None
    row = MatrixPageRow(
        plan=plan,
        wish=Form(fields=wishes, texts=asked.texts),
        form=form or Form(fields=_upload_fields(plan, visit), texts={}),
        preview=preview,
        staged=asked.get("staged") or "",
        written=asked.get("written"),
        long=any(version.lines >= LONG for version in plan_versions(plan)),
    )
    return Page(
        template="matrix",
        title=_("Working matrix"),
        row=row,
        tables=_tables(preview, asked=asked),
        asked=asked,
        crumbs=(*desk_crumbs(), Crumb(name=plan.code, href=address("plan", code=plan.code))),
        illustrative=plan.illustrative,
    )


def _tables(preview: UpdatePreview | None, *, asked: Asked) -> dict[str, Table[Any]]:
    tables: dict[str, Table[Any]] = {}
    if preview is not None:
        tables["changes"] = change_table(preview.changes, asked=asked)
        tables["problems"] = problem_table(preview.problems)
    return tables | {"columns": column_table()}


def _address(plan: PlanRow, query: dict[str, str]) -> str:
    return address("matrix", code=plan.code, query="?" + urlencode({key: text for key, text in query.items() if text}))


def _wish_fields(plan: PlanRow, visit: Visit) -> tuple[Field, ...]:
    """What a matrix can be asked of."""
    languages = (("en", "English"), ("id", "Bahasa Indonesia"), ("both", say("both")))
    versions = (
        Choice(value=str(row.number), name=f"{row.number} ({row.state.words.into(language())})")
        for row in plan_versions(plan)
    )
    return (
        choice_field(
            "language",
            _("Language of the matrix"),
            (Choice(value=value, name=name) for value, name in languages),
            blank=_("that of the plan"),
        ),
        choice_field("version", _("Version of the plan"), versions, blank=_("the one in force")),
        *_reporter_fields(plan, visit, names=("actor", "round"), blank=_("nobody: the region")),
    )


def _upload_fields(plan: PlanRow, visit: Visit) -> tuple[Field, ...]:
    return (
        file_field("file", _("The matrix"), hint=_("Excel, Word or CSV; up to 50 MB")),
        *_reporter_fields(plan, visit, names=("reporter", "report_round"), blank=_("the one that the file names")),
    )


def _reporter_fields(plan: PlanRow, visit: Visit, *, names: tuple[str, str], blank: Any) -> Iterable[Field]:
    actors = (Choice(value=one.code, name=f"{one.name.into(language())} ({one.code})") for one in actor_rows())
    known = ", ".join(row.code for row in rounds_of(plan, known_at=visit.now))
    hint = say("Rounds so far: %(rounds)s") % {"rounds": known} if known else say("No round yet; write its year")
    yield choice_field(names[0], _("Statuses of"), actors, blank=blank)
    yield text_field(names[1], _("in the round"), limit=_ROUND, hint=hint)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise CellUnknown(column="written", text=text[:40], expected="0, 1, 2 …")
    return int(text)


_STAGED = (
    search_field("staged", ""),
    search_field("name", ""),
    search_field("reporter", ""),
    search_field("report_round", ""),
    Field(name="written", label="", kind="number", read=_count),
)
