"""A file that was looked at waits in the workspace until its preview is agreed to, or for an hour."""

import re
from uuid import UUID, uuid4

from pantau.domain.permissions import Actor, Matter, Verb, may, may_somewhere
from pantau.domain.refusals import NotFound, UploadGone
from pantau.records.job_files import drop_incoming, incoming, keep_incoming, keep_reading, reading
from pantau.records.opening import faults_said
from pantau.records.workspace import find_folder

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")


def stage_upload(actor: Actor, *, verb: Verb, content: bytes, about: Matter | None = None) -> str:
    """Keep a file for a while; the name under which it waits.

    `verb`, and what it is `about`, is what agreeing to its preview would be.

    Raises NotFound, WorkspaceFull, WorkspaceReadOnly, WorkspaceLocked.
    """
    _require(actor, verb, about)
    place = uuid4()
    with faults_said(find_folder()):
        return f"{place.hex}.{keep_incoming(place, content)}"


def staged_upload(actor: Actor, *, verb: Verb, token: str, about: Matter | None = None) -> bytes:
    """The bytes that wait under a name. Raises NotFound, UploadGone."""
    _require(actor, verb, about)
    try:
        return incoming(*_parts(token))
    except OSError as fault:
        raise UploadGone from fault


def stage_reading(*, token: str, content: bytes) -> None:
    """Keep what was read from a file that waits, for the next time. Raises UploadGone, WorkspaceFull."""
    with faults_said(find_folder()):
        keep_reading(_parts(token)[0], content)


def staged_reading(*, token: str) -> bytes | None:
    """What was read from a file that waits, ``None`` where it must be read. Raises UploadGone for what is no name."""
    return reading(_parts(token)[0])


def drop_upload(actor: Actor, *, verb: Verb, token: str, about: Matter | None = None) -> None:
    """Forget a file that waits. Raises NotFound, and UploadGone for what is no such name."""
    _require(actor, verb, about)
    drop_incoming(_parts(token)[0])


def _require(actor: Actor, verb: Verb, about: Matter | None) -> None:
    """Where no matter is named it is asked about with the preview."""
    if not (may(actor, verb, about) if about else may_somewhere(actor, verb)):
        raise NotFound


def _parts(token: str) -> tuple[UUID, str]:
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise UploadGone
    return UUID(found[1]), found[2]
