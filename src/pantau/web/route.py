"""One page or file and its address: who may open it, the formats it has, and what its form does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pantau.domain.jobs import JobRow
from pantau.domain.permissions import Verb, may_somewhere
from pantau.domain.refusals import NotFound
from pantau.web.actor import actor_of
from pantau.web.ask import Visit
from pantau.web.forms import sent_as_asked
from pantau.web.page import Download, Page, address
from pantau.web.render import render, render_download, see_other

FORMATS = ("html", "json", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page: `place` is its address without the language before and the slash or format after.

    `deed` is what its form does: it answers with the address to go on to, or with what to show. Nobody opens it who
    has no right to `verb` anywhere; what exactly they may see and do there is asked again of each matter. A visitor is
    led to the page to sign in where people ask for it, and told that there is nothing where programs do; a `personal`
    page is open to everybody who is signed in.
    """

    name: str
    place: str
    page: Callable[..., Page]
    deed: Callable[..., HttpResponse] | None = None
    verb: Verb = Verb.READ
    personal: bool = False

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
            if (self.personal or self.verb is not Verb.READ) and not request.user.is_authenticated:
                if format != "html":
                    raise NotFound
                return sign_in_first(request)
            visit = _visit(request, format=format, verb=self.verb)
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
    verb: Verb = Verb.READ

    def patterns(self) -> list[URLPattern]:
        return [path(self.place, self._view(), name=self.name)]

    def _view(self) -> Callable[..., HttpResponse]:
        job = self.job

        def view(request: HttpRequest, **places: Any) -> HttpResponse:
            visit = _visit(request, format="file", verb=self.verb)
            if job is not None and request.method == "POST":
                return see_other(address("job", job=job(sent_as_asked(visit), **places).public_id))
            return render_download(self.file(visit, **places))

        return require_http_methods(["GET", "HEAD", "POST"] if job else ["GET", "HEAD"])(view)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The page to sign in, and from there on to where the visitor wanted to go."""
    return see_other(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def _visit(request: HttpRequest, *, format: str, verb: Verb) -> Visit:
    actor = actor_of(request)
    if not may_somewhere(actor, verb):
        raise NotFound
    return Visit(
        actor=actor,
        path=request.path,
        query=request.GET,
        format=format,
        now=timezone.now(),
        form=request.POST,
        files=cast("Mapping[str, UploadedFile[Any]]", request.FILES),  # a form's files; one under each name
    )
