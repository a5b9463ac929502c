"""Which sources may repeat one release, as commands say it."""

from collections.abc import Sequence

from pantau.cli.language import language, say
from pantau.domain.origins import OriginProposal


def print_proposals(proposals: Sequence[OriginProposal]) -> None:
    """One line for each, with its reason; nothing where there is none."""
    for one in proposals:
        said = say("{code} may repeat the same release: {title}", code=one.source.code, title=one.source.title)
        print(f"{said}\n  {one.likeness.why.into(language())}")
