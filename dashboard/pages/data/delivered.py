"""What was delivered so far, by whatever way, as rows of a grid."""

from typing import Any
from zoneinfo import ZoneInfo

from dashboard.i18n.format import moment
from dashboard.shared import number_column
from dashboard.words import N_, _
from graph.clock import from_micros
from graph.errors import NothingPublishedError
from graph.reads.deliveries import newest_deliveries
from graph.service import Service

_MOST = 500
_STATES = {"open": N_("not loaded to its end"), "done": N_("loaded"), "abandoned": N_("given up")}


def delivered_columns() -> list[dict[str, Any]]:
    """Return the columns of the grid."""
    return [
        {"field": "delivered", "headerName": _("When"), "minWidth": 170},
        {"field": "files", "headerName": _("Files"), "minWidth": 160},
        {"field": "state", "headerName": _("State"), "minWidth": 120},
        number_column("loaded", _("loaded")),
        number_column("changed", _("names changed")),
        number_column("unchanged", _("there already")),
        number_column("quarantined", _("wait")),
        {"field": "id", "headerName": _("Digest"), "maxWidth": 140},
    ]


def delivered(service: Service) -> list[dict[str, Any]]:
    """Return the newest deliveries; files of those that were handed in."""
    zone = zone_of(service)
    files = {
        str(one.summary["delivery"]): ", ".join(name for name, _size in one.files)
        for one in service.spool.uploads()
        if one.summary
    }
    return [
        {
            "delivered": moment(from_micros(one.delivered, zone)),
            "files": files.get(one.id, ""),
            "state": _(_STATES[one.state]),
            "loaded": one.loaded,
            "changed": one.changed,
            "unchanged": one.unchanged,
            "quarantined": one.quarantined,
            "id": one.id[:8],
        }
        for one in newest_deliveries(service.database, _MOST)
    ]


def zone_of(service: Service) -> ZoneInfo:
    """Return the zone of the published run; UTC before there is one."""
    try:
        return service.current.run().zone
    except NothingPublishedError:
        return ZoneInfo("UTC")
