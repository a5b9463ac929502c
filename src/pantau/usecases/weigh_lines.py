"""Optional weights: the rules over weights that a person gives for the occasion; nothing of them is kept."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pantau.domain.rates import LINE_RULES, LineFacts, WeightedRate, rate_weights
from pantau.domain.refusals import NumberOutOfRange, Refusal, RowRepeated, RowsRejected
from pantau.domain.scorecard import Scorecard
from pantau.files.sheet import read_sheet
from pantau.usecases.cells import RowReader
from pantau.usecases.line_index import line_index


def weigh_lines(card: Scorecard, *, path: Path) -> tuple[WeightedRate, ...]:
    """Every line rule over the weights of a sheet (label, weight); a line that it does not name weighs 1.

    Raises RowsRejected with the refusal of each bad row, and what reading a sheet raises.
    """
    lines = line_index(card.plan, [one.line for one in card.facts])
    weights: dict[int, Decimal] = {}
    first: dict[int, int] = {}
    problems: list[Refusal] = []
    for row in read_sheet(path, known=("label", "weight"), required=("label", "weight")):
        reader = RowReader(row=row)
        reader.needed("weight")
        weight = reader.number("weight") or Decimal(0)
        if weight < 0:
            reader.note(NumberOutOfRange, "weight", text=weight, low=0, high="∞")
        try:
            line = lines.find(reader.text("label"), where=row.place("label")).id
            weights[line] = weight
            if first.setdefault(line, row.number) != row.number:
                reader.note(RowRepeated, "label", first=first[line], what="label")
        except Refusal as refusal:
            reader.problems.append(refusal)
        problems += reader.problems
    if problems:
        raise RowsRejected(problems=tuple(problems), file=path.name)
    facts = _weighted(card.facts, weights)
    applying = {rate.rule for rate in card.rates if rate.applies}
    return tuple(rate_weights(rule, facts) for rule in LINE_RULES if rule.code in applying)


def _weighted(facts: Sequence[LineFacts], weights: dict[int, Decimal]) -> list[LineFacts]:
    return [replace(one, line=replace(one.line, weight=weights.get(one.line.id, Decimal(1)))) for one in facts]
