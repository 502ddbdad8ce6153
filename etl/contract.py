"""The table contract: every table and column once, with what it is in files and in the graph.

Loading, the import of a first load, what is read back of loaded facts, the quarantine, docs/tables.md and the
facts of docs/graph-model.md follow from it (python -m tools.make_tables).
"""

from etl.columns import key, label, optional, price, reference, time
from etl.table import ID, Column, Link, Table

MAX_ID = 256
MAX_TEXT = 1000
PLACES = ("file", "row")  # what every frame carries beside its columns


_REVISED = Column(
    "revised_at",
    "time",
    required=False,
    in_header=False,
    stored="revised",
    means="the revision it belongs to: the latest of an order stands; empty is the earliest",
)
_IN_COMMUNITY = optional("community_id", "the community it buys in", "communities", link=Link("BUYS_IN"))
# A sponsor or team owner column that is absent by a slip would take every member from its upline, so
# those three must be in the header although their cells may be empty.
_TABLES = (
    Table(
        "communities",
        "community",
        (
            key("community_id", "the community"),
            reference("owner_id", "who runs it", "members", link=Link("OWNS", towards=True)),
            label("name", "its name", required=True),
            label("channel", "where it lives"),
        ),
        ("community_id",),
        label="Community",
    ),
    Table(
        "products",
        "product",
        (
            key("product_id", "the product"),
            label("name", "its name", required=True),
            label("category", "its category"),
        ),
        ("product_id",),
        label="Product",
    ),
    Table(
        "members",
        "member",
        (
            key("member_id", "the member"),
            Column(
                "sponsor_id",
                "id",
                required=False,
                references=("members",),
                link=Link("SPONSORED_BY", versioned=True),
                stored="sponsor_id",
                blank=True,
                means="who invited it, as first loaded",
            ),
            time("joined_at", "when it registered", "joined"),
            label("name", "its name"),
            label("channel", "where it came from"),
            _IN_COMMUNITY,
        ),
        ("member_id",),
        required=True,
        label="Member",
        counted=True,
        added={"depth": "how many sponsors are above it as first loaded"},
    ),
    Table(
        "customers",
        "customer",
        (
            key("customer_id", "the customer, who buys and sponsors nobody"),
            _IN_COMMUNITY,
            time("joined_at", "when it registered", "joined"),
            label("channel", "where it came from"),
        ),
        ("customer_id",),
        label="Customer",
        counted=True,
    ),
    Table(
        "groups",
        "group",
        (
            key("group_id", "the buying group"),
            reference("leader_id", "who leads it", "members", link=Link("LED_BY")),
            time("opened_at", "when it opened", "opens"),
            time("closes_at", "when it closes", "closes"),
        ),
        ("group_id",),
        label="Group",
    ),
    Table(
        "orders",
        "order",
        (
            key("order_id", "the order"),
            reference("buyer_id", "who bought", "members", "customers", link=Link("PLACED", towards=True)),
            time("paid_at", "when it was paid", "at"),
            price("what was paid"),
            label("channel", "where it was sold"),
            optional("group_id", "the buying group it belongs to", "groups", link=Link("IN_GROUP")),
            Column(
                "received_at",
                "time",
                required=False,
                in_header=False,
                fills=True,
                stored="received",
                means="when the goods arrived; may come later",
            ),
            Column(
                "currency",
                "text",
                required=False,
                in_header=False,
                kept=False,
                means="the currency it was paid in, only looked at",
            ),
            _REVISED,
        ),
        ("order_id",),
        revision="revised_at",
        required=True,
        label="Order",
        counted=True,
        withdrawn="Withdrawn",
        marked={"refunded": "true where it has refunds or a run counted any, else absent"},
    ),
    Table(
        "order_lines",
        "line",
        (
            reference("order_id", "the order it belongs to", "orders"),
            Column("line_no", "number", means="its number within the order"),
            reference("product_id", "what was bought", "products"),
            Column("quantity", "quantity", positive=True, means="how many"),
            price("what was paid for all of them; 0.00 is a gift", positive=False),
            _REVISED,
        ),
        ("order_id", "line_no"),
        revision="revised_at",
        between="CONTAINS",
        marked={"from_run": "only of a line that came to an order which a run had counted"},
    ),
    Table(
        "refunds",
        "refund",
        (
            key("refund_id", "the refund"),
            reference("order_id", "the order it takes back", "orders", link=Link("REFUNDS")),
            time("refunded_at", "when it was paid back", "at"),
            price("what was paid back"),
        ),
        ("refund_id",),
        label="Refund",
        counted=True,
        withdrawn="WithdrawnRefund",
    ),
    Table(
        "sponsor_corrections",
        "correction",
        (
            reference("member_id", "who gets another sponsor", "members", link=Link("MOVES")),
            optional(
                "sponsor_id",
                "the sponsor from then on; empty: nobody",
                "members",
                link=Link("TO"),
                in_header=True,
            ),
            time("decided_at", "when it was decided", "at"),
            Column("reason", "text", means="why"),
        ),
        ("member_id", "decided_at"),
        label="Correction",
        counted=True,
        withdrawn="WithdrawnCorrection",
    ),
    Table(
        "opening_standings",
        "opening standing",
        (
            reference("member_id", "whose it is", "members", link=Link("OF"), stored=ID),
            Column("rank", "rank", means="the rank it begins with"),
            optional(
                "team_owner_id",
                "in whose team it begins; empty: the company's",
                "members",
                link=Link("OWNED_BY"),
                in_header=True,
            ),
        ),
        ("member_id",),
        label="Opening",
        counted=True,
    ),
    Table(
        "touches",
        "touch",
        (
            key("touch_id", "the touch"),
            Column("visitor_id", "id", means="who was reached"),
            time("at", "when", "at"),
            label("channel", "by what", required=True),
            optional("inviter_id", "who invited", "members", link=Link("INVITED_BY")),
            optional("became_id", "who the visitor became", "members", "customers", link=Link("BECAME")),
        ),
        ("touch_id",),
        label="Touch",
        counted=True,
    ),
    Table(
        "spend",
        "spend",
        (
            Column("day", "day", means="the day it was spent on"),
            Column("channel", "text", means="for what channel"),  # part of the key, so it replaces nothing
            Column("kind", "choice", choices=("marketing", "subsidy"), means="what for"),
            price("how much", positive=False),
        ),
        ("day", "channel", "kind"),
        label="Spend",
        counted=True,
    ),
    Table(
        "adjustments",
        "adjustment",
        (
            key("adjustment_id", "the adjustment"),
            reference("member_id", "whose pay it changes", "members", link=Link("ADJUSTS")),
            Column("day", "day", means="the day it belongs to"),
            Column("amount", "money", signed=True, means="what is added; below zero: what is taken off"),
            Column("reason", "text", means="why"),
            Column("decided_by", "text", means="who decided it"),
            Column("approved_by", "text", means="who approved it: somebody else"),
        ),
        ("adjustment_id",),
        label="Adjustment",
        counted=True,
        marked={":Total": "a label: a run has posted an entry of it"},
    ),
    Table(
        "withdrawals",
        "withdrawal",
        (
            key("withdrawal_id", "the withdrawal"),
            reference("member_id", "who got the money", "members", link=Link("WITHDRAWN_BY")),
            time("at", "when", "at"),
            price("how much"),
            Column("kind", "choice", choices=("cash", "purchase"), means="paid out, or spent on an order"),
            optional("order_id", "of a purchase: the order it paid", "orders"),
        ),
        ("withdrawal_id",),
        label="Withdrawal",
        counted=True,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""All tables by name, in the order in which they are loaded."""
