"""The text of a plan in its second language: handed in, looked through, taken onto the nodes that are there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, plan_matter, require
from pantau.domain.plans import PlanRow, VersionRow
from pantau.domain.refusals import CellUnknown, LanguageOwn, NothingSent, PreviewChanged, Refusal
from pantau.domain.version_tree import Coverage, coverage
from pantau.domain.words import LANGUAGES
from pantau.records.queries.plans import plan_named, plan_versions, version_numbered
from pantau.records.queries.version_tree import version_tree
from pantau.usecases.stage_upload import drop_upload, stage_upload, staged_upload
from pantau.usecases.start_draft import Received, read_plan_file
from pantau.usecases.translate_plan import TranslationPreview, preview_translation, translate_plan
from pantau.usecases.write_version import PlanText
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.import_plan import ACCEPTED, PASTED
from pantau.web.desk.translation_tables import NEW_COLUMNS, translation_tables
from pantau.web.desk.version import coverage_table, version_row
from pantau.web.desk.versions import LANGUAGES as LANGUAGE_NAMES
from pantau.web.desk.versions import desk_crumbs_of
from pantau.web.forms import Form, Sent, fault_of, file_field, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Table, sortable
from pantau.web.wording import language

_NAME = 120  # characters
_VERB = Verb.IMPORT_PLAN
_DO = Field(name="do", label="", kind="hidden", read=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPageRow:
    """The form, and once a text was handed in what it would do; `written` wordings were taken in just now.

    `seen` is the digest of the preview, which the button sends back. `coverage` is how far each language of `version`
    goes now.
    """

    plan: PlanRow
    version: VersionRow
    coverage: tuple[Coverage, ...]
    form: Form
    preview: TranslationPreview | None
    staged: str
    seen: str
    written: int | None
    accepted: str = ACCEPTED

    @property
    def effects(self) -> dict[str, int]:
        """How many wordings the text would add, change and leave."""
        effects = [one.effect for one in self.preview.renderings] if self.preview else []
        return {effect: effects.count(effect) for effect in ("new", "changed", "unchanged")}

    @property
    def lines(self) -> int:
        """How many action lines found their place."""
        return sum(one.node.countable for one in self.preview.renderings) if self.preview else 0

    @property
    def spoken(self) -> Any:
        """The name of the language that the text is in."""
        return LANGUAGE_NAMES[self.preview.language] if self.preview else ""

    def as_json(self) -> dict[str, Any]:
        preview = self.preview.as_json() | {"digest": self.seen} | self.effects if self.preview else None
        return {
            "plan": self.plan.code,
            "version": self.version.number,
            "form": self.form.as_json(),
            "preview": preview,
            "written": self.written,
        }


def translation_page(visit: Visit, *, code: str) -> Page:
    """The form, and the preview of a text that waits. Raises PlanUnknown, UploadGone, and what reading it raises."""
    plan = plan_named(code)
    require(visit.actor, _VERB, plan_matter(plan))
    return _page(visit, plan=plan)


def translation_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Look a text through and go on to its preview, or take in the one that was looked at."""
    plan = plan_named(code)
    require(visit.actor, _VERB, plan_matter(plan))
    if visit.form.get("do") == "commit":
        return _take_in(visit, plan=plan)
    fields = _fields(plan)
    sent = read_form(visit, fields=(*fields, _DO))
    faults = sent.faults
    if not faults:
        try:
            return see_other(_looked_at(visit, plan=plan, sent=sent))
        except Refusal as refusal:
            faults = (fault_of(refusal, field=_about(visit, sent, refusal)),)
    page = _page(visit, plan=plan, form=Form(fields=fields, texts=sent.texts, faults=faults))
    response = render(request, page, format="html")
    response.status_code = 422
    return response


def _about(visit: Visit, sent: Sent, refusal: Refusal) -> str:
    """The field that a refusal is about."""
    if isinstance(refusal, NothingSent):
        return ""
    if isinstance(refusal, LanguageOwn) and sent.get("language"):
        return "language"
    return "file" if visit.files.get("file") else "text"


def _looked_at(visit: Visit, *, plan: PlanRow, sent: Sent) -> str:
    """The address of the preview. Raises NothingSent and what reading the text raises; then nothing is kept."""
    file, text = visit.files.get("file"), sent.get("text") or ""
    if file is None and not text:
        raise NothingSent
    pasted = text.replace("\r\n", "\n").encode()  # a browser sends other line ends than were pasted
    content, name = (file.read(), str(file.name)[-_NAME:]) if file else (pasted, say("pasted text") + ".txt")
    preview = preview_translation(
        _plan_text(content, name), plan=plan.code, number=sent.get("version"), language=sent.get("language") or ""
    )
    said = {"version": str(preview.version.number), "language": sent.get("language") or ""}
    staged = stage_upload(visit.actor, verb=_VERB, content=content)
    return _address(plan, said | {"staged": staged, "name": name})


