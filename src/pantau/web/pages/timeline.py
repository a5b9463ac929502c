"""The evidence timeline of a plan or a partner: what sources say, day by day, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import PARTNER_KINDS
from pantau.domain.evidence.rows import evidence_words
from pantau.domain.evidence.timeline import HAPPENING_SORTS, Happening
from pantau.domain.refusals import NotFound
from pantau.domain.words import Words
from pantau.records.queries.actors import actor_named
from pantau.records.queries.plans import plan_named
from pantau.records.queries.timeline import partner_timeline, plan_timeline
from pantau.web.ask import Asked, Choice, Visit, ask, choice_field, search_field
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.source_text import passage_href
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import day, language, month

_SHOWN = 8  # on the page of a plan or partner
TITLE = _("What the sources say, day by day")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Whose timeline it is, how much is on it, and how much fits what was asked for."""

    about: Words
    about_href: str
    code: str
    total: int
    found: int

    def as_json(self) -> dict[str, Any]:
        return {"about": self.code, "total": self.total, "found": self.found}


def plan_timeline_page(visit: Visit, *, code: str) -> Page:
    """Raises PlanUnknown."""
    plan = plan_named(code)
    page = ("plans", _("Plans")), ("plan", plan.code)
    return _page(visit, plan_timeline(plan), about=plan.title, way=page, illustrative=plan.illustrative)


def partner_timeline_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound for what is no partner."""
    partner = actor_named(code)
    if partner.kind not in PARTNER_KINDS:
        raise NotFound
    page = ("partners", _("Partners")), ("partner", partner.code)
    return _page(visit, partner_timeline(partner), about=partner.name, way=page, illustrative=partner.illustrative)


def timeline_section(happenings: Sequence[Happening]) -> Table[Happening]:
    """The latest of a timeline, for the page of what it is about."""
    return Table(
        key="timeline",
        caption=TITLE,
        columns=_COLUMNS,
        items=happenings,
        limit=_SHOWN,
        empty=_EMPTY,
        mend=_MEND,
    )


def _page(
    visit: Visit, happenings: Sequence[Happening], *, about: Words, way: tuple[Any, Any], illustrative: bool
) -> Page:
    (places, name), (place, code) = way
    asked = ask(visit, fields=_fields(happenings), sorts=sortable(_COLUMNS))
    found = [one for one in happenings if _fits(one, asked)]
    href = address(place, code=code)
    return Page(
        template="timeline",
        title=TITLE,
        row=TimelineRow(about=about, about_href=href, code=code, total=len(happenings), found=len(found)),
        tables={
            "timeline": Table(
                key="timeline",
                caption=TITLE,
                columns=_COLUMNS,
                items=found,
                asked=asked,
                group=_year,
                empty=_("Nothing fits.") if happenings else _EMPTY,
                mend="" if happenings else _MEND,
            )
        },
        asked=asked,
        crumbs=(Crumb(name=name, href=address(places)), Crumb(name=about, href=href)),
        illustrative=illustrative,
    )


_EMPTY = _("No accepted claim, figure or instrument is recorded here yet.")
_MEND = _("Add a source and go over what it says.")


def _fields(happenings: Sequence[Happening]) -> tuple[Any, ...]:
    there = {one.sort for one in happenings}
    sorts = (sort for sort in HAPPENING_SORTS if sort in there)
    choices = [Choice(value=sort, name=evidence_words("happenings", sort).into(language())) for sort in sorts]
    return search_field("q", _("Words in it")), choice_field("kind", _("What"), choices)


def _fits(one: Happening, asked: Asked) -> bool:
    if asked.get("kind") and one.sort != asked.get("kind"):
        return False
    texts = [one.code, *one.title.as_json().values(), *one.detail.as_json().values()]
    texts += [passage.text for passage in one.passages]
    texts += [text for source in one.sources for text in (source.title, source.publisher)]
    text = " ".join(texts).casefold()
    return all(word in text for word in (asked.get("q") or "").casefold().split())


def _year(one: Happening) -> str:
    return str(one.on.year) if one.on else say("Not dated")


def _on(one: Happening) -> Cell:
    """The day, or the month or the year where no more is known."""
    if one.on is None:
        return Cell(value=None, absent=_("not dated"))
    whole = {"month": month(one.on), "year": str(one.on.year)}
    shown = whole.get(one.grain) or day(one.on)
    until = None
    if one.until and one.grain == "day":
        until = say("until %(day)s") % {"day": day(one.until)}
    return Cell(value=one.on, shown=shown, note=until)


def _title(one: Happening) -> Cell:
    href = address("figure", code=one.code, query="#why") if one.sort == "figure" else ""
    return Cell(value=one.title, href=href, note=one.detail.into(language()) or None, lang=one.language)


def _source(one: Happening) -> Cell:
    """The first source, leading to the passage where it says so; how many more there are beneath."""
    if not one.sources:
        return Cell(value=None, absent=_("no source recorded"))
    passage, first, more = one.passage, one.sources[0], len(one.sources) - 1
    if passage is not None:
        first = passage.source
    note = say("and %(n)s more") % {"n": more} if more else (first.publisher or None)
    href = passage_href(passage) if passage else address("source", code=first.code)
    codes = [source.code for source in one.sources]
    return Cell(value=codes, shown=first.title, lang=first.language, href=href, note=note)


_COLUMNS: tuple[Column[Happening], ...] = (
    Column(key="on", title=_("Day"), cell=_on),
    Column(key="until", title=_("Until"), on="data", cell=lambda one: Cell(value=one.until, absent=_("the same day"))),
    Column(key="grain", title=_("Known to the"), on="data", cell=lambda one: Cell(value=one.grain)),
    Column(key="kind", title=_("What"), cell=lambda one: Cell(value=one.sort, shown=one.name)),
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.code)),
    Column(key="title", title=_("What is said"), cell=_title),
    Column(key="detail", title=_("Detail"), on="data", cell=lambda one: Cell(value=one.detail)),
    Column(key="sources", title=_("Source"), sortable=False, cell=_source),
    Column(
        key="passage",
        title=_("Passage"),
        on="data",
        cell=lambda one: Cell(value=one.passage.text if one.passage else None, absent=_("no passage recorded")),
    ),
    Column(
        key="passage_start",
        title=_("Begins at character"),
        on="data",
        cell=lambda one: Cell(value=one.passage.start if one.passage else None, absent=_("no passage recorded")),
    ),
    Column(
        key="passage_end",
        title=_("Ends before character"),
        on="data",
        cell=lambda one: Cell(value=one.passage.end if one.passage else None, absent=_("no passage recorded")),
    ),
)
