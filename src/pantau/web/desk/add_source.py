"""A text is handed in as a source: pasted, as a file, or as a link with its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import NothingSent, Refusal
from pantau.domain.sources import ADDED, SourceRow
from pantau.records.queries.sources import newest_sources
from pantau.usecases.add_source import LONGEST, AddedSource, SourceDetails, add_source
from pantau.usecases.origin_proposals import origin_proposals
from pantau.web.ask import Choice, Field, Text, Visit, ask, choice_field, day_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, Form, Sent, fault_of, file_field, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.pages.sources import SOURCE_COLUMNS
from pantau.web.render import render, see_other
from pantau.web.tables import Table

PASTED = 5_000_000  # characters that may be pasted; anything longer comes as a file
NEWEST = 10  # sources that are shown below the form
ACCEPTED = ".txt,.md,.html,.htm,.docx,.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSourceRow:
    """The form as it stands."""

    form: Form
    accepted: str = ACCEPTED

    def as_json(self) -> dict[str, Any]:
        return {"form": self.form.as_json(), "accepted": self.accepted.split(",")}


def add_source_page(visit: Visit) -> Page:
    """The empty form."""
    return _page(visit, form=Form(fields=_fields(), texts={}))


def add_source_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Keep the source and go on to it; else say what is wrong. Raises NotFound, ParameterUnknown."""
    fields = _fields()
    sent = read_form(visit, fields=fields)
    faults: Sequence[Fault] = sent.faults
    if not faults:
        try:
            return see_other(_onward(visit, _added(visit, sent)))
        except Refusal as refusal:
            faults = (_fault(refusal, visit=visit),)
    response = render(
        request, _page(visit, form=Form(fields=fields, texts=sent.texts, faults=tuple(faults))), format="html"
    )
    response.status_code = 422
    return response


def _added(visit: Visit, sent: Sent) -> AddedSource:
    """Raises NothingSent and what `add_source` raises."""
    file, text = visit.files.get("file"), sent.get("text") or ""
    if file is None and not text:
        raise NothingSent
    pasted = text.replace("\r\n", "\n").encode()  # a browser sends other line ends than were pasted
    content, name = (file.read(), str(file.name)) if file else (pasted, say("pasted text") + ".txt")
    details = details_in(sent, code=sent.get("code") or "")
    return add_source(visit.actor, content=content, file=name, details=details)


def details_in(sent: Sent, *, code: str) -> SourceDetails:
    """What a form says of a source."""
    return SourceDetails(
        code=code,
        title=sent.get("title") or "",
        publisher=sent.get("publisher") or "",
        published_on=sent.get("date"),
        language=sent.get("language") or "",
        rights=sent.get("rights") or "",
        link=sent.get("link") or "",
    )


def _onward(visit: Visit, added: AddedSource) -> str:
    """The source, or first whatever may repeat the same release."""
    code = added.source.code
    asks = added.new and origin_proposals(visit.actor, code=code)
    return address("source-origin" if asks else "source", code=code)


def _fault(refusal: Refusal, *, visit: Visit) -> Fault:
    """Beside the field that it is about: what was handed in, where it names no other."""
    received = "file" if visit.files.get("file") else "text"
    if isinstance(refusal, NothingSent):
        return fault_of(refusal)
    return fault_of(refusal, field=refusal.where if refusal.where in _DETAILS else received)


def _page(visit: Visit, *, form: Form) -> Page:
    return Page(
        template="add_source",
        title=_("Add a source"),
        row=AddSourceRow(form=form),
        tables={"newest": _newest()},
        asked=ask(visit),
        crumbs=desk_crumbs(),
    )


def _newest() -> Table[SourceRow]:
    return Table(
        key="newest",
        caption=_("Added last"),
        columns=SOURCE_COLUMNS,
        items=newest_sources(kind=ADDED, limit=NEWEST),
        empty=_("No source was added yet."),
    )


_DETAILS = ("code", "title", "publisher", "date", "language", "rights", "link")


def _fields() -> tuple[Field, ...]:
    return (
        text_field("text", _("Its text, pasted"), limit=PASTED, kind="textarea"),
        file_field("file", _("or a file"), hint=_("Text, Word, PDF or a saved web page; up to 50 MB")),
        *detail_fields(untitled=_("The first line of the text if left empty")),
        text_field("code", _("Code"), limit=40, hint=_("How figures name it; one is made if left empty")),
    )


def detail_fields(*, untitled: Text) -> tuple[Field, ...]:
    """What is known of a source beside its words; `untitled` says what it is called where no title is given."""
    return (
        text_field(
            "link",
            _("Address of the page"),
            limit=LONGEST["link"],
            hint=_("Where it can be read; nothing is fetched from there, so paste the text as well"),
        ),
        text_field("title", _("Title"), limit=LONGEST["title"], hint=untitled),
        text_field("publisher", _("Publisher"), limit=LONGEST["publisher"]),
        day_field("date", _("Published on")),
        choice_field(
            "language",
            _("Language"),
            (Choice(value="id", name=say("Indonesian")), Choice(value="en", name=say("English"))),
            blank=_("as the text tells"),
        ),
        text_field(
            "rights", _("Rights"), limit=LONGEST["rights"], hint=_("Who may use it how, as “quote with source”")
        ),
    )
