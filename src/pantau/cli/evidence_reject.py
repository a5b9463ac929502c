"""`pantau evidence reject CLAIM…`"""

from pantau.cli.evidence_steps import Claims, Least, Reason, Source, Type, asked_for, print_decided, seen_of
from pantau.cli.options import Json, Workspace
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.evidence_refusals import NoClaimChosen


def command(
    claims: Claims = None,
    source: Source = "",
    type: Type = "",
    least: Least = 0,
    reason: Reason = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.reject_claims import reject_claims

        states = (ClaimState.PROPOSED,)
        rows = asked_for(claims or [], source=source, type=type, least=least, states=states)
        if not rows:
            raise NoClaimChosen
        decided = reject_claims(whoever(), chosen=seen_of(rows), reason=reason)
    print_decided(decided, as_json=as_json)
