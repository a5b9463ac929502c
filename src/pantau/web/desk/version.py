"""One text of a plan: its whole tree in both languages, draft or in force, and the way to all that is done with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, require
from pantau.domain.plans import PlanRow, VersionRow, VersionState
from pantau.domain.refusals import VersionUnknown
from pantau.domain.version_tree import Coverage, TreeNode, coverage
from pantau.domain.words import LANGUAGES
from pantau.records.queries.plans import plan_named, plan_versions, version_numbered
from pantau.records.queries.version_tree import version_tree
from pantau.web.ask import Asked, Choice, Field, Text, Visit, ask, choice_field, search_field
from pantau.web.cells import share_cell, yes_or_no
from pantau.web.desk.versions import LANGUAGES as LANGUAGE_NAMES
from pantau.web.desk.versions import OPEN, compare_href, desk_crumbs_of
from pantau.web.page import Crumb, Page, address
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language

_DEEPEST = 9  # levels that are drawn further and further in
_UNLABELLED = "¶"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPageRow:
    """A text with what it holds; `links` are name and address of all that is done with it."""

    plan: PlanRow
    version: VersionRow
    nodes: int
    found: int
    coverage: tuple[Coverage, ...]
    links: tuple[tuple[Text, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan.code,
            "version": self.version.as_json(),
            "nodes": self.nodes,
            "found": self.found,
            "languages": {one.language: one.nodes.part for one in self.coverage},
        }


def version_page(visit: Visit, *, code: str, number: int) -> Page:
    """The nodes that fit the filters. Raises PlanUnknown, VersionUnknown."""
    require(visit.actor, Verb.READ)
    plan = plan_named(code)
    version = version_row(plan, number)
    asked = ask(visit, fields=_fields(), sorts=_SORTS)
    nodes = version_tree(version_numbered(plan, number))
    found = [node for node in nodes if _fits(node, asked)]
    covered = coverage(nodes)
    table = _node_table(found, asked=asked, href=_line_href(plan, version, today=visit.now.date()))
    return Page(
        template="version",
        title=say("Version %(number)s of %(plan)s") % {"number": number, "plan": plan.code},
        row=VersionPageRow(
            plan=plan,
            version=version,
            nodes=len(nodes),
            found=len(found),
            coverage=covered,
            links=tuple(_links(plan, version)),
        ),
        tables={"nodes": table, "languages": coverage_table(version, covered)},
        asked=asked,
        crumbs=desk_crumbs_of(plan, below=(Crumb(name=_("Versions"), href=address("versions", code=plan.code)),)),
        illustrative=plan.illustrative,
    )


def version_row(plan: PlanRow, number: int) -> VersionRow:
    """The text of that number. Raises VersionUnknown."""
    for version in plan_versions(plan):
        if version.number == number:
            return version
    raise VersionUnknown(plan=plan.code, number=number)


def coverage_table(version: VersionRow, covered: Sequence[Coverage]) -> Table[Coverage]:
    """How far each language goes, and the text that says so."""

    def source(one: Coverage) -> Cell:
        code = version.source if one.language == version.language else version.second_source
        return Cell(value=code or None, absent=_("none"), href=address("source", code=code) if code else "")

    return Table(
        key="languages",
        caption=_("How far each language goes"),
        columns=(
            Column(
                key="language",
                title=_("Language"),
                cell=lambda one: Cell(value=one.language, shown=LANGUAGE_NAMES[one.language]),
            ),
            Column(
                key="lines", title=_("Action lines with words"), numeric=True, cell=lambda one: share_cell(one.lines)
            ),
            Column(key="nodes", title=_("All parts with words"), numeric=True, cell=lambda one: share_cell(one.nodes)),
            Column(key="source", title=_("Text as received"), cell=source),
        ),
        items=tuple(covered),
    )


def _links(plan: PlanRow, version: VersionRow) -> Iterator[tuple[Text, str]]:
    number, query = version.number, f"?version={version.number}"
    if number > 1:
        told = say("Compare with version %(number)s") % {"number": number - 1}
        yield told, compare_href(f"{plan.code}@{number - 1}", f"{plan.code}@{number}")
    yield _("Text as received"), address("source", code=version.source)
    if version.state in OPEN:
        yield _("Consult or adopt"), address("versions", code=plan.code) + f"#v-{number}"
    yield _("Working matrix"), address("matrix", code=plan.code, query=query)
    yield _("Second language"), address("translation", code=plan.code, query=query)


def _fits(node: TreeNode, asked: Asked) -> bool:
    only = asked.get("only")
    if only and not _ONLY[only][1](node):
        return False
    text = f"{node.label} {node.words.en} {node.words.id}".casefold()
    return all(word in text for word in (asked.get("q") or "").casefold().split())


_ONLY: Mapping[str, tuple[Text, Callable[[TreeNode], bool]]] = {
    "lines": (_("action lines that count"), lambda node: node.countable),
    "untranslated": (_("without words in one language"), lambda node: node.lacks_words),
}
_OTHER: Mapping[str, Text] = {"beside": _("beside"), "hidden": _("not shown")}


def _choices(names: Mapping[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, name=str(name)) for value, name in names.items())


def _fields() -> tuple[Field, ...]:
    only = {value: name for value, (name, _test) in _ONLY.items()}
    return (
        search_field("q", _("Words in it")),
        choice_field("only", _("Only parts"), _choices(only), blank=_("all")),
        choice_field("other", _("The other language"), _choices(_OTHER), blank=_("below")),
    )


def _line_href(plan: PlanRow, version: VersionRow, *, today: date) -> Callable[[TreeNode], str]:
    """Where the page of a node's line is; it has none while its text was never in force."""
    since = version.in_force_from
    if since is None:
        return lambda _node: ""
    now = version.state is VersionState.ADOPTED and since <= today
    query = "" if now else f"?as_of={since.isoformat()}"
    return lambda node: address("plan-line", code=plan.code, line=node.line, query=query) if node.line else ""


