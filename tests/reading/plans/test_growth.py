"""The work of reading a plan grows with its length and not with its square."""

import time
from collections.abc import Callable

import pytest

from pantau.reading.plans import read_plan
from tests.effort import effort


def sectioned(lines: int) -> str:
    rows = ["PLAN OF ACTION", ""]
    section = 0
    while len(rows) < lines:
        section += 1
        rows.append(f"{section}. Area of Work")
        rows += [
            f"{section}.{place} Promote subject {place} in all members, the small ones included;"
            for place in range(1, 30)
        ]
    return "\n".join(rows)


def flat(lines: int) -> str:
    return "PLAN OF ACTION\n\n" + "\n".join(f"{place}. Promote subject {place};" for place in range(1, lines))


def headed(lines: int) -> str:
    return "\n".join(["PLAN OF ACTION", "", *["Some Heading", "- Promote trade"] * (lines // 2)])


def tabled(lines: int) -> str:
    rows = [f"| {place} | Promote subject {place} in all members | MOE | 2026 |" for place in range(1, lines)]
    return "\n".join(["PLAN OF ACTION", "", "| No | Action line | Lead | Timeline |", *rows])


def stroked(lines: int) -> str:
    """Lines of strokes that are no table."""
    return "\n".join(f"subject {place} | of the plan" for place in range(lines))


SHAPES = pytest.mark.parametrize("shape", [sectioned, flat, headed, tabled, stroked])


@SHAPES
def test_four_times_the_lines_are_about_four_times_the_work(shape: Callable[[int], str]) -> None:
    read_plan(shape(100))

    short, long = (effort(lambda text=text: read_plan(text)) for text in (shape(200), shape(800)))

    assert long < 5 * short


def test_work_that_grows_with_the_square_would_be_seen() -> None:
    """The control."""

    def compared(lines: list[str]) -> int:
        return sum(one.startswith(other) for one in lines for other in lines)

    short, long = (effort(lambda rows=rows: compared(flat(rows).splitlines())) for rows in (50, 200))

    assert long > 10 * short


@pytest.mark.soak
@SHAPES
def test_four_times_the_lines_take_about_four_times_as_long(shape: Callable[[int], str]) -> None:
    """What is written in C shows in the time alone."""
    read_plan(shape(100))

    short = min(seconds(shape(1000)) for _ in range(3))
    long = min(seconds(shape(4000)) for _ in range(3))

    assert long < 9 * short


def seconds(text: str) -> float:
    start = time.process_time()
    read_plan(text)
    return time.process_time() - start
