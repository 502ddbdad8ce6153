"""What a signed-in account must do before it can do anything else."""

from enum import StrEnum

from graph.access.viewer import Role, Viewer
from graph.errors import UserError
from graph.settings import Settings


class Duty(StrEnum):
    """What must be done first. An API key has no duty: nobody is there to do it."""

    PASSWORD = "password-change"  # noqa: S105 - the name of a duty
    SECOND_STEP = "second-step"


def required_roles(settings: Settings) -> frozenset[Role]:
    """Return the roles whose accounts must have a second step (UPLINE_REQUIRE_TOTP).

    Raises:
        UserError: when the setting names a role that there is not.
    """
    known = {role.value for role in Role}
    if unknown := sorted(settings.require_totp - known):
        raise UserError(
            "UPLINE_REQUIRE_TOTP names {unknown}: the roles are {known}, divided by commas",
            unknown=", ".join(unknown),
            known=", ".join(sorted(known)),
        )
    return frozenset(map(Role, settings.require_totp))


def duty_of(viewer: Viewer, required: frozenset[Role]) -> Duty | None:
    """Return the first duty of a signed-in account; None when it has none."""
    if not viewer.session:
        return None
    if viewer.must_change:
        return Duty.PASSWORD
    return Duty.SECOND_STEP if viewer.role in required and not viewer.second_step else None
