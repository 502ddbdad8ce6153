"""Accounts, API keys, and who may read what (roles and scope): shared by the API and the dashboard.

`sessions`, `accounts` and `keys` are imported by those who need them: they bring the password hasher.
"""

from graph.access.scope import may_see, require_visible
from graph.access.viewer import NotSignedInError, Role, Viewer, seen_by, viewer

__all__ = ["NotSignedInError", "Role", "Viewer", "may_see", "require_visible", "seen_by", "viewer"]
