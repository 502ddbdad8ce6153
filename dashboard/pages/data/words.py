"""Words of the page: tables, and how far a delivery is."""

from dashboard.i18n.format import count
from dashboard.words import N_, _
from graph.intake import DeliveryState, Review, Upload

_TABLES = {
    "members": N_("Members"),
    "orders": N_("Orders"),
    "order_lines": N_("Order lines"),
    "products": N_("Products"),
    "refunds": N_("Refunds"),
    "sponsor_corrections": N_("Sponsor corrections"),
    "opening_standings": N_("Opening standings"),
    "communities": N_("Communities"),
    "customers": N_("Customers"),
    "touches": N_("Touches"),
    "spend": N_("Spend"),
    "groups": N_("Groups"),
    "adjustments": N_("Adjustments"),
    "withdrawals": N_("Withdrawals"),
}
_STATES = {
    DeliveryState.HELD: N_("looked through: say whether it is to be loaded"),
    DeliveryState.WAITING: N_("waits until nothing else is writing"),
    DeliveryState.LOADING: N_("is being loaded"),
    DeliveryState.LOADED: N_("loaded: the next run has it"),
    DeliveryState.PUBLISHED: N_("loaded and published"),
    DeliveryState.FAILED: N_("not loaded"),
    DeliveryState.CANCELLED: N_("cancelled: nothing of it is loaded"),
}


def table_name(table: str) -> str:
    """Return a table in words; another one as it is called."""
    return _(_TABLES[table]) if table in _TABLES else table


def state_words(upload: Upload) -> str:
    """Return how far a delivery is."""
    if upload.state is DeliveryState.HELD and upload.review is Review.WANTED:
        return _("is being looked through: nothing is loaded")
    if upload.state is DeliveryState.HELD and upload.review is Review.FAILED:
        return _("cannot be read so: choose another mapping, or hand in other files")
    if upload.state is DeliveryState.LOADED and upload.publish:
        return _("loaded: a run is being calculated")
    if upload.state is DeliveryState.PUBLISHED:
        return _("loaded, and published in run {run}").format(run=count(upload.run))
    return _(_STATES[upload.state])
