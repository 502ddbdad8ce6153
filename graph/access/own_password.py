"""The change of one's own password, by who knows the old one."""

from typing import TYPE_CHECKING

from graph.access.accounts import change_password
from graph.access.attempts import Origin
from graph.access.passwords import Weakness, WeakPasswordError, check_password
from graph.access.signing_in import prove_password
from graph.audit import Event, EventName

if TYPE_CHECKING:
    from graph.service import Service


def change_own_password(service: "Service", name: str, old: str, new: str, origin: Origin) -> int:
    """Change the password of an account whose user knows it; return the account's new version.

    Its sessions end within five seconds; a forced change is done with it. Attempts count as those to sign in.

    Raises:
        WrongSignInError: when the old password is wrong.
        WeakPasswordError: when the new one is too short, too long, easily guessed, or the old one.
        TooManyAttemptsError, DatabaseUnavailableError: as graph.access.signing_in.sign_in.
    """
    check_password(new, name)
    prove_password(service, name, old, origin)
    if new == old:
        raise WeakPasswordError(Weakness.SAME)
    version = change_password(service.database, name, new)
    service.audit.record_now(Event(EventName.PASSWORD_CHANGED, subject=name, detail={"by": "the user"}))
    return version
