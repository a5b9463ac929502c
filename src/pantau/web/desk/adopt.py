"""A text of a plan is put in force: the day, and which lines keep the reports of those that were split or merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.alignment import Change, Setting
from pantau.domain.permissions import Verb, plan_matter, require
from pantau.domain.plans import PlanRow, VersionRow, VersionState
from pantau.domain.refusals import ChangedMeanwhile, Refusal, VersionSettled, VersionUnknown
from pantau.domain.words import Words
from pantau.records.queries.plans import plan_named, plan_versions, version_numbered
from pantau.standards.comparisons import label_in_full
from pantau.usecases.adopt_version import NONE, Place, Question, adopt_version, questions_of
from pantau.usecases.compare_plans import PlanComparison, compare_plans
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.desk.changes import ChangeCount, change_counts, count_table
from pantau.web.desk.versions import OPEN, compare_href, desk_crumbs_of, version_table
from pantau.web.forms import Entry, Fault, Form, Sent, fault_of, missing, read_form
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other

# which field a refusal of the use-case is about
_ABOUT = {"version_too_early": "on"}
_LAST = 99_999  # no plan has more versions; a database would choke on a larger number
_SEEN = Field(name="seen", label="", kind="hidden", read=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One line that may go on, and how much hangs on it."""

    value: str
    label: str
    words: Words | None
    reports: int
    initiatives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question with what was answered; `given` is the line that is not to be chosen between."""

    entry: Entry
    change: Words
    split: bool
    given: Place
    options: tuple[Option, ...]

    @property
    def given_label(self) -> str:
        return _label(self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRow:
    """A text about to come into force, held against the one before; ``None`` where it is the first."""

    plan: PlanRow
    version: VersionRow
    form: Form
    questions: tuple[Question, ...]
    asking: tuple[Asking, ...]
    compared: PlanComparison | None
    counts: tuple[ChangeCount, ...]
    seen: str
    compare_href: str

    @property
    def open(self) -> bool:
        return self.version.state in OPEN

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan.code,
            "version": self.version.as_json(),
            "questions": [question.as_json() for question in self.questions],
            "form": self.form.as_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the page is about, read once."""

    plan: PlanRow
    version: VersionRow
    base: VersionRow | None
    questions: tuple[Question, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return (day_field("on", _("In force from")), *_question_fields(self.questions))

    @property
    def seen(self) -> str:
        """The text it was held against; another one asks other questions."""
        return str(self.base.number) if self.base else "-"


def adopt_page(visit: Visit, *, code: str, number: int) -> Page:
    """Raises PlanUnknown, VersionUnknown."""
    about = _standing(code, number)
    require(visit.actor, Verb.ADOPT_PLAN, plan_matter(about.plan))
    return _page(visit, about=about, form=Form(fields=about.fields, texts={}))


def adopt_deed(visit: Visit, request: HttpRequest, *, code: str, number: int) -> HttpResponse:
    """Put the version in force, else say at the field why not. Raises PlanUnknown, VersionUnknown, ParameterUnknown."""
    about = _standing(code, number)
    require(visit.actor, Verb.ADOPT_PLAN, plan_matter(about.plan))
    if not about.questions and about.version.state not in OPEN:
        raise _settled(about)
    seen = str(visit.form.get("seen", ""))
    if seen != about.seen:
        raise ChangedMeanwhile(what=about.plan.code, seen=seen or "-", now=about.seen)
    sent = read_form(visit, fields=(*about.fields, _SEEN))
    faults = (*sent.faults, *_lacking(sent, about.fields))
    if not faults:
        faults = _adopted(visit, about=about, sent=sent)
        if not faults:
            return see_other(address("versions", code=about.plan.code))
    form = Form(fields=about.fields, texts=sent.texts, faults=faults)
    response = render(request, _page(visit, about=about, form=form), format="html")
    response.status_code = 422
    return response


def _adopted(visit: Visit, *, about: _Standing, sent: Sent) -> tuple[Fault, ...]:
    """Why it was not adopted; nothing where it was."""
    decisions = dict(_decisions(about.questions, sent))
    on: date = sent.get("on")
    try:
        adopt_version(visit.actor, plan=about.plan.code, number=about.version.number, on=on, decisions=decisions)
    except Refusal as refusal:
        return (fault_of(refusal, field=_ABOUT.get(refusal.code, "")),)
    return ()


def _decisions(questions: Sequence[Question], sent: Sent) -> Iterator[tuple[str, str]]:
    """Old line to new line or none, as the use-case takes them."""
    for place, question in enumerate(questions):
        chosen = sent.get(_name(place))
        if _splits(question):
            yield question.old[0].key, chosen
        else:
            yield from ((old.key, question.new[0].key if old.key == chosen else NONE) for old in question.old)


def _lacking(sent: Sent, fields: Sequence[Field]) -> Iterator[Fault]:
    faulty = {fault.field for fault in sent.faults}
    return (missing(field) for field in fields if sent.get(field.name) is None and field.name not in faulty)


def _standing(code: str, number: int) -> _Standing:
    plan = plan_named(code)
    if number > _LAST:
        raise VersionUnknown(plan=plan.code, number=number)
    version_numbered(plan, number)
    versions = plan_versions(plan)
    version = next(one for one in versions if one.number == number)
    in_force = next((one for one in versions if one.state is VersionState.ADOPTED), versions[-1])
    base = in_force if in_force.number != number and version.state in OPEN else None
    return _Standing(plan=plan, version=version, base=base, questions=questions_of(plan.code, number=number))


def _settled(about: _Standing) -> VersionSettled:
    state, wanted = about.version.state.words, VersionState.ADOPTED.words
    return VersionSettled(plan=about.plan.code, number=about.version.number, state=state, wanted=wanted)


def _page(visit: Visit, *, about: _Standing, form: Form) -> Page:
    old, new = (f"{about.plan.code}@{one.number}" if one else "" for one in (about.base, about.version))
    compared = compare_plans(visit.actor, old=old, new=new) if about.base else None
    counts = change_counts(compared.comparison, setting=Setting.VERSION) if compared else ()
    return Page(
        template="adopt",
        title=say("Adopt version %(number)s of %(plan)s") % {"number": about.version.number, "plan": about.plan.code},
        row=AdoptRow(
            plan=about.plan,
            version=about.version,
            form=form,
            questions=about.questions,
            asking=tuple(_asking(about.questions, form)),
            compared=compared,
            counts=counts,
            seen=about.seen,
            compare_href=compare_href(old, new) if compared else "",
        ),
        tables={
            "version": version_table(about.plan, (about.version,)),
            "counts": count_table(one for one in counts if one.clauses),
        },
        asked=ask(visit),
        crumbs=desk_crumbs_of(
            about.plan, below=(Crumb(name=_("Versions"), href=address("versions", code=about.plan.code)),)
        ),
        illustrative=about.plan.illustrative,
    )


def _asking(questions: Sequence[Question], form: Form) -> Iterator[Asking]:
    for place, question in enumerate(questions):
        split = _splits(question)
        yield Asking(
            entry=form.entry[_name(place)],
            change=question.change.name_in(Setting.VERSION),
            split=split,
            given=question.old[0] if split else question.new[0],
            options=(*map(_option, question.new if split else question.old), _NO_LINE),
        )


_NO_LINE = Option(value=NONE, label="", words=None, reports=0, initiatives=0)


def _option(place: Place) -> Option:
    return Option(
        value=place.key,
        label=_label(place),
        words=place.words,
        reports=place.reports,
        initiatives=place.initiatives,
    )


def _question_fields(questions: Sequence[Question]) -> Iterator[Field]:
    for place, question in enumerate(questions):
        split = _splits(question)
        labels = {one.key: _label(one) for one in (question.new if split else question.old)}
        choices = [Choice(value=key, name=label) for key, label in labels.items()]
        label = _label(question.old[0] if split else question.new[0])
        field = choice_field(
            _name(place),
            say("Reports of line %(label)s") % {"label": label}
            if split
            else say("Reports that go on in line %(label)s") % {"label": label},
            (*choices, Choice(value=NONE, name=say("none"))),
            blank="",
        )
        yield replace(field, kind="radio")


def _splits(question: Question) -> bool:
    """Whether one line became several; else several became one."""
    return question.change is Change.SPLIT or len(question.old) == 1


def _name(place: int) -> str:
    return f"line_{place + 1}"


def _label(place: Place) -> str:
    return label_in_full(place.key.split(" > "))
