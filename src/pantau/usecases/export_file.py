"""Files written out of the record: by a page at once, by the worker where the plan is long."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from pantau.domain.alignment import Change
from pantau.domain.permissions import Actor
from pantau.standards.comparisons import Paper, comparison_document, comparison_workbook
from pantau.usecases.compare_plans import compare_plans
from pantau.usecases.print_comparison import print_comparison
from pantau.usecases.write_matrix import MatrixWish, file_name, matrix_of, write_matrix

LONG = 1_000
"""Action lines from which a file is written by the worker."""

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NAMES = {"xlsx": "Excel", "docx": "Word"}
"""What people call a format."""
PAPERS: Mapping[str, Callable[[Paper], bytes]] = {"xlsx": comparison_workbook, "docx": comparison_document}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """The bytes of a file, its name and its media type."""

    content: bytes
    name: str
    media_type: str


def matrix_file(
    actor: Actor,
    *,
    format: str,
    plan: str,
    number: int = 0,
    language: str = "",
    reporter: str = "",
    round: str = "",
    now: datetime | None = None,
) -> WrittenFile:
    """A plan's working matrix, wished for as in MatrixWish. Raises what `matrix_of` raises."""
    wish = MatrixWish(plan=plan, number=number, language=language, reporter=reporter, round=round)
    matrix = matrix_of(actor, wish, now=now or timezone.now())
    return WrittenFile(
        content=write_matrix(matrix, format=format),
        name=file_name(matrix, format=format),
        media_type=MEDIA_TYPES[format],
    )


def comparison_file(
    actor: Actor, *, format: str, old: str, new: str, language: str, only: str = "", now: datetime | None = None
) -> WrittenFile:
    """Two texts compared, for Word or Excel; `only` keeps the clauses of one change. Raises as `compare_plans`."""
    compared = compare_plans(actor, old=old, new=new)
    paper = print_comparison(
        compared, language=language, made_at=now or timezone.now(), only=Change(only) if only else None
    )
    name = f"{paper.old.name}-{paper.new.name}.{format}".replace("@", "-")
    return WrittenFile(content=PAPERS[format](paper), name=name, media_type=MEDIA_TYPES[format])
