"""What is known of a source is corrected; its bytes and its code stay."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal
from pantau.domain.sources import SourceRow
from pantau.records.queries.sources import source_named
from pantau.usecases.edit_source import edit_source
from pantau.web.ask import Visit, ask
from pantau.web.desk.add_source import detail_fields, details_in
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.origin import seen_field
from pantau.web.forms import Form, fault_of, read_form
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.sources import SOURCE_COLUMNS
from pantau.web.render import render, see_other
from pantau.web.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSourceRow:
    """The source as it is, and the form as it stands."""

    source: SourceRow
    form: Form

    def as_json(self) -> dict[str, Any]:
        said = self.source.as_json()
        said["source_title"] = said.pop("title")  # a page has a title of its own
        return said | {"form": self.form.as_json()}


def edit_source_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound, SourceUnknown."""
    require(visit.actor, Verb.ADD_SOURCE)
    source = source_named(code)
    return _page(visit, source, form=Form(fields=_fields(), texts=_texts(source)))


def edit_source_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Correct, and go on to the source. Raises NotFound, SourceUnknown, ChangedMeanwhile, ParameterUnknown."""
    require(visit.actor, Verb.ADD_SOURCE)
    source = source_named(code)
    sent = read_form(visit, fields=_fields())
    faults = tuple(sent.faults)
    if not faults:
        try:
            edit_source(visit.actor, details=details_in(sent, code=code), seen=sent.get("seen") or 0)
            return see_other(address("source", code=code))
        except (ChangedMeanwhile, NotFound):
            raise
        except Refusal as refusal:
            faults = (fault_of(refusal, field=refusal.where),)
    form = Form(fields=_fields(), texts=sent.texts, faults=faults)
    response = render(request, _page(visit, source, form=form), format="html")
    response.status_code = 422
    return response


def _fields() -> tuple[Any, ...]:
    return (*detail_fields(untitled=_("As it is if left empty")), seen_field())


def _texts(source: SourceRow) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.published_on.isoformat() if source.published_on else "",
        "language": source.language,
        "rights": source.rights,
        "link": source.link,
    }


def _page(visit: Visit, source: SourceRow, *, form: Form) -> Page:
    return Page(
        template="edit_source",
        title=_("Correct what is known of a source"),
        row=EditSourceRow(source=source, form=form),
        tables={"source": Table(key="source", caption=_("The source"), columns=SOURCE_COLUMNS, items=[source])},
        asked=ask(visit),
        crumbs=(*desk_crumbs(), Crumb(name=source.code, href=address("source", code=source.code))),
        illustrative=source.illustrative,
    )
