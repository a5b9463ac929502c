"""A plan is handed in: as a file or as pasted text, for a new plan or as the next version of one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import NothingSent, Refusal
from pantau.records.queries.drafts import open_drafts
from pantau.records.queries.plans import plan_rows
from pantau.usecases.ask_job import ask_job
from pantau.usecases.start_draft import start_draft
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs, draft_table
from pantau.web.forms import Form, fault_of, file_field, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.wording import language

PASTED = 5_000_000  # characters that may be pasted; anything longer comes as a file
LONG_FROM = 1_000_000  # bytes from which a file is read beside the pages
SLOW = (".pdf", ".docx")  # kinds of files that are
ACCEPTED = ".txt,.md,.html,.htm,.docx,.pdf,.xlsx,.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """The form as it stands."""

    form: Form
    accepted: str = ACCEPTED

    def as_json(self) -> dict[str, Any]:
        return {"form": self.form.as_json(), "accepted": self.accepted.split(",")}


def import_page(visit: Visit) -> Page:
    """The empty form above the drafts to go on with; `plan` chooses the plan beforehand."""
    fields = _fields()
    asked = ask(visit, fields=(fields[-1],))
    return _page(visit, form=Form(fields=fields, texts={"plan": asked.get("plan") or ""}))


def import_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Start a draft and go on to its review, or to the job that reads a long file; else say what is wrong."""
    fields = _fields()
    sent = read_form(visit, fields=fields)
    faults = sent.faults
    if not faults:
        try:
            return see_other(_started(visit, text=sent.get("text") or "", plan=sent.get("plan") or ""))
        except Refusal as refusal:
            at = "" if isinstance(refusal, NothingSent) else ("file" if visit.files.get("file") else "text")
            faults = (fault_of(refusal, field=at),)
    return _again(visit, request, form=Form(fields=fields, texts=sent.texts, faults=faults))


def _started(visit: Visit, *, text: str, plan: str) -> str:
    """The address to go on to. Raises NothingSent and what reading a file raises."""
    file = visit.files.get("file")
    if file is None and not text:
        raise NothingSent
    pasted = text.replace("\r\n", "\n").encode()  # a browser sends other line ends than were pasted
    content, name = (file.read(), str(file.name)) if file else (pasted, say("pasted text") + ".txt")
    if len(content) > LONG_FROM or name.casefold().endswith(SLOW):
        job = ask_job(visit.actor, kind="read_plan", arguments={"plan": plan}, content=content, file=name)
        return address("job", job=job.public_id)
    row = start_draft(visit.actor, content=content, file=name, plan=plan)
    return address("draft", draft=row.public_id)


def _again(visit: Visit, request: HttpRequest, *, form: Form) -> HttpResponse:
    response = render(request, _page(visit, form=form), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, *, form: Form) -> Page:
    return Page(
        template="import",
        title=_("Import a plan"),
        row=ImportRow(form=form),
        tables={"drafts": draft_table(open_drafts(visit.actor))},
        asked=ask(visit, fields=(form.fields[-1],)),
        crumbs=desk_crumbs(),
    )


def _fields() -> tuple[Field, ...]:
    plans = [
        Choice(value=plan.code, name=f"{plan.code}: {plan.title.into(language())}") for plan, _lines in plan_rows()
    ]
    return (
        file_field(
            "file", _("File of the plan"), hint=_("Text, Word, PDF, Excel, CSV or a saved web page; up to 50 MB")
        ),
        text_field("text", _("or its text, pasted"), limit=PASTED, kind="textarea"),
        choice_field("plan", _("What it is"), plans, blank=_("a new plan")),
    )
