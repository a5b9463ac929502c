"""What all commands have in common: help, data, refusals and wrong usage, said the same way."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from pantau import __version__
from pantau.cli import COMMANDS
from pantau.domain.words import table
from tests.cli import reported
from tests.cli.people import token, with_somebody
from tests.usecases.workers import at_work, plan_job, told_by
from tests.workspaces import PLAN, Pantau, everybody, progress

each_command = pytest.mark.parametrize("command", COMMANDS)
Words = list[object]
ROUND = ("--period", "2025", "--opens", "2025-11-03", "--closes", "2025-12-15", "--remind=-3,0")

# For each command, words with which it is done in a workspace with the plan TESTS; `serve` never ends and `demo` builds
# a workspace of its own: both have tests of their own.
DONE: dict[str, Callable[[Pantau], Words]] = {
    "init": lambda pantau: [pantau.folder.parent / "another"],
    "doctor": lambda pantau: [],
    "plan parse": lambda pantau: [pantau.file("plan.txt", PLAN)],
    "read": lambda pantau: [pantau.file("news.txt", "The fund received US$5 million.")],
    "words check": lambda pantau: [],
    "plan import": lambda pantau: [pantau.file("plan.txt", PLAN), "--code", "SECOND", "--period", "2021..2025"],
    "plan list": lambda pantau: [],
    "plan show": lambda pantau: ["TESTS"],
    "plan diff": lambda pantau: ["TESTS", further(pantau)],
    "plan versions": lambda pantau: ["TESTS"],
    "plan consult": lambda pantau: [further(pantau)[:-2], "--version", "2"],
    "plan adopt": lambda pantau: [further(pantau)[:-2], "--version", "2", "--on", "2022-01-01"],
    "plan translate": lambda pantau: ["TESTS", pantau.file("t.txt", PLAN), "--language", "id"],
    "plan matrix": lambda pantau: ["TESTS", "--to", pantau.folder.parent / "matrix.xlsx"],
    "plan update": lambda pantau: ["TESTS", matrix(pantau)],
    "progress import": lambda pantau: [pantau.file("p.csv", progress(everybody("selesai"))), "--plan", "TESTS"],
    "round open": lambda pantau: ["TESTS", "Autumn", *ROUND],
    "round list": lambda pantau: [],
    "round status": lambda pantau: [opened(pantau)],
    "round extend": lambda pantau: [
        *(opened(pantau), "Autumn", "--reporter", "X-ALF", "--until", "2026-01-31", "--reason", "flood")
    ],
    "round close": lambda pantau: [opened(pantau), "Autumn"],
    "round reopen": lambda pantau: [closed(pantau), "Autumn", "--reason", "the wrong one"],
    "round remind": lambda pantau: ["--on", "2025-12-15"],
    "initiative import": lambda pantau: [
        pantau.file("i.csv", "title,stage,stage_on,lines\nExercises,implementing,2023-01-01,1.1\n"),
        "--plan",
        "TESTS",
    ],
    "register import": lambda pantau: [
        "actors",
        pantau.file("a.csv", "code,kind,name_en,name_id\nX-UNI,university,University,Universitas\n"),
    ],
    "score": lambda pantau: ["TESTS"],
    "source search": lambda pantau: ["tests"],
    "source index": lambda pantau: [],
    "source add": lambda pantau: [pantau.file("s.txt", "The ministers met in Jakarta.")],
    "source edit": lambda pantau: [source(pantau), "--title", "The ministers met"],
    "source origin": lambda pantau: [source(pantau)],
    "evidence read": lambda pantau: [source(pantau)],
    "evidence list": lambda pantau: ["--source", read_source(pantau)],
    "evidence accept": lambda pantau: ["--source", read_source(pantau), "--type", "event"],
    "evidence reject": lambda pantau: ["--source", read_source(pantau), "--reason", "Not said so."],
    "evidence take-back": lambda pantau: ["--source", decided_source(pantau)],
    "evidence add": lambda pantau: [
        source(pantau),
        *("--type", "group", "--words", "ministers", "--set", "id=officials"),
    ],
    "evidence correct": lambda pantau: [meeting(pantau), "--set", "place=Bandung"],
    "evidence link": lambda pantau: [meeting(pantau), "plan", "TESTS"],
    "evidence merge": lambda pantau: list(two_meetings(pantau)),
    "evidence allow": lambda pantau: ["event"],
    "evidence bulk": lambda pantau: ["--source", allowed_source(pantau)],
    "figure check": lambda pantau: ["95", "--of", "20"],
    "figure add": lambda pantau: [
        *("--code", "F1", "--subject", "TESTS", "--metric", "implementation_rate", "--printed", "95")
    ],
    "figure list": lambda pantau: [],
    "figure show": lambda pantau: [figure(pantau)],
    "figure prefer": lambda pantau: [rival(pantau), "--reason", "It is later."],
    "job list": lambda pantau: [],
    "job show": lambda pantau: [plan_job(pantau)],
    "job cancel": lambda pantau: [plan_job(pantau)],
    "message list": lambda pantau: [],
    "message retry": lambda pantau: [message(pantau)],
    "user add": lambda pantau: ["rina", "--role", "approver", "--place", "X-ALF"],
    "user list": lambda pantau: [],
    "user invite": lambda pantau: [person(pantau)],
    "calendar renew": lambda pantau: [person(pantau)],
    "user close": lambda pantau: [person(pantau)],
    "role grant": lambda pantau: [person(pantau), "reviewer"],
    "role revoke": lambda pantau: [person(pantau), "approver", "--place", "X-ALF"],
    "role list": lambda pantau: [],
    "role delegate": lambda pantau: ["approver", "--to", acting(pantau), "--until", "2100-01-01"],
    "token add": lambda pantau: [with_somebody(pantau) or "a program"],
    "token list": lambda pantau: with_somebody(pantau) or [],
    "token revoke": lambda pantau: [token(pantau)],
    "report template": lambda pantau: [
        *("--round", "Autumn", "--reporter", "X-ALF"),
        *("--out", reported.opened(pantau).folder.parent / "template.csv"),
    ],
    "report import": lambda pantau: [reported.sheet(pantau)],
    "report merge": lambda pantau: reported.handed_in(pantau),
    "report ask": lambda pantau: [*reported.MINE, reported.ministry(reported.opened(pantau)), "1.1"],
    "report list": lambda pantau: [*reported.drafted(pantau)[:2]],
    "report show": lambda pantau: [*reported.drafted(pantau), "1.1"],
    "report submit": reported.drafted,
    "report return": lambda pantau: [*reported.submitted(pantau), "--note", "Too short."],
    "report accept": reported.submitted,
    "report lock": reported.accepted,
    "report amend": lambda pantau: [*reported.accepted(pantau), "--note", "It was finished in May."],
    "round endorse": lambda pantau: [
        *reported.accepted(pantau)[:2],
        *("--body", "soca", "--meeting", "30th SOCA", "--on", "2026-01-15"),
    ],
    "history": lambda pantau: ["actor", reported.known(pantau)],
    "work": lambda pantau: ["--once"],
    "verify": lambda pantau: [],
}
# For each, words under which it is refused.
REFUSED: dict[str, tuple[Callable[[Pantau], Words], str]] = {
    "init": (lambda pantau: [pantau.folder], "workspace_exists"),
    "demo": (lambda pantau: ["--workspace", pantau.folder], "workspace_exists"),
    "serve": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "plan parse": (lambda pantau: [pantau.file("empty.txt", "")], "file_empty"),
    "read": (lambda pantau: [pantau.folder.parent / "none.txt"], "file_missing"),
    "plan import": (
        lambda pantau: [pantau.file("plan.txt", PLAN), "--code", "!", "--period", "2021..2025"],
        "code_invalid",
    ),
    "plan list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "plan show": (lambda pantau: ["NOWHERE"], "plan_unknown"),
    "plan diff": (lambda pantau: ["TESTS", "TESTS@9"], "version_unknown"),
    "plan versions": (lambda pantau: ["NOWHERE"], "plan_unknown"),
    "plan consult": (lambda pantau: ["TESTS", "--version", "1"], "version_settled"),
    "plan adopt": (lambda pantau: ["TESTS", "--version", "1", "--on", "2022-01-01"], "version_settled"),
    "plan translate": (lambda pantau: ["TESTS", pantau.file("t.txt", PLAN)], "language_own"),
    "plan matrix": (lambda pantau: ["NOWHERE", "--to", pantau.folder.parent / "matrix.xlsx"], "plan_unknown"),
    "plan update": (lambda pantau: ["TESTS", pantau.file("empty.csv", "")], "file_empty"),
    "progress import": (
        lambda pantau: [pantau.file("p.csv", progress(everybody("selesai"))), "--plan", "NOWHERE"],
        "plan_unknown",
    ),
    "round open": (lambda pantau: ["NOWHERE", "Autumn", *ROUND], "plan_unknown"),
    "round list": (lambda pantau: ["--plan", "NOWHERE"], "plan_unknown"),
    "round status": (lambda pantau: ["NOWHERE"], "plan_unknown"),
    "round extend": (
        lambda pantau: ["TESTS", "1999", "--reporter", "X-ALF", "--until", "2026-01-31", "--reason", "flood"],
        "round_unknown",
    ),
    "round close": (lambda pantau: ["TESTS", "1999"], "round_unknown"),
    "round reopen": (lambda pantau: ["TESTS", "1999", "--reason", "none"], "round_unknown"),
    "round remind": (lambda pantau: ["--on", "soon"], "date_invalid"),
    "initiative import": (
        lambda pantau: [pantau.file("i.csv", "title,stage\nExercises,dreaming\n"), "--plan", "TESTS"],
        "rows_rejected",
    ),
    "register import": (lambda pantau: ["dreams", pantau.file("a.csv", "code\nX\n")], "cell_unknown"),
    "score": (lambda pantau: ["NOWHERE"], "plan_unknown"),
    "source add": (lambda pantau: [pantau.file("s.txt", "A text."), "--link", "nowhere"], "link_invalid"),
    "source search": (
        lambda pantau: ["tests", "--workspace", pantau.folder.parent / "nowhere"],
        "workspace_missing",
    ),
    "source index": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "source edit": (lambda pantau: ["NOWHERE", "--title", "A title"], "source_unknown"),
    "source origin": (lambda pantau: ["NOWHERE"], "source_unknown"),
    "evidence read": (lambda pantau: ["NOWHERE"], "source_unknown"),
    "evidence list": (lambda pantau: ["--source", "NOWHERE"], "source_unknown"),
    "evidence accept": (lambda pantau: ["NOWHERE:1"], "claim_unknown"),
    "evidence reject": (lambda pantau: ["NOWHERE:1"], "claim_unknown"),
    "evidence take-back": (lambda pantau: [], "no_claim_chosen"),
    "evidence add": (lambda pantau: ["NOWHERE", "--type", "event", "--words", "a meeting"], "source_unknown"),
    "evidence correct": (lambda pantau: ["NOWHERE:1", "--set", "place=Bandung"], "claim_unknown"),
    "evidence link": (lambda pantau: [meeting(pantau), "plan", "NOWHERE"], "link_unfit"),
    "evidence merge": (lambda pantau: ["NOWHERE:1", "NOWHERE:2"], "claim_unknown"),
    "evidence allow": (lambda pantau: ["rumour"], "cell_unknown"),
    "evidence bulk": (lambda pantau: [], "bulk_not_allowed"),
    "figure check": (lambda pantau: ["95", "--of", "0"], "base_invalid"),
    "figure add": (
        lambda pantau: ["--code", "F1", "--subject", "NOBODY", "--metric", "implementation_rate", "--printed", "95"],
        "cell_unknown",
    ),
    "figure list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "figure show": (lambda pantau: ["F2"], "figure_unknown"),
    "figure prefer": (lambda pantau: [figure(pantau), "--reason", "It is later."], "no_rivals"),
    "job list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "job show": (lambda pantau: ["7"], "job_unknown"),
    "job cancel": (lambda pantau: ["7"], "job_unknown"),
    "message list": (lambda pantau: ["--state", "lost"], "cell_unknown"),
    "message retry": (lambda pantau: ["7"], "message_unknown"),
    "user add": (lambda pantau: ["a b"], "person_name_invalid"),
    "user list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "user invite": (lambda pantau: ["nobody"], "person_unknown"),
    "calendar renew": (lambda pantau: ["nobody"], "person_unknown"),
    "user close": (lambda pantau: ["nobody"], "person_unknown"),
    "role grant": (lambda pantau: ["nobody", "reviewer"], "person_unknown"),
    "role revoke": (lambda pantau: ["nobody", "reviewer"], "person_unknown"),
    "role list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "role delegate": (lambda pantau: ["approver", "--to", "nobody", "--until", "2100-01-01"], "person_unknown"),
    "token add": (lambda pantau: ["a program"], "person_unknown"),
    "token list": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "token revoke": (lambda pantau: [str(UUID(int=1))], "token_unknown"),
    "report template": (
        lambda pantau: ["--round", "1999", "--reporter", "X-ALF", "--out", pantau.folder.parent / "none.xlsx"],
        "not_found",
    ),
    "report import": (lambda pantau: [pantau.folder.parent / "none.xlsx"], "file_missing"),
    "report merge": (lambda pantau: ["TESTS", "1999", "X-ALF"], "round_unknown"),
    "report ask": (lambda pantau: ["TESTS", "1999", "X-ALF", "X-ALF-MIN", "1.1"], "round_unknown"),
    "report list": (lambda pantau: ["TESTS", "1999"], "round_unknown"),
    "report show": (lambda pantau: ["TESTS", "1999", "X-ALF", "1.1"], "round_unknown"),
    "report submit": (lambda pantau: ["TESTS", "1999", "X-ALF"], "round_unknown"),
    "report return": (lambda pantau: ["TESTS", "1999", "X-ALF", "--note", "x"], "round_unknown"),
    "report accept": (lambda pantau: ["TESTS", "1999", "X-ALF"], "round_unknown"),
    "report lock": (lambda pantau: ["TESTS", "1999", "X-ALF"], "round_unknown"),
    "report amend": (lambda pantau: ["TESTS", "1999", "X-ALF", "--note", "x"], "round_unknown"),
    "round endorse": (
        lambda pantau: ["TESTS", "1999", "--body", "soca", "--meeting", "30th SOCA", "--on", "2026-01-15"],
        "round_unknown",
    ),
    "history": (lambda pantau: ["actor", str(UUID(int=1))], "not_found"),
    "work": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
    "verify": (lambda pantau: ["--workspace", pantau.folder.parent / "nowhere"], "workspace_missing"),
}
# For each, words that nobody can mean.
WRONG: dict[str, Words] = {
    "init": [],
    "demo": ["--port", "0"],
    "serve": ["--port", "many"],
    "doctor": ["now"],
    "plan parse": [],
    "read": [],
    "words check": ["now"],
    "plan import": ["plan.txt", "--code", "SECOND"],
    "plan list": ["all"],
    "plan show": [],
    "plan diff": ["TESTS"],
    "plan versions": [],
    "plan consult": ["TESTS", "--version", "two"],
    "plan adopt": ["TESTS", "--version", "2"],
    "plan translate": ["TESTS"],
    "plan matrix": ["TESTS"],
    "plan update": ["TESTS"],
    "progress import": ["progress.csv"],
    "round open": ["TESTS", "Autumn"],
    "round list": ["all"],
    "round status": ["TESTS", "2025"],
    "round extend": ["TESTS", "2025"],
    "round close": ["TESTS"],
    "round reopen": ["TESTS", "Autumn"],
    "round remind": ["TESTS"],
    "initiative import": ["--plan", "TESTS"],
    "register import": ["actors"],
    "score": ["TESTS", "--as-off", "2025-12-31"],
    "source search": ["tests", "--from", "soon"],
    "source index": ["everything"],
    "source add": [],
    "source edit": [],
    "source origin": [],
    "evidence read": [],
    "evidence list": ["--least", "101"],
    "evidence accept": ["--least", "many"],
    "evidence reject": ["--least", "many"],
    "evidence take-back": ["--least", "many"],
    "evidence add": ["S1", "--words", "a meeting"],
    "evidence correct": [],
    "evidence link": ["S1:1"],
    "evidence merge": ["S1:1"],
    "evidence allow": [],
    "evidence bulk": ["--never"],
    "figure check": ["95"],
    "figure add": ["--code", "F1"],
    "figure list": ["--subject"],
    "figure show": [],
    "figure prefer": ["F1"],
    "job list": ["now"],
    "job show": [],
    "job cancel": [],
    "message list": ["all"],
    "message retry": [],
    "user add": [],
    "user list": ["all"],
    "user invite": [],
    "calendar renew": ["rina", "rina"],
    "user close": [],
    "role grant": ["rina"],
    "role revoke": ["rina"],
    "role list": ["all"],
    "role delegate": ["approver"],
    "token add": [],
    "token list": ["all"],
    "token revoke": ["first"],
    "report template": ["--round", "2025"],
    "report import": [],
    "report ask": ["TESTS"],
    "report merge": ["TESTS", "2025"],
    "report list": ["TESTS"],
    "report show": ["TESTS", "2025", "X-ALF"],
    "report submit": ["TESTS"],
    "report return": ["TESTS", "2025", "X-ALF"],
    "report accept": [],
    "report lock": [],
    "report amend": ["TESTS", "2025", "X-ALF"],
    "round endorse": ["TESTS", "2025"],
    "history": ["actor"],
    "work": ["--parent", "nobody"],
    "verify": ["--dry-run"],
}


def further(pantau: Pantau) -> str:
    """A further draft of the plan TESTS, as commands name it."""
    path = pantau.file("further.txt", PLAN.replace("rescue", "patrol"))
    pantau.must("plan", "import", path, "--code", "TESTS", "--period", "2021..2025")
    return "TESTS@2"


def person(pantau: Pantau) -> str:
    """An approver of Alfara."""
    pantau.must("user", "add", "rina", "--role", "approver", "--place", "X-ALF")
    return "rina"


def acting(pantau: Pantau) -> str:
    """Somebody to whom the approver can pass the role on, who is the one that acts."""
    pantau.must("user", "add", "budi")
    pantau.environment["PANTAU_USER"] = person(pantau)
    return "budi"


def matrix(pantau: Pantau) -> Path:
    """The working matrix of the plan TESTS."""
    path = pantau.folder.parent / "working.xlsx"
    pantau.must("plan", "matrix", "TESTS", "--to", path)
    return path


def test_every_command_is_tried_here() -> None:
    assert set(DONE) == set(COMMANDS) - {"serve", "demo"}
    assert set(REFUSED) == set(COMMANDS) - {"doctor", "words check"}
    assert set(WRONG) == set(COMMANDS)


def opened(pantau: Pantau) -> str:
    """The code of a plan with the open round Autumn."""
    pantau.must("round", "open", *DONE["round open"](pantau))
    return "TESTS"


def closed(pantau: Pantau) -> str:
    """The same, once its round was closed."""
    pantau.must("round", "close", *DONE["round close"](pantau))
    return "TESTS"


def message(pantau: Pantau) -> str:
    """The id of a message that waits."""
    return told_by(at_work(pantau, "write-mail")).strip()


def source(pantau: Pantau) -> str:
    pantau.must("source", "add", *DONE["source add"](pantau), "--code", "S1")
    return "S1"


def read_source(pantau: Pantau) -> str:
    """A source with claims to decide on."""
    text = "The 9th ASEAN Summit was held in Jakarta on 8 July 2024. The 12th ASEAN Summit was held in Hanoi in 2025."
    pantau.must("source", "add", pantau.file("claims.txt", text), "--code", "S2")
    pantau.must("evidence", "read", "S2")
    return "S2"


def decided_source(pantau: Pantau) -> str:
    pantau.must("evidence", "reject", "--source", read_source(pantau))
    return "S2"


def allowed_source(pantau: Pantau) -> str:
    pantau.must("evidence", "allow", "event", "--least", "50")
    return read_source(pantau)


def two_meetings(pantau: Pantau) -> list[str]:
    claims = pantau.must("evidence", "list", "--source", read_source(pantau), "--type", "event", "--json").json
    return [str(one["public_id"]) for one in claims[:2]]


def meeting(pantau: Pantau) -> str:
    return two_meetings(pantau)[0]


def figure(pantau: Pantau) -> str:
    pantau.must("figure", "add", *DONE["figure add"](pantau))
    return "F1"


def rival(pantau: Pantau) -> str:
    """A figure that says something else of the same thing as another."""
    about = ("--subject", "TESTS", "--metric", "implementation_rate")
    pantau.must("figure", "add", "--code", "F0", *about, "--printed", "80")
    return figure(pantau)


@pytest.mark.stored  # of each command this is the test that runs on both engines
@pytest.mark.parametrize("command", DONE)
def test_a_command_says_what_it_did(request: pytest.FixtureRequest, command: str) -> None:
    pantau = where(request, command)

    result = pantau.must(*command.split(), *DONE[command](pantau))

    assert result.out.strip()
    assert result.err == ""


def where(request: pytest.FixtureRequest, command: str) -> Pantau:
    """A workspace for the command, or none yet for the one that makes it."""
    found: Pantau = request.getfixturevalue("bare" if command == "init" else "pantau")
    return found


@pytest.mark.parametrize("command", DONE)
def test_a_command_answers_in_data(request: pytest.FixtureRequest, command: str) -> None:
    pantau = where(request, command)

    result = pantau.must(*command.split(), *DONE[command](pantau), "--json")

    assert isinstance(result.json, dict | list)
    assert result.err == ""


@pytest.mark.parametrize("command", REFUSED)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_command_refuses_in_a_sentence_with_what_to_do(untouched: Pantau, command: str, language: str) -> None:
    words, code = REFUSED[command]
    sentences = table("refusals")[code]

    said = untouched("--lang", language, *command.split(), *words(untouched))

    assert (said.code, said.out) == (1, "")
    assert re.search(pattern(sentences["says"][language]), said.err)
    assert re.search(pattern(sentences["mend"][language]), said.err)


def pattern(sentence: str) -> str:
    """The sentence with anything in its named places."""
    return ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence))


@pytest.mark.parametrize("command", REFUSED)
def test_a_refusal_in_data_says_the_same_and_nothing_is_changed(untouched: Pantau, command: str) -> None:
    words, code = REFUSED[command]

    assert untouched.refusal(*command.split(), *words(untouched))["code"] == code


@each_command
def test_wrong_usage_leaves_with_2_and_changes_nothing(untouched: Pantau, command: str) -> None:
    before = untouched.contents()

    result = untouched(*command.split(), *WRONG[command])

    assert result.code == 2
    assert result.out == ""
    assert result.err.strip()
    assert untouched.contents() == before


@each_command
@pytest.mark.parametrize("language", ["en", "id"])
def test_help_needs_no_workspace(bare: Pantau, command: str, language: str) -> None:
    result = bare.must("--lang", language, *command.split(), "--help")

    text = " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.out).split())
    assert table("commands")[command][language].casefold() in text.casefold()
    assert "--json" in text


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_lists_every_command(bare: Pantau, words: list[str]) -> None:
    result = bare.must(*words)

    assert [command for command in COMMANDS if f"pantau {command} " not in result.out] == []


def test_the_version_is_told(bare: Pantau) -> None:
    assert bare.must("--version").out == f"pantau {__version__}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["scor", "TESTS"], "pantau score"),
        (["plan"], "pantau plan import"),
        (["plan", "imprt"], "pantau plan import"),
        (["figures", "list"], "pantau figure list"),
        (["xyzzy"], "pantau --help"),
        (["--workspace"], "--workspace"),
    ],
)
def test_a_command_that_is_not_there_is_wrong_usage_with_a_hint(bare: Pantau, words: list[str], expected: str) -> None:
    result = bare(*words)

    assert (result.code, result.out) == (2, "")
    assert expected in result.err


def test_the_workspace_may_be_named_before_or_after_the_command(pantau: Pantau) -> None:
    elsewhere = Pantau(folder=pantau.folder.parent, warm=pantau.warm, database_url=pantau.database_url)

    before = elsewhere.must("--workspace", pantau.folder, "plan", "list", "--json")
    after = elsewhere.must("plan", "list", "--workspace", pantau.folder, "--json")
    joined = elsewhere.must(f"--workspace={pantau.folder}", "plan", "list", "--json")

    assert before.json == after.json == joined.json
    assert [plan["plan"] for plan in before.json] == ["TESTS"]


def test_the_workspace_may_be_named_in_the_environment(pantau: Pantau) -> None:
    elsewhere = Pantau(folder=pantau.folder.parent, warm=pantau.warm, database_url=pantau.database_url)
    elsewhere.environment["PANTAU_WORKSPACE"] = str(pantau.folder)

    assert elsewhere.must("plan", "list", "--json").json


def test_the_command_is_the_same_when_it_is_run_cold(pantau: Pantau) -> None:
    assert pantau.cold("score", "TESTS", "--known-at", "2030-01-01", "--as-of", "2025-12-31") == pantau(
        "score", "TESTS", "--known-at", "2030-01-01", "--as-of", "2025-12-31"
    )


@pytest.mark.parametrize("words", [["plan", "show", "TESTS"], ["score", "TESTS"], ["--help"]])
def test_a_terminal_of_another_alphabet_gets_an_answer_all_the_same(pantau: Pantau, words: list[str]) -> None:
    pantau.environment |= {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    result = pantau.cold(*words)

    assert (result.code, bool(result.out)) == (0, True)


def test_a_reader_that_stops_early_is_no_fault(pantau: Pantau) -> None:
    process = pantau.start("plan", "show", "TESTS", "--json")
    assert process.stdout is not None
    assert process.stderr is not None

    process.stdout.close()

    with process:
        assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize("words", [["plan", "show", "\udcff"], ["figure", "check", "\udcff", "--of", "20"]])
def test_a_word_in_no_encoding_is_refused_in_a_sentence(pantau: Pantau, words: list[str]) -> None:
    result = pantau.cold(*words)

    assert (result.code, result.out) == (2, "")
    assert "udcff" in result.err
