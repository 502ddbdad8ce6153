"""What the audit trail gets of deliveries that are handed in."""

from graph.audit import Event, EventName
from graph.intake.upload import DeliveryState, Upload


def handed_in(upload: Upload) -> Event:
    """Return the event of a delivery that is new."""
    detail = {
        "delivery": upload.id,
        "files": ", ".join(name for name, _size in upload.files),
        "bytes": sum(size for _name, size in upload.files),
        "mapping": ", ".join((*upload.mapping, *(["its own"] if upload.own else []))),
    }
    return Event(EventName.HANDED_IN, detail=detail)


def changed(upload: Upload) -> Event:
    """Return the event of a delivery that was released to be loaded, or cancelled."""
    change = "cancelled" if upload.state is DeliveryState.CANCELLED else "released"
    return Event(EventName.DELIVERY_CHANGED, detail={"delivery": upload.id, "change": change})
