"""The names of the saved views over a team, without what reads them: help texts must come at once."""

from enum import StrEnum


class View(StrEnum):
    """Which members of a team: `stopped` bought in the month before and not since."""

    BEHIND = "behind"
    STOPPED = "stopped"
    NEAR = "near"