def _take_in(visit: Visit, *, plan: PlanRow) -> HttpResponse:
    """Write what the preview showed. Raises PreviewChanged, UploadGone, ChangedMeanwhile."""
    hidden = [Field(name=name, label="", kind="hidden", read=str) for name in ("do", "staged", "name", "seen")]
    sent = read_form(visit, fields=[*_fields(plan)[2:], *hidden])
    if sent.faults:
        raise PreviewChanged(what=plan.code, seen=0, now=1)
    preview = _previewed(visit, plan=plan, said=sent.values)
    if sent.get("seen") != _digest(preview):
        raise PreviewChanged(what=preview.said.file, seen=0, now=1)
    translate_plan(visit.actor, preview=preview)
    drop_upload(visit.actor, verb=_VERB, token=sent.get("staged") or "")
    written = str(len(preview.changes))
    return see_other(_address(plan, {"version": str(preview.version.number), "written": written}))


def _previewed(visit: Visit, *, plan: PlanRow, said: Mapping[str, Any]) -> TranslationPreview:
    content = staged_upload(visit.actor, verb=_VERB, token=said.get("staged") or "")
    return preview_translation(
        _plan_text(content, said.get("name") or "-"),
        plan=plan.code,
        number=said.get("version"),
        language=said.get("language") or "",
    )


def _plan_text(content: bytes, file: str) -> PlanText:
    received = _received(content, file)
    return PlanText(content=content, file=file, text=received.document.text, tree=received.tree)


@lru_cache(maxsize=2)  # looking at a file, its preview and taking it in are three visits; a long PDF is read once
def _received(content: bytes, file: str) -> Received:
    return read_plan_file(content, file=file)


def _digest(preview: TranslationPreview) -> str:
    """What a person agrees to: the digest of all that would be written."""
    return hashlib.sha256(json.dumps(preview.as_json(), sort_keys=True).encode()).hexdigest()


def _page(visit: Visit, *, plan: PlanRow, form: Form | None = None) -> Page:
    fields = _fields(plan)
    asked = ask(visit, fields=(*fields[2:], *_STAGED), sorts=sortable(NEW_COLUMNS))
    preview = _previewed(visit, plan=plan, said=asked.values) if asked.get("staged") else None
    number = asked.get("version") or plan_versions(plan)[-1].number
    version = version_row(plan, number)
    covered = coverage(version_tree(version_numbered(plan, number)))
    row = TranslationPageRow(
        plan=plan,
        version=version,
        coverage=covered,
        form=form or Form(fields=fields, texts=_typed(asked)),
        preview=preview,
        staged=asked.texts.get("staged", ""),
        seen=_digest(preview) if preview else "",
        written=asked.get("written"),
    )
    tables: dict[str, Table[Any]] = translation_tables(preview, asked=asked) if preview else {}
    return Page(
        template="translation",
        title=say("Second language of %(plan)s") % {"plan": plan.code},
        row=row,
        tables=tables | {"languages": coverage_table(version, covered)},
        asked=asked,
        crumbs=desk_crumbs_of(plan, below=(Crumb(name=_("Versions"), href=address("versions", code=plan.code)),)),
        illustrative=plan.illustrative,
    )


def _typed(asked: Asked) -> dict[str, str]:
    return {name: text for name, text in asked.texts.items() if name in {"version", "language"}}


def _address(plan: PlanRow, query: dict[str, str]) -> str:
    said = urlencode({key: text for key, text in query.items() if text})
    return address("translation", code=plan.code, query=f"?{said}")


def _fields(plan: PlanRow) -> tuple[Field, ...]:
    """File and text, then what an address of this page can say too."""
    numbers = {str(row.number): row for row in plan_versions(plan)}
    versions = tuple(
        Choice(value=number, name=f"{number} ({row.state.words.into(language())})") for number, row in numbers.items()
    )

    def number(text: str) -> int:
        if text not in numbers:
            raise CellUnknown(column="version", text=text[:40], expected=", ".join(numbers))
        return int(text)

    return (
        file_field(
            "file",
            _("The plan in its other language"),
            hint=_("Text, Word, PDF, Excel, CSV or a saved web page; up to 50 MB"),
        ),
        text_field("text", _("or its text, pasted"), limit=PASTED, kind="textarea"),
        Field(
            name="version",
            label=_("Version of the plan"),
            kind="select",
            read=number,
            choices=versions,
            blank=_("the newest"),
        ),
        choice_field(
            "language",
            _("Language of the text"),
            (Choice(value=one, name=str(LANGUAGE_NAMES[one])) for one in LANGUAGES),
            blank=_("as recognised"),
        ),
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise CellUnknown(column="written", text=text[:40], expected="0, 1, 2 …")
    return int(text)


_STAGED = (
    search_field("staged", ""),
    search_field("name", ""),
    Field(name="written", label="", kind="number", read=_count),
)
