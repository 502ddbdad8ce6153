"""What the checks of a run say they found: every sentence there is, with its fields.

Nothing else makes them, so that whoever reads them in another language (the dashboard) knows all of them.
What several rows broke is told in several sentences, joined by SEPARATOR.
"""

from enum import StrEnum

SEPARATOR = "; "
THE_COMPANY = "the company"


class Finding(StrEnum):
    """A sentence with its fields; amounts are in minor units, `reward` is a kind of entry."""

    DELIVERED = "{count} facts are in the graph as delivered"
    NOT_DELIVERED = "{table}: {due} delivered, {there} in the graph"
    CONSERVED = "every package order pays out what the plan sets aside"
    NOT_CONSERVED = (
        "order {order}: {reward} sets {planned} aside, posted {posted}, breakage {breakage} (minor units)"
    )
    KEY_TWICE = "order {order}: a key twice"
    RECALCULATED = "{entries} entries and {standings} standings are what was calculated anew"
    DIFFERENT = "{entries} sums of entries and {figures} figures are not what was calculated anew"
    NOT_DUE = "order {order}: {reward} to {payee}: due {due}, posted {posted} (minor units)"
    SHARE_NOT_DUE = "{pool} {day}: {reward} to {payee}: due {due}, posted {posted} (minor units)"
    FIGURE_DIFFERS = '{id}: {figure} is "{posted}", calculated anew "{due}"'
    SHARED = "what was fed was shared or is carried"
    NOT_SHARED = "{pool} {day}: due {due}, is {posted}"
    REACHED = "{reached} of {members} members are reached from the roots"
    VOLUMES = "bought {bought}, personal {personal}, group volume of roots {of_roots} (minor units)"
    EARNED = "{entries} entries of members sum to {posted}, standings to {earned} (minor units)"
