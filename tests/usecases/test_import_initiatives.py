"""Initiative sheets: stages, dates and lines come in once, and every bad row is named with its place."""

from datetime import date

import pytest

from pantau.domain.permissions import Actor
from pantau.domain.refusals import NotFound, RowsRejected
from pantau.records.models import Initiative, InitiativeLine, InitiativeStage
from pantau.usecases.import_initiatives import import_initiatives, preview_initiatives
from tests.usecases.office import CODE, Office

HEAD = "title,title_id,stage,stage_on,lines,started_on,completed_on"
GOOD = "Exercises,Latihan,implementing,2023-03-01,1.1 | 1.2,2023-02-01,"


def bring(office: Office, *rows: str) -> dict[str, int]:
    """What importing these rows did."""
    preview = preview_initiatives(office.file("initiatives.csv", "\n".join((HEAD, *rows, ""))), plan=CODE)
    import_initiatives(office.actor, preview=preview)
    return preview.counts


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        (",,implementing,2023-03-01,1.1,,", [("cell_missing", "row 2, column title")]),
        ("Exercises,,,2023-03-01,1.1,,", [("cell_missing", "row 2, column stage")]),
        ("Exercises,,dreaming,2023-03-01,1.1,,", [("cell_unknown", "row 2, column stage")]),
        ("Exercises,,implementing,,1.1,,", [("cell_missing", "row 2, column stage_on")]),
        ("Exercises,,implementing,March,1.1,,", [("date_invalid", "row 2, column stage_on")]),
        ("Exercises,,implementing,2023-03-01,1.1 | 9.9,,", [("label_unknown", "row 2, column lines")]),
        (
            "Exercises,,implementing,2023-03-01,1.1,2024-01-01,2023-01-01",
            [("dates_reversed", "row 2, column completed_on")],
        ),
        (f"{'x' * 401},,implementing,2023-03-01,1.1,,", [("text_too_long", "row 2, column title")]),
    ],
)
def test_a_cell_that_cannot_be_right_is_named_with_its_place(
    office: Office, row: str, problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(RowsRejected) as refused:
        bring(office, row)

    assert [(one.code, one.where.removeprefix("initiatives.csv, ")) for one in refused.value.problems] == problems
    assert not Initiative.objects.exists()


def test_a_row_that_repeats_another_is_named(office: Office) -> None:
    with pytest.raises(RowsRejected) as refused:
        bring(office, GOOD, GOOD)

    assert [(one.code, one.where) for one in refused.value.problems] == [
        ("row_repeated", "initiatives.csv, row 3, column title")
    ]


def test_rows_of_one_initiative_that_disagree_are_named(office: Office) -> None:
    with pytest.raises(RowsRejected) as refused:
        bring(office, GOOD, GOOD.replace("implementing", "completed").replace("2023-02-01", "2021-02-01"))

    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("rows_disagree", "initiatives.csv, row 3, column started_on")
    assert problem.says.en == ("The row gives started_on as 2021-02-01, row 2 as 2023-02-01, for the same Exercises.")


def test_stages_dates_and_lines_are_kept(office: Office) -> None:
    assert bring(office, GOOD, GOOD.replace("implementing", "completed").replace("2023-03", "2024-03"))["new"] == 2

    initiative = Initiative.objects.get()
    assert (initiative.title.en, initiative.title.id, initiative.started_on) == (
        "Exercises",
        "Latihan",
        date(2023, 2, 1),
    )
    stages = InitiativeStage.objects.order_by("on").values_list("stage", "on")
    assert list(stages) == [("implementing", date(2023, 3, 1)), ("completed", date(2024, 3, 1))]
    assert InitiativeLine.objects.count() == 2


def test_the_same_sheet_again_changes_nothing(office: Office) -> None:
    bring(office, GOOD)
    before = [model.history.model.objects.count() for model in (Initiative, InitiativeStage, InitiativeLine)]

    assert bring(office, GOOD) == {"new": 0, "changed": 0, "unchanged": 1, "rejected": 0}
    assert [model.history.model.objects.count() for model in (Initiative, InitiativeStage, InitiativeLine)] == before


def test_a_date_that_is_corrected_is_changed(office: Office) -> None:
    bring(office, GOOD)

    assert bring(office, GOOD + "2024-12-31") == {"new": 0, "changed": 1, "unchanged": 0, "rejected": 0}
    assert Initiative.objects.get().completed_on == date(2024, 12, 31)


def test_another_line_is_linked_and_none_is_lost(office: Office) -> None:
    bring(office, GOOD)

    assert bring(office, GOOD.replace("1.1 | 1.2", "2.1"))["changed"] == 1
    assert InitiativeLine.objects.count() == 3


def test_a_stage_goes_by_its_name_in_either_language(office: Office) -> None:
    bring(office, GOOD.replace("implementing", "Concept note"), GOOD.replace("implementing", "Selesai"))

    assert set(InitiativeStage.objects.values_list("stage", flat=True)) == {"concept_note", "completed"}


def test_who_may_only_read_writes_nothing(office: Office) -> None:
    preview = preview_initiatives(office.file("initiatives.csv", f"{HEAD}\n{GOOD}\n"), plan=CODE)

    with pytest.raises(NotFound):
        import_initiatives(Actor(name="guest"), preview=preview)

    assert not Initiative.objects.exists()
