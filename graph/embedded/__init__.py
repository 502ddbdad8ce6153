"""The embedded Neo4j server: fetched, started, found, stopped, backed up (ADR 0002)."""

from graph.embedded.lifecycle import Status, ensure_running, running, status, stop, stopped
from graph.embedded.readiness import Connection

__all__ = ["Connection", "Status", "ensure_running", "running", "status", "stop", "stopped"]
