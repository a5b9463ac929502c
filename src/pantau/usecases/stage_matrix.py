"""A matrix that was looked at waits in the workspace until its preview is agreed to, or for an hour."""

import re
from uuid import UUID, uuid4

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import UploadGone
from pantau.records.job_files import drop_incoming, incoming, keep_incoming
from pantau.records.opening import faults_said
from pantau.records.workspace import find_folder
from pantau.usecases.update_plan import UpdatePreview

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")


def stage_matrix(actor: Actor, *, preview: UpdatePreview) -> str:
    """Keep the file of a preview for a while; the name under which it waits.

    Raises WorkspaceFull, WorkspaceReadOnly, WorkspaceLocked.
    """
    require(actor, Verb.UPDATE_PLAN)
    place = uuid4()
    with faults_said(find_folder()):
        return f"{place.hex}.{keep_incoming(place, preview.content)}"


def staged_matrix(actor: Actor, *, token: str) -> bytes:
    """The bytes that wait under a name. Raises UploadGone."""
    require(actor, Verb.UPDATE_PLAN)
    try:
        return incoming(*_parts(token))
    except OSError as fault:
        raise UploadGone from fault


def drop_staged(actor: Actor, *, token: str) -> None:
    """Forget a file that waits. Raises UploadGone for what is no such name."""
    require(actor, Verb.UPDATE_PLAN)
    drop_incoming(_parts(token)[0])


def _parts(token: str) -> tuple[UUID, str]:
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise UploadGone
    return UUID(found[1]), found[2]
