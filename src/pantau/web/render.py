"""One page as HTML, JSON or CSV: the same row and the same tables in each."""

import csv
import json
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import resolve
from django.utils.http import content_disposition_header

from pantau.domain.refusals import CellUnknown, NotFound
from pantau.web.page import Download, Page, address
from pantau.web.plain import plain


def render(request: HttpRequest, page: Page, *, format: str) -> HttpResponse:
    """The response. Raises NotFound for a format the page has not got."""
    makers = {"html": _html, "json": _json, "csv": _csv}
    return makers[format](request, page)


def render_refusal(request: HttpRequest, *, context: dict[str, Any], status: int) -> HttpResponse:
    """The page that says what is wrong and what to do."""
    return render_template(request, "pages/refused.html", context, status=status)


def render_download(download: Download) -> HttpResponse:
    """The file as a download, never shown in the browser."""
    response = HttpResponse(download.content, content_type=download.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=download.name)
    return response


def see_other(address: str) -> HttpResponse:
    """Go on to an address after a form was taken."""
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


def _html(request: HttpRequest, page: Page) -> HttpResponse:
    context = {"page": page, "row": page.row, "tables": page.tables, "asked": page.asked}
    response = render_template(request, f"pages/{page.template}.html", context | _downloads(request, page))
    if page.refresh:
        response["Refresh"] = str(page.refresh)
    return response


def _json(_request: HttpRequest, page: Page) -> HttpResponse:
    data = {
        "title": plain(page.title),
        "illustrative": page.illustrative,
        "asked": {**page.asked.texts, **page.asked.listing} if page.asked else {},
        **plain(page.row),
        "tables": {key: _table_json(table) for key, table in page.tables.items()},
    }
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")


def _table_json(table: Any) -> Any:
    if table.asked is None:
        return table.as_json()
    return {"total": table.total, "page": table.page, "pages": table.pages, "rows": table.as_json()}


def _csv(request: HttpRequest, page: Page) -> HttpResponse:
    if not page.tables:
        raise NotFound
    wanted = (page.asked.table if page.asked else "") or next(iter(page.tables))
    if wanted not in page.tables:
        raise CellUnknown(column="table", text=wanted, expected=", ".join(page.tables))
    text = StringIO(newline="")
    csv.writer(text).writerows(page.tables[wanted].as_csv())
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = request.path.rsplit("/", 1)[-1].removesuffix(".csv")
    suffix = "" if wanted == name else f"-{wanted}"
    response["Content-Disposition"] = f'attachment; filename="{name}{suffix}.csv"'
    return response


def _downloads(request: HttpRequest, page: Page) -> dict[str, str]:
    """The addresses of this page as JSON and, where it has tables, as CSV, with its filters."""
    match = request.resolver_match or resolve(request.path_info)
    name = str(match.url_name).partition(".")[0]
    query = page.asked.query if page.asked else ""
    formats = ("json", "csv") if page.tables else ("json",)
    return {f"{format}_href": address(name, format=format, query=query, **match.kwargs) for format in formats}
