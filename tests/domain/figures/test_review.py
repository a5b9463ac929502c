"""All checks over the figures of a subject: which figures a finding names, and what is left alone."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from pantau.domain.figures import Figure, review_figures, review_share
from pantau.domain.plausibility.findings import Severity
from tests.domain.figures.made import figure, figures, period, source

REPORT = source("report", published=date(2020, 6, 1))
OTHER = source("other", published=date(2021, 6, 1))
PLAN = period("2016..2020")


def found(*given: Figure) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.finding.check, one.figures) for one in review_figures(given)]


@given(figures())
def test_any_figures_can_be_reviewed_and_the_heaviest_findings_come_first(drawn: list[Figure]) -> None:
    reviewed = review_figures(drawn)
    weights = [one.finding.severity.weight for one in reviewed]
    assert weights == sorted(weights)
    for one in reviewed:
        assert one.figures
        assert "{" not in one.finding.found.en + one.finding.found.id


@given(figures())
def test_two_subjects_are_reviewed_as_if_each_stood_alone(drawn: list[Figure]) -> None:
    apart = [review_figures([one for one in drawn if one.subject == name]) for name in ("one", "two")]
    assert sorted(map(repr, review_figures(drawn))) == sorted(map(repr, (*apart[0], *apart[1])))


def test_a_percentage_is_held_against_the_base_its_source_gives() -> None:
    rate = figure("F", "implementation_rate", "99.6 %", denominator=290)
    assert found(rate) == [("feasible_only_by_truncation", ("F",))]


def test_a_percentage_is_held_against_its_own_count_when_that_is_known() -> None:
    rate = figure("F", "implementation_rate", "99.6 %", numerator=289, denominator=290)
    assert found(rate) == [("share_misprinted", ("F",))]


def test_a_percentage_without_a_base_is_left_alone() -> None:
    assert found(figure("F", "implementation_rate", "95 %")) == []


def test_a_count_without_a_percentage_is_still_held_against_its_base() -> None:
    assert found(figure("F", "lines_done", "60 lines", numerator=60, denominator=59)) == [("share_above_whole", ("F",))]


def test_only_rates_are_late() -> None:
    rate = figure("F", "implementation_rate", "71.2 %", period=PLAN, as_of=date(2021, 4, 2))
    assert [one.check for one in review_share(rate)] == ["after_plan_end"]
    assert review_share(replace(rate, metric="lines_done")) == ()


def test_parts_are_added_up_against_the_total_of_their_own_source() -> None:
    parts = [
        figure(code, "projects_by_sponsor", number, source=REPORT)
        for code, number in [("p1", "39"), ("p2", "4"), ("p3", "1"), ("p4", "1")]
    ]
    total = figure("total", "projects", "46", source=REPORT)
    assert found(total, *parts) == [("parts_sum", ("total", "p1", "p2", "p3", "p4"))]
    assert found(replace(total, source=OTHER), *parts) == []


def test_what_remains_is_held_against_the_count_of_the_same_statement() -> None:
    done = figure("done", "lines_done", "22", numerator=22, denominator=26, source=REPORT, as_of=date(2019, 1, 1))
    left = figure("left", "remaining", "5", source=REPORT, as_of=date(2019, 1, 1))
    assert found(done, left) == [("remaining", ("done", "left"))]
    assert found(done, replace(left, as_of=date(2020, 1, 1))) == []


def test_what_remains_is_not_guessed_among_several_undated_counts() -> None:
    earlier = figure("a", "lines_done", "19", numerator=19, denominator=26, source=REPORT)
    later = figure("b", "lines_done", "22", numerator=22, denominator=26, source=REPORT)
    left = figure("left", "remaining", "4", source=REPORT)
    assert "remaining" not in [check for check, _ in found(earlier, later, left)]


def test_a_stated_growth_is_held_against_the_levels_of_its_own_source() -> None:
    before = figure("before", "investment", "USD 47.75 million", period=period("2017"), source=REPORT)
    after = figure("after", "investment", "USD 58.03 million", period=period("2018"), source=REPORT)
    right = figure("right", "investment_growth", "21.5 %", period=period("2018"), source=REPORT)
    wrong = replace(right, code="wrong", quantity=figure("x", "trade_growth", "28.9 %").quantity)
    assert found(before, after, right) == []
    assert found(before, after, wrong) == [("growth_against_levels", ("before", "after", "wrong"))]
    assert found(before, after, replace(wrong, source=OTHER)) == []


def test_a_level_is_held_against_its_rank() -> None:
    ranked = [
        figure("v21", "fdi", "USD 7.1 billion", period=period("2021"), source=REPORT),
        figure("r21", "fdi_rank", "5 rank", period=period("2021"), source=REPORT),
        figure("v24", "fdi", "USD 7.6 billion", period=period("2024"), source=OTHER),
        figure("r24", "fdi_rank", "7 rank", period=period("2024"), source=OTHER),
    ]
    assert found(*ranked) == [("level_rose_rank_fell", ("v21", "r21", "v24", "r24"))]


def test_two_balances_and_a_contribution_imply_a_flow() -> None:
    money = [
        figure("before", "balance", "more than USD 7.2 million", as_of=date(2020, 1, 31)),
        figure("after", "balance", "more than USD 8.13 million", as_of=date(2021, 2, 28)),
        figure("yearly", "annual_contribution", "USD 1.5 million", source=REPORT),
    ]
    assert found(*money) == [("implied_outflow", ("before", "after", "yearly"))]


def test_added_projects_that_cost_far_more_are_asked_about() -> None:
    projects = []
    for year, number, value in [(2018, 127, "30.79"), (2019, 133, "42.87")]:
        day = date(year, 6, 1)
        projects.append(figure(f"n{year}", "projects", str(number), source=REPORT, as_of=day))
        projects.append(figure(f"v{year}", "project_value", f"USD {value} million", source=REPORT, as_of=day))
    assert found(*projects) == [("unit_cost", ("n2018", "v2018", "n2019", "v2019"))]


def test_participants_of_programmes_are_asked_whether_they_are_persons() -> None:
    people = figure("people", "participants", "more than 6,200 participants", source=REPORT)
    programmes = figure("programmes", "programmes", "about 780 programmes", source=REPORT)
    assert found(people, programmes) == [("persons_or_seats", ("people", "programmes"))]


def test_a_running_total_that_falls_is_asked_about_but_not_called_a_contradiction() -> None:
    early = figure("early", "participants", "6,900 participants", as_of=date(2010, 12, 31))
    late = figure("late", "participants", "more than 6,200 participants", as_of=date(2018, 12, 31))
    assert found(late, early) == [("cumulative_fell", ("early", "late"))]


def test_rivals_that_cannot_both_be_true_are_listed_with_source_and_day() -> None:
    one = figure("one", "trade", "USD 18 billion", period=period("2018"), source=REPORT)
    two = figure("two", "trade", "USD 19.8 billion", period=period("2018"), source=source("JCC"))
    (reviewed,) = review_figures([one, two])
    assert reviewed.figures == ("one", "two")
    assert reviewed.finding.severity is Severity.WARNING
    assert "trade: USD 18 billion (report, 1 June 2020); USD 19.8 billion (JCC)" in reviewed.finding.found.en
    assert "perdagangan: USD 18 miliar (report, 1 Juni 2020)" in reviewed.finding.found.id


def test_copies_of_one_release_are_called_one_confirmation() -> None:
    copies = [
        figure(code, "implementation_rate", "95 %", source=source(code, origin="summit")) for code in ("a", "b", "c")
    ]
    assert found(*copies) == [("one_origin", ("a", "b", "c"))]


def test_counts_out_of_a_base_are_statements_like_percentages() -> None:
    coarse = figure("a", "implementation_rate", "about 60 %", denominator=139, as_of=date(2019, 12, 31))
    counted = figure("b", "lines_done", "92 lines", numerator=92, denominator=139, as_of=date(2020, 3, 13))
    fewer = figure("c", "lines_done", "90 lines", numerator=90, denominator=139, as_of=date(2020, 6, 1))
    assert found(coarse, counted, fewer) == [("rate_fell", ("b", "c")), ("coarser_statement", ("a", "b"))]


def test_lines_of_one_status_are_no_rate() -> None:
    pending = figure("a", "lines_by_status", "1 lines", numerator=1, denominator=339, as_of=date(2015, 5, 31))
    done = figure("b", "lines_done", "10 lines", numerator=10, denominator=330, as_of=date(2015, 6, 30))
    assert found(pending, done) == []


def test_undated_statements_are_in_no_sequence() -> None:
    first = figure("a", "implementation_rate", "60 %", denominator=10)
    second = figure("b", "implementation_rate", "50 %", denominator=20, as_of=date(2020, 1, 1))
    assert [check for check, _ in found(first, second)] == []
