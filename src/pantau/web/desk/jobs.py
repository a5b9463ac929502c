"""Long work: the list of all jobs, and one job with how far it is and what came of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.jobs import KEPT_FOR, JobRow, JobState
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import JobFileGone, NotFound
from pantau.domain.words import Words, words_from
from pantau.records.job_files import outgoing
from pantau.records.queries.jobs import job_named, job_rows
from pantau.usecases.cancel_job import cancel_job
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.page import Crumb, Download, Page, address
from pantau.web.render import see_other
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language, number

REFRESH = 2  # seconds after which the page of a job that has not ended asks again
_JOBS = _("Long work")
_NOT_YET = _("not yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsRow:
    """How many jobs wait and run, whatever the filter."""

    waiting: int
    running: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPageRow:
    """One job; `result_href` leads to what it made, `steady` is the same page without asking again by itself."""

    job: JobRow
    result_href: str
    file_name: str
    steady: bool

    @property
    def ended(self) -> bool:
        return self.job.state.ended

    @property
    def percent(self) -> int | None:
        """How much of the stage is done; ``None`` while nobody knows of how much."""
        return min(100, 100 * self.job.done // self.job.of) if self.job.of else None

    @property
    def rate(self) -> str:
        return say("%(rate)s a second") % {"rate": number(_tenths(self.job.rate))} if self.job.rate else ""

    @property
    def took(self) -> str:
        return took(self.job.seconds) if self.job.seconds is not None else ""

    @property
    def refused(self) -> tuple[tuple[Words, Words, str], ...]:
        """What is wrong, how to go on, and where; first each row that was rejected, then the whole."""
        if not self.job.refusal:
            return ()
        told = (*self.job.refusal.get("problems", ()), self.job.refusal)
        return tuple((words_from(one["says"]), words_from(one["mend"]), one["where"]) for one in told)

    def as_json(self) -> dict[str, Any]:
        return self.job.as_json() | {"result_href": self.result_href}


def jobs_page(visit: Visit) -> Page:
    """All jobs, the newest first."""
    require(visit.actor, Verb.RUN_JOB)
    asked = ask(visit, fields=(_states(),), sorts=sortable(JOB_COLUMNS))
    jobs = job_rows(visit.actor)
    states = [job.state for job in jobs]
    wanted = asked.get("state")
    return Page(
        template="jobs",
        title=_JOBS,
        row=JobsRow(waiting=states.count(JobState.QUEUED), running=states.count(JobState.RUNNING)),
        tables={"jobs": job_table([job for job in jobs if wanted in (None, job.state.value)], asked=asked)},
        asked=asked,
        crumbs=desk_crumbs(),
    )


def job_page(visit: Visit, *, job: UUID) -> Page:
    """One job; until it ends the page asks again by itself unless told not to. Raises NotFound, JobUnknown."""
    require(visit.actor, Verb.RUN_JOB)
    asked = ask(visit, fields=(_refresh(),))
    found = job_named(visit.actor, job=job)
    steady = asked.get("refresh") == "off"
    return Page(
        template="job",
        title=": ".join(filter(None, [found.kind_words.into(language()), found.about])),
        row=JobPageRow(
            job=found, result_href=result_href(found), file_name=str(found.result.get("name", "")), steady=steady
        ),
        tables={"job": job_table([found])},
        asked=asked,
        crumbs=(*desk_crumbs(), Crumb(name=_JOBS, href=address("jobs"))),
        refresh=0 if steady or found.state.ended else REFRESH,
    )


def job_deed(visit: Visit, _request: HttpRequest, *, job: UUID) -> HttpResponse:
    """Ask a job to stop. Raises JobUnknown, JobEnded."""
    cancel_job(visit.actor, job=job)
    return see_other(address("job", job=job))


def job_file(visit: Visit, *, job: UUID) -> Download:
    """The file that a job made. Raises NotFound, JobUnknown, JobFileGone."""
    require(visit.actor, Verb.RUN_JOB)
    result = job_named(visit.actor, job=job).result
    if "file" not in result:
        raise NotFound
    content = outgoing(result["file"])
    if content is None:
        raise JobFileGone(days=KEPT_FOR.days)
    return Download(content=content, name=result["name"], media_type=result["media_type"])


def result_href(job: JobRow) -> str:
    """The address of what a job made; empty where it made nothing to look at, or its page is no more."""
    try:
        return address(job.result["page"], **job.result.get("places", {})) if "page" in job.result else ""
    except NoReverseMatch:
        return ""


def job_table(jobs: list[JobRow], *, asked: Any = None) -> Table[JobRow]:
    return Table(
        key="jobs" if asked else "job",
        caption=_JOBS,
        columns=JOB_COLUMNS,
        items=jobs,
        asked=asked,
        empty=_("No long work."),
    )


def took(seconds: float) -> str:
    """A length of time as people say it.

    >>> took(8.24), took(200)
    ('8.2 s', '3 min 20 s')
    """
    if seconds < 60:
        return say("%(seconds)s s") % {"seconds": number(_tenths(seconds))}
    minutes, rest = divmod(round(seconds), 60)
    return say("%(minutes)s min %(seconds)s s") % {"minutes": number(minutes), "seconds": rest}


def _tenths(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.1"))


def _states() -> Field:
    return choice_field(
        "state", _("Standing"), (Choice(value=state.value, name=state.words.into(language())) for state in JobState)
    )


def _refresh() -> Field:
    return choice_field("refresh", _("Refresh"), [Choice(value="off", name=say("off"))])


def _done(job: JobRow) -> str | None:
    if not job.of:
        return None
    return say("%(part)s of %(whole)s") % {"part": number(job.done), "whole": number(job.of)}


def _rate(job: JobRow) -> Cell:
    shown = number(_tenths(job.rate)) if job.rate else None
    return Cell(value=None if job.rate is None else round(job.rate, 1), shown=shown, absent=_("not known"))


def _took(job: JobRow) -> Cell:
    if job.seconds is None:
        return Cell(value=None, absent=_NOT_YET)
    return Cell(value=round(job.seconds, 1), shown=took(job.seconds))


JOB_COLUMNS: tuple[Column[JobRow], ...] = (
    Column(key="job", title=_("Job"), on="data", cell=lambda one: Cell(value=str(one.public_id))),
    Column(
        key="work",
        title=_("Work"),
        on="page",
        cell=lambda one: Cell(
            value=one.about or one.kind_words,
            href=address("job", job=one.public_id),
            note=one.kind_words if one.about else None,
        ),
    ),
    Column(key="kind", title=_("Kind"), on="data", cell=lambda one: Cell(value=one.kind)),
    Column(
        key="about",
        title=_("About"),
        on="data",
        cell=lambda one: Cell(value=one.about or None, absent=_("nothing named")),
    ),
    Column(key="asked_by", title=_("Asked by"), cell=lambda one: Cell(value=one.asked_by)),
    Column(key="state", title=_("Standing"), cell=lambda one: Cell(value=one.state, shape="job")),
    Column(
        key="stage", title=_("Stage"), cell=lambda one: Cell(value=one.stage, shown=one.stage_words, note=_done(one))
    ),
    Column(key="done", title=_("Done"), on="data", numeric=True, cell=lambda one: Cell(value=one.done)),
    Column(key="of", title=_("Of"), on="data", numeric=True, cell=lambda one: Cell(value=one.of)),
    Column(key="rate", title=_("A second"), numeric=True, cell=_rate),
    Column(key="asked_at", title=_("Asked for"), on="data", cell=lambda one: Cell(value=one.asked_at)),
    Column(key="started_at", title=_("Started"), cell=lambda one: Cell(value=one.started_at, absent=_NOT_YET)),
    Column(key="took", title=_("Took"), numeric=True, cell=_took),
)
