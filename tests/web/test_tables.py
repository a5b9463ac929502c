"""Tables: one definition of columns for page, JSON and CSV."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import CellUnknown, DateInvalid, DateOutOfRange, ParameterUnknown
from pantau.domain.words import Words
from pantau.web.ask import Asked, Choice, Visit, ask, choice_field, day_field, moment_field, search_field
from pantau.web.plain import plain_text
from pantau.web.tables import Cell, Column, Table, page_links, sort_key

COLUMNS: tuple[Column[Any], ...] = (
    Column(key="number", title="Number", numeric=True, cell=lambda one: Cell(value=one, absent="unknown")),
    Column(key="double", title="Double", on="data", cell=lambda one: Cell(value=None if one is None else one * 2)),
    Column(key="drawn", title="Drawn", on="page", cell=lambda one: Cell(value="#")),
)


def asked(query: str = "", *, format: str = "html", sorts: Sequence[str] = ("number",)) -> Asked:
    fields = (
        search_field("q", "Words"),
        day_field("on", "Day"),
        moment_field("at", "Moment"),
        choice_field("kind", "Kind", (Choice(value="a", name="First"), Choice(value="b", name="Second"))),
    )
    now = datetime(2026, 1, 1, tzinfo=UTC)
    visit = Visit(actor=LOCAL_OPERATOR, path="/p/", query=QueryDict(query), format=format, now=now)
    return ask(visit, fields=fields, sorts=sorts)


def numbers(items: Sequence[int | None], query: str = "") -> Table[int | None]:
    return Table(key="numbers", caption="Numbers", columns=COLUMNS, items=items, asked=asked(query))


def test_what_has_no_value_comes_last_in_either_order() -> None:
    assert numbers([2, None, 10, 1], "sort=number").shown == [1, 2, 10, None]
    assert numbers([2, None, 10, 1], "sort=-number").shown == [10, 2, 1, None]


def test_machines_get_no_drawings_and_people_no_data_columns() -> None:
    table = numbers([1])

    assert [head.title for head in table.heads] == ["Number", "Drawn"]
    assert table.as_json() == [{"number": 1, "double": 2}]


def test_csv_writes_out_what_is_absent() -> None:
    assert list(numbers([None]).as_csv()) == [["number", "double"], ["unknown", ""]]


def test_csv_has_every_page_unless_one_is_asked_for() -> None:
    items = list(range(60))

    assert len(list(numbers(items, "size=25").as_csv())) == 61
    assert len(list(numbers(items, "size=25&page=3").as_csv())) == 11


def test_a_page_past_the_last_is_refused() -> None:
    with pytest.raises(CellUnknown):
        _ = numbers(list(range(60)), "size=25&page=4").shown


@given(items=st.lists(st.integers(), max_size=130), size=st.sampled_from([25, 50, 100]))
def test_the_pages_of_a_list_make_up_the_list(items: list[int], size: int) -> None:
    pages = numbers(items, f"size={size}").pages

    shown = [item for page in range(1, pages + 1) for item in numbers(items, f"size={size}&page={page}").shown]

    assert shown == items


@given(pages=st.integers(2, 300), data=st.data())
def test_page_links_lead_to_the_ends_and_the_neighbours(pages: int, data: Any) -> None:
    page = data.draw(st.integers(1, pages))

    links = page_links(asked(), page=page, pages=pages)

    listed = [link.number for link in links]
    assert {1, pages, page} <= set(listed)
    assert listed == sorted(set(listed))
    assert [link.number for link in links if link.here] == [page]
    assert all(link.after_gap == (link.number - before > 1) for before, link in zip([0, *listed], links, strict=False))


def test_a_group_is_headed_once_and_not_at_all_in_another_order() -> None:
    def made(query: str) -> list[Any]:
        table = Table(
            key="n", caption="", columns=COLUMNS, items=[1, 3, 2, 4], asked=asked(query), group=lambda one: one % 2
        )
        return [(heading, len(rows)) for heading, rows in table.bodies]

    assert made("") == [(1, 2), (0, 2)]
    assert made("sort=number") == [(None, 4)]


def test_labels_sort_as_people_count() -> None:
    assert sorted(["1.10", "1.2", "2", "1.2.1"], key=sort_key) == ["1.2", "1.2.1", "1.10", "2"]


def test_words_sort_in_the_language_of_the_page() -> None:
    zebra, apple = Words(en="zebra", id="api"), Words(en="apple", id="zakat")

    assert sorted([zebra, apple], key=sort_key) == [apple, zebra]


@given(st.text())
def test_no_text_reaches_a_spreadsheet_as_a_formula(text: str) -> None:
    written = plain_text(text)

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert written in (text, f"'{text}")


def test_a_negative_number_stays_a_number() -> None:
    assert plain_text(Decimal("-3.5")) == "-3.5"


def test_parameters_are_read_by_their_kind() -> None:
    found = asked("q=+two+words+&on=2024-12-31&at=2024-12-31T10:00&kind=b")

    assert found.get("q") == "two words"
    assert found.get("on") == date(2024, 12, 31)
    assert found.get("at") == datetime(2024, 12, 31, 10, tzinfo=UTC)
    assert [(label, shown) for label, shown, _ in found.chips][-1] == ("Kind", "Second")


def test_a_link_changes_one_parameter_and_keeps_the_others_but_the_page() -> None:
    found = asked("q=sea&kind=a&sort=-number&page=2")

    assert found.link(kind="") == "/p/?q=sea&sort=-number"
    assert found.link(page="3") == "/p/?q=sea&kind=a&sort=-number&page=3"
    assert found.query == "?q=sea&kind=a&sort=-number"


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("unknown=1", ParameterUnknown),
        ("table=numbers", ParameterUnknown),
        ("kind=c", CellUnknown),
        ("on=31/12/2024", DateInvalid),
        ("on=1944-12-31", DateOutOfRange),
        ("at=soon", DateInvalid),
        ("at=9999-12-31T23:59-23:59", DateInvalid),
        ("sort=drawn", CellUnknown),
        ("page=1.5", CellUnknown),
        ("size=26", CellUnknown),
    ],
)
def test_what_cannot_be_read_is_refused(query: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(query)


def test_a_page_without_a_list_takes_no_order() -> None:
    with pytest.raises(ParameterUnknown):
        asked("sort=number", sorts=())


@given(st.dictionaries(st.sampled_from(["q", "on", "at", "kind", "sort", "page", "size", "x"]), st.text(max_size=30)))
def test_any_query_is_read_or_refused(parameters: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(parameters)

    try:
        found = asked(query.urlencode())
    except (ParameterUnknown, CellUnknown, DateInvalid, DateOutOfRange):
        return
    assert set(found.texts) <= {"q", "on", "at", "kind"}
