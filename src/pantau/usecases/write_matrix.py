"""A plan written out as a working matrix in Word or Excel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from pantau.domain.actors import ActorRow
from pantau.domain.permissions import Actor, Verb, plan_matter, require, sees_countries
from pantau.domain.plans import PlanRow, VersionState
from pantau.domain.refusals import ActorUnknown, NotFound, ReporterIncomplete, TextTooLong
from pantau.records.models import PlanVersion, Round
from pantau.records.queries.actors import actor_row
from pantau.records.queries.plans import plan_named, version_in_force, version_numbered
from pantau.records.workspace import find_folder
from pantau.standards.sheets import Mark, Matrix, excel_matrix, word_matrix
from pantau.usecases.cells import ActorIndex, actor_index
from pantau.usecases.matrix_lines import BOTH, LineNow, MatrixScope, matrix_now

MAKERS: Mapping[str, Callable[[Matrix], bytes]] = {"xlsx": excel_matrix, "docx": word_matrix}
MATRIX_LANGUAGES = ("en", "id", BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixWish:
    """What somebody wants a matrix of: by default the text in force, in its language, with the region's statuses today.

    `number` 0 is the text in force; `reporter` is a code or name, given together with a round.
    """

    plan: str
    number: int = 0
    language: str = ""
    reporter: str = ""
    round: str = ""
    as_of: date | None = None


def matrix_of(actor: Actor, wish: MatrixWish, *, now: datetime | None = None) -> Matrix:
    """The matrix as the record stands; `now` is the moment printed on it.

    Raises:
        PlanUnknown, VersionUnknown: there is no such plan or version.
        ReporterIncomplete, ActorUnknown, TextTooLong: the reporter or the round cannot be meant.
        NotFound: the actor may not see what that reporter reports (rule 12).
    """
    require(actor, Verb.READ)
    now = now or timezone.now()
    plan = plan_named(wish.plan)
    actors = actor_index()
    reporter = reporter_named(wish.reporter, round=wish.round, actors=actors)
    if reporter is not None and not sees_countries(actor, plan.visibility, plan_matter(plan, reporter=reporter.id)):
        raise NotFound
    as_of = wish.as_of or now.date()
    version = _version(plan, wish.number, as_of=as_of, now=now)
    scope = MatrixScope(
        plan=plan,
        version=version,
        language=wish.language or version.language,
        reporter=reporter,
        round=wish.round,
        as_of=as_of,
        known_at=now,
    )
    rows = matrix_now(actor, scope, actors=actors).rows
    return Matrix(
        code=plan.code,
        title=plan.title,
        version=version.number,
        state=VersionState(version.state).words,
        reporter=reporter.name if reporter else None,
        round=wish.round,
        as_of=as_of,
        made_at=now,
        language=scope.language,
        spoken=scope.spoken,
        settled=version.language if scope.is_settled else "",
        illustrative=plan.illustrative,
        mark=mark_of(scope),
        rows=tuple(row.row if isinstance(row, LineNow) else row for row in rows),
    )


def write_matrix(matrix: Matrix, *, format: str) -> bytes:
    """The file; `format` is one of MAKERS. The same matrix gives the same bytes."""
    return MAKERS[format](matrix)


def file_name(matrix: Matrix, *, format: str) -> str:
    """What the file is called, as PLAN-2-matrix-X-ALF-2025-en.xlsx."""
    parts = (matrix.code, str(matrix.version), "matrix", matrix.mark.reporter, matrix.round, matrix.language)
    return f"{'-'.join(filter(None, parts))}.{format}".replace("/", "-")


def mark_of(scope: MatrixScope) -> Mark:
    """What the file says of itself when it comes back."""
    return Mark(
        workspace=str(find_folder().id),
        plan=str(scope.plan.public_id),
        version=scope.version.number,
        language=scope.language,
        reporter=scope.reporter.code if scope.reporter else "",
        round=scope.round,
    )


def reporter_named(name: str, *, round: str, actors: ActorIndex) -> ActorRow | None:
    """The actor whose statuses are meant, ``None`` for the region's.

    Raises ReporterIncomplete, ActorUnknown, TextTooLong.
    """
    if bool(name) != bool(round):
        raise ReporterIncomplete
    limit = Round._meta.get_field("code").max_length or 0
    if len(round) > limit:
        raise TextTooLong(column="--round", length=len(round), limit=limit)
    found = actors.find(name) if name else None
    if name and found is None:
        raise ActorUnknown(actor=name)
    return actor_row(found) if found else None


def _version(plan: PlanRow, number: int, *, as_of: date, now: datetime) -> PlanVersion:
    return version_numbered(plan, number) if number else version_in_force(plan, as_of, known_at=now)
