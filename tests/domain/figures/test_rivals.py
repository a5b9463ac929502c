"""Rule 11: rivals side by side, never averaged, several articles with one origin one source."""

from datetime import date

from hypothesis import given

from pantau.domain.figures import Figure, perhaps_same, rivals
from tests.domain.figures.made import figure, figures, period, source

YEAR = period("2018")
SOM = source("som", published=date(2019, 2, 1))
JCC = source("jcc")


@given(figures())
def test_no_figure_is_lost_averaged_or_in_two_groups(drawn: list[Figure]) -> None:
    grouped = [one.code for group in rivals(drawn) for one in group.figures]
    assert len(grouped) == len(set(grouped))
    for group in rivals(drawn):
        assert len(group.figures) > 1
        for side in group.sides:
            assert {one.quantity.number for one in side.figures} == {side.quantity.number}


@given(figures())
def test_rivals_speak_of_one_subject_and_metric(drawn: list[Figure]) -> None:
    for group in rivals(drawn):
        assert {one.metric for one in group.figures} == {group.metric}
        assert len({one.subject for one in group.figures}) == 1


@given(figures())
def test_an_answer_has_at_most_as_many_confirmations_as_sources(drawn: list[Figure]) -> None:
    for group in rivals(drawn):
        for side in group.sides:
            assert 1 <= side.confirmations <= len(side.sources) <= len(side.figures)


def test_two_vintages_of_one_year_stand_side_by_side_the_dated_one_first() -> None:
    later = figure("B", "trade", "USD 19.8 billion", period=YEAR, source=JCC)
    earlier = figure("A", "trade", "USD 18 billion", period=YEAR, source=SOM)
    (group,) = rivals([later, earlier])
    assert [side.quantity.printed for side in group.sides] == ["18", "19.8"]
    assert group.irreconcilable


def test_a_rounder_figure_that_the_finer_one_rounds_to_is_no_contradiction() -> None:
    rough = figure("A", "trade", "USD 20 billion", period=YEAR, source=SOM)
    fine = figure("B", "trade", "USD 19.8 billion", period=YEAR, source=JCC)
    (group,) = rivals([rough, fine])
    assert len(group.sides) == 2
    assert not group.irreconcilable


def test_three_articles_of_one_release_confirm_once() -> None:
    articles = [figure(code, "implementation_rate", "95 %", source=source(code, origin="summit")) for code in "ABC"]
    (group,) = rivals(articles)
    (side,) = group.sides
    assert (len(side.figures), side.confirmations, side.origins) == (3, 1, ("summit",))


def test_other_years_days_and_currencies_are_no_rivals() -> None:
    assert (
        rivals(
            [
                figure("A", "trade", "USD 18 billion", period=YEAR),
                figure("B", "trade", "USD 19 billion", period=period("2019")),
                figure("C", "trade", "KRW 19 billion", period=YEAR),
                figure("D", "implementation_rate", "60 %", as_of=date(2019, 12, 1)),
                figure("E", "implementation_rate", "66 %", as_of=date(2020, 12, 1)),
            ]
        )
        == ()
    )


def test_running_totals_are_compared_whatever_span_they_name() -> None:
    (group,) = rivals(
        [
            figure("A", "participants", "6,900 participants", as_of=date(2010, 12, 31)),
            figure("B", "participants", "more than 6,200 participants", period=period("1998..2018")),
        ]
    )
    assert len(group.sides) == 2


def test_the_parts_of_one_total_are_no_rivals() -> None:
    assert rivals([figure("A", "projects_by_sponsor", "39"), figure("B", "projects_by_sponsor", "4")]) == ()


def test_copies_of_one_release_are_one_statement_though_they_came_out_on_two_days() -> None:
    one, two = (
        figure(code, "implementation_rate", "95 %", as_of=date(2025, 10, day), source=source(code, origin="summit"))
        for code, day in (("A", 27), ("B", 28))
    )
    (group,) = rivals([one, two])
    assert group.sides[0].confirmations == 1


def test_the_same_rate_of_two_days_by_two_origins_is_no_rivalry() -> None:
    one, two = (
        figure(code, "implementation_rate", "95 %", as_of=date(2025, 10, day), source=source(code))
        for code, day in (("A", 27), ("B", 28))
    )
    assert rivals([one, two]) == ()


def test_a_target_a_forecast_and_another_counterpart_are_other_things() -> None:
    came = figure("A", "trade", "USD 18 billion", period=YEAR)
    others = [
        figure("B", "trade", "USD 20 billion", period=YEAR, status="target"),
        figure("C", "trade", "USD 21 billion", period=YEAR, status="forecast"),
        figure("D", "trade", "USD 22 billion", period=YEAR, counterpart="ID"),
    ]
    assert rivals([came, *others]) == ()


def test_a_target_by_its_metric_and_one_by_its_status_are_rivals() -> None:
    (group,) = rivals(
        [
            figure("A", "trade_target", "USD 200 billion", period=YEAR),
            figure("B", "trade", "USD 210 billion", period=YEAR, status="target"),
        ]
    )
    assert len(group.sides) == 2


def test_two_currencies_are_compared_through_the_conversion_of_a_source() -> None:
    dollars = figure("A", "trade", "USD 2 million", period=YEAR, source=SOM)
    rupiah = figure("A2", "trade", "IDR 33 billion", period=YEAR, source=SOM, converts="A")
    rival = figure("B", "trade", "IDR 40 billion", period=YEAR, source=JCC)
    assert rivals([dollars, rival]) == ()
    assert rivals([dollars, rupiah]) == ()
    (group,) = rivals([dollars, rupiah, rival])
    assert [[one.code for one in side.figures] for side in group.sides] == [["A"], ["B"]]
    assert [one.code for one in group.sides[0].converted] == ["A2"]
    assert group.irreconcilable


def test_conversions_in_a_circle_hang_nothing() -> None:
    one = figure("A", "trade", "USD 2 million", period=YEAR, converts="B")
    other = figure("B", "trade", "IDR 33 billion", period=YEAR, converts="A")
    (group,) = rivals([one, other])
    assert {figure.code for figure in group.figures} == {"A", "B"}


def test_a_figure_without_a_year_is_no_rival_but_may_be_about_the_same() -> None:
    vague = figure("A", "trade", "USD 18 billion", source=SOM)
    dated = figure("B", "trade", "USD 19.8 billion", period=YEAR, source=JCC)
    other = figure("C", "trade", "KRW 19.8 billion", period=YEAR, source=JCC)
    assert rivals([vague, dated, other]) == ()
    (perhaps,) = perhaps_same([vague, dated, other])
    assert (perhaps.figure.code, [one.code for one in perhaps.others]) == ("A", ["B"])


@given(figures())
def test_what_may_be_about_the_same_is_never_a_rival(drawn: list[Figure]) -> None:
    together = [{one.code for one in group.figures} for group in rivals(drawn)]
    for perhaps in perhaps_same(drawn):
        for other in perhaps.others:
            vague = perhaps.figure
            same = vague.origin == other.origin and vague.quantity.number == other.quantity.number
            assert same or not any({vague.code, other.code} <= group for group in together)


def test_one_noun_in_the_singular_and_in_the_plural_is_one_answer() -> None:
    many, one = (figure(unit, "countries", f"at least 90 {unit}") for unit in ("countries", "country"))

    (group,) = rivals([many, one])

    assert len(group.sides) == 1
