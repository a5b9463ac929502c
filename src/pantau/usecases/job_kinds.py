"""The kinds of long work: for each kind of domain/data/jobs.toml the function that does it."""

from collections.abc import Mapping
from typing import Any, Protocol

from pantau.domain.jobs import Told
from pantau.domain.permissions import Actor


class Work(Protocol):
    """Does the work of a kind as `actor`, and gives what its page leads to, as JSON holds it.

    That is ``{"page": NAME, "places": {...}}`` for something to look at, or ``{"file": DIGEST, "name", "media_type"}``
    for a file kept by records.job_files.keep_outgoing. It writes in one transaction, and is done a second time where
    a worker died between that and the job's end: then it must find what the first time left.
    """

    def __call__(
        self, actor: Actor, *, arguments: Mapping[str, Any], content: bytes | None, told: Told
    ) -> dict[str, Any]: ...


KINDS: dict[str, Work] = {}
