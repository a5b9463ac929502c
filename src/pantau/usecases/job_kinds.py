"""The kinds of long work: for each kind of domain/data/jobs.toml the function that does it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pantau.domain.jobs import Told
from pantau.domain.permissions import Actor
from pantau.records.job_files import keep_outgoing
from pantau.usecases.ask_ledger_check import KIND, check_ledger_at_length
from pantau.usecases.export_file import WrittenFile, comparison_file, matrix_file
from pantau.usecases.stage_reports import take_reports
from pantau.usecases.start_draft import start_draft


class Work(Protocol):
    """Does the work of a kind as `actor`, and gives what its page leads to, as JSON holds it.

    That is ``{"page": NAME, "places": {...}}`` for something to look at, or ``{"file": DIGEST, "name", "media_type"}``
    for a file kept by records.job_files.keep_outgoing. It writes in one short transaction, and is done a second time
    where a worker died between that and the job's end: then it must find what the first time left.
    """

    def __call__(
        self, actor: Actor, *, arguments: Mapping[str, Any], content: bytes | None, told: Told
    ) -> dict[str, Any]: ...


def read_plan(actor: Actor, *, arguments: Mapping[str, Any], content: bytes | None, told: Told) -> dict[str, Any]:
    """A draft of the plan in a file; `arguments` may hold `plan` and `details` as start_draft takes them."""

    def read(done: int, of: int) -> None:
        told(done, of)
        if done == of:
            told.stage("reading_plan")

    told.stage("reading_file")
    draft = start_draft(
        actor,
        content=content or b"",
        file=arguments["file"],
        plan=arguments.get("plan", ""),
        details=arguments.get("details"),
        told=read,
    )
    return {"page": "draft", "places": {"draft": str(draft.public_id)}}


def writes(make: Callable[..., WrittenFile]) -> Work:
    """The work of writing a file; its arguments hold the `format`, and in `wish` what else `make` takes."""

    def write(actor: Actor, *, arguments: Mapping[str, Any], told: Told, **_unused: Any) -> dict[str, Any]:
        told.stage("writing")
        file = make(actor, format=arguments["format"], **arguments["wish"])
        told.stage("writing")  # who asked to stop meanwhile gets no file
        return {"file": keep_outgoing(file.content), "name": file.name, "media_type": file.media_type}

    return write


KINDS: dict[str, Work] = {
    "read_plan": read_plan,
    "write_matrix": writes(matrix_file),
    "write_comparison": writes(comparison_file),
    "import_reports": take_reports,
    KIND: check_ledger_at_length,
}
