"""How well the reader does on texts of our own, and on the annotated articles where they are at hand."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pantau.reading.claims import read_claims
from tests.reading.claims.authoring import marked
from tests.reading.claims.scoring import Tally, compare

NEWS = Path(__file__).resolve().parents[4] / "shared" / "data" / "news"
Text = tuple[str, str, str, date | None, Sequence[Any]]


def ours(name: str) -> Iterator[Text]:
    yield from ((one.name, one.language, one.text, one.published, one.claims) for one in marked(name))


def articles() -> Iterator[Text]:
    if not NEWS.is_dir():
        pytest.skip("the annotated articles are not at hand")
    gold = [json.loads(line) for line in (NEWS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in (NEWS / "gold.meta.jsonl").read_text(encoding="utf-8").splitlines():
        meta = json.loads(line)
        text = (NEWS / meta["doc"]).read_text(encoding="utf-8")
        day = date.fromisoformat(meta["published"]) if meta["published"] else None
        yield meta["doc"], meta["lang"], text, day, [one for one in gold if one["doc"] == meta["doc"]]


@cache
def tally(source: str, sort: str, language: str) -> Tally:
    """The score of one type, or of one kind of quantity, over the texts of a source in one language or "both"."""
    total = Tally()
    for name, spoken, text, published, gold in articles() if source == "articles" else ours(source):
        if language in ("both", spoken):
            found = [claim.as_json(doc=name) for claim in read_claims(text, published=published)]
            compare(total, [one for one in gold if is_of(one, sort)], [one for one in found if is_of(one, sort)])
    print(source, sort, language, total, *total.errors, sep="\n  ")
    return total


def is_of(claim: Any, sort: str) -> bool:
    return claim["type"] == sort or (claim["type"] == "quantity" and claim["value"]["kind"] == sort)


@pytest.mark.parametrize("source", ["developing", "heldout"])
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("sort", "least"), [("money", 0.97), ("percent", 0.97), ("quantity", 0.9), ("date", 0.93), ("rank", 0.9)]
)
def test_values_are_right(source: str, language: str, sort: str, least: float) -> None:
    assert tally(source, sort, language).f1 >= least


@pytest.mark.parametrize("source", ["developing", "heldout", "articles"])
@pytest.mark.parametrize(
    ("attribute", "least"), [("qualifier", 0.85), ("status", 0.85), ("metric", 0.7), ("period", 0.7), ("parties", 0.7)]
)
def test_attributes_are_right(source: str, attribute: str, least: float) -> None:
    assert tally(source, "quantity", "both").share(attribute) >= least


@pytest.mark.parametrize("sort", ["money", "percent", "rank"])
def test_every_money_percent_and_rank_of_the_articles_is_exact(sort: str) -> None:
    assert tally("articles", sort, "both").f1 == 1


@pytest.mark.parametrize(("sort", "least"), [("quantity", 0.9), ("date", 0.93)])
def test_the_articles_are_read(sort: str, least: float) -> None:
    assert tally("articles", sort, "both").f1 >= least


@pytest.mark.parametrize("name", ["developing", "heldout"])
def test_marks_are_what_they_say_they_are(name: str) -> None:
    for one in marked(name):
        assert all(one.text[claim["start"] : claim["end"]] == claim["text"] for claim in one.claims)
