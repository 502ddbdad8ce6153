"""What a page of the dashboard is: an address, a title, an icon, how it is laid out and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component

from graph.access import Role
from graph.access.viewer import SEEING_ALL
from graph.service import Service

PREFIX = "/dashboard/"
"""Where the dashboard is."""


@dataclass(frozen=True)
class Page:
    """A page; dashboard/pages lists them.

    key: its name in ids and file names. path: its address below /dashboard/, "" for the first one.
    title: marked with N_(). icon: a name in assets/icons.css. layout: takes the address' search ("?a=b"),
    answers at once, and reads no database. register: takes the board, the service and the page's
    address, and adds the callbacks with `@board.callback`, never `dash.callback`, which is shared by all
    applications of the process. for_admins: others have no such page. for_company: only who sees the whole
    company has it, admins and analysts.
    """

    key: str
    path: str
    title: str
    icon: str
    layout: Callable[[str], Component]
    register: Callable[[Dash, Service, str], None]
    for_admins: bool = False
    for_company: bool = False

    @property
    def address(self) -> str:
        """The path of the page in the browser."""
        return f"{PREFIX}{self.path}"

    def is_for(self, role: Role | None) -> bool:
        """Return whether an account with a role, or nobody, has this page."""
        if self.for_company and role not in SEEING_ALL:
            return False
        return role is Role.ADMIN or not self.for_admins
