"""The arithmetic behind a figure, written out."""

from hypothesis import given

from pantau.domain.figures import Figure, arithmetic_of, feasible_of
from tests.domain.figures.made import figure, figures, period, source

REPORT = source("report")


def steps(one: Figure, *others: Figure) -> list[str]:
    return [step.en for step in arithmetic_of(one, among=[one, *others])]


@given(figures())
def test_any_figure_can_be_explained_in_both_languages(drawn: list[Figure]) -> None:
    for one in drawn:
        for step in arithmetic_of(one, among=drawn):
            assert "{" not in step.en + step.id


def test_a_rate_is_divided_out_beside_what_was_printed() -> None:
    rate = figure("F", "implementation_rate", "66.2 %", numerator=92, denominator=139)
    assert steps(rate) == ["92 of 139 is 66.187 %; the source prints 66.2 %."]
    assert feasible_of(rate) is not None


def test_a_conversion_says_its_rate_from_either_side() -> None:
    dollars = figure("A", "grant", "USD 2 million")
    rupiah = figure("B", "grant", "IDR 33 billion", converts="A")
    said = ["IDR 33 billion for USD 2 million: IDR 16,500 for one USD."]
    assert steps(dollars, rupiah) == steps(rupiah, dollars) == said


def test_a_growth_says_its_levels() -> None:
    before = figure("A", "investment", "USD 47.75 million", period=period("2017"), source=REPORT)
    after = figure("B", "investment", "USD 58.03 million", period=period("2018"), source=REPORT)
    stated = figure("C", "investment_growth", "21.5 %", period=period("2018"), source=REPORT)
    assert steps(stated, before, after) == ["From USD 47.75 million to USD 58.03 million is +21.5 %."]


def test_a_growth_over_years_says_the_whole_and_the_yearly_one() -> None:
    before = figure("A", "trade", "USD 131 billion", period=period("2014"))
    after = figure("B", "trade", "USD 208.2 billion", period=period("2024"))
    stated = figure("C", "trade_yearly_growth", "4.7 %", period=period("2014..2024"))
    assert steps(stated, before, after) == [
        "From USD 131 billion to USD 208.2 billion in 10 years is +58.9 % in all, +4.7 % a year."
    ]
