"""`pantau evidence accept CLAIM…`"""

from collections.abc import Sequence

from pantau.cli.evidence_steps import claim_command
from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.permissions import Actor


def _accept(actor: Actor, chosen: Sequence[Seen]) -> Decided:
    from pantau.usecases.accept_claims import accept_claims

    return accept_claims(actor, chosen=chosen)


command = claim_command(_accept, states=(ClaimState.PROPOSED,))
