"""The calendar file is read back by a reader that is not ours, and obeys what RFC 5545 says of lines."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pantau.standards.calendars import CalendarDay, calendar, folded

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n;,\\:"'), min_size=1, max_size=200)


def day(title: str, text: str = "", **changes: object) -> CalendarDay:
    usual: dict[str, object] = {"uid": "due-1@pantau", "day": date(2026, 12, 31), "changed_at": MOMENT}
    return CalendarDay(title=title, text=text, **(usual | changes))  # type: ignore[arg-type]


@given(title=TEXTS, text=TEXTS)
def test_what_is_written_is_what_another_reader_reads(title: str, text: str) -> None:
    read = Calendar.from_ical(calendar([day(title, text)], name="Pantau", language="en"))

    (event,) = read.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (title, text)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (str(event["UID"]), event["DTSTAMP"].dt) == ("due-1@pantau", MOMENT)


@given(title=TEXTS)
def test_no_line_is_longer_than_75_octets_and_each_ends_as_it_must(title: str) -> None:
    content = calendar([day(title)], name="Pantau", language="id")

    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert all(line.decode() for line in lines)


def test_a_long_line_is_cut_between_characters() -> None:
    assert [len(part.encode()) for part in folded("é" * 80).split("\r\n")] == [74, 75, 13]


def test_moments_are_written_in_utc_and_the_same_days_give_the_same_bytes() -> None:
    here = MOMENT.astimezone(tz=datetime.now().astimezone().tzinfo) + timedelta(0)

    one, two = (calendar([day("a", changed_at=at)], name="n", language="en") for at in (MOMENT, here))

    assert one == two
    assert b"DTSTAMP:20260301T120000Z" in one


def test_nothing_that_steers_a_reader_comes_in_by_a_title() -> None:
    content = calendar([day("x\r\nEND:VEVENT\r\nBEGIN:VALARM\x00")], name="n", language="en")

    assert content.count(b"\r\nBEGIN:VALARM") == 0
    assert b"\x00" not in content
