"""Two texts beside one another: versions of a plan, or a plan and its successor, clause by clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.alignment import Change, Pair, Setting
from pantau.domain.jobs import JobRow
from pantau.domain.permissions import Verb, require
from pantau.domain.plans import PlanRow, VersionRow, VersionState
from pantau.domain.refusals import CellMissing, CellUnknown
from pantau.records.queries.plans import all_versions
from pantau.standards.comparisons import Paper, Row, all_rows, label_in_full, with_headings
from pantau.usecases.ask_job import ask_job
from pantau.usecases.compare_plans import NO_REPORT, PlanComparison, compare_plans
from pantau.usecases.export_file import LONG, NAMES, comparison_file
from pantau.usecases.print_comparison import print_comparison
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, page_field
from pantau.web.cells import status_cell
from pantau.web.desk.changes import ChangeCount, change_counts, count_table
from pantau.web.page import Crumb, Download, Page, address
from pantau.web.tables import Cell, Column, PageLink, Table, page_links
from pantau.web.wording import language

SIZE = 50  # rows on a page
_VANISHED = 50  # lines on a page; all of them are in the data
_TITLE = _("Compare two texts")
_NONE = _("none")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseShown:
    """One row on the page; `hidden` clauses that are the same were left out before it, `href` shows them."""

    row: Row
    name: Any
    notes: tuple[str, ...]
    status: str
    hidden: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLink:
    """A change to look at alone; `href` takes the choice back where it is the one shown."""

    count: ChangeCount
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """Two texts and what became of every clause; ``None`` until two texts are chosen."""

    texts: tuple[tuple[PlanRow, VersionRow], ...]
    chosen: Mapping[str, str]
    compared: PlanComparison | None
    counts: tuple[ChangeCount, ...] = ()
    links: tuple[ChangeLink, ...] = ()
    clauses: tuple[ClauseShown, ...] = ()
    hidden_after: int = 0
    total: int = 0
    pager: tuple[PageLink, ...] = ()
    all_href: str = ""
    same_href: str = ""
    same_shown: bool = False
    swap_href: str = ""
    downloads: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[int, int]:
        """How many action lines the earlier and the later text have."""
        return sum(one.old_lines for one in self.counts), sum(one.new_lines for one in self.counts)

    @property
    def long(self) -> bool:
        """Whether the worker writes the papers."""
        return max(self.lines) >= LONG

    @property
    def told(self) -> tuple[ChangeCount, ...]:
        """The changes that happened to action lines."""
        return tuple(one for one in self.counts if one.lines)

    @property
    def successor(self) -> bool:
        return self.compared is not None and self.compared.setting is Setting.SUCCESSOR

    @property
    def languages(self) -> tuple[str, str]:
        return (self.compared.old.language, self.compared.new.language) if self.compared else ("", "")

    def as_json(self) -> dict[str, Any]:
        if self.compared is not None:
            return self.compared.as_json()
        return {"texts": [f"{plan.code}@{version.number}" for plan, version in self.texts]}


def compare_page(visit: Visit) -> Page:
    """The choosers, and below them the comparison once two texts are chosen. Raises PlanUnknown, VersionUnknown."""
    require(visit.actor, Verb.READ)
    texts = tuple(all_versions())
    asked = ask(visit, fields=_fields(texts))
    old, new = asked.get("old"), asked.get("new")
    if not (old and new):
        row = CompareRow(texts=texts, chosen=_chosen(texts, asked), compared=None)
        tables: dict[str, Table[Any]] = {"texts": _text_table(texts)}
        return _page(row, asked=asked, tables=tables, title=_TITLE)
    compared = compare_plans(visit.actor, old=old, new=new)
    paper = print_comparison(compared, language=language(), made_at=visit.now)
    row = _compared_row(texts, compared, asked=asked, paper=paper)
    tables = {
        "clauses": _clause_table(compared, only=_only(asked)),
        "counts": count_table(row.counts),
        "vanished": _vanished_table(compared),
    }
    title = say("%(old)s compared with %(new)s") % {"old": compared.old.name, "new": compared.new.name}
    return _page(row, asked=asked, tables=tables, title=title)


def compare_word(visit: Visit) -> Download:
    """The comparison as a Word document. Raises CellMissing, PlanUnknown, VersionUnknown."""
    return _download(visit, format="docx")


def compare_excel(visit: Visit) -> Download:
    """The comparison as an Excel workbook. Raises CellMissing, PlanUnknown, VersionUnknown."""
    return _download(visit, format="xlsx")


def compare_word_job(visit: Visit) -> JobRow:
    """The worker is asked for the Word document. Raises CellMissing."""
    return _job(visit, format="docx")


def compare_excel_job(visit: Visit) -> JobRow:
    """The worker is asked for the Excel workbook. Raises CellMissing."""
    return _job(visit, format="xlsx")


def _download(visit: Visit, *, format: str) -> Download:
    file = comparison_file(visit.actor, format=format, **_wish(visit), now=visit.now)
    return Download(content=file.content, name=file.name, media_type=file.media_type)


def _job(visit: Visit, *, format: str) -> JobRow:
    wish = _wish(visit)
    about = f"{wish['old']} – {wish['new']}, {NAMES[format]}"
    arguments = {"about": about, "format": format, "wish": wish}
    return ask_job(visit.actor, kind="write_comparison", arguments=arguments)


def _wish(visit: Visit) -> dict[str, str]:
    """Which comparison is wanted, as comparison_file takes it. Raises CellMissing."""
    asked = ask(visit, fields=_fields(()))
    for name in ("old", "new"):
        if not asked.get(name):
            raise CellMissing(column=name)
    only = _only(asked)
    return {
        "old": asked.get("old"),
        "new": asked.get("new"),
        "language": language(),
        "only": only.value if only else "",
    }


def _page(row: CompareRow, *, asked: Asked, tables: Mapping[str, Table[Any]], title: Any) -> Page:
    compared = row.compared
    crumbs = [Crumb(name=_("Plans"), href=address("plans"))]
    if compared is not None:
        code = compared.new.plan.code
        crumbs += [
            Crumb(name=code, href=address("plan", code=code)),
            Crumb(name=_("Versions"), href=address("versions", code=code)),
        ]
    illustrative = compared is not None and (compared.old.plan.illustrative or compared.new.plan.illustrative)
    return Page(
        template="compare",
        title=title,
        row=row,
        tables=tables,
        asked=asked,
        crumbs=tuple(crumbs),
        illustrative=illustrative,
    )


def _fields(texts: Sequence[tuple[PlanRow, VersionRow]]) -> tuple[Field, ...]:
    choices = tuple(
        Choice(value=f"{plan.code}@{one.number}", name=f"{plan.code}@{one.number} ({one.state.words.into(language())})")
        for plan, one in texts
    )
    changes = (Choice(value=one.value, name=one.name_in(Setting.VERSION).into(language())) for one in Change)
    return (
        _text_field("old", _("Earlier text"), choices),
        _text_field("new", _("Later text"), choices),
        choice_field("change", _("Change"), changes, blank=_("all")),
        choice_field("same", _("Clauses that are the same"), (Choice(value="shown", name=say("shown")),)),
        page_field(),
    )


def _text_field(name: str, label: Any, choices: tuple[Choice, ...]) -> Field:
    """A text by its name; a plan's code alone, which no list has, means the text in force."""
    return Field(name=name, label=label, kind="select", read=str, choices=choices, blank=_("choose a text"))


