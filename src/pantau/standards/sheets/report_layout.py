"""The words of a report template, from data/report_template.toml, and its cells as texts."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from pantau.domain.report_sheet import WAS, ReportTemplate, TemplateRow
from pantau.domain.reports import cell_text
from pantau.domain.statuses import Status, status_name
from pantau.domain.words import LANGUAGES, Words, words_from
from pantau.standards.sheets.texts import fitting


@cache
def _table() -> dict[str, Any]:
    path = resources.files("pantau.standards.sheets").joinpath("data", "report_template.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def heading(column: str) -> Words:
    """What people call a column of a template."""
    return words_from(_table()["column"][column]["heading"])


def width(column: str) -> int:
    """Its width in characters."""
    return int(_table()["column"][column]["width"])


def said(name: str) -> Words:
    """A phrase around the table."""
    return words_from(_table()["says"][name])


def absent(column: str) -> Words:
    """What stands in a cell of that column that says nothing."""
    return words_from(_table()["absent"][column])


@cache
def says_nothing(column: str) -> frozenset[str]:
    """The folded texts that a cell of that column means nothing by."""
    return frozenset(folded(text) for text in ("", *absent(column).as_json().values()))


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def instructions() -> tuple[Words, ...]:
    """How to fill it in."""
    return tuple(words_from(one) for one in _table()["instruction"])


def choices(language: str) -> tuple[str, ...]:
    """The statuses to choose from by name, and last the words of a cell that says none."""
    return (*(status_name(status).into(language) for status in Status), absent("status").into(language))


def about(template: ReportTemplate, language: str) -> Iterator[tuple[str, str]]:
    """What the template is, as name and value."""

    def name(key: str) -> str:
        return said(key).into(language)

    closed = sum(not row.open for row in template.rows)
    yield name("plan"), fitting(f"{template.plan}: {template.plan_title.into(language)}", language)
    yield name("round"), template.round_code
    yield name("due_on"), template.due_on.isoformat() if template.due_on else name("undated")
    yield name("reporter"), f"{template.reporter_name.into(language)} ({template.reporter})"
    yield name("lines"), str(len(template.rows))
    if closed:
        yield name("closed"), said("closed_why").fill(count=closed).into(language)
    yield name("made_at"), template.made_at.strftime("%Y-%m-%d %H:%M UTC")
    yield name("statuses"), ", ".join(choices(language)[:-1])
    if template.illustrative:
        yield name("title"), name("invented")


def texts_of(template: ReportTemplate, row: TemplateRow) -> dict[str, str]:
    """What each column of a row says, "" for nothing; statuses by name, days as ISO."""
    language, cells, before = template.language, row.cells, row.before
    found = {
        "label": row.label,
        "section": row.section,
        **{f"action_{code}": row.words.as_json().get(code, "") for code in LANGUAGES},
        "state": row.state.words.into(language) if row.state else "",
        "before_status": _status(before.status, language) if before else "",
        "before_narrative": before.narrative if before else "",
        "key": template.key(row),
    }
    for column, text in cells.as_json().items():
        found |= {column: text, WAS[column]: text}
    found["status"] = _status(cells.status, language)
    return {column: fitting(text, language) for column, text in found.items()}


def _status(status: Status | None, language: str) -> str:
    return status_name(status).into(language) if status else cell_text(status)
