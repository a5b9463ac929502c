"""The arithmetic behind one figure, written out: what was divided by what, converted at which rate, grown from what."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pantau.domain.figures.conversions import conversion_of
from pantau.domain.figures.growth import levels_of
from pantau.domain.figures.rows import Figure
from pantau.domain.plausibility.feasible import Feasibility, feasible_counts
from pantau.domain.plausibility.growth import growth, yearly_growth
from pantau.domain.plausibility.wording import number_words, quantity_words, signed_words
from pantau.domain.words import Words, table, words_from


def arithmetic_of(figure: Figure, *, among: Sequence[Figure]) -> tuple[Words, ...]:
    """One sentence for each step that can be recomputed; `among` are the figures about the same subject."""
    alike = [one for one in among if one.subject == figure.subject and one.counterpart == figure.counterpart]
    steps = (_counted(figure), _converted(figure, alike), _grown(figure, alike))
    return tuple(sentence for step in steps for sentence in step)


def feasible_of(figure: Figure) -> Feasibility | None:
    """Which counts print as the percentage; ``None`` where the base of the figure is unknown."""
    share = figure.share
    if share is None or not figure.denominator:
        return None
    return feasible_counts(share.percent, of=figure.denominator, qualifier=share.qualifier)


def rule_says(figure: Figure) -> Words | None:
    """What the counting rule counts that the source names; ``None`` where it names none."""
    row = table("rules").get(figure.rule)
    return words_from(row["says"]) if row and "says" in row else None


def _counted(figure: Figure) -> Iterator[Words]:
    part, whole, share = figure.numerator, figure.denominator, figure.share
    if part is None or not whole:
        return
    exact = Fraction(part * 100, whole)
    places = share.percent.decimals + 2 if share else 1
    numbers = {"part": number_words(part), "whole": number_words(whole), "share": number_words(exact, places)}
    if share:
        printed = number_words(share.percent.value, share.percent.decimals)
        yield _said("counted", **numbers, printed=printed)
    else:
        yield _said("counted_alone", **numbers)


def _converted(figure: Figure, among: Sequence[Figure]) -> Iterator[Words]:
    """What it was converted from, or what it was converted into."""
    codes = {one.code: one for one in among}
    for one in (figure, *(other for other in among if other.converts == figure.code)):
        made = conversion_of(one, codes)
        if made is not None:
            yield _said(
                "conversion",
                converted=quantity_words(made.converted.quantity),
                amount=quantity_words(made.amount.quantity),
                rate=made.implied.words,
            )


def _grown(figure: Figure, among: Sequence[Figure]) -> Iterator[Words]:
    levels = levels_of(figure, among) if figure.measures.growth_of else None
    if levels is None or min(levels.before.quantity.number, levels.after.quantity.number) <= 0:
        return
    before, after = levels.before.quantity, levels.after.quantity
    whole = signed_words(growth(before.number, after.number), 1)
    places = {"before": quantity_words(before), "after": quantity_words(after), "growth": whole}
    if levels.years == 1:
        yield _said("growth", **places)
    else:
        yearly = signed_words(yearly_growth(before.number, after.number, years=levels.years), 1)
        yield _said("growth_over_years", **places, years=number_words(levels.years), yearly=yearly)


def _said(sentence: str, **places: Words) -> Words:
    said = words_from(table("arithmetic")[sentence]).fill(**places)
    return Words(en=said.en[:1].upper() + said.en[1:], id=said.id[:1].upper() + said.id[1:])
