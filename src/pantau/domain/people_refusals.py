"""What is refused where it is about people: signing in, invitations, roles, bodies, serving other computers."""

from pantau.domain.refusals import ChangedMeanwhile, Refusal

# Serving beyond this computer


class SecretKeyUnfit(Refusal): ...


class ProvidersUnreadable(Refusal): ...


class HostsMissing(Refusal): ...


class DemoExposed(Refusal): ...


# A person


class PersonTaken(Refusal): ...


class PersonNameInvalid(Refusal): ...


class AddressInvalid(Refusal): ...


class AddressTaken(Refusal): ...


class PersonClosed(Refusal): ...


class PasswordUnfit(Refusal): ...


class InvitationGone(Refusal): ...


class PasswordSet(Refusal): ...


# A role


class RoleForOneself(Refusal): ...


class RoleByCommandOnly(Refusal): ...


class RoleNeedsPlace(Refusal): ...


class RoleTakesNoPlace(Refusal): ...


class RolePlaceUnfit(Refusal): ...


class RoleHeld(ChangedMeanwhile): ...


class RoleUnknown(Refusal): ...


class DelegationUnfit(Refusal): ...


class EndPassed(Refusal): ...


# A body


class BodyKindUnfit(Refusal): ...


class BodyCodeTaken(Refusal): ...


class ParentUnfit(Refusal): ...
