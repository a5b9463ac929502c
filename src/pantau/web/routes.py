"""Every page and file with its address, in one table, so that tests can walk it."""

from pantau.domain.permissions import Verb
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pantau.domain.jobs import JobRow
from pantau.web.actor import actor_of
from pantau.web.ask import Visit
from pantau.web.desk.adopt import adopt_deed, adopt_page
from pantau.web.desk.commit_draft import commit_deed, commit_page
from pantau.web.desk.compare import compare_excel, compare_excel_job, compare_page, compare_word, compare_word_job
from pantau.web.desk.draft import draft_page
from pantau.web.desk.drafts import desk_page
from pantau.web.desk.edit_draft import draft_deed
from pantau.web.desk.import_plan import import_deed, import_page
from pantau.web.desk.jobs import job_deed, job_file, job_page, jobs_page
from pantau.web.desk.matrix import (
    matrix_deed,
    matrix_document,
    matrix_document_job,
    matrix_page,
    matrix_workbook,
    matrix_workbook_job,
)
from pantau.web.desk.translation import translation_deed, translation_page
from pantau.web.desk.version import version_page
from pantau.web.desk.versions import versions_deed, versions_page
from pantau.web.forms import sent_as_asked
from pantau.web.page import Download, Page, address
from pantau.web.pages.figure import figure_page
from pantau.web.pages.figures import figures_page
from pantau.web.pages.home import home_page
from pantau.web.pages.method import method_page
from pantau.web.pages.partner import partner_page
from pantau.web.pages.partners import partners_page
from pantau.web.pages.plan import plan_page
from pantau.web.pages.plan_line import plan_line_page
from pantau.web.pages.plan_lines import plan_lines_page
from pantau.web.pages.plan_rule import plan_rule_page
from pantau.web.pages.plans import plans_page
from pantau.web.pages.source import source_page
from pantau.web.pages.sources import sources_page
from pantau.web.route import FileRoute, Route
from pantau.web.render import render, render_download, see_other

