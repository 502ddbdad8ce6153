"""What a page of the dashboard is: an address, a title, an icon, how it is laid out and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component

from graph.access import Role
from graph.service import Service

_NARROW = {Role.MEMBER, Role.LOADER}
PREFIX = "/dashboard/"
"""Where the dashboard is."""
GRIDS, TREES = "dash_ag_grid", "dash_cytoscape"
"""Libraries of components that are large, and that not every page needs."""


@dataclass(frozen=True)
class Page:
    """A page; dashboard/pages lists them.

    key: its name in ids and file names. path: its address below /dashboard/, "" for the first one.
    title: marked with N_(). icon: a name in assets/icons.css. layout: takes the address' search ("?a=b"),
    answers at once, and reads no database. register: takes the board, the service and the page's
    address, and adds the callbacks with `@board.callback`, never `dash.callback`, which is shared by all
    applications of the process. roles: who has it; empty: all but members and loaders. An admin has all but
    a member's. listed: whether it is in the menu. by_run: whether it shows any kept run that its address
    names (?run=). needs: which of GRIDS and TREES the browser must have before it can show the page
    (dashboard/scripts.py).
    """

    key: str
    path: str
    title: str
    icon: str
    layout: Callable[[str], Component]
    register: Callable[[Dash, Service, str], None]
    roles: tuple[Role, ...] = ()
    listed: bool = True
    by_run: bool = False
    needs: tuple[str, ...] = (GRIDS,)

    @property
    def address(self) -> str:
        """The path of the page in the browser."""
        return f"{PREFIX}{self.path}"

    def is_for(self, role: Role | None) -> bool:
        """Return whether an account with a role, or nobody, has this page."""
        if role in _NARROW or Role.MEMBER in self.roles:
            return role in self.roles
        return role is Role.ADMIN or not self.roles or role in self.roles
