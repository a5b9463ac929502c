"""`pantau evidence take-back CLAIM…`"""

from collections.abc import Sequence

from pantau.cli.evidence_steps import claim_command
from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.permissions import Actor


def _take_back(actor: Actor, chosen: Sequence[Seen]) -> Decided:
    from pantau.usecases.take_back_claims import take_back_claims

    return take_back_claims(actor, chosen=chosen)


command = claim_command(_take_back, states=(ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.MERGED))