FORMATS = ("html", "json", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page: `place` is its address without the language before and the slash or format after.

    `deed` is what its form does: it answers with the address to go on to, or with what to show.
    """

    name: str
    place: str
    page: Callable[..., Page]
    deed: Callable[..., HttpResponse] | None = None

    def patterns(self) -> list[URLPattern]:
        """The page at its address, and the same page as data."""
        return [path(self._address(format), self._view(format), name=f"{self.name}.{format}") for format in FORMATS]

    def _address(self, format: str) -> str:
        if format == "html":
            return f"{self.place}/" if self.place else ""
        return f"{self.place or 'index'}.{format}"

    def _view(self, format: str) -> Callable[..., HttpResponse]:
        deed = self.deed if format == "html" else None

        def view(request: HttpRequest, **places: Any) -> HttpResponse:
            visit = _visit(request, format=format)
            if deed is not None and request.method == "POST":
                return deed(visit, request, **places)
            return render(request, self.page(visit, **places), format=format)

        return require_http_methods(["GET", "HEAD", "POST"] if deed else ["GET", "HEAD"])(view)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRoute:
    """A file to download: `place` is its whole address without the language before.

    Where writing it takes long, a form sends for it to the same address: `job` asks the worker.
    """

    name: str
    place: str
    file: Callable[..., Download]
    job: Callable[..., JobRow] | None = None

    def patterns(self) -> list[URLPattern]:
        return [path(self.place, self._view(), name=self.name)]

    def _view(self) -> Callable[..., HttpResponse]:
        job = self.job

        def view(request: HttpRequest, **places: Any) -> HttpResponse:
            visit = _visit(request, format="file")
            if job is not None and request.method == "POST":
                return see_other(address("job", job=job(sent_as_asked(visit), **places).public_id))
            return render_download(self.file(visit, **places))

        return require_http_methods(["GET", "HEAD", "POST"] if job else ["GET", "HEAD"])(view)


def _visit(request: HttpRequest, *, format: str) -> Visit:
    return Visit(
        actor=actor_of(request),
        path=request.path,
        query=request.GET,
        format=format,
        now=timezone.now(),
        form=request.POST,
        files=cast("Mapping[str, UploadedFile[Any]]", request.FILES),  # a form's files; one under each name
    )


ROUTES = (
    Route(name="home", place="", page=home_page),
    Route(name="plans", place="plans", page=plans_page),
    Route(name="plan", place="plans/<str:code>", page=plan_page),
    Route(name="plan-lines", place="plans/<str:code>/lines", page=plan_lines_page),
    Route(name="plan-line", place="plans/<str:code>/lines/<uuid:line>", page=plan_line_page),
    Route(name="plan-rule", place="plans/<str:code>/rules/<str:rule>", page=plan_rule_page),
    Route(name="figures", place="figures", page=figures_page),
    Route(name="figure", place="figures/<str:code>", page=figure_page),
    Route(name="sources", place="sources", page=sources_page),
    Route(name="source", place="sources/<str:code>", page=source_page),
    Route(name="partners", place="partners", page=partners_page),
    Route(name="partner", place="partners/<str:code>", page=partner_page),
    Route(name="method", place="method", page=method_page),
    Route(name="desk", place="desk", page=desk_page, verb=Verb.USE_DESK),
    Route(name="import", place="desk/import", page=import_page, deed=import_deed, verb=Verb.USE_DESK),
    Route(name="draft", place="desk/drafts/<uuid:draft>", page=draft_page, deed=draft_deed, verb=Verb.USE_DESK),
    Route(
        name="draft-commit",
        place="desk/drafts/<uuid:draft>/commit",
        page=commit_page,
        deed=commit_deed,
        verb=Verb.USE_DESK,
    ),
    Route(
        name="versions",
        place="desk/plans/<str:code>/versions",
        page=versions_page,
        deed=versions_deed,
        verb=Verb.USE_DESK,
    ),
    Route(name="version", place="desk/plans/<str:code>/versions/<int:number>", page=version_page, verb=Verb.USE_DESK),
    Route(
        name="adopt",
        place="desk/plans/<str:code>/versions/<int:number>/adopt",
        page=adopt_page,
        deed=adopt_deed,
        verb=Verb.USE_DESK,
    ),
    Route(name="compare", place="desk/compare", page=compare_page, verb=Verb.USE_DESK),
    Route(name="matrix", place="desk/plans/<str:code>/matrix", page=matrix_page, deed=matrix_deed, verb=Verb.USE_DESK),
    Route(
        name="translation",
        place="desk/plans/<str:code>/translation",
        page=translation_page,
        deed=translation_deed,
        verb=Verb.USE_DESK,
    ),
    Route(name="jobs", place="desk/jobs", page=jobs_page, verb=Verb.USE_DESK),
    Route(name="job", place="desk/jobs/<uuid:job>", page=job_page, deed=job_deed, verb=Verb.USE_DESK),
)
FILES: tuple[FileRoute, ...] = (
    FileRoute(name="job-file", place="desk/jobs/<uuid:job>/file", file=job_file, verb=Verb.USE_DESK),
    FileRoute(name="compare-word", place="desk/compare.docx", file=compare_word, verb=Verb.USE_DESK),
    FileRoute(name="compare-excel", place="desk/compare.xlsx", file=compare_excel, verb=Verb.USE_DESK),
    FileRoute(name="matrix-xlsx", place="desk/plans/<str:code>/matrix.xlsx", file=matrix_workbook, verb=Verb.USE_DESK),
    FileRoute(name="matrix-docx", place="desk/plans/<str:code>/matrix.docx", file=matrix_document, verb=Verb.USE_DESK),
    FileRoute(name="job-file", place="desk/jobs/<uuid:job>/file", file=job_file),
    FileRoute(name="compare-word", place="desk/compare.docx", file=compare_word, job=compare_word_job),
    FileRoute(name="compare-excel", place="desk/compare.xlsx", file=compare_excel, job=compare_excel_job),
    FileRoute(
        name="matrix-xlsx", place="desk/plans/<str:code>/matrix.xlsx", file=matrix_workbook, job=matrix_workbook_job
    ),
    FileRoute(
        name="matrix-docx", place="desk/plans/<str:code>/matrix.docx", file=matrix_document, job=matrix_document_job
    ),
)
