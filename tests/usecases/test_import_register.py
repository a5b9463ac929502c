"""Every register comes in whole or not at all, the same sheet twice changes nothing, and bad cells are named."""

from datetime import date
from typing import Any

import pytest

from pantau.domain.permissions import VISITOR
from pantau.domain.refusals import CellUnknown, ColumnsMissing, NotFound, Refusal, RowsRejected
from pantau.records.models import Actor, Line, Obligation, PublishedFigure, Source, Value
from pantau.records.pen import records
from pantau.records.queries.figures import figure_named
from pantau.records.store import place_of
from pantau.usecases.import_register import import_register
from pantau.usecases.register_kinds import KINDS
from tests.usecases.office import Office

HEADS = {kind: ",".join(KINDS[kind].columns) for kind in KINDS}
TEXT = "The plan was implemented at 95% of its action lines. Trade stood at 208.2 billion dollars in 2024."

# For each kind: rows that are good, and the same rows with something changed.
GOOD: dict[str, tuple[list[str], list[str]]] = {
    "actors": (
        [
            "X-MIN,ministry,Ministry of Tests,Kementerian Uji,,X-ALF,,,yes",
            "X-DEL,member_state,Delta,Delta,DD,,2001-01-01,,yes",
        ],
        ["X-MIN,ministry,Ministry of Trials,Kementerian Uji,,X-ALF,,,yes"],
    ),
    "partnerships": (["KR,dialogue,1991-07-20,2024-10-09"], ["KR,dialogue,1991-07-20,2024-10-08"]),
    "line-bodies": (["TESTS,2.1,X-SEC,", "TESTS,2.2,X-SEC,"], ["TESTS,2.1,X-SEC,yes"]),
    "coordinatorships": (["KR,TH,2024-08-01,2027-07-31"], ["KR,VN,2024-08-01,2027-07-31"]),
    "instruments": (
        [
            "I-1,agreement,Agreement,Persetujuan,X-ALF | X-BRA,,2021..2025",
            "I-2,agreement,Upgrade,Peningkatan,X-ALF,I-1,",
        ],
        ["I-1,agreement,The Agreement,Persetujuan,X-ALF | X-CEM,,2021..2026"],
    ),
    "instrument-statuses": (["I-0,signed,2021-01-01,in Jakarta", "I-0,in_force,,"], ["I-0,signed,2021-01-01,in Hanoi"]),
    "sources": (
        ["S-1,note,A note,Publisher,Origin,en,2025-10-27,ours,note.txt,yes"],
        ["S-1,note,The note,Publisher,Origin,en,2025-10-27,ours,note.txt,yes"],
    ),
    "figures": (
        ["F-1,TESTS,implementation_rate,95,,,percent,,2021..2025,2025-10-27,said,,,,S-0,95% of its action lines,"],
        ["F-1,TESTS,implementation_rate,96,,,percent,,2021..2025,2025-10-27,said,,,,S-0,95% of its action lines,"],
    ),
    "indicators": (["TRADE,Trade,Perdagangan,USD,sum,sum"], ["TRADE,Trade,Perdagangan,USD,last_known,sum"]),
    "values": (
        [
            "I-0,X-ALF,2024..2024,reported,208200000000,5,S-0,208.2 billion dollars in 2024,",
            "I-0,X-ALF,2023,not_available,,,,,",
        ],
        ["I-0,X-ALF,2024..2024,reported,208200000001,5,S-0,208.2 billion dollars in 2024,"],
    ),
    "named-lists": (
        ["L-1,TESTS,Focus,Fokus,SOCA,2024-01-01,1.1 | 1.2"],
        ["L-1,TESTS,Focus,Fokus,AEM,2024-01-01,1.1 | 1.3"],
    ),
    "rounds": (
        ["TESTS,2024,2024-01-01,2024-12-31,2024-11-01,2024-12-15,2024-10-31"],
        ["TESTS,2024,2024-01-01,2024-12-31,2024-11-01,2024-12-20,2024-10-31"],
    ),
    "withdrawals": (["TESTS,1.1,2024-01-01,SOCA"], ["TESTS,1.1,2024-02-01,SOCA"]),
    "line-details": (["TESTS,1.1,2024-12-31,X-SEC"], ["TESTS,1.1,2023-12-31,X-SEC"]),
}
# For each kind: a row, and the refusals it gets as (code, column).
BAD: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("actors", ",ministry,A,B,,,,,", [("cell_missing", "code")]),
    ("actors", "X-1,dream,A,B,,,,,", [("cell_unknown", "kind")]),
    ("actors", "X-1,ministry,,,,,,,", [("cell_missing", "name_en")]),
    ("actors", "X-1,ministry,A,B,INDO,,,,", [("text_too_long", "iso")]),
    ("actors", f"{'X' * 41},ministry,A,B,,,,,", [("text_too_long", "code")]),
    ("actors", "X-1,ministry,A,B,,NOBODY,,,", [("actor_unknown", "parent")]),
    ("actors", "X-1,ministry,A,B,,,2001-01-01,2000-01-01,", [("dates_reversed", "member_until")]),
    ("actors", "X-1,ministry,A,B,,,,2000-01-01,", [("cell_missing", "member_from")]),
    ("actors", "X-1,ministry,A,B,,,,,maybe", [("cell_unknown", "illustrative")]),
    ("partnerships", "Atlantis,dialogue,1991-07-20,", [("actor_unknown", "partner")]),
    ("partnerships", "KR,friendly,1991-07-20,", [("cell_unknown", "level")]),
    ("partnerships", "KR,dialogue,20 July 1991,", [("date_invalid", "since")]),
    ("partnerships", "KR,dialogue,1991-07-20,1990-01-01", [("dates_reversed", "until")]),
    (
        "partnerships",
        ",,,2024-01-01",
        [("cell_missing", "since"), ("cell_missing", "partner"), ("cell_missing", "level")],
    ),
    ("line-bodies", "TESTS,2.1,Atlantis,", [("actor_unknown", "body")]),
    ("line-bodies", "TESTS,9.9,X-SEC,", [("label_unknown", "label")]),
    ("coordinatorships", "KR,Atlantis,2024-08-01,", [("actor_unknown", "country")]),
    ("coordinatorships", "KR,TH,2024-08-01,2023-08-01", [("dates_reversed", "to")]),
    ("instruments", "I-1,poem,Agreement,,,,", [("cell_unknown", "kind")]),
    ("instruments", "I-1,agreement,Agreement,,X-ALF | Atlantis,,", [("actor_unknown", "parties")]),
    ("instruments", "I-1,agreement,Agreement,,,I-9,", [("cell_unknown", "base")]),
    ("instruments", "I-1,agreement,Agreement,,,,2025..2021", [("period_invalid", "period")]),
    ("instrument-statuses", "I-9,signed,,", [("cell_unknown", "instrument")]),
    ("instrument-statuses", "I-0,forgotten,,", [("cell_unknown", "status")]),
    ("instrument-statuses", f"I-0,signed,,{'x' * 401}", [("text_too_long", "note")]),
    ("sources", "S-1,note,A note,,,en,,,nowhere.txt,", [("file_missing", "file")]),
    ("sources", "S-1,note,A note,,,en,,,empty.txt,", [("file_empty", "file")]),
    ("sources", "S-1,note,A note,,,en,,,binary.txt,", [("file_binary", "file")]),
    ("sources", "S-1,note,A note,,,fr,,,note.txt,", [("cell_unknown", "language")]),
    ("sources", "S-1,note,A note,,,en,2025-13-01,,note.txt,", [("date_invalid", "date")]),
    ("figures", "F-2,NOBODY,implementation_rate,95,,,,,,,,,,,,,", [("cell_unknown", "subject")]),
    ("figures", "F-2,TESTS,happiness,95,,,,,,,,,,,,,", [("metric_unknown", "metric"), ("cell_missing", "number")]),
    ("figures", "F-2,TESTS,implementation_rate,105,,,,,,,,,,,,,", [("percent_out_of_range", "printed")]),
    ("figures", "F-2,TESTS,implementation_rate,95,96,,,,,,,,,,,,", [("number_invalid", "number")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,perhaps,,,,,,,,,", [("qualifier_unknown", "qualifier")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,,0,,,", [("base_invalid", "denominator")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,R99,,,,,", [("cell_unknown", "rule")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,-3,,,,", [("number_out_of_range", "numerator")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,,,S-9,,", [("source_unknown", "source")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,,,,95%,", [("source_unknown", "source")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,,,S-0,96% of its,", [("passage_not_found", "passage")]),
    ("figures", "F-2,TESTS,implementation_rate,95,,,,,,,,,,,S-0,a,", [("passage_not_found", "passage")]),
    ("figures", "F-2,KR,trade,208.2 bn,208.2 bn,,USD,,,,,,,,,,", [("number_invalid", "number")]),
    ("figures", "F-2,KR,trade,much,99999999999999999999,,USD,,,,,,,,,,", [("number_out_of_range", "number")]),
    ("figures", "F-2,KR,trade,a range,5,4,USD,,,,,,,,,,", [("number_out_of_range", "number_max")]),
    ("indicators", "TRADE,Trade,,USD,twice,sum", [("cell_unknown", "over_time")]),
    ("indicators", "TRADE,,,USD,sum,sum", [("cell_missing", "name_en")]),
    ("values", "I-9,X-ALF,2024,reported,1,,,,", [("cell_unknown", "indicator")]),
    ("values", "I-0,X-ALF,2024,reported,,,,,", [("cell_missing", "number")]),
    ("values", "I-0,X-ALF,2025,not_available,5,,,,", [("cell_unexpected", "number")]),
    ("values", 'I-0,X-ALF,2024,reported,"1,234",,,,', [("number_invalid", "number")]),
    ("values", "I-0,X-ALF,2024,reported,1.234.567,,,,", [("number_invalid", "number")]),
    ("values", "I-0,X-ALF,2024,guessed,5,,,,", [("cell_unknown", "state")]),
    ("values", "I-0,X-ALF,2024,reported,5,2.5,,,", [("number_invalid", "rank")]),
    ("values", "I-0,X-ALF,2024,reported,5,-2,,,", [("number_out_of_range", "rank")]),
    ("values", "I-0,X-ALF,2024,reported,99999999999999999999,,,,", [("number_out_of_range", "number")]),
    ("values", "I-0,X-ALF,last year,reported,5,,,,", [("period_invalid", "period")]),
    ("named-lists", "L-1,NOWHERE,Focus,,SOCA,2024-01-01,1.1", [("plan_unknown", "plan")]),
    ("named-lists", "L-1,TESTS,Focus,,SOCA,2024-01-01,1.1 | 9.9", [("label_unknown", "lines")]),
    ("named-lists", "L-1,TESTS,Focus,,SOCA,2024-01-01,", [("cell_missing", "lines")]),
    ("rounds", "TESTS,2024,2024-12-31,2024-01-01,2024-11-01,,2024-10-31", [("dates_reversed", "end")]),
    ("rounds", "TESTS,2024,2024-01-01,2024-12-31,2024-11-01,2024-10-01,2024-10-31", [("dates_reversed", "closes")]),
    ("rounds", "TESTS,2024,2024-01-01,2024-12-31,,,", [("cell_missing", "opens"), ("cell_missing", "cut_off")]),
    ("rounds", f"TESTS,{'2' * 41},2024-01-01,2024-12-31,2024-11-01,,2024-10-31", [("text_too_long", "code")]),
    ("withdrawals", "TESTS,9.9,2024-01-01,SOCA", [("label_unknown", "label")]),
    ("withdrawals", "TESTS,1.1,,SOCA", [("cell_missing", "on")]),
    ("withdrawals", "TESTS,1.1,2024-01-01,", [("cell_missing", "authority")]),
    ("line-details", "TESTS,1.1,tomorrow,", [("date_invalid", "due")]),
    ("line-details", "TESTS,1.1,,Atlantis", [("actor_unknown", "lead")]),
]


@pytest.fixture
def stocked(office: Office) -> Office:
    """An office with what the rows above point to."""
    office.file("note.txt", TEXT)
    office.file("empty.txt", "")
    office.file("binary.txt", "%PDF-1.7")
    office.register("sources", HEADS["sources"], "S-0,note,The first note,,,en,,,note.txt,yes")
    office.register("instruments", HEADS["instruments"], "I-0,agreement,Agreement,Persetujuan,,,")
    office.register("indicators", HEADS["indicators"], "I-0,Indicator,Indikator,USD,sum,sum")
    return office


def bring(office: Office, kind: str, *rows: str) -> dict[str, int]:
    return office.register(kind, HEADS[kind], *rows)


def test_every_register_is_tried_here() -> None:
    assert set(GOOD) == {kind for kind, _, _ in BAD} == set(KINDS)


@pytest.mark.parametrize("kind", GOOD)
def test_a_register_comes_in_once(stocked: Office, kind: str) -> None:
    rows, _ = GOOD[kind]
    lines = kind in ("withdrawals", "line-details")
    first = {"new": 0 if lines else len(rows), "changed": len(rows) if lines else 0, "unchanged": 0}

    assert bring(stocked, kind, *rows) == first
    before = everything()

    assert bring(stocked, kind, *rows) == {"new": 0, "changed": 0, "unchanged": len(rows)}
    assert everything() == before


@pytest.mark.parametrize("kind", GOOD)
def test_a_row_that_changed_is_a_new_version(stocked: Office, kind: str) -> None:
    rows, changed = GOOD[kind]
    bring(stocked, kind, *rows)

    assert bring(stocked, kind, *changed) == {"new": 0, "changed": 1, "unchanged": 0}


@pytest.mark.parametrize(("kind", "row", "problems"), BAD)
def test_a_cell_that_cannot_be_right_is_named_and_nothing_is_written(
    stocked: Office, kind: str, row: str, problems: list[tuple[str, str]]
) -> None:
    before = everything()
    good, _ = GOOD[kind]

    found = rejected(stocked, kind, *good, row)

    place = f"{kind}.csv, row {len(good) + 2}, column "
    assert [(problem.code, problem.where.removeprefix(place)) for problem in found] == problems
    assert everything() == before


def rejected(office: Office, kind: str, *rows: str) -> tuple[Refusal, ...]:
    with pytest.raises(RowsRejected) as refused:
        bring(office, kind, *rows)
    return refused.value.problems


@pytest.mark.parametrize("kind", GOOD)
def test_a_row_that_repeats_another_is_named(stocked: Office, kind: str) -> None:
    rows, changed = GOOD[kind]
    before = everything()

    found = rejected(stocked, kind, *rows, *changed)

    assert [problem.code for problem in found] == ["row_repeated"]
    assert f"{kind}.csv, row {len(rows) + 2}" in found[0].where
    assert everything() == before


def everything() -> dict[str, Any]:
    """How many rows and history rows there are, and the versions of all rows."""
    counts = {model.__name__: model._default_manager.count() for model in records()}
    versions = {f"{model.__name__} history": model.history.model.objects.count() for model in records()}  # type: ignore[attr-defined]
    return counts | versions


@pytest.mark.parametrize("kind", GOOD)
def test_a_sheet_without_a_needed_column_says_which(stocked: Office, kind: str) -> None:
    needed = KINDS[kind].required[-1]
    head = ",".join(column for column in KINDS[kind].columns if column != needed)

    with pytest.raises(ColumnsMissing) as refused:
        stocked.register(kind, head, "x" + "," * head.count(","))

    assert needed in refused.value.says.en


def test_a_register_that_nobody_knows_is_refused_with_those_there_are(office: Office) -> None:
    with pytest.raises(CellUnknown) as refused:
        office.register("dreams", "code", "X")

    assert all(kind in refused.value.mend.en for kind in KINDS)


def test_who_may_only_read_writes_nothing(office: Office) -> None:
    path = office.file("actors.csv", f"{HEADS['actors']}\nX-MIN,ministry,A,B,,,,,\n")

    with pytest.raises(NotFound):
        import_register(VISITOR, path, kind="actors")

    assert not Actor.objects.filter(code="X-MIN").exists()


def test_a_source_is_kept_as_it_was_received(stocked: Office) -> None:
    source = Source.objects.get(code="S-0")

    assert place_of(stocked.folder.evidence, source.digest).read_text(encoding="utf-8") == TEXT


def test_a_passage_stands_where_it_was_quoted(stocked: Office) -> None:
    bring(stocked, "figures", *GOOD["figures"][0])

    figure = figure_named("f-1")

    assert figure.passage is not None
    assert TEXT[figure.passage.start : figure.passage.end] == figure.passage.text == "95% of its action lines"


def test_a_quoted_passage_counts_letters_not_bytes(stocked: Office) -> None:
    stocked.file("note.txt", "Ünïcödé 🛟 naik 95% dari 20 lini.")
    bring(stocked, "sources", "S-1,note,Note,,,id,,,note.txt,yes")

    bring(stocked, "figures", "F-1,TESTS,implementation_rate,95,,,,,,,,,,,S-1,95% dari 20 lini,")

    figure = figure_named("F-1")
    assert figure.passage is not None
    assert (figure.passage.start, figure.passage.end) == (15, 31)


def test_a_number_is_exact_and_a_range_keeps_both_ends(stocked: Office) -> None:
    bring(stocked, "figures", "F-1,KR,trade,some,12345678901234567.89,12345678901234567.9,USD,,,,,,,,,,")

    quantity = figure_named("F-1").quantity

    assert (str(quantity.number), str(quantity.number_max)) == ("12345678901234567.89", "12345678901234567.90")


def test_zero_is_reported_and_nothing_is_not_available(stocked: Office) -> None:
    bring(stocked, "values", "I-0,X-ALF,2023,reported,0,,,,", "I-0,X-ALF,2024,not_available,,,,,")

    assert list(Value.objects.order_by("start").values_list("state", "digits")) == [
        ("reported", 0),
        ("not_available", None),
    ]


def test_a_new_round_says_who_owes_in_it(stocked: Office) -> None:
    bring(stocked, "actors", "X-DEL,member_state,Delta,Delta,,,2024-11-15,,yes")

    bring(stocked, "rounds", *GOOD["rounds"][0])

    assert Obligation.objects.count() == 30  # Delta joined after the cut-off


def test_a_withdrawal_and_details_stand_on_the_line(stocked: Office) -> None:
    bring(stocked, "withdrawals", "TESTS,1.1,2024-01-01,SOCA")
    bring(stocked, "line-details", "TESTS,1.1,2024-12-31,X-SEC")

    line = Line.objects.get(withdrawn_on__isnull=False)

    assert (line.withdrawn_on, line.withdrawn_by) == (date(2024, 1, 1), "SOCA")
    assert (line.due_on, line.lead and line.lead.code) == (date(2024, 12, 31), "X-SEC")


def test_columns_that_a_sheet_does_not_have_leave_what_is_kept(stocked: Office) -> None:
    bring(stocked, "line-details", "TESTS,1.1,2024-12-31,X-SEC")

    stocked.register("line-details", "plan,label,due", "TESTS,1.1,2023-12-31")
    stocked.register("actors", "code,kind,name_en,name_id", "X-ALF,member_state,Alfara,Alfara Baru")

    line = Line.objects.get(due_on__isnull=False)
    country = Actor.objects.get(code="X-ALF")
    assert (line.due_on, line.lead and line.lead.code) == (date(2023, 12, 31), "X-SEC")
    assert (country.name.id, country.member_from, country.illustrative) == ("Alfara Baru", date(2000, 1, 1), True)


def test_figure_codes_differ_in_more_than_case(stocked: Office) -> None:
    bring(stocked, "figures", "F-1,TESTS,implementation_rate,95,,,,,,,,,,,,,")

    assert bring(stocked, "figures", "f-1,TESTS,implementation_rate,96,,,,,,,,,,,,,")["changed"] == 1
    assert PublishedFigure.objects.count() == 1
