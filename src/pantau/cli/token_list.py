"""`pantau token list`"""

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace


def command(named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from django.utils import timezone

        from pantau.records.queries.tokens import tokens_of

        now, tokens = timezone.now(), tokens_of(whoever().name)
    if as_json:
        print_json([token.as_json() | {"state": token.state(now)} for token in tokens])
    elif not tokens:
        print(say("No token."))
    else:
        states = {"active": say("active"), "expired": say("ended"), "revoked": say("revoked")}
        rows = [
            (one.public_id, one.name, one.begins, one.scope.value, states[one.state(now)], one.expires_at.date())
            for one in tokens
        ]
        heads = [say("Token"), say("Name"), say("Begins with"), say("Scope"), say("State"), say("Ends")]
        print_table(heads, rows, folds=1)
