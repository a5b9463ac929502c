"""What two reviewers do at once to the same claim; each is a process that reads the settings for itself."""

from multiprocessing.synchronize import Barrier

from pantau.domain.evidence.rows import ClaimRow
from tests.records.racers import PATIENCE

ROUNDS = 8


def accept_one_claim(number: int, name: str, barrier: Barrier) -> bool:
    """Both accept what both were shown."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.accept_claims import accept_claims
    from tests.usecases.evidence_desk import seen

    claim = _waiting(number, name, barrier)
    barrier.wait(PATIENCE)
    return bool(accept_claims(LOCAL_OPERATOR, chosen=seen([claim])).claims)


def accept_one_claim_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Look whether it waits, and save: what the use-case does not do."""
    from pantau.records.models import Claim

    claim = _waiting(number, name, barrier)
    row = Claim.objects.get(public_id=claim.public_id)
    if row.state != "proposed":
        return False
    barrier.wait(PATIENCE)
    Claim.objects.filter(pk=row.pk).update(state="accepted", version=row.version + 1)
    return True


def _waiting(number: int, name: str, barrier: Barrier) -> ClaimRow:
    """The claim of the round as both have seen it; A sets the scene before the first round."""
    from pantau.records.queries.claims import claims_of
    from pantau.records.queries.sources import source_named
    from pantau.records.workspace import find_folder
    from tests.usecases.evidence_desk import on_the_desk
    from tests.usecases.office import Office

    if number == 0 and name == "A":
        partner = "JP,dialogue_partner,Japan,Jepang,JP"
        Office(folder=find_folder()).register("actors", "code,kind,name_en,name_id,iso", partner)
        for one in range(ROUNDS):
            text = f"Perdagangan ASEAN dan Jepang mencapai US${one + 3} miliar pada tahun {2010 + one}.\n"
            on_the_desk(text, code=f"TALK-{one}")
    barrier.wait(PATIENCE)
    found = next(one for one in claims_of(source_named(f"TALK-{number}")) if one.type == "quantity")
    barrier.wait(PATIENCE)
    return found