def _chosen(texts: Sequence[tuple[PlanRow, VersionRow]], asked: Asked) -> dict[str, str]:
    """The texts chosen so far; a plan's code alone means the one in force, else the newest."""
    found = dict(asked.texts)
    for name in ("old", "new"):
        code = found.get(name, "").casefold()
        own = [one for plan, one in texts if plan.code.casefold() == code]
        if own:
            number = next((one.number for one in own if one.state is VersionState.ADOPTED), own[-1].number)
            found[name] = next(f"{plan.code}@{number}" for plan, _ in texts if plan.code.casefold() == code)
    return found


def _only(asked: Asked) -> Change | None:
    return Change(asked.get("change")) if asked.get("change") else None


def _compared_row(
    texts: tuple[tuple[PlanRow, VersionRow], ...], compared: PlanComparison, *, asked: Asked, paper: Paper
) -> CompareRow:
    rows, only = all_rows(compared.comparison), _only(asked)
    same_shown = only is Change.SAME or asked.get("same") == "shown"
    wanted = with_headings(rows, wanted=lambda row: _is_wanted(row, only=only, same_shown=same_shown))
    page, pages = asked.page or 1, max(1, -(-len(wanted) // SIZE))
    if page > pages:
        raise CellUnknown(column="page", text=str(page), expected=f"1–{pages}" if pages > 1 else "1")
    shown = wanted[(page - 1) * SIZE : page * SIZE]
    counts = change_counts(compared.comparison, setting=compared.setting)
    before = wanted[(page - 1) * SIZE - 1].place if page > 1 else -1
    last = wanted[-1].place if wanted else -1
    tells_hidden = only is None and not same_shown
    chosen = {"old": compared.old.name, "new": compared.new.name}
    return CompareRow(
        texts=texts,
        chosen=chosen,
        compared=compared,
        counts=counts,
        links=tuple(_links(counts, asked=asked, only=only)),
        clauses=tuple(
            _clauses(shown, compared, paper=paper, asked=asked, before=before if tells_hidden else None),
        ),
        hidden_after=len(rows) - 1 - last if tells_hidden and page == pages else 0,
        total=len(rows),
        pager=page_links(asked, page=page, pages=pages),
        all_href=asked.link(change=""),
        same_href=asked.link(same="" if same_shown else "shown"),
        same_shown=same_shown,
        swap_href=asked.link(old=chosen["new"], new=chosen["old"]),
        downloads=tuple(
            (label, reverse(name) + asked.query)
            for label, name in (("Word", "compare-word"), ("Excel", "compare-excel"))
        ),
    )


def _is_wanted(row: Row, *, only: Change | None, same_shown: bool) -> bool:
    if only is not None:
        return row.change is only
    return same_shown or row.change is not Change.SAME or row.pair.recounted


def _links(counts: Sequence[ChangeCount], *, asked: Asked, only: Change | None) -> Iterator[ChangeLink]:
    for one in counts:
        here = one.change is only
        if one.clauses or here:
            yield ChangeLink(count=one, href=asked.link(change="" if here else one.change.value), here=here)


def _clauses(
    rows: Sequence[Row], compared: PlanComparison, *, paper: Paper, asked: Asked, before: int | None
) -> Iterator[ClauseShown]:
    """The rows of a page; `before` is the place of the row before them, ``None`` where no gaps are told."""
    last = before
    for row in rows:
        hidden = row.place - last - 1 if last is not None else 0
        last = None if last is None else row.place
        yield ClauseShown(
            row=row,
            name=row.change.name_in(compared.setting),
            notes=tuple(paper.remarks(row)),
            status=_status(row.pair, compared) if compared.setting is Setting.SUCCESSOR else "",
            hidden=hidden,
            href=_shown_href(asked, place=row.place - hidden) if hidden else "",
        )


def _shown_href(asked: Asked, *, place: int) -> str:
    """Where a clause stands once all are shown."""
    page = place // SIZE + 1
    return f"{asked.link(same='shown', page=str(page) if page > 1 else '')}#c-{place}"


def _status(pair: Pair, compared: PlanComparison) -> str:
    """The status of the old line; empty where there was no line."""
    counted = [clause.key for clause in pair.old if clause.countable]
    return compared.standings.get(counted[0], NO_REPORT) if counted else ""


def _vanished_table(compared: PlanComparison) -> Table[Pair]:
    plan = compared.old.plan.code

    def label(pair: Pair) -> Cell:
        line = compared.lines.get(pair.old[0].key)
        href = address("plan-line", code=plan, line=line) if line else ""
        return Cell(value=label_in_full(pair.old[0].path), href=href)

    return Table(
        key="vanished",
        caption=_("Unfinished and no longer there"),
        columns=(
            Column(key="label", title=_("Line"), cell=label),
            Column(
                key="words",
                title=_("Wording"),
                cell=lambda pair: Cell(value=pair.old_text, lang=compared.old.language),
            ),
            Column(key="status", title=_("Status"), cell=lambda pair: status_cell(_status(pair, compared))),
        ),
        items=compared.vanished,
        limit=_VANISHED,
        empty=_("Every line that is no longer there was completed or withdrawn."),
    )


def _clause_table(compared: PlanComparison, *, only: Change | None) -> Table[Row]:
    def status(row: Row) -> Cell:
        return Cell(value=_status(row.pair, compared) or None, absent=_("not a line"))

    rows = tuple(row for row in all_rows(compared.comparison) if only in {None, row.change})
    return Table(
        key="clauses",
        caption=_("Clause by clause"),
        columns=(*_CLAUSE_COLUMNS, Column(key="status", title=_("Status"), cell=status)),
        items=rows,
        empty=_("No clause."),
    )


_CLAUSE_COLUMNS: tuple[Column[Row], ...] = (
    Column(key="old", title=_("No. old"), cell=lambda row: Cell(value=row.old)),
    Column(key="new", title=_("No. new"), cell=lambda row: Cell(value=row.new)),
    Column(key="change", title=_("Change"), cell=lambda row: Cell(value=row.change.value)),
    Column(key="kind", title=_("Kind"), cell=lambda row: Cell(value=(row.pair.new or row.pair.old)[0].kind.value)),
    Column(
        key="old_text", title=_("Earlier text"), cell=lambda row: Cell(value=row.pair.old_text or None, absent=_NONE)
    ),
    Column(key="new_text", title=_("Later text"), cell=lambda row: Cell(value=row.pair.new_text or None, absent=_NONE)),
    Column(
        key="moved_from",
        title=_("Moved from"),
        cell=lambda row: Cell(value=row.came_from or None, absent=_("not moved")),
    ),
    Column(key="strength", title=_("Strength"), cell=lambda row: Cell(value=row.pair.strength)),
)


def _text_table(texts: tuple[tuple[PlanRow, VersionRow], ...]) -> Table[tuple[PlanRow, VersionRow]]:
    return Table(
        key="texts",
        caption=_("Texts that can be compared"),
        columns=(
            Column(
                key="text",
                title=_("Text"),
                cell=lambda one: Cell(
                    value=f"{one[0].code}@{one[1].number}", href=address("versions", code=one[0].code)
                ),
            ),
            Column(key="title", title=_("Title"), cell=lambda one: Cell(value=one[0].title)),
            Column(
                key="state",
                title=_("Standing"),
                cell=lambda one: Cell(value=one[1].state.value, shown=one[1].state.words),
            ),
            Column(
                key="in_force_from",
                title=_("In force from"),
                cell=lambda one: Cell(value=one[1].in_force_from, absent=_("not yet")),
            ),
            Column(key="lines", title=_("Lines"), numeric=True, cell=lambda one: Cell(value=one[1].lines)),
        ),
        items=texts,
        empty=_("No plan has been imported yet."),
    )
