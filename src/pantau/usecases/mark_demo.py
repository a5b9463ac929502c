"""The demo workspace remembers from which files it was built, so that it is built again only when they change."""

from pantau.domain.permissions import Actor, Verb
from pantau.records.models import Workspace
from pantau.usecases.access import writing


def demo_digest() -> str:
    """The digest of the files this workspace was built from; empty for any other workspace."""
    return Workspace.objects.get().demo_digest


def mark_demo(actor: Actor, *, digest: str) -> None:
    """Remember that all steps were run on the files of this digest."""
    with writing(actor, Verb.IMPORT_REGISTER, reason="demo") as pen:
        pen.revise(Workspace.objects.get(), demo_digest=digest)
