"""`pantau history KIND ID`"""

from datetime import UTC, datetime, time
from typing import Annotated
from uuid import UUID

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.record_history import RecordHistory, RecordKind, field_words
from pantau.domain.refusals import NotFound


def command(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=say("plan, line, round, report, actor, figure or person."))
    ],
    record: Annotated[str, typer.Argument(metavar="ID", help=say("The public id of the record."))],
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help=say("Show it as it stood on this day."), show_default=False)
    ] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    wanted = RecordKind(one_of("KIND", kind, RecordKind))
    day = read_day(as_of, option="--as-of")
    moment = datetime.combine(day, time.max, tzinfo=UTC) if day else None
    with workspace(named):
        from pantau.records.queries.history import record_history

        history = record_history(whoever(), kind=wanted, record=_uuid(record))
    if as_json:
        print_json(history.as_json() | ({"as_of": as_of, "then": _then(history, moment)} if moment else {}))
    elif moment:
        for part, values in _then(history, moment).items():
            print(part)
            for name, text in values.items():
                print(f"  {field_words(name).into(language())}: {text}")
    else:
        _print(history)


def _uuid(text: str) -> UUID:
    """Raises NotFound for a text that is no id: there is no such record."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _then(history: RecordHistory, moment: datetime) -> dict[str, dict[str, str]]:
    standing = [(part, part.at(moment)) for part in history.parts]
    return {
        f"{part.words.into(language())} {part.name}".strip(): dict(version.values)
        for part, version in standing
        if version is not None
    }


def _print(history: RecordHistory) -> None:
    for part in history.parts:
        print(f"{part.words.into(language())} {part.name}".strip())
        for version in part.versions:
            why = version.why_said.into(language())
            print(f"  {version.number}  {version.at.isoformat(timespec='seconds')}  {version.by}  {why}")
            for change in version.changes:
                print(f"     {change.words.into(language())}: {change.was or '–'} → {change.now or '–'}")
