"""The audit trail: who did what, when and from where. Events are added and read only (docs/audit.md)."""

from graph.audit.actor import Actor, acting_as, actor, operator
from graph.audit.events import Event, EventName

__all__ = ["Actor", "Event", "EventName", "acting_as", "actor", "operator"]
