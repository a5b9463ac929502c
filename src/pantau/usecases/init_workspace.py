"""A new workspace gets its id, its operator and the reference list of actors."""

import uuid
from importlib import resources

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import WorkspaceForeign
from pantau.files.columns import Columns
from pantau.files.sheet import rows_in
from pantau.records.models import User, Workspace
from pantau.usecases.access import writing
from pantau.usecases.import_register import write_register
from pantau.usecases.register_kinds import KINDS


def init_workspace(actor: Actor, *, workspace_id: uuid.UUID) -> None:
    """Fill an empty database. Raises WorkspaceForeign where it belongs to another workspace already."""
    found = Workspace.objects.first()
    if found is not None:
        raise WorkspaceForeign(folder_id=workspace_id, database_id=found.public_id)
    kind = KINDS["actors"]
    content = resources.files("pantau.records").joinpath("reference", "actors.csv").read_bytes()
    rows = rows_in(content, file="actors.csv", columns=Columns(known=kind.columns, required=kind.required))
    with writing(actor, Verb.IMPORT_REGISTER, reason="init") as pen:
        pen.insert(Workspace, public_id=workspace_id)
        pen.insert(User, name=actor.name, password="!")
        write_register(pen, kind=kind, rows=rows, file="actors.csv")
