"""Two writers at once: one wins, the other is told; read, check and save would let both win."""

import pytest

from tests.records.racers import (
    change_by_pen,
    change_naively,
    import_actors,
    import_naively_while_it_is_closed,
    import_plan_text,
    import_progress_sheet,
    import_while_it_is_closed,
    race,
)
from tests.workspaces import COUNTRIES, LABELS, Pantau

pytestmark = pytest.mark.stored

ROUNDS = 30


def test_of_two_writers_who_saw_the_same_version_one_wins(pantau: Pantau) -> None:
    outcome = race(pantau, change_by_pen, rounds=ROUNDS)

    assert [sum(winners) for winners in outcome] == [1] * ROUNDS
    assert versions(pantau) == [ROUNDS + 1]
    assert pantau.sql("SELECT COUNT(*) FROM records_historicalactor WHERE code = 'X-ALF'") == [(ROUNDS + 1,)]
    assert pantau.must("verify").code == 0


def test_the_naive_way_lets_both_win(pantau: Pantau) -> None:
    outcome = race(pantau, change_naively, rounds=ROUNDS)

    assert (True, True) in outcome
    assert pantau("verify").code == 1


def versions(pantau: Pantau) -> list[int]:
    return [version for (version,) in pantau.sql("SELECT version FROM records_actor WHERE code = 'X-ALF'")]


def test_of_two_progress_imports_at_once_one_is_written(pantau: Pantau) -> None:
    rounds = 8

    outcome = race(pantau, import_progress_sheet, rounds=rounds)

    assert [sum(winners) for winners in outcome] == [1] * rounds
    reports = len(LABELS) * len(COUNTRIES) * rounds // 2
    assert pantau.count("statusreport") == reports
    assert pantau.count("statusreportversion") == 2 * reports
    assert pantau.must("verify").code == 0


def test_no_report_is_written_into_a_round_once_somebody_closed_it(pantau: Pantau) -> None:
    rounds = 8

    outcome = race(pantau, import_while_it_is_closed, rounds=rounds)

    assert [closed for _, closed in outcome] == [True] * rounds
    assert after_closing(pantau) == 0
    assert pantau.count("statusreport") == rounds + sum(written for written, _ in outcome)
    assert pantau.must("verify").code == 0


def test_the_naive_way_writes_into_a_closed_round(pantau: Pantau) -> None:
    race(pantau, import_naively_while_it_is_closed, rounds=2)

    assert after_closing(pantau) == 2


def after_closing(pantau: Pantau) -> int:
    """How many reports were written in rounds after they were closed, as the histories tell by their order."""
    ((many,),) = pantau.sql("""
        SELECT COUNT(*) FROM records_statusreport r JOIN records_round o ON o.id = r.round_id
        WHERE o.closed_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM records_statusreportversion v
            JOIN records_ledgerentry i ON i.decision = 'import' AND i.at = v.accepted_at
            JOIN records_ledgerentry c ON c.decision = 'close' AND c.subject = o.public_id
            WHERE v.report_id = r.id AND i.number < c.number)
    """)
    return int(many)


def test_of_two_plans_under_one_code_one_is_written(pantau: Pantau) -> None:
    rounds = 6

    outcome = race(pantau, import_plan_text, rounds=rounds)

    assert [sum(winners) for winners in outcome] == [1] * rounds
    assert pantau.count("plan") == rounds + 1
    assert pantau.count("line") == len(LABELS) * (rounds + 1)
    assert pantau.must("verify").code == 0


def test_a_register_that_two_bring_at_once_is_there_once(pantau: Pantau) -> None:
    rounds = 6
    before = pantau.count("actor")

    outcome = race(pantau, import_actors, rounds=rounds)

    assert all(sum(winners) >= 1 for winners in outcome)
    assert pantau.count("actor") == before + 20 * rounds
    assert pantau.must("verify").code == 0
