"""A plan's text comes in as a tree tied to its passages, once; another text under its code is a further draft."""

from datetime import date
from typing import Any

import pytest

from pantau.domain.permissions import VISITOR
from pantau.domain.plans import Visibility
from pantau.domain.refusals import (
    ActorUnknown,
    CellUnknown,
    CodeInvalid,
    FileEmpty,
    NoLines,
    NotFound,
    Refusal,
    TextTooLong,
)
from pantau.domain.regional import Derivation
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.records.models import Line, Passage, Plan, PlanNode, PlanVersion, Source
from pantau.records.pen import Pen
from pantau.records.store import place_of
from pantau.usecases.import_plan import PlanDetails, import_plan, preview_plan
from pantau.usecases.verify import verify
from tests.usecases.office import TITLE, Office
from tests.workspaces import LABELS, LETTERS, PLAN

PERIOD = Period(start=date(2022, 1, 1), end=date(2026, 12, 31))


def details(**given: Any) -> PlanDetails:
    return PlanDetails(**({"code": "SECOND", "title": None, "period": PERIOD} | given))


def counts() -> dict[str, int]:
    models = (Line, Passage, Plan, PlanNode, PlanVersion, Source)
    return {model.__name__: model._default_manager.count() for model in models}


def test_every_node_stands_at_its_passage(office: Office) -> None:
    plan = Plan.objects.get(code="TESTS")

    nodes = list(PlanNode.objects.filter(plan_version__plan=plan).select_related("passage__source", "parent"))

    assert [node.label for node in nodes if node.countable] == list(LABELS)
    for node in nodes:
        passage = node.passage
        assert PLAN[passage.start : passage.end] == passage.text
        assert node.words.en in " ".join(passage.text.split())
        assert (node.parent.path if node.parent else []) == node.path[:-1]


def test_the_text_is_kept_as_the_source_of_the_version(office: Office) -> None:
    version = PlanVersion.objects.get(plan__code="TESTS")

    assert (version.number, version.in_force_from, version.language) == (1, date(2021, 1, 1), "en")
    kept = place_of(office.folder.evidence, version.source.digest)
    assert kept.read_text(encoding="utf-8") == PLAN


def test_a_title_that_nobody_gives_is_that_of_the_text(office: Office) -> None:
    assert Plan.objects.get(code="TESTS").title == Words(en="PLAN OF ACTION FOR TESTS 2021-2025")


def test_the_same_text_again_is_unchanged(office: Office) -> None:
    before = counts() | {"history": Plan.history.count()}  # type: ignore[attr-defined]
    preview = preview_plan(office.file("again.txt", PLAN), details=details(code="TESTS", period=period_of_tests()))

    import_plan(office.actor, preview=preview)

    assert preview.effect == "unchanged"
    assert counts() | {"history": Plan.history.count()} == before  # type: ignore[attr-defined]


def period_of_tests() -> Period:
    return Period(start=date(2021, 1, 1), end=date(2025, 12, 31))


def test_details_given_anew_change_and_those_left_out_stay(office: Office) -> None:
    office.plan(title=TITLE, visibility=Visibility.NAMED)

    office.plan(by=Derivation.ANY, rule="R2", partner="KR", adopted_on=date(2020, 11, 12))

    plan = Plan.objects.get(code="TESTS")
    assert (plan.title, plan.visibility, plan.derivation, plan.rule) == (TITLE, "named", "any", "R2")
    assert plan.partner is not None
    assert plan.partner.code == "KR"
    assert plan.version == 3


@pytest.mark.parametrize("code", ["TESTS", "tests", "Tests"])
def test_another_text_under_a_known_code_is_a_further_draft_of_that_plan(office: Office, code: str) -> None:
    before = counts()

    preview = preview_plan(office.file("other.txt", LETTERS), details=details(code=code))

    assert preview.effect == "version"
    assert preview.known == Plan.objects.get(code="TESTS")
    assert counts() == before


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"code": ""}, CodeInvalid),
        ({"code": "X"}, CodeInvalid),
        ({"code": "has space"}, CodeInvalid),
        ({"code": "-LEADING"}, CodeInvalid),
        ({"code": "X" * 41}, CodeInvalid),
        ({"code": "A/B"}, CodeInvalid),
        ({"code": "LINE\n"}, CodeInvalid),
        ({"rule": "R99"}, CellUnknown),
        ({"partner": "Atlantis"}, ActorUnknown),
        ({"title": Words(en="x" * 401)}, TextTooLong),
    ],
)
def test_details_that_cannot_stand_are_refused(office: Office, given: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        preview_plan(office.file("second.txt", PLAN), details=details(**given))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", FileEmpty), (" \n\n", FileEmpty), ("We, the ministers, met in Jakarta and parted as friends.\n", NoLines)],
)
def test_a_text_without_lines_is_refused(office: Office, text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        preview_plan(office.file("second.txt", text), details=details())


def test_exactly_what_the_preview_showed_is_written(office: Office) -> None:
    path = office.file("second.txt", PLAN)
    preview = preview_plan(path, details=details())
    path.write_text(LETTERS, encoding="utf-8")

    import_plan(office.actor, preview=preview)

    version = PlanVersion.objects.get(plan__code="SECOND")
    assert place_of(office.folder.evidence, version.source.digest).read_text(encoding="utf-8") == PLAN
    assert verify(office.actor) == ()


def test_a_preview_writes_nothing(office: Office) -> None:
    before = counts()

    preview = preview_plan(office.file("second.txt", PLAN), details=details())

    assert preview.effect == "new"
    assert counts() == before


def test_who_may_only_read_writes_nothing(office: Office) -> None:
    preview = preview_plan(office.file("second.txt", PLAN), details=details())
    before = counts()

    with pytest.raises(NotFound):
        import_plan(VISITOR, preview=preview)

    assert counts() == before


@pytest.mark.parametrize("broken", [Passage, Line, PlanNode])
def test_a_failure_in_the_middle_leaves_nothing(office: Office, monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:
    preview = preview_plan(office.file("second.txt", PLAN + "\n"), details=details())
    before = counts()
    insert = Pen.insert_many

    def failing(pen: Pen, model: Any, rows: Any) -> Any:
        if model is broken:
            raise MemoryError
        return insert(pen, model, rows)

    monkeypatch.setattr(Pen, "insert_many", failing)
    with pytest.raises(MemoryError):
        import_plan(office.actor, preview=preview)

    assert counts() == before
    assert verify(office.actor) == ()
