"""Accounts, API keys, and who may read what (roles and scope): shared by the API and the dashboard."""

from graph.access.viewer import NotSignedInError, Role, Viewer, seen_by, viewer

__all__ = ["NotSignedInError", "Role", "Viewer", "seen_by", "viewer"]