def _node_table(nodes: Sequence[TreeNode], *, asked: Asked, href: Callable[[TreeNode], str]) -> Table[TreeNode]:
    def label(node: TreeNode) -> Cell:
        name = node.printed or node.label or _UNLABELLED
        drawn = format_html('<span class="d{} k-{}">{}</span>', min(node.depth, _DEEPEST), node.kind, name)
        return Cell(value=name, shown=drawn, href=href(node))

    empty = {key for key, held in _HELD.items() if not any(map(held, nodes))}
    details = (replace(one, on="data") if one.key in empty else one for one in _COLUMNS)
    return Table(
        key="nodes",
        caption=_("The text, part by part"),
        columns=(
            Column(key="label", title=_("Label"), cell=label, sortable=False),
            *_wording_columns(asked.get("other") or ""),
            *details,
        ),
        items=nodes,
        asked=asked,
        empty=_("No part fits these filters."),
        mend=_("Remove a filter to see more."),
    )


def _wording_columns(wish: str) -> tuple[Column[TreeNode], ...]:
    """The words in the page's language, with the other language below, beside or not at all."""
    if wish == "beside":
        named = ((language(), _("Wording")), (_other(), _("In the other language")))
        return tuple(
            Column(key=f"words_{one}", title=title, on="page", cell=partial(_words_in, one), sortable=False)
            for one, title in named
        )
    cell = _words_alone if wish else _words_above
    return (Column(key="words", title=_("Wording"), on="page", cell=cell, sortable=False),)


def _words_alone(node: TreeNode) -> Cell:
    return Cell(value=node.words)


def _words_above(node: TreeNode) -> Cell:
    """The words with those of the other language below, where it has any."""
    other = _other()
    below = all(map(node.words.has, LANGUAGES)) and not node.wordless
    return Cell(
        value=node.words,
        note=format_html('<span lang="{}">{}</span>', other, node.words.into(other)) if below else None,
    )


def _words_in(wanted: str, node: TreeNode) -> Cell:
    """The words in one language, without falling back."""
    text = node.words.into(wanted) if node.words.has(wanted) else None
    return Cell(value=text, lang=wanted, absent=_("no words to translate") if node.wordless else _("not translated"))


def _other() -> str:
    return next(one for one in LANGUAGES if one != language())


def _due(node: TreeNode) -> Cell:
    """The day, else the timeline as printed."""
    absent = node.timeline or (_("with the plan") if node.countable else _("no date"))
    return Cell(value=node.due_on, absent=absent, note=node.timeline if node.due_on and node.timeline else None)


def _counts(node: TreeNode) -> Cell:
    note = _("withdrawn") if node.withdrawn_on else None
    return replace(yes_or_no(node.countable), shape="verdict", note=note)


_HELD: Mapping[str, Callable[[TreeNode], bool]] = {  # columns that the page leaves out where they say nothing
    "lead": lambda node: node.lead is not None,
    "due_on": lambda node: bool(node.due_on or node.timeline),
}
_COLUMNS: tuple[Column[TreeNode], ...] = (
    Column(key="path", title=_("Path"), on="data", cell=lambda node: Cell(value="/".join(node.path))),
    Column(key="depth", title=_("Level"), on="data", cell=lambda node: Cell(value=node.depth)),
    Column(
        key="en", title=_("English"), on="data", cell=lambda node: Cell(value=node.words.en or None, absent=_("none"))
    ),
    Column(
        key="id",
        title=_("Indonesian"),
        on="data",
        cell=lambda node: Cell(value=node.words.id or None, absent=_("none")),
    ),
    Column(key="kind", title=_("Kind"), cell=lambda node: Cell(value=node.kind.value, shown=node.kind.words)),
    Column(key="counts", title=_("Counts"), cell=_counts),
    Column(key="lead", title=_("Lead body"), cell=lambda node: Cell(value=node.lead, absent=_("not named"))),
    Column(key="due_on", title=_("Due"), cell=_due),
    Column(
        key="timeline",
        title=_("Timeline"),
        on="data",
        cell=lambda node: Cell(value=node.timeline or None, absent=_("not stated")),
    ),
    Column(key="line", title=_("Line"), on="data", cell=lambda node: Cell(value=node.line, absent=_("not a line"))),
)
_SORTS = sortable(_COLUMNS)
