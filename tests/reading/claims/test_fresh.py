"""How well the reader does on whole texts in styles that it had not seen: twelve it learnt from, twelve put aside."""

from functools import cache

import pytest

from pantau.reading.claims import read_claims
from tests.reading.claims.fresh import whole
from tests.reading.claims.scoring import Tally, compare
from tests.reading.claims.scoring_names import Score, add

FIGURES = ("quantity", "date", "money", "percent")


@cache
def figures(which: str, sort: str) -> Tally:
    total = Tally()
    for text in whole(which):
        found = [claim.as_json(doc=text.name) for claim in read_claims(text.text, published=text.published)]
        compare(total, *[[one for one in rows if is_of(one, sort)] for rows in (text.claims, found)])
    return total


def is_of(claim: object, sort: str) -> bool:
    assert isinstance(claim, dict)
    return claim["type"] == sort or (claim["type"] == "quantity" and claim["value"]["kind"] == sort)


@cache
def names(which: str, kind: str) -> Score:
    score = Score()
    for text in whole(which):
        found = [claim.as_json(doc=text.name) for claim in read_claims(text.text, published=text.published)]
        add(score, kind, gold=[one for one in text.claims if one["type"] == kind], found=of(found, kind))
    return score


def of(rows: list[dict[str, object]], kind: str) -> list[dict[str, object]]:
    return [one for one in rows if one["type"] == kind]


@pytest.mark.parametrize(
    ("which", "sort", "least"),
    [
        ("fresh_dev", "quantity", 0.95),
        ("fresh_dev", "date", 0.97),
        ("fresh_dev", "money", 0.97),
        ("fresh_dev", "percent", 0.97),
        ("fresh_heldout", "quantity", 0.90),
        ("fresh_heldout", "date", 0.93),
        ("fresh_heldout", "money", 0.95),
        ("fresh_heldout", "percent", 0.97),
    ],
)
def test_figures_and_dates_are_right(which: str, sort: str, least: float) -> None:
    found = figures(which, sort)

    assert found.f1 >= least, "\n".join([str(found), *(found.errors if which == "fresh_dev" else [])])


@pytest.mark.parametrize("which", ["fresh_dev", "fresh_heldout"])
@pytest.mark.parametrize(("attribute", "least"), [("qualifier", 0.95), ("status", 0.85), ("metric", 0.75)])
def test_attributes_are_right(which: str, attribute: str, least: float) -> None:
    assert figures(which, "quantity").share(attribute) >= least


@pytest.mark.parametrize("attribute", ["period", "parties"])
def test_periods_and_parties_are_right_where_the_grammar_was_built(attribute: str) -> None:
    assert figures("fresh_dev", "quantity").share(attribute) >= 0.9


@pytest.mark.parametrize(
    ("which", "kind", "least"),
    [
        ("fresh_dev", "event", 0.9),
        ("fresh_dev", "agreement", 0.9),
        ("fresh_dev", "commitment", 0.85),
        ("fresh_dev", "person", 0.95),
        ("fresh_dev", "entity", 0.95),
        ("fresh_dev", "group", 0.9),
        ("fresh_heldout", "event", 0.75),
        ("fresh_heldout", "agreement", 0.85),
        ("fresh_heldout", "commitment", 0.7),
        ("fresh_heldout", "person", 0.85),
        ("fresh_heldout", "entity", 0.93),
        ("fresh_heldout", "group", 0.85),
    ],
)
def test_names_meetings_and_commitments_are_right(which: str, kind: str, least: float) -> None:
    score = names(which, kind)

    assert score.f1 >= least, "\n".join([str(score), *(score.errors if which == "fresh_dev" else [])])
