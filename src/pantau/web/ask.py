"""What a page is asked for: every parameter of an address declared, read and checked in one place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Actor
from pantau.domain.refusals import CellUnknown, DateInvalid, DateOutOfRange, ParameterUnknown
from pantau.web.wording import day, moment

EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)
SIZES = (25, 50, 100)
USUAL_SIZE = 50
_LONGEST = 200
_DEEPEST = 1_000_000

Text = str | Promise
_ANY = _("any")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks for which address in which format, and when; `form` and `files` are what a form sent."""

    actor: Actor
    path: str
    query: QueryDict
    format: str
    now: datetime
    form: QueryDict = field(default_factory=QueryDict)
    files: "Mapping[str, UploadedFile[Any]]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a list to choose from, and what people call it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One parameter: its name in the address, its label, and how its text is read and shown.

    `read` raises a Refusal for a text it does not understand. `kind` is the input type of the form.
    """

    name: str
    label: Text
    kind: str
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str
    choices: tuple[Choice, ...] = ()
    hint: Text = ""
    blank: Text = _ANY


def day_field(name: str, label: Text) -> Field:
    """A day as 2024-12-31, from 1945 to 2100."""
    return Field(name=name, label=label, kind="date", read=_read_day, show=day)


def moment_field(name: str, label: Text) -> Field:
    """A moment as 2024-12-31T10:00, taken as UTC unless it says otherwise."""
    return Field(name=name, label=label, kind="datetime-local", read=_read_moment, show=moment, hint="UTC")


def choice_field(name: str, label: Text, choices: Iterable[Choice], *, blank: Text = _ANY) -> Field:
    """One value out of a list; `blank` is what none of them means."""
    known = tuple(choices)
    names = {choice.value: choice.name for choice in known}

    def read(text: str) -> str:
        if text not in names:
            raise CellUnknown(column=name, text=text, expected=", ".join(names) or "-")
        return text

    return Field(name=name, label=label, kind="select", read=read, show=names.__getitem__, choices=known, blank=blank)


def search_field(name: str, label: Text) -> Field:
    """Free words to look for."""

    def read(text: str) -> str:
        if len(text) > _LONGEST:
            raise CellUnknown(column=name, text=f"{text[:40]}…", expected=f"1–{_LONGEST}")
        return text

    return Field(name=name, label=label, kind="search", read=read)


def page_field() -> Field:
    """The page of something long, counted from 1."""
    return Field(name="page", label="", kind="number", read=_read_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The parameters of one request: `texts` as typed, `values` as read; sort, page and size of the main table.

    `page` is 0 where none was asked for. `path` is the address without its query.
    """

    path: str
    fields: tuple[Field, ...]
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    sort: str = ""
    page: int = 0
    size: int = USUAL_SIZE
    table: str = ""

    def get(self, name: str) -> Any:
        """The value of a parameter, ``None`` where it was not given."""
        return self.values.get(name)

    @property
    def listing(self) -> dict[str, str]:
        """What sort and size were asked for, as they stand in an address."""
        size = str(self.size) if self.size != USUAL_SIZE else ""
        return {name: text for name, text in {"sort": self.sort, "size": size}.items() if text}

    def link(self, **changes: str) -> str:
        """The address of this page with some parameters changed; an empty text takes one away."""
        wanted = {**self.texts, **self.listing, **changes}
        query = urlencode({name: text for name, text in wanted.items() if text})
        return f"{self.path}?{query}" if query else self.path

    @property
    def query(self) -> str:
        """The filters and the order as a query string, without page: what downloads of this page take along."""
        query = urlencode({**self.texts, **{name: self.listing[name] for name in self.listing if name == "sort"}})
        return f"?{query}" if query else ""

    @property
    def chips(self) -> tuple[tuple[Text, str, str], ...]:
        """Label, shown value and the address without it, for each filter that is set."""
        return tuple(
            (field.label, field.show(self.values[field.name]), self.link(**{field.name: ""}))
            for field in self.fields
            if field.name in self.values
        )


def ask(visit: Visit, *, fields: Iterable[Field] = (), sorts: Iterable[str] = ()) -> Asked:
    """Read the query string; an empty parameter counts as not given, of a repeated one the last counts.

    `sorts` are the columns of the main table, which then takes sort, page and size. A CSV takes the name of a table.

    Raises:
        ParameterUnknown: the page has no such parameter.
        CellUnknown, DateInvalid, DateOutOfRange: a value that cannot be read.
    """
    listing = _listing_fields(tuple(sorts), format=visit.format)
    known = {field.name: field for field in (*fields, *listing)}
    for name in visit.query:
        if name not in known:
            raise ParameterUnknown(name=name, expected=", ".join(known) or "-")
    texts = {name: text for name in visit.query if (text := str(visit.query[name]).strip())}
    values = {name: known[name].read(text) for name, text in texts.items()}
    return Asked(
        path=visit.path,
        fields=tuple(field for field in known.values() if field.name not in _LISTING),
        texts={name: text for name, text in texts.items() if name not in _LISTING},
        values={name: value for name, value in values.items() if name not in _LISTING},
        **{name: values[name] for name in _LISTING if name in values},
    )


_LISTING = ("sort", "page", "size", "table")


def _listing_fields(sorts: tuple[str, ...], *, format: str) -> list[Field]:
    fields = []
    if format == "csv":
        fields.append(search_field("table", ""))
    if sorts:
        orders = [order for key in sorts for order in (key, f"-{key}")]
        fields += [
            choice_field("sort", "", (Choice(value=key, name=key) for key in orders)),
            page_field(),
            Field(name="size", label="", kind="number", read=_read_size),
        ]
    return fields


def _read_page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:12]) <= _DEEPEST):
        raise CellUnknown(column="page", text=text[:40], expected="1, 2, 3 …")
    return int(text)


def _read_size(text: str) -> int:
    if text not in map(str, SIZES):
        raise CellUnknown(column="size", text=text[:40], expected=", ".join(map(str, SIZES)))
    return int(text)


def _read_day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as fault:
        raise DateInvalid(text=text) from fault
    if not EARLIEST <= found <= LATEST:
        raise DateOutOfRange(date=text, low=EARLIEST, high=LATEST)
    return found


def _read_moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        inside = EARLIEST <= found.astimezone(UTC).date() <= LATEST
    except (ValueError, OverflowError) as fault:
        raise DateInvalid(text=text) from fault
    if not inside:
        raise DateOutOfRange(date=text, low=EARLIEST, high=LATEST)
    return found
